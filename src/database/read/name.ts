import { composeName, type Name, nameOf, wordsOf } from '../../i18n/messages.ts';
import { resourceOf } from '../../kinds/index.ts';
import type { Language } from '../../languages.ts';
import { type Card, firstSlugOf, type Item, languagesOf } from '../../model/edition.ts';
import { pathOf } from '../../url.ts';
import type { Scene } from './localizer.ts';

const findName = (item: Item, order: readonly Language[]): Name | undefined =>
  nameOf(resourceOf(item.kind), firstSlugOf(item.id), item.edition, order);

/** The name this reader gets of an item, with its parts; undefined when no acceptable language has one. */
export const acceptableName = (scene: Scene, item: Item): Name | undefined => findName(item, scene.acceptable(item));

// What is composed of a doubtful or a borrowed name is no better than that; a part that exists and has no name this
// reader takes leaves the whole without one.
const compose = (scene: Scene, item: Item, here: string): string | null => {
  const { language } = scene.vantage;
  const { composed = {} } = resourceOf(item.kind);
  const parts: Record<string, string | undefined> = {};
  const named: { part: string; target: Item; name: Name }[] = [];
  for (const [part, as] of Object.entries(composed)) {
    const target = as === 'name' ? scene.links(item.id, part, -1) : undefined;
    // Also what lends no name is shown: the answer changes when it gets one.
    if (target) scene.show(target);
    const name = target && acceptableName(scene, target);
    if (target && !name) return null;
    if (target && name) named.push({ part, target, name });
    if (as !== 'name') parts[part] = item.edition.facts[part] as string | undefined;
  }
  // A name is in one language: where a part has to be borrowed, all that can be is taken from where that comes from.
  const told = named.find(({ name }) => name.language !== language)?.name.language ?? language;
  for (const each of named) {
    each.name = (told !== language && findName(each.target, [told])) || each.name;
    if (scene.doubtful(each.target, '/name', each.name.language)) scene.doubt(here);
    parts[each.part] = each.name.text;
  }
  scene.note({ item, here, own: '/name' }, told);
  return composeName(wordsOf(told), item.kind, composed, parts);
};

/** The name of an item, noted at `here`: its own, a fallback, null for lack of one, or composed where none exists. */
export const nameAt = (scene: Scene, item: Item, here: string): string | null => {
  const name = acceptableName(scene, item);
  if (name) {
    scene.note({ item, here, own: '/name' }, name.language);
    return name.text;
  }
  const elsewhere = findName(item, languagesOf(item.edition));
  return resourceOf(item.kind).composed && !elsewhere ? compose(scene, item, here) : null;
};

/** A reference to an item, which every card begins with. */
export const reference = (scene: Scene, item: Item, here: string): Card => {
  const { kind, slug } = item;
  const { language, origin } = scene.vantage;
  scene.show(item);
  return { kind, slug, name: nameAt(scene, item, `${here}/name`), href: origin + pathOf({ language, kind, slug }) };
};
