import * as z from 'zod';
import { languageTag, slug as slugSchema } from '../../kinds/value-schemas.ts';
import { lazy } from '../../lib/lazy.ts';
import { count, instant, kind, number, values } from './scalar-schemas.ts';

// What was published at some time may have a language that the service has no more.
const byLanguage = <Schema extends z.ZodType>(schema: Schema) => z.record(languageTag(), schema);

/** An edition as it was published, by this build or another one: of its facts and texts only that they are objects. */
export const edition = lazy(() =>
  z
    .strictObject({
      number: number(),
      published: instant(),
      facts: values(),
      texts: byLanguage(values()),
      withdrawals: byLanguage(
        z.strictObject({
          date: instant(),
          notice: byLanguage(z.string()),
          replacement: z.strictObject({ kind: z.string(), slug: slugSchema() }).optional(),
          erased: instant().optional(),
        }),
      ),
      /** The version of the schema that it was published under. */
      schema: z.string().max(100).exactOptional(),
      /** Since when its facts and texts are erased. */
      erased: instant().exactOptional(),
    })
    .meta({ id: 'Edition' }),
);

const item = lazy(() => z.string().regex(/^[a-z]+\/[a-z0-9-]{1,80}$/));

/** An event, a revision of a draft and a draft, as exports have them. */
export const archivedEvent = lazy(() =>
  z
    .strictObject({
      id: number(),
      at: instant(),
      who: z.string().max(300),
      command: z.string().max(40),
      item: z.string().max(300),
      edition: count().nullable(),
      revision: count().nullable(),
      code: z.string().max(40).nullable(),
      detail: values(),
      imported: z.string().max(600).nullable(),
    })
    .meta({ id: 'ArchivedEvent' }),
);
export const archivedRevision = lazy(() =>
  z
    .strictObject({
      item: item(),
      revision: number(),
      base: count(),
      changed: values(),
      saved: instant(),
      who: z.string().max(300),
      record: z.unknown(),
    })
    .meta({ id: 'ArchivedRevision' }),
);
export const archivedDraft = lazy(() =>
  z
    .strictObject({
      item: item(),
      kind: kind(),
      slug: slugSchema(),
      revision: number(),
      base: count(),
      saved: instant(),
      who: z.string().max(300),
      /** Without a record, the draft is gone, and its revision is not to be used again. */
      record: z.unknown(),
    })
    .meta({ id: 'ArchivedDraft' }),
);

/** An item with its editions, or some of them. */
export const archivedItem = lazy(() =>
  z.strictObject({
    kind: kind(),
    slug: slugSchema(),
    first: slugSchema(),
    slugs: z.array(slugSchema()),
    editions: z.array(edition()).min(1),
    /** Whether the next page has more editions of the item. */
    more: z.literal(true).optional(),
  }),
);
