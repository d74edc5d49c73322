import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { edition, notice, revision, termOf } from '../../support/editor/client.ts';
import { edit, people, stubAccess } from '../../support/editor/identity.ts';
import { api, expectSuccess, publish, published, save, withdraw } from '../../support/editor/workflow.ts';
import { startOver } from '../../support/state.ts';

const instant = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);

beforeAll(stubAccess);
afterAll(startOver);

interface Item {
  id: string;
}

/** Reads a list to its end, page by page, as an editor. */
const list = async (query: string): Promise<Item[]> => {
  const items: Item[] = [];
  for (let after: string | null = ''; after !== null; ) {
    const { status, json } = await edit(`${api}/items?${query}&after=${encodeURIComponent(after)}`, {}, 'editor');
    expect(status, JSON.stringify(json)).toBe(200);
    items.push(...json.items);
    after = json.next;
  }
  return items;
};
const idsIn = async (query: string) => (await list(query)).map(({ id }) => id);

describe('an editor lists items with their states', () => {
  beforeAll(async () => {
    await published('listed-one');
    // Withdrawn in one language, then corrected in the other; with a draft that was made before that.
    await published('listed-two');
    await withdraw('terms/listed-two', 1, { languages: ['en'] });
    await save('terms/listed-two', termOf('two'));
    await edit(`${api}/publications`, {
      json: {
        items: [{ kind: 'terms', slug: 'listed-two', match: 2, languages: ['ja'], record: termOf('corrected') }],
      },
    });
    await published('listed-three');
    await withdraw('terms/listed-three', 1);
    await save('terms/listed-four', termOf('four'));
    await published('listed-first');
    await expectSuccess('terms/listed-first/rename', { json: { slug: 'listed-zz' }, headers: edition(1) });
    await save('terms/listed-gone', termOf('gone'));
    await expectSuccess('terms/listed-gone/draft', { method: 'DELETE', headers: revision(1) });
  });

  it('→ each with its live edition, since when each language is as it is, and its draft with its base', async () => {
    const items = (await list('kind=terms&limit=3')).filter(({ id }) => id.startsWith('terms/listed'));
    const term = (slug: string, rest: object) => ({ id: `terms/${slug}`, kind: 'terms', slug, ...rest });
    const since = (state: string, number?: number) => ({ state, since: instant, ...(number && { edition: number }) });
    const live = (number: number) => ({ number, published: instant });
    const both = { ja: since('published', 1), en: since('published', 1) };
    expect(items).toEqual([
      term('listed-first', { slug: 'listed-zz', live: live(2), languages: both, draft: null }),
      term('listed-four', {
        live: null,
        languages: {},
        draft: { revision: 1, base: 0, saved: instant, who: people.editor },
      }),
      term('listed-one', { live: live(1), languages: both, draft: null }),
      term('listed-three', {
        live: live(2),
        languages: { ja: since('withdrawn'), en: since('withdrawn') },
        draft: null,
      }),
      term('listed-two', {
        live: live(3),
        languages: { ja: since('published', 3), en: since('withdrawn') },
        draft: { revision: 3, base: 2, saved: instant, who: people.editor },
      }),
    ]);
  });

  it.each([
    ['published', ['terms/listed-first', 'terms/listed-one', 'terms/listed-two']],
    ['withdrawn', ['terms/listed-three', 'terms/listed-two']],
    ['draft', ['terms/listed-four', 'terms/listed-two']],
    ['unpublished', ['terms/listed-four']],
  ])('that are %s', async (state, expected) => {
    const all = await idsIn(`state=${state}&limit=2`);
    expect(all).toEqual(all.toSorted());
    expect(all.filter((id) => id.startsWith('terms/listed'))).toEqual(expected);
    const terms = await idsIn(`state=${state}&kind=terms`);
    expect(terms).toEqual(all.filter((id) => id.startsWith('terms/')));
    expect(await idsIn(`state=${state}&kind=councils`)).toEqual(all.filter((id) => id.startsWith('councils/')));
  });

  it('of all kinds, each once, in pages of any size', async () => {
    const all = await idsIn('limit=100');
    expect(all.length).toBeGreaterThan(110);
    expect([...new Set(all)]).toEqual(all);
    expect(await idsIn('limit=7')).toEqual(all);
    expect(await idsIn('kind=terms&limit=7')).toEqual(all.filter((id) => id.startsWith('terms/')));
  });

  it.each([
    ['state=lost', 'state'],
    ['kind=laws', 'kind'],
    ['after=terms', 'after'],
    ['limit=101', 'limit'],
    ['order=slug', 'order'],
  ])('?%s → 400 with the parameter', async (query, parameter) => {
    const { status, json } = await edit(`${api}/items?${query}`, {}, 'editor');
    expect([status, json.parameter]).toEqual([400, parameter]);
  });

  it('reads one → the same of its languages, with the whole edition', async () => {
    const { json } = await edit(`${api}/terms/listed-two`, {}, 'editor');
    expect(json).toMatchObject({
      live: { number: 3, texts: { en: termOf('listed-two').texts.en } },
      languages: { ja: { state: 'published', edition: 3 }, en: { state: 'withdrawn' } },
    });
    expect(json.languages.en.since).toBe(json.live.withdrawals.en.date);
  });
});

