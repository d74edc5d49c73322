import { beforeAll, describe, expect, it } from 'vitest';
import { edition, notice, revision, termOf } from '../../support/editor/client.ts';
import { effectOf } from '../../support/editor/effect.ts';
import { codeOf, edit, type Init, people, read, stubAccess } from '../../support/editor/identity.ts';
import { recordFiles } from '../../support/records.ts';

const api = '/editor/api';
const origin = 'https://example.jp';

const expectSuccess = async (path: string, init: Init, as: Parameters<typeof edit>[2] = 'publisher') => {
  const answer = await edit(`${api}/${path}`, init, as);
  expect(answer.status, `${path}: ${answer.text}`).toBeLessThan(300);
  return answer;
};
const save = (item: string, json: unknown, number = 0) =>
  expectSuccess(`${item}/draft`, { method: 'PUT', json, headers: revision(number) }, 'editor');
const publish = (item: string, number = 0, json: object = {}) =>
  expectSuccess(`${item}/publish`, { json, headers: edition(number) });
const withdraw = (item: string, number: number, json: object = {}) =>
  expectSuccess(`${item}/withdraw`, { json: { notice, ...json }, headers: edition(number) });

const readIn = (language: string, item: string, query = '') => read(`/${language}/${item}.json${query}`);
const totals = async () =>
  Promise.all(['ja', 'en'].map(async (language) => (await read(`/${language}/terms.json`)).json.total));
const recordOf = (kind: string, slug: string) =>
  structuredClone(recordFiles.find((file) => file.kind === kind && file.slug === slug)?.record) as ReturnType<
    typeof termOf
  >;

/** Publishes a new term, one for each test. */
const published = async (word: string) => {
  await save(`terms/${word}`, termOf(word));
  await publish(`terms/${word}`);
  return `terms/${word}`;
};

beforeAll(stubAccess);

