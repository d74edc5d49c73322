import { beforeAll, describe, expect, it } from 'vitest';
import { organisationOf, roleOf, termOf } from '../../support/editor/client.ts';
import { effectOf } from '../../support/editor/effect.ts';
import { codeOf, edit, type Init, people, read, stubAccess } from '../../support/editor/identity.ts';

const path = '/editor/api/publications';

interface Result {
  kind: string;
  slug: string;
  result: string;
  code?: string;
  errors?: { pointer: string; detail: string }[];
}

const send = (items: unknown, rest: object = {}, init: Init = {}) => edit(path, { json: { items, ...rest }, ...init });
const publish = async (items: readonly object[]) => {
  const answer = await send(items);
  expect(answer.status, answer.text).toBe(200);
  return answer;
};
const term = (slug: string, match: unknown = null, word = slug) => ({
  kind: 'terms',
  slug,
  match,
  record: termOf(word),
});
const many = (count: number, prefix: string) => Array.from({ length: count }, (_, index) => term(`${prefix}-${index}`));
const resultsIn = (results: Result[]) => results.map(({ slug, result, code }) => [slug, code ?? result]);

beforeAll(stubAccess);

describe('a publisher publishes a council with its outcomes as one set', () => {
  const date = '2027-03-01';
  const textsOf = (ja: string, en: string) => ({ ja: { name: ja, reading: 'かいごう' }, en: { name: en } });
  const { facts: provenance } = termOf('x');
  const summary = { summary: 'What was settled.' };
  const outcome = (action: string) => ({
    kind: 'outcomes',
    slug: `council-4-2027-${action}`,
    match: null,
    record: {
      facts: { ...provenance, order: 1, date, council: 'council-4-2027', action },
      texts: { ja: { summary: '決まったこと。' }, en: summary },
    },
  });
  const attendance = { side: 'JP', participant: 'yamada-taro', role: 'da-deputy', organisation: 'digital-agency' };
  const council = {
    kind: 'councils',
    slug: 'council-4-2027',
    match: null,
    record: {
      facts: {
        ...provenance,
        ordinal: 4,
        date,
        mode: 'in-person',
        partnership: 'japan-uk-digital-partnership',
        attendances: [attendance],
      },
      texts: {
        ja: { name: '第4回会合', reading: 'かいごう', summary: '決まったこと。' },
        en: { name: 'Fourth Council', ...summary },
      },
    },
  };
  const statement = {
    kind: 'documents',
    slug: 'joint-statement-2027',
    match: null,
    record: {
      facts: {
        ...provenance,
        order: 1,
        type: 'joint-statement',
        date,
        council: 'council-4-2027',
        publisher: 'new-agency',
      },
      texts: textsOf('共同声明', 'Joint Statement'),
    },
  };
  const participant = {
    kind: 'participants',
    slug: 'yamada-taro',
    match: null,
    record: {
      facts: { ...provenance, order: 'family-given' },
      texts: {
        ja: { name: { family: '山田', given: '太郎', reading: 'やまだたろう' } },
        en: { name: { family: 'Yamada', given: 'Taro' } },
      },
    },
  };
  // Items that link come before those that they link to: the order of a set does not matter.
  const set = [
    outcome('data'),
    outcome('ai'),
    statement,
    council,
    participant,
    { kind: 'roles', slug: 'da-deputy', match: null, record: roleOf('deputy', 'digital-agency') },
    { kind: 'organisations', slug: 'new-agency', match: null, record: organisationOf('new', { parent: 'mic' }) },
  ];

  it('with a link to what is neither published nor in the set → the whole set is refused', async () => {
    const without = set.filter(({ kind }) => kind !== 'councils');
    const { answer, changed, events } = await effectOf(() => send(without));
    expect([answer.status, codeOf(answer), changed]).toEqual([422, 'set-refused', []]);
    expect(answer.json.detail).toBe('3 items are refused, so nothing of the set was published.');
    const refused = (answer.json.results as Result[]).filter(({ result }) => result === 'refused');
    expect(refused.map(({ slug, errors }) => [slug, errors?.map(({ pointer }) => pointer)])).toEqual([
      ['council-4-2027-data', ['/facts/council']],
      ['council-4-2027-ai', ['/facts/council']],
      ['joint-statement-2027', ['/facts/council']],
    ]);
    expect(events.map(({ item, code }) => [item, code])).toEqual(
      refused.map(({ kind, slug }) => [`${kind}/${slug}`, 'invalid-record']),
    );
  });

  it('with a date that differs from the linked council’s → the whole set is refused', async () => {
    const withOtherDate = {
      ...council,
      record: { ...council.record, facts: { ...council.record.facts, date: '2027-03-02' } },
    };
    const { answer, changed } = await effectOf(() => send(set.map((one) => (one === council ? withOtherDate : one))));
    expect([codeOf(answer), changed]).toEqual(['set-refused', []]);
    expect(answer.json.results[0]).toMatchObject({
      slug: 'council-4-2027-data',
      result: 'refused',
      code: 'invalid-record',
      detail: expect.any(String),
      errors: [{ pointer: '/facts/date', detail: expect.stringContaining('“councils/council-4-2027” (2027-03-02)') }],
    });
  });

  it('→ all of it is published with one time, in both languages, each item linking to the others', async () => {
    for (const { kind, slug } of set) expect((await read(`/ja/${kind}/${slug}.json`)).status).toBe(404);
    const { answer, events } = await effectOf(() => publish(set));
    expect(answer.json).toEqual({
      dryRun: false,
      results: set.map(({ kind, slug }) => ({ kind, slug, result: 'created', edition: 1 })),
    });
    expect(events).toEqual(
      set.map(({ kind, slug }) =>
        expect.objectContaining({
          command: 'publish',
          item: `${kind}/${slug}`,
          who: people.publisher,
          edition: 1,
          code: null,
          at: events[0]?.at,
        }),
      ),
    );
    const moments = new Set<string>();
    for (const language of ['ja', 'en'])
      for (const { kind, slug } of set) {
        const { status, json } = await read(`/${language}/${kind}/${slug}.json`);
        expect([kind, slug, status, json.languages, json.fallbacks]).toEqual([kind, slug, 200, ['ja', 'en'], {}]);
        moments.add(json.published);
      }
    expect([...moments]).toEqual([events[0]?.at]);
    const { json } = await read('/ja/councils/council-4-2027.json');
    expect(json.outcomes.map(({ slug }: Result) => slug).sort()).toEqual(['council-4-2027-ai', 'council-4-2027-data']);
    expect(json.documents).toMatchObject([{ slug: 'joint-statement-2027', name: '共同声明' }]);
    expect(json.attendances.JP[0]).toMatchObject({ participant: { name: '山田太郎' }, role: { name: '職deputy' } });
    expect((await read('/ja/councils.json')).json.items[0].slug).toBe('council-4-2027');
  });

  it('again, with the live number or `any` → unchanged, no edition and no event', async () => {
    for (const match of [1, 'any']) {
      const { answer, changed, events } = await effectOf(() => send(set.map((one) => ({ ...one, match }))));
      expect(
        answer.json.results.map(({ result, edition }: { result: string; edition: number }) => [result, edition]),
      ).toEqual(set.map(() => ['unchanged', 1]));
      expect([answer.status, changed, events]).toEqual([200, [], []]);
    }
  });

  it('with one changed and one new item → these are published, the others are unchanged', async () => {
    const changed = { ...outcome('data'), match: 1 };
    changed.record = structuredClone(changed.record);
    changed.record.texts.en.summary = 'What was settled in the end.';
    const { answer, events } = await effectOf(() => publish([{ ...council, match: 1 }, changed, term('accord')]));
    expect(resultsIn(answer.json.results)).toEqual([
      ['council-4-2027', 'unchanged'],
      ['council-4-2027-data', 'changed'],
      ['accord', 'created'],
    ]);
    expect(events.map(({ item, edition }) => [item, edition])).toEqual([
      ['outcomes/council-4-2027-data', 2],
      ['terms/accord', 1],
    ]);
  });
});

