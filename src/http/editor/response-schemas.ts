import * as z from 'zod';
import { eventCommands } from '../../commands/types.ts';
import { slug as slugSchema } from '../../kinds/value-schemas.ts';
import { problemCodes } from '../../problem-codes.ts';
import {
  archivedDraft,
  archivedEvent,
  archivedItem,
  archivedRevision,
  edition as editionSchema,
} from './archive-schemas.ts';
import { itemList, languages, referenceList } from './list-schemas.ts';
import { refusalMembers, resultSchema, warnings } from './result-schema.ts';
import * as scalars from './scalar-schemas.ts';

// The published description is made from these, and tests check answers by them. The Worker does not load them.

const kind = scalars.kind();
const slug = slugSchema();
const number = scalars.number();
const instant = scalars.instant();
const values = scalars.values();
const edition = editionSchema();

// A draft may be incomplete, or older than a change of its record's schema: the record is returned as it was saved.
const draft = z.strictObject({
  revision: number,
  base: z.int().min(0),
  record: z.unknown(),
  changed: z.partialRecord(scalars.language(), number),
  saved: instant,
  who: z.string(),
});

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
  checked: resultSchema,
  items: itemList,
  references: referenceList,
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
      items: z.array(archivedItem()).max(100).optional(),
      revisions: z.array(archivedRevision()).max(100).optional(),
      drafts: z.array(archivedDraft()).max(100).optional(),
      events: z.array(archivedEvent()).max(100).optional(),
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