describe('a program reads again what it has read', () => {
  const readAgain = (path: string, tag: string | null, name = 'If-None-Match') =>
    edit(`${api}/${path}`, { headers: { [name]: tag ?? '' } }, 'editor');

  it('nothing has changed → 304 without a body', async () => {
    await published('read-again');
    await save('terms/read-again', termOf('more'));
    for (const path of ['terms/read-again', 'terms/read-again/draft', 'terms/read-again/draft/texts/ja']) {
      const first = await edit(`${api}/${path}`, {}, 'editor');
      const tag = first.headers.get('ETag');
      const again = await readAgain(path, `"other", ${tag}`);
      expect([path, first.status, again.status, again.text]).toEqual([path, 200, 304, '']);
      expect(again.headers.get('ETag')).toBe(tag);
      expect((await readAgain(path, '"e9.r9"')).status).toBe(200);
      expect((await readAgain(path, tag, 'If-Match')).status).toBe(200);
      expect((await readAgain(path, '"e9.r9"', 'If-Match')).status).toBe(412);
    }
  });

  it('anything that the answer shows has changed → 200 with another tag', async () => {
    const item = 'terms/read-anew';
    const paths = [item, `${item}/draft`];
    const tags = async () => Promise.all(paths.map(async (path) => (await edit(`${api}/${path}`)).headers.get('ETag')));
    await save(item, termOf('anew'));
    const seen = [await tags()];
    const change = async (act: () => Promise<unknown>) => {
      const before = await Promise.all(paths.map((path) => edit(`${api}/${path}`)));
      await act();
      const after = await tags();
      for (const [index, path] of paths.entries()) {
        const answer = await readAgain(path, before[index]?.headers.get('ETag') ?? '');
        const isSame = (await edit(`${api}/${path}`)).text === before[index]?.text;
        if (!isSame) expect([path, answer.status]).not.toEqual([path, 304]);
      }
      seen.push(after);
    };
    await change(() => save(item, termOf('again'), 1));
    // The draft stays for the other language, with the new edition as its base.
    await change(() => publish(item, 0, { languages: ['ja'] }));
    await change(() => expectSuccess(`${item}/rename`, { json: { slug: 'read-renamed' }, headers: edition(1) }));
    await change(() => withdraw(item, 2));
    await change(() => expectSuccess(`${item}/draft`, { method: 'DELETE', headers: revision(2) }));
    await change(() => expectSuccess(`${item}/erase`, { json: { editions: [1, 2, 3] }, headers: edition(3) }));
    expect(seen).toEqual([
      ['"r1"', '"r1"'],
      ['"r2"', '"r2"'],
      ['"e1.r2"', '"e1.r2"'],
      ['"e2.r2"', '"e2.r2"'],
      ['"e3.r2"', '"e3.r2"'],
      ['"e3"', null],
      ['"e3.erased"', null],
    ]);
  });

  it('the tag of what was read is the precondition of commands on the edition and on the draft', async () => {
    const item = await published('read-then-written');
    await save(item, termOf('draft'));
    const tag = (await edit(`${api}/${item}`)).headers.get('ETag') ?? '';
    expect(tag).toBe('"e1.r3"');
    const headers = { 'If-Match': tag };
    const saved = await edit(`${api}/${item}/draft`, { method: 'PUT', json: termOf('newer'), headers });
    expect([saved.status, saved.headers.get('ETag')]).toEqual([200, '"r4"']);
    // Another draft, the same edition.
    expect((await edit(`${api}/${item}/draft`, { method: 'DELETE', headers })).status).toBe(412);
    expect((await edit(`${api}/${item}/withdraw`, { json: { notice, languages: ['en'] }, headers })).status).toBe(200);
    expect((await edit(`${api}/${item}/publish`, { json: {}, headers })).json).toMatchObject({
      expected: 1,
      actual: 2,
    });
  });
});
