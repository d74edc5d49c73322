import type { Language } from '../../../src/languages.ts';
import type { Edition } from '../../../src/model/edition.ts';
import { organisationOf, roleOf } from './client.ts';

// A model of the editor's API, as simple as can be: tests compare the service with it.

/** The kinds of the model, whose items link to each other. */
export type Kind = 'organisations' | 'roles';

/** An item's kind and slug. */
export interface ItemName {
  kind: Kind;
  slug: string;
}

/** What differs between the records of the model. */
export interface RecordContent {
  word: string;
  parent?: string;
  predecessor?: string;
  organisation?: string;
  languages?: Language[];
}

/** An item: its identity, its slug, its editions as they were read when they were new. */
export interface ModelItem {
  id: string;
  kind: Kind;
  slug: string;
  editions: Edition[];
}

/** A record as the API takes it. */
export const recordOf = (kind: Kind, { word, parent, predecessor, organisation, languages }: RecordContent) => ({
  ...(kind === 'roles'
    ? roleOf(word, organisation ?? 'alpha')
    : organisationOf(word, { ...(parent && { parent }), ...(predecessor && { predecessor }) })),
  ...(languages && { languages }),
});

export type Record = ReturnType<typeof recordOf>;
type Facts = Edition['facts'];

const keyOf = ({ kind, slug }: ItemName) => `${kind}/${slug}`;

/** The languages of an edition that are not withdrawn. */
export const publishedLanguages = ({ texts, withdrawals }: Pick<Edition, 'texts' | 'withdrawals'>): string[] =>
  Object.keys(texts).filter((language) => !(language in withdrawals));

const sortKeys = (value: unknown): unknown =>
  value && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(
        Object.entries(value)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([key, one]) => [key, sortKeys(one)]),
      )
    : value;
/** Compares two values of JSON; the order of keys does not matter. */
export const isSame = (one: unknown, other: unknown) =>
  JSON.stringify(sortKeys(one)) === JSON.stringify(sortKeys(other));

/** The expected state of the record. */
export class Model {
  items = new Map<string, ModelItem>();
  slugs = new Map<string, string>();
  drafts = new Map<string, { slug: string; kind: Kind; revision: number; record?: Record }>();

  idAt(name: ItemName): string {
    return this.slugs.get(keyOf(name)) ?? keyOf(name);
  }

  at(name: ItemName): ModelItem | undefined {
    return this.items.get(this.slugs.get(keyOf(name)) ?? '');
  }

  live(name: ItemName): Edition | undefined {
    return this.at(name)?.editions.at(-1);
  }

  number(name: ItemName): number {
    return this.at(name)?.editions.length ?? 0;
  }

  draft(name: ItemName): { revision: number; record: Record } | undefined {
    const { revision = 0, record } = this.drafts.get(this.idAt(name)) ?? {};
    return record && { revision, record };
  }

  isPublished(name: ItemName): boolean {
    const live = this.live(name);
    return live !== undefined && publishedLanguages(live).length > 0;
  }

  linksOf(kind: Kind, { parent, predecessor, organisation }: Facts): ItemName[] {
    const slugs = kind === 'roles' ? [organisation] : [parent, predecessor];
    return slugs.flatMap((slug) => (typeof slug === 'string' ? [{ kind: 'organisations' as const, slug }] : []));
  }

  /** Whether a record links to its own item, by any of its slugs; before it is published only by the one it has. */
  linksToItself(name: ItemName, facts: Facts): boolean {
    return this.linksOf(name.kind, facts).some((link) => this.idAt(link) === this.idAt(name));
  }

  /** Whether a draft links to its own item, by the slug in the URL or in its identity: it is then refused. */
  draftLinksToItself(name: ItemName, facts: Facts): boolean {
    const own = [this.at(name)?.slug ?? name.slug, this.idAt(name).split('/')[1]];
    return this.linksOf(name.kind, facts).some(({ kind, slug }) => kind === name.kind && own.includes(slug));
  }

  /** Whether everything that a record links to is published, or is published with it. */
  linksToPublished(name: ItemName, facts: Facts, publishedWith: readonly string[] = []): boolean {
    return this.linksOf(name.kind, facts).every(
      (link) => this.isPublished(link) || publishedWith.includes(this.idAt(link)),
    );
  }

  /** Whether another published item links to an item. */
  isLinkedTo(id: string): boolean {
    return [...this.items.values()].some(({ id: other, kind, slug, editions }) => {
      if (other === id || !this.isPublished({ kind, slug })) return false;
      return this.linksOf(kind, editions.at(-1)?.facts ?? {}).some((link) => this.idAt(link) === id);
    });
  }

  /** Whether a record equals the live edition. */
  isPublishedAs(name: ItemName, { facts, texts }: Pick<Edition, 'facts' | 'texts'>): boolean {
    const live = this.live(name);
    return live !== undefined && isSame([live.facts, live.texts, live.withdrawals], [facts, texts, {}]);
  }

  /** Whether an item may take a slug: no other item has or had it, and no draft has it. */
  isFree(name: ItemName, id: string): boolean {
    const owner = this.slugs.get(keyOf(name));
    if (owner) return owner === id;
    return keyOf(name) === id || !this.drafts.get(keyOf(name))?.record;
  }

  /** Adds an edition. */
  publish(name: ItemName, edition: Edition, id = this.idAt(name)): void {
    const item = this.items.get(id) ?? { id, kind: name.kind, slug: name.slug, editions: [] };
    item.editions.push(edition);
    this.items.set(id, item);
    this.assignSlug({ kind: name.kind, slug: item.slug }, id);
  }

  assignSlug(name: ItemName, id: string): void {
    this.slugs.set(keyOf(name), id);
  }

  revise(name: ItemName, record?: Record): void {
    const id = this.idAt(name);
    const revision = (this.drafts.get(id)?.revision ?? 0) + 1;
    this.drafts.set(id, {
      kind: name.kind,
      slug: this.at(name)?.slug ?? name.slug,
      revision,
      ...(record && { record }),
    });
  }
}
