import * as z from 'zod';
import { plain, slug as slugSchema } from '../../kinds/value-schemas.ts';
import { languageTags } from '../../languages.ts';
import { lazy } from '../../lib/lazy.ts';
import { archivedDraft, archivedEvent, archivedRevision, edition } from './archive-schemas.ts';
import { count, kind, language, number } from './scalar-schemas.ts';

/** The number of items that a bulk publication may have. */
export const MAX_ITEMS = 100;

const itemRef = lazy(() => z.strictObject({ kind: kind(), slug: slugSchema() }));

/** The request bodies, by name: those of commands and of rebuilding listings. */
export const requestSchemas = lazy(() => {
  const slug = slugSchema();
  const languages = z.array(language()).min(1).optional();
  // Readers of a language that a notice lacks get it in another, so that a new language refuses no client and no archive.
  const notice = z
    .strictObject(Object.fromEntries(languageTags.map((tag) => [tag, plain(1000).exactOptional()])))
    .superRefine((texts, context) => {
      if (Object.keys(texts).length === 0)
        context.addIssue({ code: 'too_small', origin: 'object', minimum: 1, input: texts });
    })
    .meta({ minProperties: 1 });
  const revision = number().optional();
  /** All, or the last of them: the others were sent in parts before. */
  const editions = z.array(edition()).min(1).max(10_000);
  /** Whether it takes the place of a history that differs. */
  const replace = z.boolean().optional();
  const history = z.strictObject({ first: slug, slugs: z.array(slug).max(1000), editions, replace });
  const withdrawal = { languages, notice, replacement: itemRef().optional() };
  const publication = z
    .strictObject({
      kind: kind(),
      slug,
      /** The number of the live edition that the sender has seen; null: there is none; `any`: no precondition. */
      match: z.union([number(), z.null(), z.literal('any')]).optional(),
      /** The record to publish; without it, the draft. */
      record: z.unknown().optional(),
      revision,
      languages,
      /** All editions of an item, as an export has them. */
      history: history.optional(),
      /** In place of all that is published: what `withdraw` takes. */
      withdraw: z.strictObject(withdrawal).optional(),
    })
    .superRefine(({ withdraw, ...rest }, context) => {
      const keys = ['record', 'revision', 'languages', 'history'].filter((key) => withdraw && key in rest);
      if (keys.length > 0) context.addIssue({ code: 'unrecognized_keys', keys, input: rest });
    });
  return {
    /** Checked by the command itself, by the schema of its kind. */
    record: z.unknown(),
    patch: z.unknown(),
    texts: z.unknown(),
    publish: z.strictObject({ revision, languages }).meta({ id: 'Publish' }),
    withdraw: z.strictObject(withdrawal).meta({ id: 'Withdraw' }),
    restore: z.strictObject({ number: number(), languages }).meta({ id: 'Restore' }),
    revert: z.strictObject({ revision: number() }).meta({ id: 'Revert' }),
    rename: z.strictObject({ slug }).meta({ id: 'Rename' }),
    erase: z.strictObject({ editions: z.array(number()).min(1).max(1000) }).meta({ id: 'Erase' }),
    publications: z
      .strictObject({
        dryRun: z.boolean().optional(),
        /** Items that a dry run takes as published, so that links to them are valid. */
        assumed: z.array(itemRef()).max(10_000).optional(),
        /** Whether refusals are recorded by the sender, in one event in the end (`imports`), instead of one by one here. */
        summarised: z.boolean().optional(),
        items: z.array(publication).min(1).max(MAX_ITEMS),
      })
      .meta({ id: 'Publications' }),
    imports: z
      .strictObject({
        dryRun: z.boolean().optional(),
        part: z.strictObject({ kind: kind(), first: slug, editions, replace }).optional(),
        replace,
        events: z.strictObject({ service: z.url(), events: z.array(archivedEvent()).max(1000) }).optional(),
        revisions: z.array(archivedRevision()).max(1000).optional(),
        drafts: z.array(archivedDraft()).max(1000).optional(),
        summary: z
          .strictObject({
            created: count(),
            changed: count(),
            unchanged: count(),
            refused: count(),
            faults: z.array(z.strictObject({ from: z.string(), pointer: z.string(), code: z.string() })).max(100),
          })
          .optional(),
      })
      .meta({ id: 'Imports' }),
    listings: z.strictObject({ after: z.string().max(200).optional() }).meta({ id: 'Listings' }),
  } as const;
});

type RequestSchemas = ReturnType<typeof requestSchemas>;
export type RequestName = keyof RequestSchemas;
export type RequestBody<Name extends RequestName> = z.infer<RequestSchemas[Name]>;
