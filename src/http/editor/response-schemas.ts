import * as z from 'zod';
import { eventCommands } from '../../commands/types.ts';
import { languageTag, slug as slugSchema } from '../../kinds/value-schemas.ts';
import { type ProblemCode, problemCodes } from '../../problem-codes.ts';
import * as schemas from './schemas.ts';

// The published description is made from these, and tests check answers by them. The Worker does not load them.

const kind = schemas.kind();
const slug = slugSchema();
const number = schemas.number();
const instant = schemas.instant();
const values = schemas.values();
const edition = schemas.edition();

// A draft may be incomplete, or older than a change of its record's schema: the record is returned as it was saved.
const draft = z.strictObject({
  revision: number,
  base: z.int().min(0),
  record: z.unknown(),
  changed: z.partialRecord(schemas.language(), number),
  saved: instant,
  who: z.string(),
});

// A language that the service has no more may be among them.
const languages = z.record(
  languageTag(),
  z
    .strictObject({
      state: z.enum(['published', 'withdrawn']),
      since: instant,
      /** Of what is published: since which edition the text is as it is. */
      edition: number.optional(),
    })
    .meta({ id: 'LanguageState' }),
);

/** The problem codes that an item of a bulk publication may be refused with. */
const refusalCodes = [
  'no-draft',
  'not-published',
  'slug-taken',
  'referenced',
  'history-differs',
  'precondition-failed',
  'invalid-record',
  'too-large',
  'withdrawn-already',
  'precondition-required',
] as const satisfies ProblemCode[];

const placed = z.array(z.strictObject({ pointer: z.string(), detail: z.string() })).max(100);

/** What may be a mistake, and is not refused: a JSON Pointer into the record, and a sentence. */
const warnings = placed.optional();

/** The extension members of a refusal (RFC 9457 §3.2): of a problem, and of one item's result. */
export const refusalMembers = {
  errors: placed.optional(),
  /** The number that the precondition names; as text where it names none, or several. */
  expected: z.union([z.int().min(0), z.string()]).optional(),
  actual: z.int().min(0).optional(),
  references: z.array(z.string()).optional(),
  /** The edition that differs from the present one. */
  number: number.optional(),
  /** JSON Pointers to what was changed in the live edition since the draft was made from another one. */
  differs: z.array(z.string()).max(100).optional(),
};

/** The result for one item of a bulk publication. */
export const resultSchema = z
  .strictObject({
    kind,
    slug,
    result: z.enum(['created', 'changed', 'unchanged', 'refused']),
    edition: number.optional(),
    warnings,
    code: z.enum(refusalCodes).optional(),
    /** The sentence of its problem. */
    detail: z.string().optional(),
    ...refusalMembers,
  })
  .meta({ id: 'Result' });

const event = z.strictObject({
  id: number,
  at: instant,
  who: z.string(),
  command: z.enum(eventCommands),
  item: z.string(),
  edition: z.int().min(0).nullable(),
  revision: z.int().min(0).nullable(),
  code: z.enum(problemCodes).nullable(),
  detail: values,
  /** The origin of the service that it was imported from, and its number there. */
  imported: z.string().nullable(),
});

const archivedItem = z.strictObject({
  kind,
  slug,
  first: slug,
  slugs: z.array(slug),
  editions: z.array(edition).min(1),
  /** Whether the next page has more editions of the item. */
  more: z.literal(true).optional(),
});

/** The bodies of responses, by the name that a route has for them. */
export const responseSchemas = {
  item: z
    .strictObject({
      id: z.string(),
      kind,
      slug,
      live: edition.nullable(),
      languages,
      draft: draft.meta({ id: 'Draft' }).nullable(),
    })
    .meta({ id: 'Standing' }),
  references: z
    .strictObject({
      kind,
      slug,
      references: z
        .array(z.strictObject({ id: z.string(), kind, slug, live: z.array(z.string()), draft: z.array(z.string()) }))
        .max(100),
      next: z.string().nullable(),
    })
    .meta({ id: 'References' }),
  checked: resultSchema,
  items: z
    .strictObject({
      items: z
        .array(
          z.strictObject({
            id: z.string(),
            kind,
            slug,
            live: z.strictObject({ number, published: instant }).nullable(),
            languages,
            draft: z
              .strictObject({ revision: number, base: z.int().min(0), saved: instant, who: z.string() })
              .nullable(),
          }),
        )
        .max(100),
      next: z.string().nullable(),
    })
    .meta({ id: 'Items' }),
  draft: z.strictObject({ kind, slug, ...draft.shape }).meta({ id: 'DraftOfItem' }),
  texts: z
    .strictObject({ kind, slug, language: z.string(), texts: z.unknown(), revision: number })
    .meta({ id: 'TextsOfDraft' }),
  revisions: z
    .strictObject({
      kind,
      slug,
      revisions: z
        .array(z.strictObject({ revision: number, base: z.int().min(0), saved: instant, who: z.string() }))
        .max(100),
      next: number.nullable(),
    })
    .meta({ id: 'Revisions' }),
  editions: z
    .strictObject({ kind, slug, editions: z.array(edition).max(100), next: number.nullable() })
    .meta({ id: 'Editions' }),
  drafts: z
    .strictObject({
      drafts: z.array(z.strictObject({ kind, slug, revision: number, saved: instant, who: z.string() })).max(100),
      next: z.string().nullable(),
    })
    .meta({ id: 'Drafts' }),
  events: z.strictObject({ events: z.array(event).max(100), next: number.nullable() }).meta({ id: 'Events' }),
  archive: z
    .strictObject({
      /** The newest event, and its time. */
      moment: z.strictObject({ event: z.int().min(0), at: instant.nullable() }),
      /** What was asked for: `of` says which of these there is. */
      items: z.array(archivedItem).max(100).optional(),
      revisions: z.array(schemas.archivedRevision()).max(100).optional(),
      drafts: z.array(schemas.archivedDraft()).max(100).optional(),
      events: z.array(schemas.archivedEvent()).max(100).optional(),
      next: z.string().nullable(),
    })
    .meta({ id: 'Archive' }),
  done: z
    .strictObject({
      kind,
      slug,
      edition: number.nullable(),
      revision: number.nullable(),
      published: instant.optional(),
      warnings,
      missing: refusalMembers.errors,
    })
    .meta({ id: 'Done' }),
  unchanged: z.strictObject({ result: z.literal('unchanged'), edition: number.nullable() }).meta({ id: 'Unchanged' }),
  publications: z
    .strictObject({ dryRun: z.boolean(), results: z.array(resultSchema).max(100) })
    .meta({ id: 'Published' }),
  imported: z
    .strictObject({
      result: z.enum(['stored', 'unchanged']),
      /** The drafts that are left out: there is a later revision, or another record under the same. */
      conflicts: z.array(z.strictObject({ item: z.string(), expected: number, actual: number })).optional(),
    })
    .meta({ id: 'Imported' }),
  listings: z.strictObject({ listed: z.int().min(0), next: z.string().nullable() }).meta({ id: 'Listed' }),
} as const;

export type ResponseName = keyof typeof responseSchemas;
