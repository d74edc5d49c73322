import { type Address, isAddress, parseAddress, pathOf, whatOf } from '../address.ts';
import type { Vantage } from '../edition.ts';
import { embedAs } from '../embeds/shapes.tsx';
import type { Places } from '../formats/format.ts';
import { formatsOf } from '../formats/index.ts';
import { type Language, languageTags } from '../languages.ts';
import type { Kind } from '../resources/index.ts';
import { type Database, openDatabase } from '../store/database.ts';
import { readPage } from '../store/page.ts';
import { readItem } from '../store/readings.ts';
import { answerAbsence } from './absences.ts';
import { cachingHeaders, etagOf, matches, sentWith } from './caching.ts';
import { answer, type Canonical, contentLanguage, type OfKind, others, switchesIn } from './canonical.ts';
import { answerChanges } from './changes.ts';
import { alternates, inFormats, inLanguages, itemLinks, link } from './links.ts';
import {
  afterOf,
  isFault,
  linkedFrom,
  parametersIn,
  parametersOf,
  parseQuery,
  queryOf,
  selectionOf,
} from './parameters.ts';
import { rowsReadHeader } from './passage.ts';
import { openly } from './policy.ts';
import { problemResponse } from './problems.ts';
import { answerSitemap } from './sitemap.ts';
import { siteOf } from './vantage.ts';
import { partsOf } from './visit.ts';

const answerItem = async (asked: OfKind, slug: string, database: Database): Promise<Response> => {
  const { address, language, kind, format, parameters, origin, build, request } = asked;
  const vantage: Vantage = { language, fallback: parameters.fallback !== 'none', origin };
  const found = await readItem(database, kind, slug, vantage);
  if (found.state !== 'found') return answerAbsence(found, slug, asked);
  const etag = etagOf(found.rests, {
    build,
    origin,
    language,
    format: format.extension,
    rest: [kind, slug, parameters],
  });
  // Who has the answer already gets what it went out with: nothing is read out of the rows for it.
  const before = sentWith.get(etag);
  if (before && matches(request.headers.get('If-None-Match'), etag))
    return new Response(null, { status: 304, headers: before });
  const { reading } = found;
  const { shape, ...plain } = address;
  const at = (tag: Language, form: Address = address) =>
    origin + pathOf({ ...form, language: tag }) + queryOf(parameters);
  const self = at(language);
  const headers = {
    ...cachingHeaders(etag, { shown: found.rests }, { ids: [reading.id] }),
    'Content-Type': format.contentType ?? format.mediaType,
    'Content-Language': contentLanguage(language, reading.fallbacks),
    // A card says less than its item's page, which is the one to be found by (RFC 6596 §3).
    Link: itemLinks(origin, shape ? origin + pathOf(plain) : self, reading, formatsOf('item', kind)),
  };
  sentWith.set(etag, headers);
  const more = Object.entries(reading.more).map(([pointer, { kind: of, parameter }]) => [
    pointer,
    origin +
      pathOf({ language, kind: of, ...(!shape && { format: format.extension }) }) +
      queryOf({ ...parameters, [parameter]: slug }),
  ]);
  const places: Places = {
    id: origin + pathOf({ kind, slug }),
    origin,
    self,
    alternates: inLanguages(others(reading.languages, language), (tag) => at(tag)),
    ...inFormats(formatsOf('item', kind), ({ extension }) => at(language, { ...plain, format: extension })),
    first: self,
    switches: new Set(),
    more: Object.fromEntries(more),
  };
  return answer(request, headers, () => format.item?.(reading, places) ?? '');
};