describe('an editor saves a draft', () => {
  it('→ readers get 404 until it is published, then both languages', async () => {
    const before = await totals();
    const saved = await save('terms/quantum', termOf('qubit'));
    expect([saved.status, saved.headers.get('ETag')]).toEqual([201, '"r1"']);
    expect((await save('terms/quantum', termOf('quantum'), 1)).headers.get('ETag')).toBe('"r2"');
    for (const language of ['ja', 'en']) expect((await readIn(language, 'terms/quantum')).status).toBe(404);
    expect(await totals()).toEqual(before);

    const draft = await edit(`${api}/terms/quantum/draft`, {}, 'editor');
    expect(draft.headers.get('ETag')).toBe('"r2"');
    expect(draft.json).toMatchObject({ revision: 2, record: termOf('quantum'), who: people.editor });
    const item = await edit(`${api}/terms/quantum`, {}, 'editor');
    expect([item.json.live, item.json.draft.revision, item.headers.get('ETag')]).toEqual([null, 2, null]);
    expect((await edit(`${api}/drafts`)).json.drafts).toMatchObject([{ kind: 'terms', slug: 'quantum', revision: 2 }]);

    const answer = await publish('terms/quantum', 0, { revision: 2 });
    expect(answer.headers.get('ETag')).toBe('"e1"');
    expect(answer.headers.get('Content-Location')).toBe(`${origin}/editor/api/terms/quantum`);
    const [ja, en] = [await readIn('ja', 'terms/quantum'), await readIn('en', 'terms/quantum')];
    expect([ja.json.name, en.json.name]).toEqual(['用語quantum', 'Term quantum']);
    for (const { json } of [ja, en])
      expect(json).toMatchObject({
        edition: 1,
        published: answer.json.published,
        modified: answer.json.published,
        languages: ['ja', 'en'],
        fallbacks: {},
      });
    expect(await totals()).toEqual(before.map((total) => total + 1));
    expect(codeOf(await edit(`${api}/terms/quantum/draft`))).toBe('no-draft');
    expect((await edit(`${api}/drafts`)).json.drafts).toEqual([]);
  });

  it('and it is published while readers read → each answer is of one edition', async () => {
    const item = await published('mixture');
    const bodies = [];
    for (let number = 1; number <= 5; number += 1) {
      await save(item, termOf(`mixture${number + 1}`));
      const readers = Array.from({ length: 10 }, (_, index) => readIn(index % 2 ? 'ja' : 'en', item));
      const [, ...answers] = await Promise.all([publish(item, number), ...readers]);
      bodies.push(...answers.map(({ json }) => json));
    }
    for (const { edition: number, name, definition } of bodies) {
      const word = number === 1 ? 'mixture' : `mixture${number}`;
      const { ja, en } = termOf(word).texts;
      expect([ja, en]).toContainEqual(expect.objectContaining({ name, definition }));
    }
  });

  it('and discards it → the live edition is unchanged, and the revision is not used again', async () => {
    const item = await published('discarded');
    const live = await readIn('en', item);
    await save(item, termOf('other'));
    const { answer, changed } = await effectOf(() =>
      expectSuccess(`${item}/draft`, { method: 'DELETE', headers: revision(3) }, 'editor'),
    );
    expect([answer.status, answer.headers.get('ETag')]).toEqual([200, null]);
    expect(changed.filter((line) => !line.startsWith('drafts '))).toEqual([]);
    expect((await readIn('en', item)).text).toBe(live.text);
    expect((await save(item, termOf('another'))).headers.get('ETag')).toBe('"r5"');
  });

  it('and somebody publishes another record → the draft stays', async () => {
    const item = await published('meanwhile');
    await save(item, termOf('mine'));
    const record = termOf('theirs');
    await expectSuccess('publications', { json: { items: [{ kind: 'terms', slug: 'meanwhile', match: 1, record }] } });
    expect((await readIn('en', item)).json).toMatchObject({ name: 'Term theirs', edition: 2 });
    expect((await edit(`${api}/${item}/draft`)).json).toMatchObject({ revision: 3, record: termOf('mine') });
  });

  it('with a time of publication → published with it, unless the live edition is newer or it is in the future', async () => {
    await save('terms/timely', { published: '2024-01-16T05:00:00Z', ...termOf('timely') });
    expect((await publish('terms/timely')).json.published).toBe('2024-01-16T05:00:00Z');
    await save('terms/timely', { published: '2023-01-16T05:00:00Z', ...termOf('later') });
    expect((await publish('terms/timely', 1)).json.published > '2026').toBe(true);
    await save('terms/timely', { published: '2199-01-01T00:00:00Z', ...termOf('future') });
    expect((await publish('terms/timely', 2)).json.published < '2199').toBe(true);
  });

  it('with a link to what is not published → saved; its publication is refused', async () => {
    const record = { ...recordOf('outcomes', 'council-3-2025-data') };
    Object.assign(record.facts, { council: 'council-4-2027' });
    await save('outcomes/council-4-2027-data', record);
    const send = () => edit(`${api}/outcomes/council-4-2027-data/publish`, { json: {}, headers: edition(0) });
    const { answer, changed } = await effectOf(send);
    expect([codeOf(answer), answer.json.errors]).toEqual([
      'invalid-record',
      [
        {
          pointer: '/facts/council',
          detail: 'There is no “councils/council-4-2027”. Correct the spelling, or add that record.',
        },
      ],
    ]);
    expect(changed).toEqual([]);
  });
});

