import * as z from 'zod';
import { relationsOf } from '../src/kinds/definition.ts';
import { definitions, registeredKinds } from '../src/kinds/index.ts';

const timeZone = (value: string): boolean => {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: value }));
  } catch {
    return false;
  }
};

const locale = (value: string): boolean => {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(value).length > 0;
  } catch {
    return false;
  }
};

const canWriteTo = (uri: string): boolean =>
  /^mailto:[^@?&\s]+@[^@?&\s]+$/.test(uri) || URL.parse(uri)?.protocol === 'https:';

const tag = z.string().regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/, 'expected a BCP 47 language tag, such as cy');
const country = z.string().regex(/^[A-Z]{2}$/, 'expected an ISO 3166-1 country code, such as GB');

const datePattern = z.strictObject({
  pattern: z
    .string()
    .regex(/\{\{day\}\}|\{\{month\}\}|\{\{year\}\}/, 'expected a pattern such as {{day}} {{month}} {{year}}'),
  months: z.array(z.string().min(1)).length(12),
});

/** The shape of config.json. */
export const partnershipSchema = z.strictObject({
  timeZone: z.string().refine(timeZone, 'expected a time zone of the IANA database, such as Europe/London'),
  defaultLanguage: tag,
  languages: z
    .array(
      z.strictObject({
        tag,
        name: z.string().min(1),
        fallback: z.array(tag),
        dates: z.string().refine(locale, 'expected a locale that the platform knows, such as cy-GB'),
        datePattern: datePattern.optional(),
        territory: country,
      }),
    )
    .min(1),
  sides: z.array(country).length(2),
  kinds: z.array(z.enum(registeredKinds)).min(1),
  operator: z.strictObject({
    name: z.record(tag, z.string().min(1)),
    contact: z.string().refine(canWriteTo, 'expected mailto: and one address, or an https URL'),
  }),
  securityContacts: z.array(z.url({ protocol: /^(?:mailto|https|tel)$/ })).min(1),
  licence: z.strictObject({ name: z.string().min(1), url: z.url({ protocol: /^https$/ }) }),
  examples: z.partialRecord(z.enum(registeredKinds), z.string()),
});

const repeated = (values: readonly string[]): string[] =>
  values.filter((value, index) => values.indexOf(value) !== index);

/** Returns what is wrong with a configuration, one line each with the path of the value; nothing when it is sound. */
export const checkPartnership = (value: unknown): string[] => {
  const parsed = partnershipSchema.safeParse(value);
  if (!parsed.success)
    return parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'config.json'}: ${message}`);
  const { languages, defaultLanguage, kinds, examples, operator } = parsed.data;
  const tags = languages.map((language) => language.tag);
  const unknown = (path: string, language: string) =>
    tags.includes(language) ? [] : [`${path}: "${language}" is not the tag of one of the languages`];
  const linked = definitions.flatMap(({ kind, fields }) => [
    ...relationsOf(fields).map((relation) => ({ kind, target: relation.kind })),
    ...Object.values(fields).flatMap((field) =>
      field.type === 'incoming' || field.type === 'entries' ? [{ kind, target: field.kind }] : [],
    ),
  ]);
  return [
    ...repeated(tags).map((each) => `languages: "${each}" is there twice`),
    ...unknown('defaultLanguage', defaultLanguage),
    ...languages.flatMap(({ fallback }, index) =>
      fallback.flatMap((each) => unknown(`languages.${index}.fallback`, each)),
    ),
    ...tags.filter((each) => !operator.name[each]).map((each) => `operator.name: there is none in "${each}"`),
    ...Object.keys(operator.name).flatMap((each) => unknown(`operator.name.${each}`, each)),
    ...repeated(kinds).map((each) => `kinds: "${each}" is there twice`),
    ...linked
      .filter(({ target }) => !kinds.some((kind) => kind === target))
      .map(({ kind, target }) => `kinds: "${kind}" needs "${target}"`),
    ...kinds.filter((kind) => !examples[kind]).map((kind) => `examples: "${kind}" has none`),
  ];
};
