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
  withdraw,
} from '../../support/editor/workflow.ts';

beforeAll(stubAccess);

const liveOf = async (item: string) => (await edit(`${api}/${item}`)).json.live;
const setOf = (item: string, match: unknown, record: unknown, rest: object = {}) => {
  const [kind, slug] = item.split('/');
  return edit(`${api}/publications`, { json: { items: [{ kind, slug, match, record, ...rest }] } });
};
const onlyJa = (word: string) => {
  const { facts, texts } = termOf(word);
  return { facts, texts: { ja: texts.ja } };
};
const closed = { ja: '英語版を終了しました。', en: 'The English text has ended.' };
const isGone = async (item: string, text = closed.en) => {
  for (const query of ['', '?fallback=none']) {
    const { status, json } = await readIn('en', item, query);
    expect([status, json.detail]).toEqual([410, expect.stringContaining(text)]);
  }
};

describe('a publisher publishes one language of an item that is live in both', () => {
  // The ways to publish in Japanese alone: what is live has edition `number`.
  const ways: [string, (item: string, number: number, word: string) => Promise<unknown>][] = [
    [
      'of a draft in both',
      async (item, number, word) => {
        await save(item, termOf(word));
        await publish(item, number, { languages: ['ja'] });
      },
    ],
    [
      'of a draft that names it',
      async (item, number, word) => {
        await save(item, { ...termOf(word), languages: ['ja'] });
        await publish(item, number);
      },
    ],
    [
      'of a draft without the other',
      async (item, number, word) => {
        await save(item, onlyJa(word));
        await publish(item, number);
      },
    ],
    ['by a set that names it', (item, number, word) => setOf(item, number, termOf(word), { languages: ['ja'] })],
    ['by a set without the other', (item, number, word) => setOf(item, number, onlyJa(word))],
    ['by a set with `any`', (item, _, word) => setOf(item, 'any', onlyJa(word))],
  ];
  let count = 0;
  const next = () => {
    count += 1;
    return published(`both-${count}`);
  };

  it.each(ways)('%s → readers of the other get the text that was live', async (_, publishJa) => {
    const item = await next();
    const { json: before } = await readIn('en', item);
    await publishJa(item, 1, 'changed');
    const { json: ja } = await readIn('ja', item, '?fallback=none');
    expect([ja.name, ja.edition, ja.languages]).toEqual(['用語changed', 2, ['ja', 'en']]);
    for (const query of ['', '?fallback=none']) {
      const { status, json } = await readIn('en', item, query);
      const { edition: number, modified, ...rest } = json;
      expect([status, number, modified >= before.modified]).toEqual([200, 2, true]);
      const { edition: __, modified: ___, ...restBefore } = before;
      if (query === '') expect(rest).toEqual(restBefore);
      expect([json.name, json.fallbacks, json.languages]).toEqual([before.name, {}, ['ja', 'en']]);
    }
  });

  it.each(ways)('%s, where the other is withdrawn → it stays so, with its notice', async (_, publishJa) => {
    const item = await next();
    await withdraw(item, 1, { languages: ['en'], notice: closed });
    const { withdrawals } = await liveOf(item);
    await publishJa(item, 2, 'changed');
    await isGone(item);
    expect((await readIn('ja', item)).json).toMatchObject({ name: '用語changed', edition: 3, languages: ['ja'] });
    expect((await liveOf(item)).withdrawals).toEqual(withdrawals);
  });

  it.each(ways.slice(0, 5))('%s, where all is withdrawn → the other stays withdrawn', async (_, publishJa) => {
    const item = await next();
    await withdraw(item, 1);
    await publishJa(item, 2, 'back');
    await isGone(item, notice.en);
    expect((await readIn('ja', item)).json).toMatchObject({ name: '用語back', languages: ['ja'] });
  });

  it('and then the other → its withdrawal ends', async () => {
    const item = await next();
    await withdraw(item, 1, { languages: ['en'], notice: closed });
    await save(item, termOf('again'));
    await publish(item, 2, { languages: ['ja'] });
    await publish(item, 3, { languages: ['en'] });
    expect((await readIn('en', item)).json).toMatchObject({ name: 'Term again', languages: ['ja', 'en'] });
    expect((await liveOf(item)).withdrawals).toEqual({});
    expect(codeOf(await edit(`${api}/${item}/draft`))).toBe('no-draft');
  });

  it('of an item that never had the other, after all was withdrawn → readers of the other get fallbacks', async () => {
    await save('terms/single', onlyJa('single'));
    await publish('terms/single');
    await withdraw('terms/single', 1);
    await save('terms/single', onlyJa('single'));
    await publish('terms/single', 2);
    expect((await readIn('en', 'terms/single')).json).toMatchObject({
      name: '用語single',
      fallbacks: { '/name': 'ja' },
    });
  });

  it('whose draft is incomplete in the other → published', async () => {
    const item = await next();
    const { facts, texts } = termOf('half');
    const half = { facts, texts: { ...texts, en: { name: 'Term half' } } };
    await save(item, half);
    await publish(item, 1, { languages: ['ja'] });
    expect((await readIn('ja', item)).json.name).toBe('用語half');
    expect((await edit(`${api}/${item}/draft`)).json.record).toEqual(half);
  });

  it('with an entry that the other has no text for → its readers get that text as a fallback, the rest as it was', async () => {
    const [slug, item] = ['council-2-2024-data', 'outcomes/council-2-2024-data'];
    const record = recordOf('outcomes', slug) as unknown as {
      facts: { commitments: object[] };
      texts: Record<'ja' | 'en', { summary: string; commitments: Record<string, object> }>;
    };
    const { json: before } = await readIn('en', item);
    const first = { key: 'new-first', kind: 'project', status: 'announced' };
    record.facts.commitments.unshift(first);
    record.texts.ja.commitments['new-first'] = { text: '新しい取組を行う。' };
    record.texts.ja.summary = '新しい概要。';
    await save(item, record);
    await publish(item, 1, { languages: ['ja'] });
    const { json } = await readIn('en', item);
    expect(json.summary).toBe(before.summary);
    expect(json.commitments.map(({ text }: { text: string }) => text)).toEqual([
      '新しい取組を行う。',
      ...before.commitments.map(({ text }: { text: string }) => text),
    ]);
    expect(json.fallbacks['/commitments/0/text']).toBe('ja');
    const none = await readIn('en', item, '?fallback=none');
    expect(none.json.commitments[0].text).toBeNull();
    // Such an edition can be restored, and its export imported.
    await expectSuccess(`${item}/restore`, { json: { number: 1 }, headers: edition(2) });
    await expectSuccess(`${item}/restore`, { json: { number: 2 }, headers: edition(3) });
    expect((await readIn('en', item)).json.fallbacks['/commitments/0/text']).toBe('ja');
  });
});