describe('a publisher publishes one language first', () => {
  const first = async (slug: string) => {
    await save(`terms/${slug}`, termOf(slug));
    await publish(`terms/${slug}`, 0, { languages: ['ja'] });
    return `terms/${slug}`;
  };

  it('→ readers of the other get fallbacks, and are told so in headers, body and collections', async () => {
    const item = await first('first');
    const en = await readIn('en', item);
    expect(en.headers.get('Content-Language')).toBe('en, ja');
    expect(en.json).toMatchObject({
      name: '用語first',
      languages: ['ja'],
      fallbacks: { '/name': 'ja', '/definition': 'ja' },
      links: { alternates: { ja: `${origin}/ja/${item}.json` } },
    });
    const none = await readIn('en', item, '?fallback=none');
    expect([none.status, codeOf(none)]).toEqual([404, 'not-translated']);
    expect(none.json.alternates).toEqual({ ja: `${origin}/ja/${item}.json` });
    expect((await readIn('ja', item, '?fallback=none')).json).toMatchObject({ fallbacks: {}, languages: ['ja'] });
    const cards = (await read('/en/terms.json?limit=100')).json.items.map(({ slug }: { slug: string }) => slug);
    const own = (await read('/en/terms.json?limit=100&fallback=none')).json.items;
    expect([cards.includes('first'), own.some(({ slug }: { slug: string }) => slug === 'first')]).toEqual([
      true,
      false,
    ]);
  });

  it('→ the draft keeps all its languages, and is published whole as the next edition', async () => {
    const item = await first('waits');
    expect((await edit(`${api}/${item}/draft`)).json).toMatchObject({ revision: 1, record: termOf('waits') });
    await publish(item, 1);
    for (const language of ['ja', 'en'])
      expect((await readIn(language, item)).json).toMatchObject({ edition: 2, languages: ['ja', 'en'], fallbacks: {} });
    expect(codeOf(await edit(`${api}/${item}/draft`))).toBe('no-draft');
  });

  it('of a record with texts in one language → published in it; the other can follow', async () => {
    const { facts, texts } = termOf('alone');
    await save('terms/alone', { facts, texts: { en: texts.en } });
    await publish('terms/alone');
    expect((await readIn('en', 'terms/alone')).json).toMatchObject({ name: 'Term alone', languages: ['en'] });
    expect((await readIn('ja', 'terms/alone')).json).toMatchObject({
      name: 'Term alone',
      fallbacks: { '/name': 'en' },
    });
    await save('terms/alone', termOf('alone'));
    await publish('terms/alone', 1);
    expect((await readIn('ja', 'terms/alone')).json).toMatchObject({ name: '用語alone', languages: ['ja', 'en'] });
  });

  it('named by `languages` of the record → published in it', async () => {
    const { facts, texts } = termOf('itself');
    await save('terms/itself', { languages: ['en'], facts, texts: { en: texts.en } });
    await publish('terms/itself');
    expect((await readIn('ja', 'terms/itself')).json).toMatchObject({
      languages: ['en'],
      fallbacks: { '/name': 'en' },
    });
    expect(codeOf(await edit(`${api}/terms/itself/draft`))).toBe('no-draft');
  });

  it.each([[['ja']], [['en', 'ja']]])('without texts in it → invalid-record: %o', async (languages) => {
    const { facts, texts } = termOf('lacking');
    const slug = `lacking-${languages.length}`;
    await save(`terms/${slug}`, { languages: ['en'], facts, texts: { en: texts.en } });
    const send = () => edit(`${api}/terms/${slug}/publish`, { json: { languages }, headers: edition(0) });
    const { answer, changed } = await effectOf(send);
    expect([codeOf(answer), answer.json.errors, changed]).toEqual([
      'invalid-record',
      [{ pointer: '/languages', detail: expect.stringContaining('There is no text in “ja”') }],
      [],
    ]);
  });
});

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

