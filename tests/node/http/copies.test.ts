import { afterEach, describe, expect, it } from 'vitest';
import { kinds } from '../../../src/kinds/index.ts';
import { languageTags } from '../../../src/languages.ts';
import { ask } from '../../support/ask.ts';
import { readXml } from '../../support/formats/atom.ts';
import { readCsv } from '../../support/formats/csv.ts';
import { readMarkdown } from '../../support/formats/markdown.ts';
import { put } from '../../support/put.ts';
import { liveItem, newTerm, nextEdition, startOver } from '../../support/state.ts';

const origin = 'https://example.jp';
const licence = 'https://creativecommons.org/licenses/by/4.0/';

interface Card {
  id: string;
  slug: string;
  href: string;
  languages: string[];
  edition: number;
  modified: string;
  licence: string;
}
interface Page {
  items: Card[];
  total: number;
  links: { licence?: string };
}

const json = async <Body>(path: string) => (await ask(path)).json as Body;
const rename = async (kind: 'organisations' | 'terms', slug: string, to: string) =>
  put(nextEdition(await liveItem(kind, slug), { slug: to }));

afterEach(startOver);

describe('a program that keeps a copy knows an item again after a rename', () => {
  it('by its id, in items, cards and the table', async () => {
    await rename('terms', 'dfft', 'free-flow');
    const id = `${origin}/terms/dfft`;
    for (const language of languageTags) {
      expect(await json(`/${language}/terms/free-flow.json`)).toMatchObject({ id, slug: 'free-flow' });
      const { items } = await json<Page>(`/${language}/terms.json`);
      expect(items.find(({ slug }) => slug === 'free-flow')).toMatchObject({
        id,
        href: `${origin}/${language}/terms/free-flow`,
      });
      const rows = readCsv((await ask(`/${language}/terms.csv`)).text);
      expect(rows.find(({ slug }) => slug === 'free-flow')).toMatchObject({ id });
    }
    // Whoever follows the id gets to the item, for ever.
    const { status, headers } = await ask('/terms/dfft');
    expect([status, headers.get('Location')]).toEqual([308, `${origin}/terms/free-flow`]);
  });

  it('by @id in JSON-LD, wherever it is named', async () => {
    await rename('organisations', 'gds', 'digital-service');
    const id = `${origin}/organisations/gds`;
    expect(await json('/en/organisations/digital-service.jsonld')).toMatchObject({ '@id': id });
    expect(await json('/en/roles/gds-chief-executive.jsonld')).toMatchObject({ memberOf: { '@id': id } });
    expect((await ask('/en/organisations.jsonld')).text).toContain(`"@id":"${id}"`);
    expect((await ask('/en/councils/council-3-2025.jsonld')).text).not.toContain(
      `"@id":"${origin}/organisations/digital-service"`,
    );
  });

  it('also after a second rename', async () => {
    await put(newTerm('one', { en: { name: 'One', definition: 'The first.' } }));
    await rename('terms', 'one', 'uno');
    await rename('terms', 'one', 'eins');
    const { items } = await json<Page>('/en/terms.json');
    expect(items.find(({ slug }) => slug === 'eins')?.id).toBe(`${origin}/terms/one`);
    expect((await ask('/en/terms/uno.json')).headers.get('Location')).toBe(`${origin}/en/terms/eins.json`);
  });
});