describe('what is unverified in a language stays so while its text stays', () => {
  const unverifiedIn = async (language: string, item: string) => (await readIn(language, item)).json.unverified;
  const withMarks = (word: string, ofFacts: string[], ofTexts: Partial<Record<'ja' | 'en', string[]>> = {}) => {
    const { facts, texts } = termOf(word);
    const own = (language: 'ja' | 'en') => ({
      ...texts[language],
      ...(ofTexts[language] && { unverified: ofTexts[language] }),
    });
    return {
      facts: { ...facts, ...(ofFacts.length > 0 && { unverified: ofFacts }) },
      texts: { ja: own('ja'), en: own('en') },
    };
  };

  it.each<[string, string, object, object, string[], string[]]>([
    ['in its texts', 'marks-1', withMarks('a', [], { en: ['/definition'] }), withMarks('b', []), [], ['/definition']],
    [
      'in the facts, for both',
      'marks-2',
      withMarks('a', ['/definition', '/name']),
      withMarks('b', ['/name']),
      ['/name'],
      ['/definition', '/name'],
    ],
    ['in the facts, of a fact', 'marks-3', withMarks('a', ['/aliases/0']), withMarks('b', []), [], []],
  ])('%s', async (_, slug, before, after, ja, en) => {
    const aliases = [{ text: 'Alias', language: 'en', source: 'https://example.jp/alias' }];
    const withAlias = (record: object) => ({
      ...record,
      facts: { ...(record as ReturnType<typeof termOf>).facts, aliases },
    });
    const item = `terms/${slug}`;
    await save(item, withAlias(before));
    await publish(item);
    await save(item, withAlias(after));
    await publish(item, 1, { languages: ['ja'] });
    expect((await unverifiedIn('ja', item)).toSorted()).toEqual(ja);
    expect((await unverifiedIn('en', item)).toSorted()).toEqual(en);
  });

  it('at another place, where an entry has come before it', async () => {
    const item = 'outcomes/council-3-2025-data';
    type Texts = { commitments: Record<string, object>; unverified?: string[] };
    const record = recordOf('outcomes', 'council-3-2025-data') as unknown as {
      facts: { commitments: { key: string }[] };
      texts: Record<'ja' | 'en', Texts>;
    };
    record.texts.en.unverified = ['/commitments/0/text'];
    await setOf(item, 'any', record);
    record.facts.commitments.unshift({ key: 'new-first', kind: 'project', status: 'announced' } as { key: string });
    record.texts.ja.commitments['new-first'] = { text: '新しい取組を行う。' };
    const answer = await setOf(item, 'any', record, { languages: ['ja'] });
    expect(answer.status, answer.text).toBe(200);
    expect(await unverifiedIn('en', item)).toEqual(['/commitments/1/text']);
  });
});

describe('a publisher restores an edition', () => {
  it('from before the other language was published → that stays live', async () => {
    await save('terms/earlier', onlyJa('earlier'));
    await publish('terms/earlier');
    await save('terms/earlier', termOf('later'));
    await publish('terms/earlier', 1);
    await expectSuccess('terms/earlier/restore', { json: { number: 1 }, headers: edition(2) });
    expect((await readIn('ja', 'terms/earlier')).json).toMatchObject({ name: '用語earlier', edition: 3 });
    expect((await readIn('en', 'terms/earlier', '?fallback=none')).json).toMatchObject({
      name: 'Term later',
      edition: 3,
    });
  });

  it('in one language → the withdrawal of the other stays; in both → it ends', async () => {
    const item = await published('restored');
    await withdraw(item, 1, { languages: ['en'], notice: closed });
    await expectSuccess(`${item}/restore`, { json: { number: 1, languages: ['ja'] }, headers: edition(2) });
    await isGone(item);
    await expectSuccess(`${item}/restore`, { json: { number: 1 }, headers: edition(3) });
    expect((await readIn('en', item)).json).toMatchObject({ name: 'Term restored', edition: 4 });
  });

  it('in a language that it has not → invalid-record', async () => {
    await save('terms/never', onlyJa('never'));
    await publish('terms/never');
    const send = () =>
      edit(`${api}/terms/never/restore`, { json: { number: 1, languages: ['en'] }, headers: edition(1) });
    const { answer, changed } = await effectOf(send);
    expect([codeOf(answer), answer.json.errors[0].pointer, changed]).toEqual(['invalid-record', '/languages', []]);
  });
});
