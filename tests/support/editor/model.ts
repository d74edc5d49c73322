import type { Language } from '../../../src/languages.ts';
import type { Edition } from '../../../src/model/edition.ts';
import { organisationOf, roleOf } from './client.ts';

// What the editorial side promises, said again in as few words as it can be: the tests hold the service to it.

/** The kinds whose items point at each other here. */
export type Kind = 'organisations' | 'roles';

/** An item's kind and slug. */
export interface Named {
  kind: Kind;
  slug: string;
}

/** What a record says, as far as it matters here. */
export interface Said {
  word: string;
  parent?: string;
  predecessor?: string;
  organisation?: string;
  languages?: Language[];
}

/** An item: its identity, the slug it bears, its editions as they were read when they were new. */
export interface Thing {
  id: string;
  kind: Kind;
  slug: string;
  editions: Edition[];
}

/** A record as the API takes it. */
export const recordOf = (kind: Kind, { word, parent, predecessor, organisation, languages }: Said) => ({
  ...(kind === 'roles'
    ? roleOf(word, organisation ?? 'alpha')
    : organisationOf(word, { ...(parent && { parent }), ...(predecessor && { predecessor }) })),
  ...(languages && { languages }),
});

export type Record = ReturnType<typeof recordOf>;
type Facts = Edition['facts'];

const said = ({ kind, slug }: Named) => `${kind}/${slug}`;

/** The languages of an edition that are not withdrawn. */
export const left = ({ texts, withdrawals }: Pick<Edition, 'texts' | 'withdrawals'>): string[] =>
  Object.keys(texts).filter((language) => !(language in withdrawals));

const inOrder = (value: unknown): unknown =>
  value && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(
        Object.entries(value)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([key, one]) => [key, inOrder(one)]),
      )
    : value;
/** Whether two values of JSON say the same, in whatever order their keys stand. */
export const same = (one: unknown, other: unknown) => JSON.stringify(inOrder(one)) === JSON.stringify(inOrder(other));

/** Everything there is, as it should be. */
export class Model {
  things = new Map<string, Thing>();
  slugs = new Map<string, string>();
  drafts = new Map<string, { slug: string; kind: Kind; revision: number; record?: Record }>();

  idAt(name: Named): string {
    return this.slugs.get(said(name)) ?? said(name);
  }

  at(name: Named): Thing | undefined {
    return this.things.get(this.slugs.get(said(name)) ?? '');
  }

  live(name: Named): Edition | undefined {
    return this.at(name)?.editions.at(-1);
  }

  number(name: Named): number {
    return this.at(name)?.editions.length ?? 0;
  }

  draft(name: Named): { revision: number; record: Record } | undefined {
    const { revision = 0, record } = this.drafts.get(this.idAt(name)) ?? {};
    return record && { revision, record };
  }

  isPublished(name: Named): boolean {
    const live = this.live(name);
    return live !== undefined && left(live).length > 0;
  }

  linksOf(kind: Kind, { parent, predecessor, organisation }: Facts): Named[] {
    const slugs = kind === 'roles' ? [organisation] : [parent, predecessor];
    return slugs.flatMap((slug) => (typeof slug === 'string' ? [{ kind: 'organisations' as const, slug }] : []));
  }

  /** Whether a record points at its own item, by any of its slugs; before it is published only by the one it has. */
  pointsAtItself(name: Named, facts: Facts): boolean {
    return this.linksOf(name.kind, facts).some((link) => this.idAt(link) === this.idAt(name));
  }

  /** What a draft is refused for: those of its own slugs that stand in the URL or in its identity. */
  savesItself(name: Named, facts: Facts): boolean {
    const own = [this.at(name)?.slug ?? name.slug, this.idAt(name).split('/')[1]];
    return this.linksOf(name.kind, facts).some(({ kind, slug }) => kind === name.kind && own.includes(slug));
  }

  /** Whether everything a record points at is published, or comes with it. */
  pointsAtWhatIs(name: Named, facts: Facts, coming: readonly string[] = []): boolean {
    return this.linksOf(name.kind, facts).every((link) => this.isPublished(link) || coming.includes(this.idAt(link)));
  }

  /** Whether something else that is published points at an item. */
  isPointedAt(id: string): boolean {
    return [...this.things.values()].some(({ id: other, kind, slug, editions }) => {
      if (other === id || !this.isPublished({ kind, slug })) return false;
      return this.linksOf(kind, editions.at(-1)?.facts ?? {}).some((link) => this.idAt(link) === id);
    });
  }

  /** Whether a record says what is published already. */
  isSaid(name: Named, { facts, texts }: Pick<Edition, 'facts' | 'texts'>): boolean {
    const live = this.live(name);
    return live !== undefined && same([live.facts, live.texts, live.withdrawals], [facts, texts, {}]);
  }

  /** A slug is free for an item: nothing else has or had it, and no draft waits for it. */
  isFree(name: Named, id: string): boolean {
    const holder = this.slugs.get(said(name));
    if (holder) return holder === id;
    return said(name) === id || !this.drafts.get(said(name))?.record;
  }

  /** Takes note of a new edition. */
  publish(name: Named, edition: Edition, id = this.idAt(name)): void {
    const thing = this.things.get(id) ?? { id, kind: name.kind, slug: name.slug, editions: [] };
    thing.editions.push(edition);
    this.things.set(id, thing);
    this.take({ kind: name.kind, slug: thing.slug }, id);
  }

  take(name: Named, id: string): void {
    this.slugs.set(said(name), id);
  }

  revise(name: Named, record?: Record): void {
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
