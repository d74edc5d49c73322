import * as z from 'zod';
import { languageTag, slug as slugSchema } from '../../kinds/value-schemas.ts';
import * as scalars from './scalar-schemas.ts';

const kind = scalars.kind();
const slug = slugSchema();
const number = scalars.number();
const instant = scalars.instant();

// A language that the service has no more may be among them.
export const languages = z.record(
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

/** A page of items with their states. */
export const itemList = z
  .strictObject({
    items: z
      .array(
        z.strictObject({
          id: z.string(),
          kind,
          slug,
          live: z.strictObject({ number, published: instant }).nullable(),
          languages,
          draft: z.strictObject({ revision: number, base: z.int().min(0), saved: instant, who: z.string() }).nullable(),
        }),
      )
      .max(100),
    next: z.string().nullable(),
  })
  .meta({ id: 'Items' });

/** A page of what links to an item. */
export const referenceList = z
  .strictObject({
    kind,
    slug,
    references: z
      .array(z.strictObject({ id: z.string(), kind, slug, live: z.array(z.string()), draft: z.array(z.string()) }))
      .max(100),
    next: z.string().nullable(),
  })
  .meta({ id: 'References' });
