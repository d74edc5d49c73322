import * as z from 'zod';
import { refusalMembers, resultSchema } from '../../src/http/editor/result-schema.ts';
import { label, messagesFor } from '../../src/i18n/messages.ts';
import { referenceSchema } from '../../src/kinds/answer-schemas.ts';
import { instant, pointer } from '../../src/kinds/value-schemas.ts';
import { type ProblemCode, problemCodes, problemStatuses } from '../../src/problem-codes.ts';
import type { DocumentBuilder, Node } from './builder.ts';
import { type Api, origin, problemSample } from './examples.ts';
import { responseHeaders } from './headers.ts';
import { interpolate } from './messages.ts';
import { languageSchema } from './parameters.ts';
import { shareSchema } from './schemas.ts';

const absolute = z.string().meta({ format: 'uri' });
const statuses = [...new Set(Object.values(problemStatuses))];

const check = z.enum(['passed', 'failed']);

/** The checks of `/readyz` with their results. */
export const checksSchema = z.strictObject({
  database: check,
  migrations: check,
  words: check,
  content: check,
  reads: check,
});

/** A problem (RFC 9457 §3.1) with all extension members. */
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
    erased: instant().optional(),
    replacement: referenceSchema().optional(),
    fallbacks: z.record(pointer(), languageSchema).optional(),
    unverified: z.array(pointer()).optional(),
    checks: checksSchema.optional(),
    results: z.array(resultSchema).max(100).optional(),
    ...refusalMembers,
  })
  .meta({ id: 'Problem' });

const exampleOf = (builder: DocumentBuilder, api: Api, code: ProblemCode): Node => {
  const { t } = messagesFor(builder.language);
  const { values, path, members, detail } = problemSample(builder, api, code);
  const title = t(`problems:${code}.title`);
  const value = {
    type: `${origin}/problems/${code}`,
    title,
    status: problemStatuses[code],
    detail: detail ?? label(t, `problems:${code}`, 'detail', values).trim(),
    instance: path,
    ...members,
  };
  return { summary: title, value };
};

/** The additional header of the problems of a status. */
const statusHeaders: Readonly<Record<number, string>> = {
  401: 'WWW-Authenticate',
  405: 'Allow',
  429: 'Retry-After',
  503: 'Retry-After',
};

/** The headers of the problems of each API. */
const problemHeaders: Readonly<Record<Api, readonly string[]>> = {
  public: ['Content-Language', 'Vary?', 'Content-Security-Policy?'],
  editor: ['Content-Language', 'Vary.Accept.Accept-Language', 'Content-Security-Policy?'],
};

/** The response for problems of one status; `name` is the name of the component. */
export const problemResponse = (
  builder: DocumentBuilder,
  name: string,
  codes: readonly ProblemCode[],
  api: Api = 'public',
): { $ref: string } =>
  builder.share('responses', name, () => {
    const { t } = messagesFor(builder.language);
    const lines = codes.map((code) =>
      interpolate(builder.messages.responses.problem, {
        code,
        title: t(`problems:${code}.title`),
        help: t(`problems:${code}.help`),
      }),
    );
    const status = problemStatuses[codes[0] as ProblemCode];
    return {
      description: lines.join('\n'),
      headers: responseHeaders(
        builder,
        api,
        ...problemHeaders[api],
        ...(statusHeaders[status] ? [statusHeaders[status]] : []),
      ),
      content: {
        'application/problem+json': {
          schema: {
            ...shareSchema(builder, problemSchema),
            properties: { status: { const: status } },
          },
          examples: Object.fromEntries(codes.map((code) => [code, exampleOf(builder, api, code)])),
        },
      },
      'x-other-media-types': ['text/html'],
      'x-problem-codes': codes,
    };
  });

/** The problem codes of a status. */
export const problemCodesOf = (status: number): ProblemCode[] =>
  problemCodes.filter((code) => problemStatuses[code] === status);