describe('a publisher sends a set', () => {
  it('of 100 items → all are published with one time', async () => {
    const { answer, events } = await effectOf(() => publish(many(100, 'hundred')));
    expect(answer.json.results).toHaveLength(100);
    expect([events.length, new Set(events.map(({ at }) => at)).size]).toEqual([100, 1]);
    expect((await read('/en/terms/hundred-99.json')).json).toMatchObject({ name: 'Term hundred-99', edition: 1 });
  });

  it.each([
    ['101 items', many(101, 'too-many'), 'This is too long, too many or too large. Make it at most 100.'],
    ['0 items', [], 'This is too short, too few or too small. Make it at least 1.'],
  ])('of %s → invalid-record', async (_, items, detail) => {
    const { answer, changed } = await effectOf(() => send(items));
    expect([answer.status, codeOf(answer), changed]).toEqual([422, 'invalid-record', []]);
    expect(answer.json.errors).toEqual([{ pointer: '/items', detail }]);
  });

  it('with two invalid items of 50 → the whole set is refused, with a result for each item', async () => {
    const items = many(50, 'spoilt');
    items[20] = { ...term('spoilt-20'), record: { ...termOf('spoilt'), texts: {} } as never };
    items[30] = { ...term('dfft'), match: 7 };
    const { answer, changed, events } = await effectOf(() => send(items));
    expect([answer.status, codeOf(answer), changed]).toEqual([422, 'set-refused', []]);
    const { results } = answer.json as { results: Result[] };
    expect(results.map(({ slug }) => slug)).toEqual(items.map(({ slug }) => slug));
    expect(results.filter(({ result }) => result === 'refused')).toEqual([
      {
        kind: 'terms',
        slug: 'spoilt-20',
        result: 'refused',
        code: 'invalid-record',
        detail: expect.any(String),
        errors: [
          { pointer: '/texts/ja', detail: expect.stringContaining('There is no text in “ja”') },
          { pointer: '/texts/en', detail: expect.stringContaining('There is no text in “en”') },
        ],
      },
      {
        kind: 'terms',
        slug: 'dfft',
        result: 'refused',
        code: 'precondition-failed',
        detail: expect.any(String),
        expected: 7,
        actual: 1,
      },
    ]);
    expect(events.map(({ item, code, edition }) => [item, code, edition])).toEqual([
      ['terms/spoilt-20', 'invalid-record', null],
      ['terms/dfft', 'precondition-failed', null],
    ]);
  });

  it('with the same item twice → refused', async () => {
    const { answer, changed } = await effectOf(() => send([term('once'), term('twice'), term('once', null, 'other')]));
    expect([answer.status, codeOf(answer), changed]).toEqual([422, 'set-refused', []]);
    expect(answer.json.results[2]).toEqual({
      kind: 'terms',
      slug: 'once',
      result: 'refused',
      code: 'invalid-record',
      detail: expect.any(String),
      errors: [{ pointer: '/slug', detail: 'This is the same item as /items/0. Keep one of the two.' }],
    });
  });

  it('with a record over the limit of a draft → too-large for that item', async () => {
    const large = term('large');
    large.record = { ...large.record, facts: { ...large.record.facts, note: 'あ'.repeat(90_000) } as never };
    const { answer, changed } = await effectOf(() => send([term('small'), large]));
    expect([answer.status, codeOf(answer), changed]).toEqual([422, 'set-refused', []]);
    expect(answer.json.results[1]).toEqual({
      kind: 'terms',
      slug: 'large',
      result: 'refused',
      code: 'too-large',
      detail: expect.any(String),
    });
  });

  it('with the record of a withdrawn item and `any` → withdrawn-already', async () => {
    await publish([term('gone'), term('half')]);
    const headers = { 'If-Match': '"e1"' };
    const notice = { ja: '終了しました。', en: 'It has ended.' };
    await edit('/editor/api/terms/gone/withdraw', { json: { notice }, headers });
    await edit('/editor/api/terms/half/withdraw', { json: { notice, languages: ['en'] }, headers });
    for (const slug of ['gone', 'half']) {
      const { answer, changed } = await effectOf(() => send([term(slug, 'any')]));
      expect([answer.status, changed]).toEqual([422, []]);
      expect(answer.json.results).toEqual([
        { kind: 'terms', slug, result: 'refused', code: 'withdrawn-already', detail: expect.any(String) },
      ]);
    }
    await publish([{ ...term('half', 'any', 'whole'), languages: ['ja'] }]);
    await publish([term('gone', 2)]);
    expect((await read('/en/terms/gone.json')).json).toMatchObject({ edition: 3, name: 'Term gone' });
  });

  it('with an item at its former slug and its current one → refused', async () => {
    await publish([term('formerly')]);
    const headers = { 'If-Match': '"e1"' };
    expect((await edit('/editor/api/terms/formerly/rename', { json: { slug: 'latterly' }, headers })).status).toBe(200);
    const { answer, changed } = await effectOf(() => send([term('formerly', 2, 'a'), term('latterly', 2, 'b')]));
    expect([answer.status, codeOf(answer), changed]).toEqual([422, 'set-refused', []]);
    expect(answer.json.results[1]).toMatchObject({ code: 'invalid-record', errors: [{ pointer: '/slug' }] });
  });
});

