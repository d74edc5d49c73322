import { exports } from 'cloudflare:workers';
import { afterEach, describe, expect, it } from 'vitest';
import { definitionOf, kinds } from '../../../src/kinds/index.ts';
import { languageTags } from '../../../src/languages.ts';
import { ask } from '../../support/ask.ts';
import { put } from '../../support/put.ts';
import { recordFiles } from '../../support/records.ts';
import { liveItem, newTerm, nextEdition, startOver } from '../../support/state.ts';

const origin = 'https://example.jp';

type Json = Record<string, unknown>;
interface Page {
  items: (Json & { slug: string })[];
  total: number;
  next: string | null;
  links: Json;
}

let changed = false;
const publish = (...items: Parameters<typeof put>) => {
  changed = true;
  return put(...items);
};
afterEach(async () => {
  if (changed) await startOver();
  changed = false;
});

const read = async <Body = Json>(path: string) => (await ask(path)).json as Body;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isTranslations = (value: unknown): value is Record<string, string> =>
  isObject(value) &&
  Object.entries(value).every(([tag, text]) => languageTags.some((each) => each === tag) && typeof text === 'string');

/** What a reader of one language finds in an answer in all languages at once. */
const inLanguage = (value: unknown, language: string): unknown => {
  if (Array.isArray(value)) return value.map((inner) => inLanguage(inner, language));
  if (!isObject(value)) return value;
  if (isTranslations(value) && Object.keys(value).length > 0) return value[language] ?? null;
  const entries = Object.entries(value).map(([name, inner]) => [
    name,
    name === 'href' && typeof inner === 'string'
      ? inner.replace(`${origin}/mul/`, `${origin}/${language}/`).replace(/\.json$/, '')
      : inLanguage(inner, language),
  ]);
  return Object.fromEntries(entries);
};

// A reading is in one language alone: others have no such member.
const withoutNulls = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) => (inner === null ? [] : [[name, withoutNulls(inner)]])),
  );
};

// Lists by name are in the order of each language.
const inOrder = (value: unknown): unknown => {
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      Array.isArray(inner) ? inner.map((each) => JSON.stringify(each)).toSorted() : inOrder(inner),
    ]),
  );
};

const comparable = ({ language: _, links, more, unverified, fallbacks, ...rest }: Json) => inOrder(withoutNulls(rest));

