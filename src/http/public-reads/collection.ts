import { readCollection } from '../../database/read/collection.ts';
import type { Selection } from '../../database/read/collection-statements.ts';
import { html } from '../../formats/html.tsx';
import { formatsIn } from '../../formats/index.ts';
import { pageSize, parameterOf, relationsOf } from '../../kinds/definition.ts';
import { definitionOf, type Kind } from '../../kinds/index.ts';
import { type AnswerLanguage, languageTags, multilingual } from '../../languages.ts';
import { digestOf } from '../../lib/digest.ts';
import { licenceOf, parseCard, storeDependencies } from '../../model/document.ts';
import type { ItemId } from '../../model/edition.ts';
import { entryFiltersOf } from '../../model/entry-filters.ts';
import type { Urls } from '../../model/view.ts';
import { formatPath } from '../../url.ts';
import { encodeCursor, positionOf } from '../cursor.ts';
import {
  alternateLinks,
  formatLink,
  multilingualLinks,
  urlsByFormat,
  urlsByLanguage,
  writtenFallbacks,
} from '../link-header.ts';
import { parametersIn } from '../query-parameters.ts';
import { formatQuery } from '../query-string.ts';
import type { CanonicalRequest, Loaded } from './env.ts';

type Parameters = CanonicalRequest['parameters'];

const selectionOf = (kind: Kind, parameters: Parameters): Selection => {
  const { after, limit, status, modified_since: since } = parameters;
  const links = definitionOf(kind).filters.map(parameterOf);
  const ofEntries = entryFiltersOf(kind)?.filters.map(({ parameter }) => parameter) ?? [];
  const among = (names: readonly string[]) =>
    Object.fromEntries(Object.entries(parameters).filter(([name]) => names.includes(name)));
  const position = positionOf(after);
  return {
    filters: among(links),
    entry: among(ofEntries),
    limit: limit === undefined ? pageSize : Number(limit),
    ...(status && { status }),
    ...(since && { modifiedSince: since.length === 10 ? `${since}T00:00:00Z` : since }),
    ...(position && { after: position }),
  };
};

// Also those that do not exist: a slug that leads nowhere today may be an item's tomorrow.
const filteredItems = (kind: Kind, parameters: Parameters): ItemId[] => {
  const { fields, filters } = definitionOf(kind);
  const links = relationsOf(fields)
    .filter(({ relation }) => filters.includes(relation))
    .map(({ relation, kind: target }) => ({ parameter: parameterOf(relation), target: target as Kind }));
  const ofEntries = (entryFiltersOf(kind)?.filters ?? []).flatMap((filter) =>
    filter.type === 'fact' ? [] : [{ parameter: filter.parameter, target: filter.kind }],
  );
  return [...links, ...ofEntries]
    .filter(({ parameter }) => parameters[parameter] !== undefined)
    .map(({ parameter, target }) => `${target}/${parameters[parameter]}` as const);
};

// Any item with such entries may put another item on this page.
const kindsOf = (kind: Kind, { entry }: Selection): Kind[] => {
  const field = entryFiltersOf(kind)?.field;
  return field && Object.keys(entry ?? {}).length > 0 ? [kind, field.kind as Kind] : [kind];
};

/** Loads one page of a collection, as its parameters select it. */
export const loadCollection = async (request: CanonicalRequest): Promise<Loaded> => {
  const { url, language, format, parameters, options, origin, database } = request;
  const { kind } = url as { kind: Kind };
  const selection = selectionOf(kind, parameters);
  const page = await readCollection(database, kind, selection, options);
  const formats = formatsIn(language, 'collection', kind);
  const href = (tag: AnswerLanguage, query: Parameters, as = format) =>
    origin + formatPath({ language: tag, kind, format: as.extension }) + formatQuery(parametersIn(query, as));
  const self = href(language, parameters);
  const { fallback: _fallback, ...withFallbacks } = parameters;
  const canonical = href(language, withFallbacks);
  // A cursor belongs to one language: in another language the list begins at its first page.
  const { after: _, ...withoutCursor } = parameters;
  const { fallback: __, ...inAllParameters } = parametersIn(withoutCursor, {});
  const inAll =
    language === multilingual
      ? undefined
      : origin + formatPath({ language: multilingual, kind, format: 'json' }) + formatQuery(inAllParameters);
  const next = page.next && href(language, { ...parameters, after: encodeCursor({ language, kind, ...page.next }) });
  const urls = (): Urls => ({
    id: origin + formatPath({ kind }),
    origin,
    self,
    canonical,
    first: href(language, withoutCursor),
    alternates: urlsByLanguage(
      languageTags.filter((tag) => tag !== language),
      (tag) => href(tag, withoutCursor),
    ),
    ...(inAll && { multilingual: inAll }),
    ...urlsByFormat(formats, (each) => href(language, parameters, each)),
    flags: new Set(format.flags?.filter((flag) => parameters[flag] === '1')),
    ...(next && { next }),
    more: {},
  });
  const { cards, annotations, total, filters, stale } = page;
  const licence = licenceOf(cards.map(({ head }) => head));
  const view = { kind, language, total, next: page.next, filters, ...annotations, ...(licence && { licence }) };
  const shown = cards.filter((card) => format.writesCard?.(parseCard(card)) ?? true);
  const written = shown.flatMap(({ head }) => writtenFallbacks(format, kind, head.fallbacks));
  const inFilters = format.extension === 'html' ? Object.values(filters.fallbacks) : [];
  return {
    version: digestOf([...cards.map(({ version }) => version), filters, total, next]),
    dependencies: storeDependencies(annotations.dependencies),
    fallbackLanguages: [...written, ...inFilters, ...cards.flatMap(({ head }) => head.languages ?? [])],
    tags: { kinds: kindsOf(kind, selection), ids: filteredItems(kind, parameters) },
    links: [
      { link: formatLink(canonical, 'canonical'), rank: 1 },
      ...alternateLinks({ language, format, isPage: format === html }, languageTags, formats, (tag, each) =>
        href(tag, withoutCursor, each),
      ),
      ...multilingualLinks(format, inAll),
      ...(next ? [{ link: formatLink(next, 'next'), rank: 0 }] : []),
      ...(licence ? [{ link: formatLink(licence, 'license'), rank: 0 }] : []),
    ],
    stale,
    render: () =>
      format.wrapCollection?.(
        cards.map(({ card }) => card),
        view,
        urls(),
      ) ??
      (language === multilingual
        ? ''
        : (format.collection?.({ ...view, language, items: cards.map(parseCard) }, urls()) ?? '')),
  };
};