describe('a publisher renames', () => {
  it('→ the former slug answers 308 in every form of URL, and links have the new one', async () => {
    const before = (await readIn('ja', 'organisations/gds')).json;
    await expectSuccess('organisations/gds/rename', { json: { slug: 'digital-service' }, headers: edition(1) });
    for (const [path, location] of [
      ['/organisations/gds', '/organisations/digital-service'],
      ['/ja/organisations/gds', '/ja/organisations/digital-service'],
      ['/organisations/gds.json', '/organisations/digital-service.json'],
      ['/en/organisations/gds.json', '/en/organisations/digital-service.json'],
      ['/en/organisations/gds.json?fallback=none', '/en/organisations/digital-service.json?fallback=none'],
    ] as const) {
      const { status, headers } = await read(path);
      expect([path, status, headers.get('Location')]).toEqual([path, 308, origin + location]);
    }
    const { json } = await readIn('ja', 'organisations/digital-service');
    expect(json).toMatchObject({ name: before.name, slug: 'digital-service', edition: 2, published: before.published });
    // Whoever points at it points at its new slug.
    const role = (await readIn('ja', 'roles/gds-chief-executive')).json;
    expect(role.organisation).toMatchObject({ slug: 'digital-service', name: before.name });
  });

  it('twice, and back → every former slug redirects to the current one', async () => {
    await published('one');
    await expectSuccess('terms/one/rename', { json: { slug: 'two' }, headers: edition(1) });
    await expectSuccess('terms/two/rename', { json: { slug: 'three' }, headers: edition(2) });
    expect((await readIn('ja', 'terms/one')).headers.get('Location')).toBe(`${origin}/ja/terms/three.json`);
    await expectSuccess('terms/three/rename', { json: { slug: 'one' }, headers: edition(3) });
    expect((await readIn('ja', 'terms/two')).headers.get('Location')).toBe(`${origin}/ja/terms/one.json`);
    expect((await readIn('ja', 'terms/one')).json).toMatchObject({ slug: 'one', edition: 4 });
  });

  it('→ commands at the former slug reach the item', async () => {
    await published('working');
    await expectSuccess('terms/working/rename', { json: { slug: 'worked' }, headers: edition(1) });
    const saved = await save('terms/working', termOf('better'));
    expect(saved.headers.get('Content-Location')).toBe(`${origin}/editor/api/terms/worked`);
    expect((await edit(`${api}/terms/worked/draft`)).json).toMatchObject({ slug: 'worked', record: termOf('better') });
    expect((await publish('terms/working', 2)).json).toMatchObject({ slug: 'worked', edition: 3 });
  });

  it('to its current slug → unchanged', async () => {
    const item = await published('same');
    const { answer, changed, events } = await effectOf(() =>
      edit(`${api}/${item}/rename`, { json: { slug: 'same' }, headers: edition(1) }),
    );
    expect([answer.status, answer.json, changed, events]).toEqual([200, { result: 'unchanged', edition: 1 }, [], []]);
  });

  it.each([
    ['that another item has', 'dfft'],
    ['that another item had', 'formerly'],
    ['of a draft', 'waiting'],
  ])('to a slug %s → slug-taken', async (_, slug) => {
    if (slug === 'formerly') {
      await published(slug);
      await expectSuccess(`terms/${slug}/rename`, { json: { slug: 'now' }, headers: edition(1) });
    }
    if (slug === 'waiting') await save(`terms/${slug}`, termOf(slug));
    const item = await published(`not-${slug}`);
    const { answer, changed } = await effectOf(() =>
      edit(`${api}/${item}/rename`, { json: { slug }, headers: edition(1) }),
    );
    expect([answer.status, codeOf(answer), changed]).toEqual([409, 'slug-taken', []]);
    expect(answer.json.detail).toContain(`“${slug}”`);
  });
});

