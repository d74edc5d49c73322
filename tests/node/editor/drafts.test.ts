import { beforeAll, describe, expect, it } from 'vitest';
import { edition, revision, termOf } from '../../support/editor/client.ts';
import { effectOf } from '../../support/editor/effect.ts';
import { codeOf, edit, people, read, stubAccess } from '../../support/editor/identity.ts';
import {
  api,
  expectSuccess,
  publish,
  published,
  readIn,
  recordOf,
  save,
  totals,
} from '../../support/editor/workflow.ts';

const origin = 'https://example.jp';

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
    expect([item.json.live, item.json.draft.revision, item.headers.get('ETag')]).toEqual([null, 2, '"r2"']);
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

  it('with a time of publication → published with it, unless the live edition is newer', async () => {
    await save('terms/timely', { published: '2024-01-16T05:00:00Z', ...termOf('timely') });
    expect((await publish('terms/timely')).json.published).toBe('2024-01-16T05:00:00Z');
    await save('terms/timely', { published: '2023-01-16T05:00:00Z', ...termOf('later') });
    expect((await publish('terms/timely', 1)).json.published > '2026').toBe(true);
  });

  it.each(['ja', 'en'])('with a time of publication that is still to come → refused, in %s', async (language) => {
    const slug = `future-${language}`;
    const record = { published: '2199-04-01T00:00:00Z', ...termOf(slug) };
    await save(`terms/${slug}`, record);
    const headers = { ...edition(0), 'Accept-Language': language };
    const draft = await effectOf(() => edit(`${api}/terms/${slug}/publish`, { json: {}, headers }));
    const detail = {
      ja: 'これから先の日時です。公開の予約はできません。すぐに公開する場合は削除し、そうでない場合はその日時になってから公開してください。',
      en: 'This time is in the future, and publication cannot be scheduled. Leave it out to publish now, or publish at that time.',
    }[language];
    expect([codeOf(draft.answer), draft.answer.json.errors, draft.changed]).toEqual([
      'invalid-record',
      [{ pointer: '/published', detail }],
      [],
    ]);
    const items = [{ kind: 'terms', slug, match: null, record }];
    const set = await effectOf(() => edit(`${api}/publications`, { json: { items }, headers }));
    expect([set.answer.json.results[0].errors, set.changed]).toEqual([[{ pointer: '/published', detail }], []]);
    expect((await readIn('en', `terms/${slug}`)).status).toBe(404);
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
