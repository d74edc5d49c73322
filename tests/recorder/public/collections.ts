import { type Catalogue, slugsUnder } from '../catalogue.ts';
import type { Recording } from '../recording.ts';
import { get, languages, origin, type ServiceRequest, unique } from '../requests.ts';

// Collections: filters, pages, and invalid parameters.

const queries = [
  'limit=1',
  'limit=100',
  'limit=50',
  'limit=0',
  'limit=101',
  'limit=-1',
  'limit=ten',
  'limit=',
  'limit=2&limit=3',
  'limit=2&limit=2',
  'after=',
  'after=nonsense',
  'after=%ff',
  'modified_since=2026-11-23',
  'modified_since=2026-11-23T00:00:00Z',
  'modified_since=2026-11-24',
  'modified_since=2999-01-01T00:00:00Z',
  'modified_since=2025-02-29',
  'modified_since=yesterday',
  'modified_since=2025-02-28T00:00:00%2B09:00',
  'fallback=none',
  'fallback=ja',
  'fallback=none&limit=3',
  'excel=1',
  'excel=0',
  'colour=red',
  'Limit=2',
  '__proto__=1',
  'utm_source=mail&utm_medium=a',
  'limit=3&utm_source=mail',
  '%E5%80%A4=1',
  'status=',
  'status=finished',
  '=',
  '&&',
  '%',
];

/** Requests for collections with each filter and its values, and with invalid parameters. */
export const collections = ({ collections: lists, items, filters }: Catalogue): ServiceRequest[] =>
  lists.flatMap(({ path, kind }) => {
    const { links = [], statuses = [] } = filters.get(kind) ?? {};
    const ofKind = items.filter((item) => item.kind === kind);
    const byLink = links.flatMap((name) => [
      ...unique(ofKind.flatMap(({ json }) => slugsUnder(json, name)))
        .slice(0, 4)
        .map((slug) => `${name}=${slug}`),
      `${name}=nothing-of-this-name`,
      `${name}=Not%20a%20slug`,
    ]);
    const byStatus = statuses.flatMap((code) => [`status=${code}`, `status=${code}&limit=2`]);
    const both =
      byLink.length > 0 && byStatus.length > 0 ? [`${byStatus[0]}&${byLink[0]}`, `${byLink[0]}&${byStatus[0]}`] : [];
    const own = [...byLink, ...byStatus, ...both];
    const many = kind === 'outcomes' || kind === 'terms';
    return [
      ...own.flatMap((query, index) => [
        get(`/${languages[index % 2]}${path}.json?${query}`),
        get(`/${languages[(index + 1) % 2]}${path}.html?${query}`),
      ]),
      ...own
        .slice(0, 2)
        .flatMap((query) => ['csv', 'md', 'atom', 'jsonld'].map((each) => get(`/en${path}.${each}?${query}`))),
      ...(many ? queries : queries.filter((_, index) => index % 6 === 0)).flatMap((query, index) => [
        get(`/${languages[index % 2]}${path}.json?${query}`),
        get(`/${languages[(index + 1) % 2]}${path}.html?${query}`),
      ]),
      ...['excel=1', 'excel=1&fallback=none&limit=2'].flatMap((query) =>
        languages.map((tag) => get(`/${tag}${path}.csv?${query}`)),
      ),
      get(`${path}?limit=2&fallback=none`, { 'Accept-Language': 'en' }),
      get(`${path}.json?fallback=none&limit=2`),
    ];
  });

const nextIn = (link: string): string | undefined => /<([^>]*)>; rel="next"/.exec(link)?.[1]?.replace(origin, '');

/** Records the pages of a collection to the last; the second also in another language and in other formats. */
export const followPages = async (recording: Recording, first: string): Promise<void> => {
  let second: string | undefined;
  for (let path: string | undefined = first; path !== undefined; ) {
    const { headers } = await recording.record(get(path));
    path = nextIn(headers.link ?? '');
    second ??= path;
  }
  if (second === undefined) return;
  const other = second.startsWith('/ja') ? second.replace('/ja', '/en') : second.replace('/en', '/ja');
  const forms = ['html', 'md', 'atom', 'csv', 'jsonld'].map((each) => second.replace('.json', `.${each}`));
  await recording.recordAll(
    [other, ...forms, `${second}&after=`, second.replace(/^\/[a-z]+/, '')].map((path) => get(path)),
  );
};
