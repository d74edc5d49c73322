import { type ValidationError, validationError } from '../src/commands/validate/errors.ts';
import { validateAgreements, validateLinks } from '../src/commands/validate/references.ts';
import type { ValidRecord } from '../src/commands/validate/valid-record.ts';
import { validateRecord } from '../src/commands/validate/validate-record.ts';
import { findWarnings } from '../src/commands/validate/warnings.ts';
import { isKind, type Kind, kinds } from '../src/kinds/index.ts';
import { isSlug } from '../src/url.ts';
import type { RecordFile } from './records.ts';

/** A valid record. */
export interface Ready {
  kind: Kind;
  slug: string;
  draft: ValidRecord;
}

/** An error, and the file that has it. */
export interface FileError extends ValidationError {
  file: string;
}

const parse = (one: RecordFile, seen: Map<string, string>): Ready | ValidationError[] => {
  const { kind, slug, file, malformed } = one;
  const other = seen.get(`${kind}/${slug}`);
  seen.set(`${kind}/${slug}`, file);
  if (malformed !== undefined) return [validationError('', 'malformedJson', { reason: malformed })];
  if (!isKind(kind)) return [validationError('', 'unknownKind', { kind, values: kinds.join(', ') })];
  if (!isSlug(slug)) return [validationError('', 'malformedSlug')];
  if (other !== undefined) return [validationError('', 'duplicate', { other })];
  const checked = validateRecord(kind, slug, one.record);
  return 'errors' in checked ? checked.errors : { kind, slug, draft: checked.record };
};

/**
 * Validates a set of records, each by itself and against the others. They are loaded only if none has an error; a warning
 * does not prevent it.
 */
export const checkRecords = (
  files: readonly RecordFile[],
): { ready: Ready[]; errors: FileError[]; warnings: FileError[] } => {
  const seen = new Map<string, string>();
  const drafts = new Map<string, Ready>();
  const errors: FileError[] = [];
  const blame = (file: string, found: readonly ValidationError[]) =>
    errors.push(...found.map((each) => ({ file, ...each })));
  for (const one of files) {
    const parsed = parse(one, seen);
    if (Array.isArray(parsed)) blame(one.file, parsed);
    else drafts.set(one.file, parsed);
  }
  const named = new Map([...drafts.values()].map((ready) => [`${ready.kind}/${ready.slug}`, ready]));
  for (const [file, { kind, draft }] of drafts) {
    blame(
      file,
      validateLinks(kind, draft, (target, slug) => seen.has(`${target}/${slug}`)),
    );
    blame(
      file,
      validateAgreements(kind, draft, (target, slug) => named.get(`${target}/${slug}`)?.draft.facts),
    );
  }
  const warnings = [...drafts].flatMap(([file, { draft }]) => findWarnings(draft).map((each) => ({ file, ...each })));
  return { ready: [...drafts.values()], errors, warnings };
};
