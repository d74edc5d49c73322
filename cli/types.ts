import { validateEdition } from '../src/commands/validate/validate-edition.ts';
import { validateRecord } from '../src/commands/validate/validate-record.ts';
import { isKind, type Kind } from '../src/kinds/index.ts';
import { type Edition, linksOf } from '../src/model/edition.ts';

/** A publication as the editor's API takes it, and where it came from. */
export interface SourcedPublication {
  from: string;
  publication: { kind: string; slug: string; [member: string]: unknown };
  /** Whether it is a part of a history, which goes on with the next. */
  more?: true;
}

/** The sorts of lines of an export that are no items: events, revisions of drafts, drafts. */
export type Section = 'event' | 'revision' | 'draft';

/** A line of an export that is no item, as it is there. */
export interface SourcedEntry {
  from: string;
  section: Section;
  entry: unknown;
}

/** What an import reads. */
export type Sourced = SourcedPublication | SourcedEntry | Unsendable;

/** What cannot even be sent: where it stands, and what to do about it. */
export interface Unsendable {
  from: string;
  pointer: string;
  reason: string;
}

/** What a publication is known by, now or before, each as `kind/slug`. */
export const namesOf = ({ kind, slug, history }: SourcedPublication['publication']): string[] =>
  [slug, ...((history as { slugs?: string[] } | undefined)?.slugs ?? [])].map((name) => `${kind}/${name}`);

const factsOf = (kind: Kind, slug: string, record: unknown): Edition['facts'] | undefined => {
  const checked = validateRecord(kind, slug, record);
  return 'record' in checked ? checked.record.facts : undefined;
};

const newestOf = (history: unknown): unknown => {
  const { editions } = (history ?? {}) as { editions?: unknown };
  return Array.isArray(editions) ? editions.at(-1) : undefined;
};

/** What a publication points at, each as `kind/slug`; nothing, where it is not sound enough to say. */
export const targetsOf = ({ publication }: SourcedPublication): string[] => {
  const { kind, slug, record, history } = publication;
  if (!isKind(kind)) return [];
  const edition = newestOf(history) as Edition | undefined;
  const facts = edition ? validateEdition(kind, edition).length === 0 && edition.facts : factsOf(kind, slug, record);
  return facts ? linksOf(kind, facts).map((link) => `${link.kind}/${link.slug}`) : [];
};