describe('a publisher imports histories', () => {
  const history = (first: string, slug: string) => ({
    kind: 'terms',
    slug,
    history: {
      first,
      slugs: [first],
      editions: [{ number: 1, published: '2026-01-01T00:00:00Z', ...termOf(first), withdrawals: {} }],
    },
  });
  it('with notices in one language → imported unchanged', async () => {
    const { history: past, ...textsOf } = history('lacking', 'lacking');
    const withdrawal = { date: '2026-02-01T00:00:00Z', notice: { ja: '終了しました。' } };
    const withdrawn = {
      ...termOf('lacking'),
      number: 2,
      published: '2026-02-01T00:00:00Z',
      withdrawals: { ja: withdrawal, en: withdrawal },
    };
    const editions = [...past.editions, withdrawn];
    await publish([{ ...textsOf, history: { ...past, editions } }]);
    expect((await edit('/editor/api/terms/lacking/editions')).json.editions).toEqual(editions);
    const { status, json } = await read('/en/terms/lacking.json');
    expect([status, json.detail]).toEqual([410, expect.stringContaining('終了しました。')]);
  });

  const refusedFor = async (items: object[]) => {
    const { answer, changed, events } = await effectOf(() => send(items));
    expect([answer.status, changed]).toEqual([422, []]);
    return { results: resultsIn(answer.json.results), events: events.map(({ command, code }) => [command, code]) };
  };

  it('to the slug of a draft → slug-taken', async () => {
    const headers = { 'If-None-Match': '*' };
    await edit('/editor/api/terms/awaited/draft', { method: 'PUT', json: termOf('awaited'), headers });
    expect(await refusedFor([history('early', 'awaited')])).toEqual({
      results: [['awaited', 'slug-taken']],
      events: [['import', 'slug-taken']],
    });
    await edit('/editor/api/terms/awaited/draft', { method: 'DELETE', headers: { 'If-Match': '"r1"' } });
  });

  it('to the slug of another item, published or in the same set → slug-taken', async () => {
    const other = history('other', 'both');
    expect(await refusedFor([history('early', 'dfft')])).toMatchObject({ results: [['dfft', 'slug-taken']] });
    expect((await refusedFor([history('early', 'both'), other])).results[1]).toEqual(['both', 'slug-taken']);
    expect((await refusedFor([other, term('both')])).results[1]).toEqual(['both', 'slug-taken']);
    expect((await refusedFor([term('both'), other])).results[1]).toEqual(['both', 'slug-taken']);
  });
});