describe('a program that keeps a copy learns from a list what to read again', () => {
  it.each(kinds)('%s: each card has what its item says of itself', async (kind) => {
    for (const language of languageTags)
      for (const card of (await json<Page>(`/${language}/${kind}.json`)).items) {
        const { id, languages, edition, modified, links } = await json<Card & { links: { licence: string } }>(
          `${card.href.slice(origin.length)}.json`,
        );
        expect(card).toMatchObject({ id, languages, edition, modified, licence: links.licence });
      }
  });

  it('what was modified since: which edition, when, and how many there are', async () => {
    await put(
      nextEdition(await liveItem('terms', 'dfft'), {}),
      newTerm('quantum', { ja: { name: '量子', definition: '量。' } }),
    );
    const since = '/ja/terms.json?modified_since=2026-11-24&limit=1';
    const { items, total } = await json<Page>(since);
    expect([items.length, total]).toEqual([1, 2]);
    expect(items[0]).toMatchObject({
      id: `${origin}/terms/dfft`,
      languages: ['ja', 'en'],
      edition: 2,
      modified: '2026-12-02T00:00:00Z',
    });
    const both = await json<Page>('/en/terms.json?modified_since=2026-11-24');
    expect(both.items.map(({ slug, languages }) => [slug, languages])).toEqual([
      ['dfft', ['ja', 'en']],
      ['quantum', ['ja']],
    ]);
    expect((await json<Page>('/en/terms.json?modified_since=2026-11-24&fallback=none')).total).toBe(1);
  });

  it('with several filters: how many there are, on every page', async () => {
    const path = '/ja/outcomes.json?council=council-2-2024&status=announced';
    const { items } = await json<Page>(path);
    expect(items.length).toBeGreaterThan(1);
    const first = await json<Page & { next: string }>(`${path}&limit=1`);
    const second = await json<Page>(first.next.slice(origin.length));
    expect([first.total, second.total]).toEqual([items.length, items.length]);
    expect((await json<Page>(`${path}&modified_since=2027-01-01`)).total).toBe(0);
  });
});

describe('whoever takes a list is told its licence', () => {
  it('as a link and with each item: JSON, JSON-LD, Markdown, CSV', async () => {
    const { items, links } = await json<Page>('/en/terms.json');
    expect([links.licence, new Set(items.map((each) => each.licence))]).toEqual([licence, new Set([licence])]);
    for (const extension of ['json', 'csv', 'jsonld', 'html', 'md', 'atom'])
      expect((await ask(`/en/terms.${extension}`)).headers.get('Link'), extension).toContain(
        `<${licence}>; rel="license"`,
      );
    expect(await json('/en/terms.jsonld')).toMatchObject({
      mainEntityOfPage: { '@type': 'WebPage', license: licence },
      itemListElement: items.map(({ href, edition }) => ({
        item: { mainEntityOfPage: { '@id': `${href}.html`, license: licence, version: edition } },
      })),
    });
    expect(readMarkdown((await ask('/en/terms.md')).text).front).toMatchObject({ licence });
    const rows = readCsv((await ask('/en/terms.csv')).text);
    expect(new Set(rows.map((row) => row.licence))).toEqual(new Set([licence]));
  });

  it('in feeds: of the feed (RFC 4946) and of each entry', async () => {
    for (const path of ['/en/terms.atom', '/en/changes.atom', '/en/actions/data.atom']) {
      const { children } = readXml((await ask(path)).text);
      const licences = (element: { children: typeof children }) =>
        element.children.filter(({ name, attributes }) => name === 'link' && attributes.rel === 'license');
      expect(licences({ children }), path).toMatchObject([{ attributes: { href: licence } }]);
      for (const entry of children.filter(({ name }) => name === 'entry'))
        expect(licences(entry), path).toMatchObject([{ attributes: { href: licence } }]);
    }
  });

  it('in calendars, at each event (RFC 9253)', async () => {
    for (const path of ['/ja/councils.ics', '/ja/councils/council-2-2024.ics', '/en/outcomes.ics']) {
      const lines = (await ask(path)).text.replaceAll('\r\n ', '').split('\r\n');
      const events = lines.filter((line) => line === 'BEGIN:VEVENT');
      expect(events.length).toBeGreaterThan(0);
      expect(lines.filter((line) => line === `LINK;LINKREL=license;VALUE=URI:${licence}`)).toHaveLength(events.length);
    }
  });

  it('but not of items that have different ones', async () => {
    const other = 'https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/';
    const { edition, ...item } = await liveItem('terms', 'dfft');
    await put(nextEdition({ ...item, edition }, { facts: { ...edition.facts, licence: other } }));
    const { items, links } = await json<Page>('/en/terms.json');
    expect(links).not.toHaveProperty('licence');
    expect(items.find(({ slug }) => slug === 'dfft')?.licence).toBe(other);
    expect((await ask('/en/terms.json')).headers.get('Link')).not.toContain('rel="license"');
  });
});
