import { messagesFor } from '../../i18n/messages.ts';
import { composeName, findName, type LocalizedName } from '../../i18n/names.ts';
import type { Field } from '../../kinds/fields.ts';
import { definitionOf } from '../../kinds/index.ts';
import { type Language, multilingual } from '../../languages.ts';
import { firstSlugOf, type Item, languagesOf } from '../../model/edition.ts';
import type { ItemReference } from '../../model/view.ts';
import { formatPath } from '../../url.ts';
import type { LanguageLocalizer, Localizer, Location } from './localizer.ts';

const nameIn = (item: Item, order: readonly Language[]): LocalizedName | undefined =>
  findName(definitionOf(item.kind), firstSlugOf(item.id), item.edition, order);

/** An item's name with its parts, in the first acceptable language that has one; undefined where none has. */
export const acceptableName = (localizer: LanguageLocalizer, item: Item): LocalizedName | undefined =>
  nameIn(item, localizer.acceptableLanguages(item));

// A name composed of an unverified name is marked as such; where a linked item has no name in an acceptable language, the
// composed name is null. It is put together in the reader's language, with each part as that has it, where any part has a
// name there; a name all of whose parts fall back is in their language as a whole.
const compose = (localizer: LanguageLocalizer, item: Item, pointer: string): string | null => {
  const { language } = localizer.options;
  const { composed = {} } = definitionOf(item.kind);
  const parts: Record<string, string | undefined> = {};
  const linkedNames: { part: string; target: Item; name: LocalizedName }[] = [];
  for (const [part, as] of Object.entries(composed)) {
    const target = as === 'name' ? localizer.links(item.id, part, -1) : undefined;
    // A linked item without a name counts as well: the response changes when it gets one.
    if (target) localizer.trackDependency(target);
    const name = target && acceptableName(localizer, target);
    if (target && !name) return null;
    if (target && name) linkedNames.push({ part, target, name });
    if (as !== 'name') parts[part] = item.edition.facts[part] as string | undefined;
  }
  const [first] = linkedNames;
  const used = linkedNames.some(({ name }) => name.language === language) || !first ? language : first.name.language;
  for (const each of linkedNames) {
    each.name = (used !== language && nameIn(each.target, [used])) || each.name;
    if (localizer.isUnverified(each.target, '/name', each.name.language)) localizer.markUnverified(pointer);
    parts[each.part] = each.name.text;
  }
  localizer.annotate({ item, pointer, ownPointer: '/name' }, used);
  return composeName(messagesFor(used), item.kind, composed, parts);
};

/** An item's name for the value at `pointer`: in the requested language, a fallback, composed where the record has none, or null. */
export const localizeName = (localizer: LanguageLocalizer, item: Item, pointer: string): string | null => {
  const name = acceptableName(localizer, item);
  if (name) {
    localizer.annotate({ item, pointer, ownPointer: '/name' }, name.language);
    return name.text;
  }
  const elsewhere = nameIn(item, languagesOf(item.edition));
  return definitionOf(item.kind).composed && !elsewhere ? compose(localizer, item, pointer) : null;
};

/** The part of an item's name that a field holds: its reading, for example; null and undefined as for a text. */
export const localizeNamePart = (
  localizer: LanguageLocalizer,
  field: Extract<Field, { type: 'name' }>,
  location: Location,
): string | null | undefined => {
  const name = acceptableName(localizer, location.item);
  // A reading belongs to one language's writing; it stands in for no other.
  if (field.part === 'reading' && name?.language !== localizer.options.language) return undefined;
  if (!name) return null;
  const part = name[field.part];
  if (part === undefined) return undefined;
  localizer.annotate(location, name.language);
  return part;
};

/** A reference to an item (kind, slug, name, href). */
export const localizeReference = <Text>(
  localizer: Localizer<Text>,
  item: Item,
  pointer: string,
): ItemReference<Text> => {
  const { kind, slug } = item;
  const { language, origin } = localizer.options;
  localizer.trackDependency(item);
  localizer.annotateFact({ item, pointer: `${pointer}/kind`, ownPointer: '/kind' });
  return {
    kind,
    slug,
    name: localizer.translate(`${pointer}/name`, (one, at) => localizeName(one, item, at)),
    href: origin + formatPath({ language, kind, slug, ...(language === multilingual && { format: 'json' }) }),
  };
};
