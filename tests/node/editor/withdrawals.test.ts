import { beforeAll, describe, expect, it } from 'vitest';
import { edition, notice, termOf } from '../../support/editor/client.ts';
import { effectOf } from '../../support/editor/effect.ts';
import { codeOf, edit, stubAccess } from '../../support/editor/identity.ts';
import {
  api,
  expectSuccess,
  publish,
  published,
  readIn,
  recordOf,
  save,
  totals,
  withdraw,
} from '../../support/editor/workflow.ts';

const origin = 'https://example.jp';

beforeAll(stubAccess);

describe('a publisher withdraws', () => {
  it('an item → readers get 410 with the date, the notice and the replacement', async () => {
    const before = await totals();
    const item = await published('obsolete');
    await withdraw(item, 1, { replacement: { kind: 'terms', slug: 'dfft' } });
    const [ja, en] = [await readIn('ja', item), await readIn('en', item)];
    expect([ja.status, en.status]).toEqual([410, 410]);
    expect([codeOf(ja), codeOf(en)]).toEqual(['withdrawn', 'withdrawn']);
    expect(ja.json.detail).toMatch(
      /^この項目は\d{4}年\d+月\d+日（令和\d+年\d+月\d+日）に公開を終了しました。掲載を終了しました。$/,
    );
    expect(en.json.detail).toMatch(/^This item was withdrawn on \d+ \w+ \d{4}\. No longer published\.$/);
    for (const [language, { json }] of Object.entries({ ja, en }))
      expect(json).toMatchObject({
        withdrawn: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
        replacement: { kind: 'terms', slug: 'dfft', href: `${origin}/${language}/terms/dfft` },
      });
    expect(await totals()).toEqual(before);
    expect((await edit(`${api}/${item}`)).json.live).toMatchObject({ number: 2, withdrawals: { ja: { notice } } });
  });

  it('with a notice in one language → readers of the other get it too', async () => {
    const item = await published('half-notice');
    await withdraw(item, 1, { notice: { en: 'The definition was wrong.' } });
    const [ja, en] = [await readIn('ja', item), await readIn('en', item)];
    expect([ja.status, en.status]).toEqual([410, 410]);
    expect(en.json.detail).toMatch(/^This item was withdrawn on \d+ \w+ \d{4}\. The definition was wrong\.$/);
    expect(ja.json.detail).toMatch(/^この項目は.*に公開を終了しました。The definition was wrong\.$/);
    expect((await edit(`${api}/${item}`)).json.live.withdrawals).toMatchObject({
      ja: { notice: { en: 'The definition was wrong.' } },
    });
  });

  it('one language → its readers get 410 with the alternates; readers of the other get the item', async () => {
    const item = await published('half');
    const [ja, en] = await totals();
    await withdraw(item, 1, { languages: ['en'] });
    const gone = await readIn('en', item);
    expect([gone.status, gone.json.alternates]).toEqual([410, { ja: `${origin}/ja/${item}.json` }]);
    expect((await readIn('ja', item)).json).toMatchObject({ name: '用語half', languages: ['ja'], edition: 2 });
    expect(await totals()).toEqual([ja, en - 1]);
    await withdraw(item, 2);
    expect((await readIn('ja', item)).status).toBe(410);
  });

  it('the only published language → both languages get 410', async () => {
    await save('terms/lone', termOf('lone'));
    await publish('terms/lone', 0, { languages: ['ja'] });
    const nothing = await edit(`${api}/terms/lone/withdraw`, {
      json: { notice, languages: ['en'] },
      headers: edition(1),
    });
    expect([nothing.status, codeOf(nothing)]).toEqual([409, 'withdrawn-already']);
    expect((await readIn('en', 'terms/lone')).status).toBe(200);
    await withdraw('terms/lone', 1);
    for (const language of ['ja', 'en']) expect((await readIn(language, 'terms/lone')).status).toBe(410);
  });

  it('one language and later the other → the first keeps its notice and gets the replacement', async () => {
    await published('first-half');
    const first = { ja: '英語版を終了しました。', en: 'The English text has ended.' };
    await withdraw('terms/first-half', 1, { languages: ['en'], notice: first });
    await withdraw('terms/first-half', 2, { replacement: { kind: 'terms', slug: 'dfft' } });
    const { json } = await readIn('en', 'terms/first-half');
    expect(json.detail).toContain(first.en);
    expect(json.replacement).toMatchObject({ kind: 'terms', slug: 'dfft' });
    expect((await readIn('ja', 'terms/first-half')).json.detail).toContain(notice.ja);
  });

  it('an item that others link to → referenced, until those are withdrawn', async () => {
    const send = () => edit(`${api}/actions/data/withdraw`, { json: { notice }, headers: edition(1) });
    const { answer, changed } = await effectOf(send);
    expect([answer.status, codeOf(answer), changed]).toEqual([409, 'referenced', []]);
    expect(answer.json.references).toContain('outcomes/council-3-2025-data');
    for (const reference of answer.json.references) {
      const [kind, slug] = reference.split('/');
      const record = recordOf(kind, slug);
      expect(JSON.stringify(record)).toContain('"data"');
      await withdraw(reference, 1);
    }
    await withdraw('actions/data', 1);
    expect((await readIn('ja', 'actions/data')).status).toBe(410);
    const restored = await edit(`${api}/outcomes/council-3-2025-data/restore`, {
      json: { number: 1 },
      headers: edition(2),
    });
    expect([codeOf(restored), restored.json.errors[0].pointer]).toEqual(['invalid-record', '/facts/action']);
  });

  it.each<[string, object, string[]]>([
    ['with a notice in no language', { notice: {} }, ['/notice']],
    ['with a notice in an unknown language', { notice: { ...notice, fr: 'Fini.' } }, ['/notice/fr']],
    ['without any notice', { notice: undefined }, ['/notice']],
    ['with an empty notice', { notice: { ...notice, en: '' } }, ['/notice/en']],
    ['with a notice of 1,001 characters', { notice: { ...notice, ja: 'あ'.repeat(1001) } }, ['/notice/ja']],
    ['in an unknown language', { languages: ['fr'] }, ['/languages/0']],
    ['in no language', { languages: [] }, ['/languages']],
    ['with a replacement that does not exist', { replacement: { kind: 'terms', slug: 'nope' } }, ['/replacement']],
    ['with itself as replacement', { replacement: { kind: 'terms', slug: 'dfft' } }, ['/replacement']],
    ['with a replacement of an unknown kind', { replacement: { kind: 'nope', slug: 'dfft' } }, ['/replacement/kind']],
    ['with an unknown member', { reason: 'x' }, ['/reason']],
  ])('an item %s → invalid-record', async (_, change, pointers) => {
    const json = { notice, ...change };
    const { answer, changed } = await effectOf(() => edit(`${api}/terms/dfft/withdraw`, { json, headers: edition(1) }));
    expect([codeOf(answer), changed]).toEqual(['invalid-record', []]);
    expect(answer.json.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual(pointers);
  });

  it('with a withdrawn item as replacement → invalid-record', async () => {
    const item = await published('gone');
    await withdraw(item, 1);
    const json = { notice, replacement: { kind: 'terms', slug: 'gone' } };
    const { answer } = await effectOf(() => edit(`${api}/terms/dfft/withdraw`, { json, headers: edition(1) }));
    expect(answer.json.errors[0].pointer).toBe('/replacement');
  });
});

describe('what replaces a withdrawn item is withdrawn, too', () => {
  const chain = async (name: string) => {
    const [first, second, third] = [`${name}-1`, `${name}-2`, `${name}-3`];
    for (const word of [first, second, third]) await published(word);
    await withdraw(`terms/${first}`, 1, { replacement: { kind: 'terms', slug: second } });
    return { first: `terms/${first}`, second: `terms/${second}`, third };
  };
  const replacementOf = async (item: string, language = 'en', query = '') => {
    const { status, json, headers } = await readIn(language, item, query);
    return {
      status,
      replacement: json.replacement?.slug,
      name: json.replacement?.name,
      tags: headers.get('Cache-Tag'),
    };
  };

  it('with a replacement of its own → readers of the first are led to that', async () => {
    const { first, second, third } = await chain('chain');
    await withdraw(second, 1, { replacement: { kind: 'terms', slug: third } });
    for (const query of ['', '?fallback=none'])
      expect(await replacementOf(first, 'en', query)).toMatchObject({
        status: 410,
        replacement: third,
        name: `Term ${third}`,
      });
  });

  it('without one → no replacement is named; when it comes back, it is named again', async () => {
    const { first, second } = await chain('broken');
    await withdraw(second, 1);
    expect(await replacementOf(first)).toMatchObject({ status: 410, replacement: undefined });
    await expectSuccess(`${second}/restore`, { json: { number: 1 }, headers: edition(2) });
    expect(await replacementOf(first)).toMatchObject({ replacement: 'broken-2', name: 'Term broken-2' });
  });

  it('in one language → it is named in the other alone', async () => {
    const { first, second, third } = await chain('partly');
    await withdraw(second, 1, { languages: ['en'], replacement: { kind: 'terms', slug: third } });
    expect(await replacementOf(first, 'en')).toMatchObject({ replacement: third });
    expect(await replacementOf(first, 'ja')).toMatchObject({ replacement: 'partly-2', name: '用語partly-2' });
  });

  it('by the first, which has come back and gone again → no circle is followed', async () => {
    const { first, second } = await chain('circle');
    await expectSuccess(`${first}/restore`, { json: { number: 1 }, headers: edition(2) });
    await withdraw(second, 1, { replacement: { kind: 'terms', slug: 'circle-1' } });
    await withdraw(first, 3);
    expect(await replacementOf(second)).toMatchObject({ status: 410, replacement: undefined });
  });
});

describe('a publisher restores', () => {
  it('an older edition → it is published as a new one, and the others are unchanged', async () => {
    const item = await published('again');
    await save(item, termOf('worse'));
    await publish(item, 1);
    await withdraw(item, 2);
    const past = (await edit(`${api}/${item}/editions`)).json.editions;
    const answer = await expectSuccess(`${item}/restore`, { json: { number: 1 }, headers: edition(3) });
    expect(answer.headers.get('ETag')).toBe('"e4"');
    expect((await readIn('en', item)).json).toMatchObject({ name: 'Term again', edition: 4 });
    const { editions } = (await edit(`${api}/${item}/editions`)).json;
    expect(editions.slice(0, 3)).toEqual(past);
    expect(editions.map(({ number }: { number: number }) => number)).toEqual([1, 2, 3, 4]);
    expect(editions[3]).toEqual({ ...editions[0], number: 4, published: answer.json.published });
  });

  it.each([
    ['an edition that does not exist', 9, 'no-edition'],
    ['an edition that was withdrawn', 2, 'withdrawn-already'],
  ])('%s → refused', async (_, number, code) => {
    const item = await published(`no-${code}`);
    await withdraw(item, 1);
    const { answer, changed } = await effectOf(() =>
      edit(`${api}/${item}/restore`, { json: { number }, headers: edition(2) }),
    );
    expect([codeOf(answer), changed]).toEqual([code, []]);
  });
});