const answerPage = async (asked: OfKind, database: Database): Promise<Response> => {
  const { language, kind, format, parameters, origin, build, request } = asked;
  const vantage: Vantage = { language, fallback: parameters.fallback !== 'none', origin };
  const page = await readPage(database, kind, selectionOf(kind, parameters), vantage);
  const at = (tag: Language, query: Readonly<Record<string, string>>, as = format) =>
    origin + pathOf({ language: tag, kind, format: as.extension }) + queryOf(parametersIn(query, as));
  const self = at(language, parameters);
  // Places in a list belong to one language: another language begins at its first page.
  const { after: _, ...anywhere } = parameters;
  const next = page.next && at(language, { ...parameters, after: afterOf(language, page.next) });
  const rest = [kind, parameters, page.total, next, page.items.length];
  const etag = etagOf(page.shown, { build, origin, language, format: format.extension, rest });
  const headers = {
    ...cachingHeaders(etag, page, { kinds: [kind], ids: linkedFrom(kind, parameters) }),
    'Content-Type': format.contentType ?? format.mediaType,
    'Content-Language': contentLanguage(language, {
      ...page.fallbacks,
      ...(format.extension === 'html' && page.filters.fallbacks),
    }),
    Link: [
      link(self, 'canonical'),
      ...alternates(origin, kind, undefined, languageTags, formatsOf('page', kind), (each) =>
        queryOf(parametersIn(anywhere, each)),
      ),
      ...(next ? [link(next, 'next')] : []),
    ].join(', '),
  };
  const places: Places = {
    id: origin + pathOf({ kind }),
    origin,
    self,
    alternates: inLanguages(others(languageTags, language), (tag) => at(tag, anywhere)),
    ...inFormats(formatsOf('page', kind), (each) => at(language, parameters, each)),
    first: at(language, anywhere),
    switches: switchesIn(asked),
    ...(next && { next }),
    more: {},
  };
  return answer(request, headers, () => format.page?.(page, places) ?? '');
};

const answerThe = (asked: Canonical & { kind?: Kind }, slug: string | undefined, database: Database) => {
  const { kind } = asked;
  if (!kind) return answerChanges(asked, database);
  return slug === undefined ? answerPage({ ...asked, kind }, database) : answerItem({ ...asked, kind }, slug, database);
};

const answerCanonical = (request: Request, env: Env, database: Database): Response | Promise<Response> => {
  const { path, search } = partsOf(request.url);
  if (path === '/sitemap.xml') return answerSitemap(request, env, database);
  const { origin, preferred } = siteOf(env);
  const address = parseAddress(path);
  const lost = { language: preferred, page: false, origin, path };
  const language = isAddress(address) ? address.language : undefined;
  if (!isAddress(address) || !language) return problemResponse({ code: 'not-found' }, lost);
  const { kind, slug, changes, shape } = address;
  if (!kind && !changes) return problemResponse({ code: 'not-found' }, lost);
  const what = whatOf(address);
  const named = formatsOf(what, kind).find(({ extension }) => extension === address.format);
  if (!shape && !named) return problemResponse({ code: 'unknown-format' }, { ...lost, language });
  const parameters = parseQuery(new URLSearchParams(search), parametersOf(shape ?? what, kind, language, named));
  if (isFault(parameters)) return problemResponse({ code: 'invalid-parameter' }, { ...lost, language });
  const format = shape ? embedAs(shape, parameters.theme) : named;
  if (!format) return problemResponse({ code: 'unknown-format' }, { ...lost, language });
  const asked: Canonical = { address, language, format, parameters, origin, build: env.VERSION.id, request };
  return answerThe({ ...asked, ...(kind && { kind }) }, slug, database);
};

/**
 * Answers a canonical URL, `/{language}/{collection}[/{slug}].{format}`, `/{language}/{shape}/{collection}/{slug}` or
 * `/{language}/changes.{format}`, from the record, in one round trip.
 * Problems: not-found, not-translated, withdrawn, invalid-parameter; a renamed item is a 308 to its new URL.
 */
export const answerRead = async (request: Request, env: Env): Promise<Response> => {
  const database = openDatabase(env.DB);
  const response = await answerCanonical(request, env, database);
  response.headers.set(rowsReadHeader, String(database.cost.rowsRead));
  openly(response.headers);
  return response;
};
