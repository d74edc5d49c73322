import * as z from 'zod';
import { languageTags } from '../../languages.ts';
import { type ProblemCode, problemCodes, problems } from '../../problems.ts';
import { day, slug } from '../../resources/fields.ts';
import { kinds } from '../../resources/index.ts';
import { wordsOf } from '../../words.ts';
import type { Draft, Node } from './draft.ts';
import { headersOf } from './headers.ts';
import { languageSchema } from './parameters.ts';
import { shareSchema } from './schemas.ts';
import { fill } from './words.ts';

const absolute = z.string().meta({ format: 'uri' });
const statuses = [...new Set(Object.values(problems))];

/** A problem as readers get it (RFC 9457 §3.1), with the members that help. */
export const problemSchema = z
  .strictObject({
    type: absolute,
    title: z.string(),
    status: z.literal(statuses),
    detail: z.string(),
    instance: z.string().max(1000).meta({ format: 'uri-reference' }).optional(),
    parameter: z.string().optional(),
    available: z.array(z.string()).optional(),
    alternates: z.partialRecord(languageSchema, absolute).optional(),
    withdrawn: day.optional(),
    replacement: z.strictObject({ kind: z.enum(kinds), slug, href: absolute }).optional(),
  })
  .meta({ id: 'Problem' });

const origin = 'https://example.jp';

/** What each problem might say: values of its sentence, the path asked for, and its other members. */
const samplesOf = ({ language }: Draft): Record<ProblemCode, { values?: object; path: string; members?: object }> => {
  const { t, date } = wordsOf(language);
  const at = (path: string) => `/${language}/${path}`;
  const other = languageTags.find((tag) => tag !== language) ?? language;
  return {
    'invalid-parameter': {
      path: at('outcomes.json'),
      values: { parameter: 'limit', expected: t('expected.limit') },
      members: { parameter: 'limit' },
    },
    'not-found': { path: at('actions/quantum.json'), values: { slug: 'quantum', kind: t('kinds.actions') } },
    'not-translated': {
      path: at('terms/dfft.json'),
      members: { alternates: { [other]: `${origin}/${other}/terms/dfft.json` } },
    },
    'unknown-language': { path: '/fr/actions', values: { language: 'fr' }, members: { available: languageTags } },
    'unknown-collection': { path: at('events'), values: { collection: 'events' }, members: { available: kinds } },
    'unknown-format': { path: at('actions.xml'), values: { format: 'xml' }, members: { available: ['json'] } },
    'malformed-slug': { path: at('actions/Data.json') },
    'method-not-allowed': { path: at('actions.json'), values: { method: 'POST' } },
    'not-acceptable': { path: at('actions'), members: { available: ['application/json'] } },
    withdrawn: {
      path: at('documents/press-draft.json'),
      values: { date: date('2025-01-22'), notice: '' },
      members: {
        withdrawn: '2025-01-22',
        replacement: {
          kind: 'documents',
          slug: 'joint-statement-2025',
          href: origin + at('documents/joint-statement-2025'),
        },
      },
    },
    'internal-error': { path: at('actions.json') },
    unavailable: { path: at('actions.json') },
  };
};

const exampleOf = (draft: Draft, code: ProblemCode): Node => {
  const say: (key: string, values?: object) => string = wordsOf(draft.language).t as never;
  const { values, path, members } = samplesOf(draft)[code];
  const title = say(`problems:${code}.title`);
  const value = {
    type: `${origin}/problems/${code}`,
    title,
    status: problems[code],
    detail: say(`problems:${code}.detail`, values).trim(),
    instance: path,
    ...members,
  };
  return { summary: title, value };
};

/** What a status comes with beside what every problem has. */
const also: Readonly<Record<number, string>> = { 405: 'Allow', 503: 'Retry-After' };

/** The response to which some problems of one status lead; `name` is that of the component. */
export const problemResponse = (draft: Draft, name: string, codes: readonly ProblemCode[]): { $ref: string } =>
  draft.share('responses', name, () => {
    const say: (key: string) => string = wordsOf(draft.language).t as never;
    const told = codes.map((code) => {
      const [title, help] = [say(`problems:${code}.title`), say(`problems:${code}.help`)];
      return fill(draft.words.responses.problem, { code, title, help });
    });
    const status = problems[codes[0] as ProblemCode];
    const headers = ['Content-Language', 'CDN-Cache-Control', 'Vary?', 'Cache-Tag?', 'Content-Security-Policy?'];
    return {
      description: told.join('\n'),
      headers: headersOf(draft, ...headers, ...(also[status] ? [also[status]] : [])),
      content: {
        'application/problem+json': {
          schema: {
            ...shareSchema(draft, problemSchema),
            properties: { type: { pattern: `/problems/(?:${codes.join('|')})$` }, status: { const: status } },
          },
          examples: Object.fromEntries(codes.map((code) => [code, exampleOf(draft, code)])),
        },
        'text/html': { schema: { type: 'string' } },
      },
    };
  });

/** The codes of a status. */
export const codesWith = (status: number): ProblemCode[] => problemCodes.filter((code) => problems[code] === status);
