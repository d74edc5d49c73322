import * as z from 'zod';
import { type Kind, kinds } from '../../kinds/index.ts';
import { plain, slug as slugSchema } from '../../kinds/value-schemas.ts';
import { type Language, languageTags } from '../../languages.ts';
import { lazy } from '../../lib/lazy.ts';

/** The number of items that a bulk publication may have. */
export const MAX_ITEMS = 100;

export const language = lazy(() => z.enum(languageTags as [Language, ...Language[]]));
export const kind = lazy(() => z.enum(kinds as [Kind, ...Kind[]]));
export const number = lazy(() => z.int().min(1));
export const instant = lazy(() => z.iso.datetime({ precision: 0 }));
export const values = lazy(() => z.record(z.string(), z.unknown()));
const itemRef = lazy(() => z.strictObject({ kind: kind(), slug: slugSchema() }));

/** An edition, with its notices of withdrawal as `notice` checks them. */
export const editionWith = (notice: z.ZodType<Readonly<Partial<Record<Language, string>>>>) =>
  z.strictObject({
    number: number(),
    published: instant(),
    facts: values(),
    texts: z.partialRecord(language(), values()),
    withdrawals: z.partialRecord(
      language(),
      z.strictObject({ date: instant(), notice, replacement: itemRef().optional() }),
    ),
  });

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
  const history = z.strictObject({
    first: slug,
    slugs: z.array(slug).max(1000),
    editions: z.array(editionWith(notice)).min(1).max(10_000),
  });
  const publication = z.strictObject({
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
  });
  return {
    /** Checked by the command itself, by the schema of its kind. */
    record: z.unknown(),
    publish: z.strictObject({ revision, languages }).meta({ id: 'Publish' }),
    withdraw: z.strictObject({ languages, notice, replacement: itemRef().optional() }).meta({ id: 'Withdraw' }),
    restore: z.strictObject({ number: number() }).meta({ id: 'Restore' }),
    rename: z.strictObject({ slug }).meta({ id: 'Rename' }),
    publications: z
      .strictObject({
        dryRun: z.boolean().optional(),
        /** Items that a dry run takes as published, so that links to them are valid. */
        assumed: z.array(itemRef()).max(10_000).optional(),
        items: z.array(publication).min(1).max(MAX_ITEMS),
      })
      .meta({ id: 'Publications' }),
    listings: z.strictObject({ after: z.string().max(200).optional() }).meta({ id: 'Listings' }),
  } as const;
});

type RequestSchemas = ReturnType<typeof requestSchemas>;
export type RequestName = keyof RequestSchemas;
export type RequestBody<Name extends RequestName> = z.infer<RequestSchemas[Name]>;
