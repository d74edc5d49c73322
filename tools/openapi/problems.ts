import * as z from 'zod';
import { refusalMembers, resultSchema } from '../../src/http/editor/response-schemas.ts';
import { messagesFor } from '../../src/i18n/messages.ts';
import { instant, pointer } from '../../src/kinds/fields.ts';
import { referenceSchema } from '../../src/kinds/schemas.ts';
import { type ProblemCode, problemCodes, problemStatuses } from '../../src/problem-codes.ts';
import type { Draft, Node } from './builder.ts';
import { origin, type Side, sampleOf } from './examples.ts';
import { headersOn } from './headers.ts';
import { fill } from './messages.ts';
import { languageSchema } from './parameters.ts';
import { shareSchema } from './schemas.ts';

const absolute = z.string().meta({ format: 'uri' });
const statuses = [...new Set(Object.values(problemStatuses))];

const check = z.enum(['passed', 'failed']);

/** What `/readyz` has checked, and with what result. */
export const checksSchema = z.strictObject({ database: check, migrations: check, words: check });

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
    withdrawn: instant().optional(),
    replacement: referenceSchema().optional(),
    fallbacks: z.record(pointer(), languageSchema).optional(),
    unverified: z.array(pointer()).optional(),
    checks: checksSchema.optional(),
    results: z.array(resultSchema).max(100).optional(),
    ...refusalMembers,
  })
  .meta({ id: 'Problem' });

const exampleOf = (draft: Draft, side: Side, code: ProblemCode): Node => {
  const say: (key: string, values?: object) => string = messagesFor(draft.language).t as never;
  const { values, path, members, detail } = sampleOf(draft, side, code);
  const title = say(`problems:${code}.title`);
  const value = {
    type: `${origin}/problems/${code}`,
    title,
    status: problemStatuses[code],
    detail: detail ?? say(`problems:${code}.detail`, values).trim(),
    instance: path,
    ...members,
  };
  return { summary: title, value };
};

/** What a status comes with beside what every problem has. */
const also: Readonly<Record<number, string>> = {
  401: 'WWW-Authenticate',
  405: 'Allow',
  429: 'Retry-After',
  503: 'Retry-After',
};

/** What problems of each side carry. */
const carried: Readonly<Record<Side, readonly string[]>> = {
  public: ['Content-Language', 'CDN-Cache-Control', 'Vary?', 'Cache-Tag?', 'Content-Security-Policy?'],
  editor: ['Content-Language', 'Vary.Accept.Accept-Language', 'Content-Security-Policy?'],
};

/** The response to which some problems of one status lead; `name` is that of the component. */
export const problemResponse = (
  draft: Draft,
  name: string,
  codes: readonly ProblemCode[],
  side: Side = 'public',
): { $ref: string } =>
  draft.share('responses', name, () => {
    const say: (key: string) => string = messagesFor(draft.language).t as never;
    const told = codes.map((code) => {
      const [title, help] = [say(`problems:${code}.title`), say(`problems:${code}.help`)];
      return fill(draft.words.responses.problem, { code, title, help });
    });
    const status = problemStatuses[codes[0] as ProblemCode];
    return {
      description: told.join('\n'),
      headers: headersOn(draft, side, ...carried[side], ...(also[status] ? [also[status]] : [])),
      content: {
        'application/problem+json': {
          schema: {
            ...shareSchema(draft, problemSchema),
            properties: { type: { pattern: `/problems/(?:${codes.join('|')})$` }, status: { const: status } },
          },
          examples: Object.fromEntries(codes.map((code) => [code, exampleOf(draft, side, code)])),
        },
        'text/html': { schema: { type: 'string' } },
      },
    };
  });

/** The codes of a status. */
export const codesWith = (status: number): ProblemCode[] =>
  problemCodes.filter((code) => problemStatuses[code] === status);