describe('a program reads both languages of an item in one answer', () => {
  it.each(kinds)('%s: what each language has without fallback, and nothing else', async (kind) => {
    for (const { slug } of recordFiles.filter((file) => file.kind === kind).slice(0, 12)) {
      const all = await read(`/mul/${kind}/${slug}.json`);
      expect(all).toMatchObject({ id: `${origin}/${kind}/${slug}`, kind, slug, language: 'mul', fallbacks: {} });
      for (const language of all.languages as string[]) {
        const own = await read(`/${language}/${kind}/${slug}.json?fallback=none`);
        expect(comparable(inLanguage(all, language) as Json), slug).toEqual(comparable(own));
      }
    }
  });

  it('every translated text is a map, also where it is the same, or in one language alone', async () => {
    expect(await read('/mul/actions/data.json')).toMatchObject({
      name: { ja: 'データ', en: 'Data' },
      partnership: {
        name: { ja: '日英デジタルパートナーシップ', en: 'Japan-UK Digital Partnership' },
        href: `${origin}/mul/partnerships/japan-uk-digital-partnership.json`,
      },
      unverified: expect.arrayContaining(['/outcomes/2/council/name/ja', '/outcomes/2/council/name/en']),
      links: {
        self: `${origin}/mul/actions/data.json`,
        alternates: { ja: `${origin}/ja/actions/data.json`, en: `${origin}/en/actions/data.json` },
      },
    });
    expect(await read('/mul/participants/kozuki-ryosuke.json')).toMatchObject({
      reading: { ja: expect.stringMatching(/^こうづき/) },
      familyName: { ja: '上月', en: 'Kozuki' },
    });
    expect(await read('/mul/councils/council-2-2024.json')).toMatchObject({
      date: '2024-01-16',
      dateText: { ja: '2024年1月16日（令和6年1月16日）', en: '16 January 2024' },
    });
  });

  it('a text that a language lacks is absent there, and never borrowed', async () => {
    await publish(newTerm('quantum', { ja: { name: '量子', definition: '量。' } }));
    const { name, definition, languages, fallbacks } = await read('/mul/terms/quantum.json');
    expect({ name, definition, languages, fallbacks }).toEqual({
      name: { ja: '量子' },
      definition: { ja: '量。' },
      languages: ['ja'],
      fallbacks: {},
    });
    expect((await ask('/mul/terms/quantum.json')).headers.get('Content-Language')).toBe('ja');
    expect((await ask('/mul/terms/dfft.json')).headers.get('Content-Language')).toBe('ja, en');
  });

  it('what is withdrawn in a language says so, without its text; withdrawn in all it is a 410', async () => {
    const withdrawal = (date: string) => ({ date, notice: { ja: '取り下げました。', en: 'Withdrawn.' } });
    const dfft = await liveItem('terms', 'dfft');
    await publish(nextEdition(dfft, { withdrawals: { en: withdrawal('2026-12-02T00:00:00Z') } }));
    expect(await read('/mul/terms/dfft.json')).toMatchObject({
      languages: ['ja'],
      withdrawn: { en: withdrawal('2026-12-02T00:00:00Z') },
    });
    expect(JSON.stringify(await read('/mul/terms/dfft.json'))).not.toContain('Data Free Flow');
    const { items } = await read<Page>('/mul/terms.json');
    expect(items.find(({ slug }) => slug === 'dfft')?.name).toEqual({ ja: expect.any(String) });
    const all = { ja: withdrawal('2026-12-03T00:00:00Z'), en: withdrawal('2026-12-02T00:00:00Z') };
    await publish(nextEdition(await liveItem('terms', 'dfft'), { withdrawals: all }));
    const { status, json } = await ask('/mul/terms/dfft.json');
    expect({ status, json }).toMatchObject({ status: 410, json: { type: `${origin}/problems/withdrawn` } });
    expect((await read<Page>('/mul/terms.json')).items.map(({ slug }) => slug)).not.toContain('dfft');
  });

  it('renamed: 308 to the new URL, with the same id', async () => {
    await publish(nextEdition(await liveItem('terms', 'dfft'), { slug: 'free-flow' }));
    expect((await ask('/mul/terms/dfft.json')).headers.get('Location')).toBe(`${origin}/mul/terms/free-flow.json`);
    expect(await read('/mul/terms/free-flow.json')).toMatchObject({ id: `${origin}/terms/dfft` });
  });
});

describe('and a collection', () => {
  it.each(kinds)('%s: each item once, in the order of the default language, whatever the limit', async (kind) => {
    const slugs = async (path: string) => (await read<Page>(path)).items.map(({ slug }) => slug);
    const whole = await slugs(`/mul/${kind}.json`);
    expect(whole).toEqual(await slugs(`/ja/${kind}.json`));
    const paged: string[] = [];
    for (let path: string | null = `/mul/${kind}.json?limit=3`; path; ) {
      const page: Page = await read<Page>(path);
      expect(page.total).toBe(whole.length);
      paged.push(...page.items.map(({ slug }) => slug));
      path = page.next?.slice(origin.length) ?? null;
    }
    expect(paged).toEqual(whole);
    for (const relation of definitionOf(kind).filters.slice(0, 1))
      expect(await read(`/mul/${kind}.json?${relation.split('.').at(-1)}=no-such-thing`)).toMatchObject({ total: 0 });
  });

  it('cards have maps, filters work, and an item in one language is there', async () => {
    await publish(newTerm('quantum', { en: { name: 'quantum', definition: 'An amount.' } }));
    const { items, total } = await read<Page>('/mul/terms.json?modified_since=2026-11-24');
    expect([total, items]).toEqual([
      1,
      [expect.objectContaining({ slug: 'quantum', name: { en: 'quantum' }, languages: ['en'] })],
    ]);
    expect(await read('/mul/outcomes.json?action=data&council=council-2-2024')).toMatchObject({
      total: 1,
      items: [
        {
          id: `${origin}/outcomes/council-2-2024-data`,
          summary: { ja: expect.any(String), en: expect.any(String) },
          council: { name: { ja: expect.any(String), en: expect.any(String) } },
          commitments: [{ text: { ja: expect.any(String), en: expect.any(String) } }, {}, {}],
        },
      ],
    });
  });
});