describe('each item of a set has a precondition', () => {
  it.each<[string, object, string]>([
    ['none', { match: undefined }, 'precondition-required'],
    ['null, where one is live', { slug: 'dfft', match: null }, 'precondition-failed'],
    ['a number, where none is live', { match: 1 }, 'precondition-failed'],
    ['an older number', { slug: 'cbpr', match: 2 }, 'precondition-failed'],
    ['null, where none is live', { match: null }, 'created'],
    ['any, where none is live', { match: 'any' }, 'created'],
    ['any', { slug: 'iap', match: 'any' }, 'changed'],
    ['its number', { slug: 'beyond-5g', match: 1 }, 'changed'],
  ])('%s → %s', async (name, change, outcome) => {
    const item = { ...term(name.replaceAll(/\W+/g, '-')), ...change };
    const { answer, changed, events } = await effectOf(() => send([item, term(`beside-${item.slug}`)]));
    const [result, otherResult] = answer.json.results as Result[];
    expect(result?.code ?? result?.result).toBe(outcome);
    if (outcome.startsWith('precondition')) {
      expect([answer.status, codeOf(answer), changed, events.length]).toEqual([422, 'set-refused', [], 1]);
      return;
    }
    expect([answer.status, otherResult?.result, events.length]).toEqual([200, 'created', 2]);
  });

  it.each([0, -1, 1.5, '1', '*', 'e1', {}, [], true])('match: %o → invalid-record', async (match) => {
    const { answer, changed } = await effectOf(() => send([term('numbered', match)]));
    expect([answer.status, codeOf(answer), changed]).toEqual([422, 'invalid-record', []]);
    expect(answer.json.errors[0].pointer).toBe('/items/0/match');
  });
});

