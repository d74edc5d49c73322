import { validateRecord } from '../src/commands/validate/validate-record.ts';
import { isKind } from '../src/kinds/index.ts';
import { linksOf } from '../src/model/edition.ts';

/** A publication as the editor's API takes it, and where it came from. */
export interface SourcedPublication {
  from: string;
  publication: { kind: string; slug: string; [member: string]: unknown };
}

/** What cannot even be sent: where it stands, and what to do about it. */
export interface Unsendable {
  from: string;
  pointer: string;
  reason: string;
}

/** What a publication is known by, now or before, each as `kind/slug`. */
export const namesOf = ({ kind, slug, history }: SourcedPublication['publication']): string[] =>
  [slug, ...((history as { slugs?: string[] } | undefined)?.slugs ?? [])].map((name) => `${kind}/${name}`);

const newestOf = (history: unknown): unknown => {
  const { editions } = (history ?? {}) as { editions?: unknown };
  return Array.isArray(editions) ? editions.at(-1) : undefined;
};

/** What a publication points at, each as `kind/slug`; nothing, where it is not sound enough to say. */
export const targetsOf = ({ publication }: SourcedPublication): string[] => {
  const { kind, slug, record, history } = publication;
  const { facts, texts } = (newestOf(history) ?? {}) as { facts?: unknown; texts?: object };
  const candidate = history ? { languages: Object.keys(texts ?? {}), facts, texts } : record;
  const checked = isKind(kind) ? validateRecord(kind, slug, candidate) : undefined;
  if (!isKind(kind) || !checked || !('record' in checked)) return [];
  return linksOf(kind, checked.record.facts).map((link) => `${link.kind}/${link.slug}`);
};
