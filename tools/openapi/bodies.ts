import * as z from 'zod';
import { bodies } from '../../src/http/editor/request-schemas.ts';
import { definitionOf, kinds } from '../../src/kinds/index.ts';
import { recordSchema } from '../../src/kinds/schemas.ts';
import type { DocumentBuilder, Node } from './builder.ts';
import { shareSchema } from './schemas.ts';

const capital = (word: string) => word[0]?.toUpperCase() + word.slice(1);

// The schemas that check what is sent, each with the name of its component.
const sent = {
  publish: bodies().publish.meta({ id: 'Publish' }),
  withdraw: bodies().withdraw.meta({ id: 'Withdraw' }),
  restore: bodies().restore.meta({ id: 'Restore' }),
  rename: bodies().rename.meta({ id: 'Rename' }),
  publications: bodies().publications.meta({ id: 'Publications' }),
  listings: z.strictObject({ after: z.string().max(200).optional() }).meta({ id: 'Listings' }),
} satisfies Record<keyof ReturnType<typeof bodies> | 'listings', z.ZodType>;

const records = kinds.map((kind) => recordSchema(definitionOf(kind)).meta({ id: `${capital(kind)}Record` }));

/** What is sent to the editorial side: a record, or the body of a command. */
export type Sent = keyof typeof sent | 'record';

// A record may pass the schemas of two kinds that look alike; which of them holds, the URL says.
const anyRecord = (draft: DocumentBuilder): Node => ({ anyOf: records.map((schema) => shareSchema(draft, schema)) });

/** In a set, a record is one of any kind: its schema only says that there is one. */
const shareSet = (draft: DocumentBuilder): { $ref: string } => {
  const reference = shareSchema(draft, sent.publications);
  const set = draft.components.schemas.Publications as { properties: { items: { items: { properties: Node } } } };
  Object.assign(set.properties.items.items.properties.record as Node, anyRecord(draft));
  return reference;
};

const schemaOf = (draft: DocumentBuilder, what: Sent): Node => {
  if (what === 'record') return anyRecord(draft);
  return what === 'publications' ? shareSet(draft) : shareSchema(draft, sent[what]);
};

const exampleOf = ({ sample: { kind, slug, record } }: DocumentBuilder, what: Sent): Node | undefined => {
  const examples: Partial<Record<Sent, unknown>> = {
    record,
    publish: { revision: 1 },
    restore: { number: 1 },
    rename: { slug: `${slug}-2` },
    publications: { dryRun: true, items: [{ kind, slug, match: 1, record }] },
    listings: {},
  };
  return examples[what] === undefined ? undefined : { examples: { [what]: { value: examples[what] } } };
};

/** The `requestBody` of a command. */
export const requestBodyOf = (draft: DocumentBuilder, what: Sent): Node => ({
  required: true,
  content: { 'application/json': { schema: schemaOf(draft, what), ...exampleOf(draft, what) } },
});
