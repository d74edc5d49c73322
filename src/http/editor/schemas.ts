import * as z from 'zod';
import type { Precondition } from '../../commands/decision.ts';
import { plain, slug } from '../../kinds/fields.ts';
import { type Kind, kinds } from '../../kinds/index.ts';
import { type Language, languageTags } from '../../languages.ts';
import { lazy } from '../../lib/lazy.ts';

/** The largest bodies, in bytes: a draft, a set of publications. */
export const maxBytes = { draft: 256 * 1024, set: 8 * 1024 * 1024 } as const;

/** The most items of a set. */
export const maxItems = 100;

/** The bodies of commands, by verb. */
export const bodies = lazy(() => {
  const language = z.enum(languageTags as [Language, ...Language[]]);
  const kind = z.enum(kinds as [Kind, ...Kind[]]);
  const named = z.strictObject({ kind, slug: slug() });
  const notice = z.strictObject(Object.fromEntries(languageTags.map((tag) => [tag, plain(1000)])));
  const number = z.int().min(1);

  const edition = z.strictObject({
    number,
    published: z.iso.datetime({ precision: 0 }),
    facts: z.record(z.string(), z.unknown()),
    texts: z.partialRecord(language, z.record(z.string(), z.unknown())),
    withdrawals: z.partialRecord(
      language,
      z.strictObject({ date: z.iso.datetime({ precision: 0 }), notice, replacement: named.optional() }),
    ),
  });
  return {
    publish: z.strictObject({ revision: number.optional(), languages: z.array(language).min(1).optional() }),
    withdraw: z.strictObject({ languages: z.array(language).min(1).optional(), notice, replacement: named.optional() }),
    restore: z.strictObject({ number }),
    rename: z.strictObject({ slug: slug() }),
    publications: z.strictObject({
      dryRun: z.boolean().optional(),
      /** In a dry run: what would have come before, so that references to it are no fault. */
      assumed: z.array(named).max(10_000).optional(),
      items: z
        .array(
          z.strictObject({
            kind,
            slug: slug(),
            /** The number of the live edition that was seen; null: none; `any`: whatever there is. */
            match: z.union([number, z.null(), z.literal('any')]).optional(),
            /** The record; without it the draft there is. */
            record: z.unknown().optional(),
            revision: number.optional(),
            languages: z.array(language).min(1).optional(),
            /** Or the whole past of an item, as an export has it. */
            history: z
              .strictObject({
                first: slug(),
                slugs: z.array(slug()).max(1000),
                editions: z.array(edition).min(1).max(10_000),
              })
              .optional(),
          }),
        )
        .min(1)
        .max(maxItems),
    }),
  } as const;
});

/** The ETag of a live edition (`e`) or a draft (`r`): strong, RFC 9110 §8.8.3. */
export const tagOf = (what: 'e' | 'r', value: number): string => `"${what}${value}"`;

/** What `If-Match` and `If-None-Match` say of a draft (`r`) or an edition (`e`): strong comparison, RFC 9110 §13.1.1. */
export const preconditionOf = (headers: Headers, what: 'e' | 'r'): Precondition => {
  const [match, none] = [headers.get('If-Match')?.trim(), headers.get('If-None-Match')?.trim()];
  // Both together never hold (RFC 9110 §13.2.2): there is one, and there is none.
  if (none === '*') return match === undefined ? [0] : [];
  if (match === undefined) return undefined;
  if (match === '*') return 'existing';
  const tags = match.match(/(?:W\/)?"[^"]*"/g) ?? [];
  return tags.flatMap((tag) => {
    const [, value] = new RegExp(`^"${what}([1-9][0-9]{0,14})"$`).exec(tag) ?? [];
    return value ? [Number(value)] : [];
  });
};