describe('it is cached and negotiated like every answer', () => {
  it('ETag, 304, tags, Last-Modified; the ETag changes with either language', async () => {
    const path = '/mul/terms/dfft.json';
    const { headers } = await ask(path);
    const etag = headers.get('ETag') ?? '';
    expect(headers.get('Cache-Control')).toBe('public, max-age=60');
    expect(headers.get('Vary')).toBeNull();
    expect((await ask(path, { headers: { 'If-None-Match': etag } })).status).toBe(304);
    const item = await liveItem('terms', 'dfft');
    const texts = { ...item.edition.texts, en: { ...item.edition.texts.en, definition: 'Another.' } };
    await publish(nextEdition(item, { texts }));
    const after = await ask(path, { headers: { 'If-None-Match': etag } });
    expect([after.status, after.json]).toMatchObject([200, { definition: { en: 'Another.' } }]);
  });

  it('JSON is its only format: others are 404 and 406, and say so', async () => {
    const html = await ask('/mul/actions/data.html', { headers: { 'Accept-Language': 'en' } });
    expect([html.status, html.json]).toMatchObject([
      404,
      { type: `${origin}/problems/unknown-format`, available: ['json'] },
    ]);
    const page = await ask('/mul/actions', { headers: { Accept: 'text/csv' } });
    expect([page.status, page.json]).toMatchObject([406, { available: ['application/json'] }]);
    const negotiated = await exports.default.fetch(`${origin}/mul/actions/data`);
    expect([negotiated.status, negotiated.headers.get('Content-Location'), negotiated.headers.get('Vary')]).toEqual([
      200,
      `${origin}/mul/actions/data.json`,
      'Accept',
    ]);
  });

  it.each(['/mul', '/mul/changes.atom', '/mul/card/actions/data', '/mul/docs', '/mul/search'])(
    '%s is not there: 404',
    async (path) => {
      const { status } = await exports.default.fetch(origin + path);
      expect(status).toBe(404);
    },
  );

  it('a parameter that means nothing here is refused: fallback', async () => {
    const { status, json } = await ask('/mul/terms.json?fallback=none');
    expect({ status, json }).toMatchObject({ status: 400, json: { parameter: 'fallback' } });
    expect((await ask('/mul/terms/dfft.json?fallback=none')).status).toBe(400);
  });

  it('a cursor of one language is refused', async () => {
    const { next } = await read<Page>('/ja/terms.json?limit=3');
    const { search } = new URL(next ?? '');
    expect((await ask(`/mul/terms.json${search}`)).status).toBe(400);
  });

  it('answers in one language lead to it', async () => {
    const { json, headers } = await ask('/ja/terms/dfft.json');
    expect(json).toMatchObject({ links: { alternates: { mul: `${origin}/mul/terms/dfft.json` } } });
    expect(headers.get('Link')).toContain(
      `<${origin}/mul/terms/dfft.json>; rel="alternate"; hreflang="mul"; type="application/json"`,
    );
    expect(await read('/en/outcomes.json?action=data&fallback=none')).toMatchObject({
      links: { alternates: { mul: `${origin}/mul/outcomes.json?action=data` } },
    });
  });
});
