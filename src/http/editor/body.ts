import type * as z from 'zod';
import { describeError, errorsOfIssue } from '../../commands/validate/errors.ts';
import type { Language } from '../../languages.ts';
import type { Problem } from '../problem-details.ts';

/** A body that was read, or why not. */
export type Read<Body> = { body: Body } | { problem: Problem };

/** Faults as a problem lists them: where, and what to do, in the reader's language (RFC 9457 §3). */
export const errorsOf = (language: Language, faults: Parameters<typeof describeError>[1][]) =>
  faults.slice(0, 100).map((fault) => ({ pointer: fault.pointer, detail: describeError(language, fault) }));

const readText = async (request: Request, most: number): Promise<string | undefined> => {
  if (Number(request.headers.get('Content-Length') ?? 0) > most) return undefined;
  const chunks: Uint8Array[] = [];
  let size = 0;
  // The length that was announced is not believed: reading stops at the limit.
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > most) return undefined;
    chunks.push(chunk);
  }
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(await new Blob(chunks).arrayBuffer());
};

/** Reads a body as JSON. Problems: unsupported-media-type, too-large, malformed-json. */
export const readJson = async (request: Request, most: number): Promise<Read<unknown>> => {
  const type = request.headers.get('Content-Type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') return { problem: { code: 'unsupported-media-type' } };
  try {
    const text = await readText(request, most);
    if (text === undefined) return { problem: { code: 'too-large', values: { maximum: most } } };
    return { body: JSON.parse(text) as unknown };
  } catch {
    return { problem: { code: 'malformed-json' } };
  }
};

/** Reads a body by its schema. Problems: those of `readJson`, and invalid-record with a pointer to each fault. */
export const readBody = async <Body>(
  request: Request,
  schema: z.ZodType<Body>,
  language: Language,
  most: number,
): Promise<Read<Body>> => {
  const read = await readJson(request, most);
  if ('problem' in read) return read;
  const parsed = schema.safeParse(read.body, { reportInput: true });
  if (parsed.success) return { body: parsed.data };
  const errors = errorsOf(language, parsed.error.issues.flatMap(errorsOfIssue));
  return { problem: { code: 'invalid-record', members: { errors } } };
};
