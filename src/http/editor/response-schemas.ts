import * as z from 'zod';
import type { EventCommand } from '../../commands/types.ts';
import { slug as slugSchema } from '../../kinds/fields.ts';
import { kinds } from '../../kinds/index.ts';
import { languageTags } from '../../languages.ts';
import { type ProblemCode, problemCodes } from '../../problem-codes.ts';

const kind = z.enum(kinds);
const slug = slugSchema();
const language = z.enum(languageTags);
const instant = z.iso.datetime({ precision: 0 });
const named = z.strictObject({ kind, slug });
const number = z.int().min(1);
const values = z.record(z.string(), z.unknown());

/** A published edition, as it was published: whole, and never changed. */
const edition = z
  .strictObject({
    number,
    published: instant,
    facts: values,
    texts: z.partialRecord(language, values),
    withdrawals: z.partialRecord(
      language,
      z.strictObject({ date: instant, notice: z.partialRecord(language, z.string()), replacement: named.optional() }),
    ),
  })
  .meta({ id: 'Edition' });

// A draft may have been saved before the schema of its record grew: what it says is given back as it is.
const draft = z.strictObject({ revision: number, record: z.unknown(), saved: instant, who: z.string() });

const commands = [
  'save',
  'publish',
  'withdraw',
  'restore',
  'discard',
  'rename',
  'import',
  'purge',
] as const satisfies EventCommand[];

/** Why an item of a set may be refused. */
export const refusalCodes = [
  'no-draft',
  'slug-taken',
  'referenced',
  'history-differs',
  'precondition-failed',
  'invalid-record',
  'too-large',
  'withdrawn-already',
  'precondition-required',
] as const satisfies ProblemCode[];

/** What a problem says beside its words, alone or as that of one item of a set. */
export const refusalShape = {
  errors: z
    .array(z.strictObject({ pointer: z.string(), detail: z.string() }))
    .max(100)
    .optional(),
  /** The number that the precondition names; as text where it names none, or several. */
  expected: z.union([z.int().min(0), z.string()]).optional(),
  actual: z.int().min(0).optional(),
  references: z.array(z.string()).optional(),
};

/** What became of one item of a set, or would. */
export const resultSchema = z
  .strictObject({
    kind,
    slug,
    result: z.enum(['created', 'changed', 'unchanged', 'refused']),
    edition: number.optional(),
    code: z.enum(refusalCodes).optional(),
    ...refusalShape,
  })
  .meta({ id: 'Result' });

const done = z
  .strictObject({
    kind,
    slug,
    edition: number.nullable(),
    revision: number.nullable(),
    published: instant.optional(),
  })
  .meta({ id: 'Done' });

/** The answers of the editorial side, by what was asked. */
export const answers = {
  item: z
    .strictObject({
      id: z.string(),
      kind,
      slug,
      live: edition.nullable(),
      draft: draft.meta({ id: 'Draft' }).nullable(),
    })
    .meta({ id: 'Standing' }),
  draft: z.strictObject({ kind, slug, ...draft.shape }).meta({ id: 'DraftOfItem' }),
  editions: z.strictObject({ kind, slug, editions: z.array(edition) }).meta({ id: 'Editions' }),
  drafts: z
    .strictObject({
      drafts: z.array(z.strictObject({ kind, slug, revision: number, saved: instant, who: z.string() })).max(100),
      next: z.string().nullable(),
    })
    .meta({ id: 'Drafts' }),
  events: z
    .strictObject({
      events: z
        .array(
          z.strictObject({
            id: number,
            at: instant,
            who: z.string(),
            command: z.enum(commands),
            item: z.string(),
            edition: z.int().min(0).nullable(),
            revision: z.int().min(0).nullable(),
            code: z.enum(problemCodes).nullable(),
            detail: values,
          }),
        )
        .max(100),
      next: number.nullable(),
    })
    .meta({ id: 'Events' }),
  archive: z
    .strictObject({
      items: z
        .array(z.strictObject({ kind, slug, first: slug, slugs: z.array(slug), editions: z.array(edition).min(1) }))
        .max(100),
      next: z.string().nullable(),
    })
    .meta({ id: 'Archive' }),
  done,
  unchanged: z.strictObject({ result: z.literal('unchanged'), edition: number.nullable() }).meta({ id: 'Unchanged' }),
  publications: z
    .strictObject({ dryRun: z.boolean(), results: z.array(resultSchema).max(100) })
    .meta({ id: 'Published' }),
  listings: z.strictObject({ listed: z.int().min(0), next: z.string().nullable() }).meta({ id: 'Listed' }),
} as const;
