import { type Kind, kinds } from '../kinds/index.ts';
import { type AnswerLanguage, multilingual } from '../languages.ts';
import type { ViewType } from '../url.ts';
import { atom } from './atom.ts';
import { csv } from './csv/index.ts';
import type { Format } from './format.ts';
import { html } from './html.tsx';
import { ics } from './ics/index.ts';
import { json } from './json.ts';
import { jsonld } from './jsonld/index.ts';
import { md } from './markdown/index.ts';

/** The only list of formats, in the server's order of preference (RFC 9110 §12.5.1). */
export const formats: readonly Format[] = [json, html, jsonld, md, atom, csv, ics];

const supports = (format: Format, viewType: ViewType, kind: Kind | undefined): boolean => {
  const supported = {
    item: format.itemKinds,
    collection: format.collectionKinds,
    recentChanges: undefined,
    table: undefined,
  }[viewType];
  return format[viewType] !== undefined && (!kind || !supported || supported.includes(kind));
};

const formatsFor = (kind: Kind | undefined): Readonly<Record<ViewType, readonly Format[]>> => ({
  item: formats.filter((format) => supports(format, 'item', kind)),
  collection: formats.filter((format) => supports(format, 'collection', kind)),
  recentChanges: formats.filter((format) => supports(format, 'recentChanges', kind)),
  table: formats.filter((format) => supports(format, 'table', kind)),
});

// Computed once: other modules memoise by the identity of these lists.
const byKind = new Map([undefined, ...kinds].map((kind) => [kind, formatsFor(kind)]));

/**
 * The formats of an item or a collection of a kind (without a kind: of any), or of the recent changes. The same
 * arguments give the same array.
 */
export const formatsOf = (viewType: ViewType, kind?: Kind): readonly Format[] => byKind.get(kind)?.[viewType] ?? [];

/** The formats of answers in all languages at once: the one in which a text can be a map. */
const multilingualFormats: readonly Format[] = [json];

/** The formats of an item, a collection or the recent changes in a language, or in all languages at once. */
export const formatsIn = (language: AnswerLanguage | undefined, viewType: ViewType, kind?: Kind): readonly Format[] =>
  language === multilingual ? multilingualFormats : formatsOf(viewType, kind);
