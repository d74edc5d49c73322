import { type Language, languageTags } from '../../../src/languages.ts';
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
  /** The language that the record has no texts in. */
  absent?: Language;
  /** The language whose texts have no name yet. */
  unfinished?: Language;
}

/** An item: its identity, its slug, its editions as they were read when they were new. */
export interface ModelItem {
  id: string;
  kind: Kind;
  slug: string;
  editions: Edition[];
}

/** A draft, or where one was; `changed` says by which revision the texts of a language were changed last. */
interface ModelDraft {
  slug: string;
  kind: Kind;
  revision: number;
  base: number;
  changed: Partial<{ [tag in Language]: number }>;
  record?: Record;
}

/** A record as the API takes it. */
export interface Record {
  facts: Edition['facts'];
  texts: Edition['texts'];
  languages?: Language[];
}

export const recordOf = (
  kind: Kind,
  { word, parent, predecessor, organisation, languages, absent, unfinished }: RecordContent,
): Record => {
  const whole: Record =
    kind === 'roles'
      ? roleOf(word, organisation ?? 'alpha')
      : organisationOf(word, { ...(parent && { parent }), ...(predecessor && { predecessor }) });
  const texts = Object.entries(whole.texts)
    .filter(([tag]) => tag !== absent)
    .map(([tag, text]) => [tag, tag === unfinished ? {} : text]);
  return { facts: whole.facts, texts: Object.fromEntries(texts), ...(languages && { languages }) };
};

/** The languages that a record is for: those that it names, else those that it has texts in. */
export const languagesFor = ({ languages, texts }: Record): Language[] =>
  languages ?? languageTags.filter((tag) => tag in texts);

/** Whether a record can be published in some languages: it is for each of them, and has all that it needs in it. */
export const isComplete = (record: Record, languages: readonly Language[]): boolean =>
  'licence' in record.facts &&
  languages.length > 0 &&
  languages.every((tag) => languagesFor(record).includes(tag) && Object.keys(record.texts[tag] ?? {}).length > 0);

/** What a reader gets of an edition. */
export type Content = Pick<Edition, 'facts' | 'texts' | 'withdrawals'>;

/** What is published of a record in some languages: its facts; in the other languages everything stays as it is live. */
export const publishedOf = (
  { facts, texts }: Pick<Edition, 'facts' | 'texts'>,
  languages: readonly Language[],
  live: Content | undefined,
): Content => {
  const next = languageTags.map((tag) => [tag, languages.includes(tag) ? texts[tag] : live?.texts[tag]] as const);
  const present = next.filter(([, text]) => text);
  const withdrawn = present.flatMap(([tag]) => {
    const withdrawal = languages.includes(tag) ? undefined : live?.withdrawals[tag];
    return withdrawal ? [[tag, withdrawal]] : [];
  });
  return { facts, texts: Object.fromEntries(present), withdrawals: Object.fromEntries(withdrawn) };
};

const leavesOf = (value: unknown, path: string): [string, string][] =>
  value && typeof value === 'object' && !Array.isArray(value)
    ? Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, `${path}/${key}`))
    : [[path, JSON.stringify(value)]];

/** Every value of the facts, and of some languages, by its place. */
const valuesOf = (content: Content | undefined, languages: readonly Language[]): Map<string, string> =>
  new Map([
    ...leavesOf(content?.facts ?? {}, 'facts'),
    ...languages.flatMap((tag) => [
      ...leavesOf(content?.texts[tag] ?? {}, `texts/${tag}`),
      ...leavesOf(content?.withdrawals[tag] ?? {}, `withdrawals/${tag}`),
    ]),
  ]);

/** Whether `next` would undo in some languages what was changed between `base` and `live`. */
export const undoes = (
  next: Content,
  base: Content | undefined,
  live: Content | undefined,
  languages: readonly Language[],
): boolean => {
  const [then, now, later] = [base, live, next].map((content) => valuesOf(content, languages)) as [
    Map<string, string>,
    Map<string, string>,
    Map<string, string>,
  ];
  return [...then.keys(), ...now.keys()].some(
    (place) => then.get(place) !== now.get(place) && now.get(place) !== later.get(place),
  );
};

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
  drafts = new Map<string, ModelDraft>();

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

  draft(name: ItemName): { revision: number; base: number; record: Record } | undefined {
    const { revision = 0, base = 0, record } = this.drafts.get(this.idAt(name)) ?? {};
    return record && { revision, base, record };
  }

  /** The number that the texts of a draft in a language have as their tag; 0 where it has none. */
  textsRevision(name: ItemName, language: Language): number {
    return (this.draft(name) && this.drafts.get(this.idAt(name))?.changed[language]) ?? 0;
  }

  /** What a draft begins with where only a part is sent: the draft, what is live and not withdrawn, or nothing. */
  begun(name: ItemName): Record {
    const live = this.live(name);
    const shown = live && {
      facts: live.facts,
      texts: Object.fromEntries(publishedLanguages(live).map((tag) => [tag, live.texts[tag as Language]])),
    };
    const { facts, texts } = this.draft(name)?.record ?? shown ?? { facts: {}, texts: {} };
    const languages = this.draft(name)?.record.languages;
    return { facts, texts, ...(languages && { languages }) };
  }

  /** Whether a publication of the draft, `next`, would undo what was published since the draft was made. */
  undoesLater(name: ItemName, next: Content, languages: readonly Language[]): boolean {
    const base = this.at(name)?.editions[(this.draft(name)?.base ?? 0) - 1];
    return undoes(next, base, this.live(name), languages);
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

  /** Whether readers get this content already. */
  isPublishedAs(name: ItemName, { facts, texts, withdrawals }: Content): boolean {
    const live = this.live(name);
    return live !== undefined && isSame([live.facts, live.texts, live.withdrawals], [facts, texts, withdrawals]);
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

  /** Saves a draft, or deletes it. It keeps the base of the one before it, or begins with the live edition. */
  revise(name: ItemName, record?: Record, base = this.draft(name)?.base ?? this.number(name)): void {
    const id = this.idAt(name);
    const before = this.drafts.get(id);
    const revision = (before?.revision ?? 0) + 1;
    const changed = Object.keys(record?.texts ?? {}).map((key) => {
      const tag = key as Language;
      const isKept = before?.record?.texts[tag] && isSame(before.record.texts[tag], record?.texts[tag]);
      return [tag, isKept ? before.changed[tag] : revision];
    });
    this.drafts.set(id, {
      kind: name.kind,
      slug: this.at(name)?.slug ?? name.slug,
      revision,
      base,
      changed: Object.fromEntries(changed),
      ...(record && { record }),
    });
  }

  /** The draft counts as made from the live edition. */
  rebase(name: ItemName): void {
    const draft = this.drafts.get(this.idAt(name));
    if (draft) draft.base = this.number(name);
  }
}