describe('a publisher publishes drafts as a set', () => {
  const save = (slug: string, record: unknown = termOf(slug)) =>
    edit(
      `/editor/api/terms/${slug}/draft`,
      { method: 'PUT', json: record, headers: { 'If-None-Match': '*' } },
      'editor',
    );

  it('→ they are published, and the drafts are gone', async () => {
    for (const slug of ['draft-a', 'draft-b']) await save(slug);
    const items = ['draft-a', 'draft-b'].map((slug) => ({ kind: 'terms', slug, match: null, revision: 1 }));
    expect(resultsIn((await publish(items)).json.results)).toEqual([
      ['draft-a', 'created'],
      ['draft-b', 'created'],
    ]);
    expect((await edit('/editor/api/drafts')).json.drafts).toEqual([]);
    expect((await read('/en/terms/draft-b.json')).json.name).toBe('Term draft-b');
  });

  it('of which one has another revision and one does not exist → refused', async () => {
    for (const slug of ['draft-c', 'draft-d']) await save(slug);
    const items = [
      { kind: 'terms', slug: 'draft-c', match: null, revision: 1 },
      { kind: 'terms', slug: 'draft-d', match: null, revision: 2 },
      { kind: 'terms', slug: 'draft-e', match: null },
    ];
    const { answer, changed } = await effectOf(() => send(items));
    expect([codeOf(answer), changed]).toEqual(['set-refused', []]);
    expect(resultsIn(answer.json.results).slice(1)).toEqual([
      ['draft-d', 'precondition-failed'],
      ['draft-e', 'no-draft'],
    ]);
  });

  it('a record in one language → readers of the other get a fallback', async () => {
    await publish([{ ...term('set-first'), languages: ['en'] }]);
    expect((await read('/ja/terms/set-first.json')).json).toMatchObject({
      languages: ['en'],
      fallbacks: { '/name': 'en', '/definition': 'en' },
    });
  });
});

describe('a publisher sends a set as a dry run', () => {
  it('→ the result of each item, and nothing is written', async () => {
    const items = [term('rehearsed'), { ...term('open-ran'), match: 1 }];
    const { answer, changed, events } = await effectOf(() => send(items, { dryRun: true }));
    expect([answer.status, answer.json.dryRun, changed, events]).toEqual([200, true, [], []]);
    expect(resultsIn(answer.json.results)).toEqual([
      ['rehearsed', 'created'],
      ['open-ran', 'changed'],
    ]);
    expect((await read('/en/terms/rehearsed.json')).status).toBe(404);
  });

  it('with an invalid item → refused as the set would be, without events', async () => {
    const { answer, changed, events } = await effectOf(() => send([term('dfft'), term('well')], { dryRun: true }));
    expect([answer.status, codeOf(answer), changed, events]).toEqual([422, 'set-refused', [], []]);
    expect(answer.json.results[0]).toMatchObject({ slug: 'dfft', code: 'precondition-failed' });
  });
});

it.each([
  ['nobody', 401, 'unauthenticated'],
  ['stranger', 403, 'forbidden'],
  ['editor', 403, 'forbidden'],
] as const)('%s publishes a set → %i', async (as, status, code) => {
  const { answer, changed, events } = await effectOf(() => edit(path, { json: { items: [term('mine')] } }, as));
  expect([answer.status, codeOf(answer), changed]).toEqual([status, code, []]);
  expect(events).toMatchObject(as === 'nobody' ? [] : [{ who: people[as], command: 'publish', code }]);
});

it('a refusal of a set is in the language of the request', async () => {
  const headers = { 'Accept-Language': 'ja' };
  const { json } = await send([term('dfft'), term('well')], {}, { headers });
  expect(json).toMatchObject({
    title: '一括公開はできませんでした',
    detail: '1件に問題があるため、どの項目も公開していません。',
  });
});
