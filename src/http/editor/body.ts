import { describeError, errorsOfIssue, type ValidationError } from '../../commands/validate/errors.ts';
import type { Language } from '../../languages.ts';
import { MAX_DEPTH, parseJson, TooDeep } from '../../lib/json.ts';
import type { AppContext } from '../env.ts';
import type { Problem } from '../problem-details.ts';
import { type RequestBody, type RequestName, requestSchemas } from './schemas.ts';

/**
 * The size limits in bytes: of a bulk publication; of every other body; of an edition in a history, which beside a record
 * has notices of withdrawal.
 */
export const MAX_BYTES = { draft: 256 * 1024, edition: 384 * 1024, bulk: 8 * 1024 * 1024 } as const;

/** The size of a value as JSON, in bytes. */
export const bytesOf = (value: unknown): number => new TextEncoder().encode(JSON.stringify(value) ?? '').byteLength;

/** A body, or the problem that its sender gets. */
export type Parsed<Body> = { body: Body } | { problem: Problem };

/** Formats the first 100 validation errors as a problem's `errors`, in a language (RFC 9457 §3). */
export const formatErrors = (language: Language, errors: readonly ValidationError[]) =>
  errors.slice(0, 100).map((error) => ({ pointer: error.pointer, detail: describeError(language, error) }));

// Hono's body-limit believes Content-Length. Here reading stops at the limit, whatever was announced.
const readText = async (request: Request, limit: number): Promise<string | undefined> => {
  if (Number(request.headers.get('Content-Length') ?? 0) > limit) return undefined;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > limit) return undefined;
    chunks.push(chunk);
  }
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(await new Blob(chunks).arrayBuffer());
};

/** The media type of a body: RFC 8259, or RFC 7396 for what changes a draft. */
export const mediaTypeOf = (name: RequestName): string =>
  name === 'patch' ? 'application/merge-patch+json' : 'application/json';

const readJson = async (request: Request, mediaType: string, limit: number): Promise<Parsed<unknown>> => {
  const type = request.headers.get('Content-Type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== mediaType) return { problem: { code: 'unsupported-media-type', values: { type: mediaType } } };
  try {
    const text = await readText(request, limit);
    if (text === undefined) return { problem: { code: 'too-large', values: { maximum: limit } } };
    return { body: parseJson(text) };
  } catch (error) {
    const values = error instanceof TooDeep && { context: 'nested', maximum: MAX_DEPTH };
    return { problem: { code: 'malformed-json', ...(values && { values }) } };
  }
};

const isBulk = (name: RequestName): boolean => name === 'publications' || name === 'imports';

/**
 * Parses the JSON body of a request by its schema. Problems: unsupported-media-type, too-large, malformed-json, and
 * invalid-record with a JSON Pointer (RFC 6901) to each error.
 */
export const parseBody = async <Name extends RequestName>(
  c: AppContext,
  name: Name,
): Promise<Parsed<RequestBody<Name>>> => {
  const json = await readJson(c.req.raw, mediaTypeOf(name), isBulk(name) ? MAX_BYTES.bulk : MAX_BYTES.draft);
  if ('problem' in json) return json;
  const parsed = requestSchemas()[name].safeParse(json.body, { reportInput: true });
  if (parsed.success) return { body: parsed.data as RequestBody<Name> };
  const errors = formatErrors(c.var.language, parsed.error.issues.flatMap(errorsOfIssue));
  return { problem: { code: 'invalid-record', members: { errors } } };
};
