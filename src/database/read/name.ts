import { messagesFor } from '../../i18n/messages.ts';
import { composeName, findName, type LocalizedName } from '../../i18n/names.ts';
import { definitionOf } from '../../kinds/index.ts';
import type { Language } from '../../languages.ts';
import { firstSlugOf, type Item, languagesOf } from '../../model/edition.ts';
import type { Card } from '../../model/view.ts';
import { formatPath } from '../../url.ts';
import type { Localizer } from './localizer.ts';

const nameOfItem = (item: Item, order: readonly Language[]): LocalizedName | undefined =>
  findName(definitionOf(item.kind), firstSlugOf(item.id), item.edition, order);

/** The name this reader gets of an item, with its parts; undefined when no acceptable language has one. */
export const acceptableName = (localizer: Localizer, item: Item): LocalizedName | undefined =>
  nameOfItem(item, localizer.acceptableLanguages(item));

// What is composed of a doubtful or a borrowed name is no better than that; a part that exists and has no name this
// reader takes leaves the whole without one.
const compose = (localizer: Localizer, item: Item, here: string): string | null => {
  const { language } = localizer.options;
  const { composed = {} } = definitionOf(item.kind);
  const parts: Record<string, string | undefined> = {};
  const named: { part: string; target: Item; name: LocalizedName }[] = [];
  for (const [part, as] of Object.entries(composed)) {
    const target = as === 'name' ? localizer.links(item.id, part, -1) : undefined;
    // Also what lends no name is shown: the answer changes when it gets one.
    if (target) localizer.trackDependency(target);
    const name = target && acceptableName(localizer, target);
    if (target && !name) return null;
    if (target && name) named.push({ part, target, name });
    if (as !== 'name') parts[part] = item.edition.facts[part] as string | undefined;
  }
  // A name is in one language: where a part has to be borrowed, all that can be is taken from where that comes from.
  const told = named.find(({ name }) => name.language !== language)?.name.language ?? language;
  for (const each of named) {
    each.name = (told !== language && nameOfItem(each.target, [told])) || each.name;
    if (localizer.isUnverified(each.target, '/name', each.name.language)) localizer.markUnverified(here);
    parts[each.part] = each.name.text;
  }
  localizer.annotate({ item, pointer: here, ownPointer: '/name' }, told);
  return composeName(messagesFor(told), item.kind, composed, parts);
};

/** The name of an item, noted at `here`: its own, a fallback, null for lack of one, or composed where none exists. */
export const localizeName = (localizer: Localizer, item: Item, here: string): string | null => {
  const name = acceptableName(localizer, item);
  if (name) {
    localizer.annotate({ item, pointer: here, ownPointer: '/name' }, name.language);
    return name.text;
  }
  const elsewhere = nameOfItem(item, languagesOf(item.edition));
  return definitionOf(item.kind).composed && !elsewhere ? compose(localizer, item, here) : null;
};

/** A reference to an item, which every card begins with. */
export const localizeReference = (localizer: Localizer, item: Item, here: string): Card => {
  const { kind, slug } = item;
  const { language, origin } = localizer.options;
  localizer.trackDependency(item);
  return {
    kind,
    slug,
    name: localizeName(localizer, item, `${here}/name`),
    href: origin + formatPath({ language, kind, slug }),
  };
};