describe('a publisher reads the events', () => {
  it('→ who did what, when, to which edition, and which commands were refused', async () => {
    const item = 'terms/history';
    const before = new Date(Math.floor(Date.now() / 1000) * 1000);
    await save(item, termOf('history'));
    await edit(`${api}/${item}/publish`, { json: {}, headers: edition(0) }, 'editor');
    await edit(`${api}/${item}/publish`, { json: {}, headers: edition(7) });
    await edit(`${api}/${item}/draft`, { method: 'DELETE', headers: revision(1) }, 'stranger');
    await edit(`${api}/${item}/draft`, { method: 'DELETE', headers: revision(1) }, 'nobody');
    await publish(item);
    await expectSuccess(`${item}/rename`, { json: { slug: 'renamed-history' }, headers: edition(1) });
    await withdraw('terms/renamed-history', 2, { languages: ['en'] });
    await expectSuccess(`${item}/restore`, { json: { number: 1 }, headers: edition(3) });
    await save(item, termOf('scrapped'));
    await expectSuccess(`${item}/draft`, { method: 'DELETE', headers: revision(3) });

    const { events, next } = (await edit(`${api}/events?item=${item}`)).json;
    const { publisher, editor, stranger } = people;
    const event = (who: string, command: string, rest: object) => ({
      id: expect.any(Number),
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      item,
      who,
      command,
      edition: null,
      revision: null,
      code: null,
      detail: {},
      ...rest,
    });
    expect(events.toReversed()).toEqual([
      event(editor, 'save', { revision: 1 }),
      event(editor, 'publish', { code: 'forbidden' }),
      event(publisher, 'publish', { code: 'precondition-failed' }),
      event(stranger, 'discard', { code: 'forbidden' }),
      event(publisher, 'publish', { edition: 1, revision: 2, detail: { languages: ['ja', 'en'] } }),
      event(publisher, 'rename', { edition: 2, detail: { from: 'history', to: 'renamed-history' } }),
      event(publisher, 'withdraw', { edition: 3, detail: { languages: ['en'] } }),
      event(publisher, 'restore', { edition: 4, detail: { restored: 1 } }),
      event(editor, 'save', { revision: 3 }),
      event(publisher, 'discard', { revision: 4 }),
    ]);
    expect(next).toBeNull();
    for (const { at } of events) {
      expect(new Date(at).getTime()).toBeGreaterThanOrEqual(before.getTime());
      expect(new Date(at).getTime()).toBeLessThanOrEqual(Date.now());
    }
  });

  it('page by page → each event once, the newest first', async () => {
    const all = (await edit(`${api}/events?limit=100`)).json.events;
    const paged = [];
    for (let before: number | null = all[0].id + 1; before !== null && paged.length < all.length; ) {
      const page: { events: unknown[]; next: number | null } = (await edit(`${api}/events?limit=7&before=${before}`))
        .json;
      paged.push(...page.events);
      before = page.next;
    }
    expect(paged.slice(0, all.length)).toEqual(all);
  });

  it.each([
    ['events?limit=0', 'limit'],
    ['events?limit=ten', 'limit'],
    ['events?before=yesterday', 'before'],
    ['events?item=dfft', 'item'],
    ['drafts?limit=101', 'limit'],
    ['drafts?after=%22', 'after'],
    ['archive?offset=1', 'offset'],
  ])('%s → 400 with the parameter', async (query, parameter) => {
    const { status, json } = await edit(`${api}/${query}`);
    expect([status, json.type, json.parameter]).toEqual([400, `${origin}/problems/invalid-parameter`, parameter]);
  });

  it('as an editor → forbidden', async () => {
    expect(codeOf(await edit(`${api}/events`, {}, 'editor'))).toBe('forbidden');
  });
});

describe('an editor requests a URL where nothing is', () => {
  it.each([
    ['terms/nope', 'There is no item “nope” in “Glossary”.'],
    ['terms/nope/editions', 'There is no item “nope” in “Glossary”.'],
    ['terms/nope/draft', 'This item has no draft.'],
    [
      'terms/NOPE',
      'The slug, which names an item in its URL, has lower-case letters, digits and hyphens only, 80 characters at most.',
    ],
    ['terms/nope.json', 'There is nothing at this URL.'],
    ['nope/nope', 'There is no collection “nope”.'],
    ['terms', 'There is nothing at this URL.'],
    ['terms/dfft/nope', 'There is nothing at this URL.'],
  ])('%s → 404 with the reason', async (path, detail) => {
    const answer = await edit(`${api}/${path}`, {}, 'editor');
    expect([answer.status, answer.json.detail]).toEqual([404, detail]);
  });
});
