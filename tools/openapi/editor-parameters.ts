import { maxPageSize, pageSize } from '../../src/kinds/definition.ts';
import { slug } from '../../src/kinds/fields.ts';
import { kinds } from '../../src/kinds/index.ts';
import type { DocumentBuilder, Node } from './builder.ts';
import { toJsonSchema } from './schemas.ts';

const tags = (letter: 'e' | 'r') => `^(?:\\*|"${letter}[1-9][0-9]*"(?: *, *"${letter}[1-9][0-9]*")*)$`;
const text: Node = { schema: { type: 'string' } };

/** The parameters of the editorial side. A name with a dot is one of several by that name. */
const known = {
  kind: ({ sample }: DocumentBuilder) => ({
    in: 'path',
    schema: { type: 'string', enum: kinds },
    example: sample.kind,
  }),
  'slug.editor': ({ sample }: DocumentBuilder) => ({ in: 'path', schema: toJsonSchema(slug()), example: sample.slug }),
  'If-Match.draft': () => ({ in: 'header', schema: { type: 'string', pattern: tags('r') } }),
  'If-Match.edition': () => ({ in: 'header', schema: { type: 'string', pattern: tags('e') } }),
  'If-None-Match.create': () => ({ in: 'header', schema: { type: 'string', const: '*' } }),
  'limit.editor': () => ({
    in: 'query',
    schema: { type: 'integer', minimum: 1, maximum: maxPageSize, default: pageSize },
  }),
  'after.editor': () => ({ in: 'query', ...text }),
  before: () => ({ in: 'query', schema: { type: 'integer', minimum: 1 } }),
  item: () => ({ in: 'query', ...text }),
} satisfies Record<string, (draft: DocumentBuilder) => Node>;

/** The name of a parameter of the editorial side; `!` after it: it must be there. */
export type Asked = keyof typeof known | `${keyof typeof known}!`;

/** A parameter of the editorial side. */
export const parameterFor = (draft: DocumentBuilder, asked: Asked): Node => {
  const variant = asked.replace(/!$/, '') as keyof typeof known;
  const [name = ''] = variant.split('.', 1);
  return draft.share('parameters', asked.replace(/!$/, '.required'), () => {
    const made: Node = known[variant](draft);
    return {
      name,
      ...((made.in === 'path' || asked !== variant) && { required: true }),
      description: draft.message('parameters', variant),
      ...made,
    };
  });
};
