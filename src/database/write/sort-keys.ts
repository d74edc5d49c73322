import { collationKey } from '../../i18n/collation.ts';
import { findName } from '../../i18n/names.ts';
import { definitionOf, type Kind } from '../../kinds/index.ts';
import {
  type AnswerLanguage,
  defaultLanguage,
  fallbackOrder,
  type Language,
  languageTags,
  multilingual,
} from '../../languages.ts';
import { type Edition, firstSlugOf, type ItemId, languagesOf } from '../../model/edition.ts';

/** The sort key of an item in one language; `fallback` says for which readers, as in the table `listings`. */
export interface SortPosition {
  language: AnswerLanguage;
  sort: string;
  fallback: 0 | 1 | null;
}

const pad = (value: unknown): string => String(value ?? 9999).padStart(4, '0');

// Newest first in an ascending index: each digit becomes what is left to 9.
const invertDate = (date: unknown): string => String(date).replace(/\d/g, (digit) => String(9 - Number(digit)));

const sortKey = (kind: Kind, id: ItemId, edition: Edition, order: readonly Language[]): string => {
  const definition = definitionOf(kind);
  const { order: by } = definition;
  if (by.by === 'official') return pad(edition.facts[by.order]);
  if (by.by === 'newest') return `${invertDate(edition.facts[by.date])} ${pad(by.order && edition.facts[by.order])}`;
  const name = findName(definition, firstSlugOf(id), edition, order);
  const parts = name?.family && [name.family, ...(name.given ? [name.given] : [])].join(' ');
  return collationKey(name?.reading ?? parts ?? name?.text ?? firstSlugOf(id));
};

// In all languages at once: by the default language, else by the next one that the item is in.
const multilingualOrder: readonly Language[] = [...new Set([defaultLanguage, ...languageTags])];

/**
 * The sort keys of an item in every language that it can be read in, as its own or by fallback, and in all languages at
 * once.
 */
export const sortPositions = (kind: Kind, id: ItemId, edition: Edition): SortPosition[] => {
  const available = languagesOf(edition);
  if (available.length === 0) return [];
  const inAll = multilingualOrder.filter((tag) => available.includes(tag));
  const own = languageTags.flatMap((language): SortPosition[] => {
    if (edition.withdrawals[language]) return [];
    const order = fallbackOrder(language).filter((tag) => available.includes(tag));
    const withFallback = { language, sort: sortKey(kind, id, edition, order), fallback: 1 as const };
    if (!available.includes(language)) return [withFallback];
    const alone = { language, sort: sortKey(kind, id, edition, [language]), fallback: 0 as const };
    return alone.sort === withFallback.sort ? [{ ...alone, fallback: null }] : [withFallback, alone];
  });
  return [...own, { language: multilingual, sort: sortKey(kind, id, edition, inAll), fallback: null }];
};

/** The status codes by which an item can be filtered. */
export const statusCodesOf = (kind: Kind, facts: Edition['facts']): string[] => {
  const { status } = definitionOf(kind);
  if (!status) return [];
  const [list = '', code] = status.split('.');
  if (!code) return [String(facts[list])];
  const entries = (facts[list] ?? []) as Record<string, unknown>[];
  return [...new Set(entries.map((entry) => String(entry[code])))];
};
