import { beforeAll, describe, expect, it } from 'vitest';
import { organisationOf, roleOf, termOf } from '../../support/editor/client.ts';
import { codeOf, edit, type Init, people, read, stubAccess } from '../../support/editor/identity.ts';
import { effectOf } from '../../support/editor/effect.ts';

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

describe('the ministries publish a council with its outcomes at one moment', () => {
  const date = '2027-03-01';
  const named = (ja: string, en: string, texts: object = {}) => ({
    ja: { name: ja, reading: 'かいごう', ...texts },
    en: { name: en, ...texts },
  });
  const { facts: provenance } = termOf('x');
  const summary = { summary: 'What was settled.' };
  const outcome = (action: string) => ({
    kind: 'outcomes',
    slug: `council-4-2027-${action}`,
    match: null,
    record: {
      facts: { ...provenance, order: 1, date, council: 'council-4-2027', action },
      texts: { ja: summary, en: summary },
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
      texts: named('第4回会合', 'Fourth Council', summary),
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
      texts: named('共同声明', 'Joint Statement'),
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
  // What points comes before what it points at: the order of a set says nothing.
  const set = [
    outcome('data'),
    outcome('ai'),
    statement,
    council,
    participant,
    { kind: 'roles', slug: 'da-deputy', match: null, record: roleOf('deputy', 'digital-agency') },
    { kind: 'organisations', slug: 'new-agency', match: null, record: organisationOf('new', { parent: 'mic' }) },
  ];

  it('refused whole while one of them points at what is neither there nor comes with it', async () => {
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

  it('refused whole where one differs from another of them', async () => {
    const moved = { ...council, record: { ...council.record, facts: { ...council.record.facts, date: '2027-03-02' } } };
    const { answer, changed } = await effectOf(() => send(set.map((one) => (one === council ? moved : one))));
    expect([codeOf(answer), changed]).toEqual(['set-refused', []]);
    expect(answer.json.results[0]).toMatchObject({
      slug: 'council-4-2027-data',
      result: 'refused',
      code: 'invalid-record',
      errors: [{ pointer: '/facts/date', detail: expect.stringContaining('“councils/council-4-2027” (2027-03-02)') }],
    });
  });

  it('all of it can be read from one moment on, in both languages, each part leading to the others', async () => {
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

  it('sent once more nothing happens, whether each is named by its number or as whatever there is', async () => {
    for (const match of [1, 'any']) {
      const { answer, changed, events } = await effectOf(() => send(set.map((one) => ({ ...one, match }))));
      expect(
        answer.json.results.map(({ result, edition }: { result: string; edition: number }) => [result, edition]),
      ).toEqual(set.map(() => ['unchanged', 1]));
      expect([answer.status, changed, events]).toEqual([200, [], []]);
    }
  });

  it('what is not new among them is changed, the rest is not touched', async () => {
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

describe('a set of many', () => {
  it('100 items are published at one moment', async () => {
    const { answer, events } = await effectOf(() => publish(many(100, 'hundred')));
    expect(answer.json.results).toHaveLength(100);
    expect([events.length, new Set(events.map(({ at }) => at)).size]).toEqual([100, 1]);
    expect((await read('/en/terms/hundred-99.json')).json).toMatchObject({ name: 'Term hundred-99', edition: 1 });
  });

  it.each([
    ['101 items', many(101, 'too-many'), 'This is too long, too many or too large. Make it at most 100.'],
    ['0 items', [], 'This is too short, too few or too small. Make it at least 1.'],
  ])('%s are refused', async (_, items, detail) => {
    const { answer, changed } = await effectOf(() => send(items));
    expect([answer.status, codeOf(answer), changed]).toEqual([422, 'invalid-record', []]);
    expect(answer.json.errors).toEqual([{ pointer: '/items', detail }]);
  });

  it('one of them is refused: so are all, and each says what became of it', async () => {
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
        errors: [
          { pointer: '/texts/ja', detail: expect.stringContaining('There is no text in “ja”') },
          { pointer: '/texts/en', detail: expect.stringContaining('There is no text in “en”') },
        ],
      },
      { kind: 'terms', slug: 'dfft', result: 'refused', code: 'precondition-failed', expected: 7, actual: 1 },
    ]);
    expect(events.map(({ item, code, edition }) => [item, code, edition])).toEqual([
      ['terms/spoilt-20', 'invalid-record', null],
      ['terms/dfft', 'precondition-failed', null],
    ]);
  });

  it('the same item twice is refused', async () => {
    const { answer, changed } = await effectOf(() => send([term('once'), term('twice'), term('once', null, 'other')]));
    expect([answer.status, codeOf(answer), changed]).toEqual([422, 'set-refused', []]);
    expect(answer.json.results[2]).toEqual({
      kind: 'terms',
      slug: 'once',
      result: 'refused',
      code: 'invalid-record',
      errors: [{ pointer: '/slug', detail: 'This is the same item as /items/0. Keep one of the two.' }],
    });
  });

  it('a record that is larger than a draft may be is refused by itself', async () => {
    const large = term('large');
    large.record = { ...large.record, facts: { ...large.record.facts, note: 'あ'.repeat(90_000) } as never };
    const { answer, changed } = await effectOf(() => send([term('small'), large]));
    expect([answer.status, codeOf(answer), changed]).toEqual([422, 'set-refused', []]);
    expect(answer.json.results[1]).toEqual({ kind: 'terms', slug: 'large', result: 'refused', code: 'too-large' });
  });

  it('what was withdrawn does not come back because an old record is sent again', async () => {
    await publish([term('gone'), term('half')]);
    const headers = { 'If-Match': '"e1"' };
    const notice = { ja: '終了しました。', en: 'It has ended.' };
    await edit('/editor/api/terms/gone/withdraw', { json: { notice }, headers });
    await edit('/editor/api/terms/half/withdraw', { json: { notice, languages: ['en'] }, headers });
    for (const slug of ['gone', 'half']) {
      const { answer, changed } = await effectOf(() => send([term(slug, 'any')]));
      expect([answer.status, changed]).toEqual([422, []]);
      expect(answer.json.results).toEqual([{ kind: 'terms', slug, result: 'refused', code: 'withdrawn-already' }]);
    }
    await publish([{ ...term('half', 'any', 'whole'), languages: ['ja'] }]);
    await publish([term('gone', 2)]);
    expect((await read('/en/terms/gone.json')).json).toMatchObject({ edition: 3, name: 'Term gone' });
  });

  it('the same item under its old slug and its new one is refused', async () => {
    await publish([term('formerly')]);
    const headers = { 'If-Match': '"e1"' };
    expect((await edit('/editor/api/terms/formerly/rename', { json: { slug: 'latterly' }, headers })).status).toBe(200);
    const { answer, changed } = await effectOf(() => send([term('formerly', 2, 'a'), term('latterly', 2, 'b')]));
    expect([answer.status, codeOf(answer), changed]).toEqual([422, 'set-refused', []]);
    expect(answer.json.results[1]).toMatchObject({ code: 'invalid-record', errors: [{ pointer: '/slug' }] });
  });
});

describe('histories', () => {
  const history = (first: string, slug: string) => ({
    kind: 'terms',
    slug,
    history: {
      first,
      slugs: [first],
      editions: [{ number: 1, published: '2026-01-01T00:00:00Z', ...termOf(first), withdrawals: {} }],
    },
  });
  it('an export whose notices lack a language is imported as it is', async () => {
    const { history: past, ...named } = history('lacking', 'lacking');
    const withdrawal = { date: '2026-02-01T00:00:00Z', notice: { ja: '終了しました。' } };
    const withdrawn = {
      ...termOf('lacking'),
      number: 2,
      published: '2026-02-01T00:00:00Z',
      withdrawals: { ja: withdrawal, en: withdrawal },
    };
    const editions = [...past.editions, withdrawn];
    await publish([{ ...named, history: { ...past, editions } }]);
    expect((await edit('/editor/api/terms/lacking/editions')).json.editions).toEqual(editions);
    const { status, json } = await read('/en/terms/lacking.json');
    expect([status, json.detail]).toEqual([410, expect.stringContaining('終了しました。')]);
  });

  const refusedFor = async (items: object[]) => {
    const { answer, changed, events } = await effectOf(() => send(items));
    expect([answer.status, changed]).toEqual([422, []]);
    return { results: resultsIn(answer.json.results), events: events.map(({ command, code }) => [command, code]) };
  };

  it('take no slug that a draft is waiting for', async () => {
    const headers = { 'If-None-Match': '*' };
    await edit('/editor/api/terms/awaited/draft', { method: 'PUT', json: termOf('awaited'), headers });
    expect(await refusedFor([history('early', 'awaited')])).toEqual({
      results: [['awaited', 'slug-taken']],
      events: [['import', 'slug-taken']],
    });
    await edit('/editor/api/terms/awaited/draft', { method: 'DELETE', headers: { 'If-Match': '"r1"' } });
  });

  it('take no slug of another item, published or coming with them', async () => {
    const other = history('other', 'both');
    expect(await refusedFor([history('early', 'dfft')])).toMatchObject({ results: [['dfft', 'slug-taken']] });
    expect((await refusedFor([history('early', 'both'), other])).results[1]).toEqual(['both', 'slug-taken']);
    expect((await refusedFor([other, term('both')])).results[1]).toEqual(['both', 'slug-taken']);
    expect((await refusedFor([term('both'), other])).results[1]).toEqual(['both', 'slug-taken']);
  });
});

describe('each names what its sender has seen', () => {
  it.each<[string, object, string]>([
    ['nothing', { match: undefined }, 'precondition-required'],
    ['that there is none, where there is', { slug: 'dfft', match: null }, 'precondition-failed'],
    ['a number, where there is none', { match: 1 }, 'precondition-failed'],
    ['an older number', { slug: 'cbpr', match: 2 }, 'precondition-failed'],
    ['that there is none', { match: null }, 'created'],
    ['whatever there is, where there is none', { match: 'any' }, 'created'],
    ['whatever there is', { slug: 'iap', match: 'any' }, 'changed'],
    ['its number', { slug: 'beyond-5g', match: 1 }, 'changed'],
  ])('%s → %s', async (name, change, outcome) => {
    const item = { ...term(name.replaceAll(/\W+/g, '-')), ...change };
    const { answer, changed, events } = await effectOf(() => send([item, term(`beside-${item.slug}`)]));
    const [result, beside] = answer.json.results as Result[];
    expect(result?.code ?? result?.result).toBe(outcome);
    if (outcome.startsWith('precondition')) {
      expect([answer.status, codeOf(answer), changed, events.length]).toEqual([422, 'set-refused', [], 1]);
      return;
    }
    expect([answer.status, beside?.result, events.length]).toEqual([200, 'created', 2]);
  });

  it.each([0, -1, 1.5, '1', '*', 'e1', {}, [], true])('a number is a number: %o is refused', async (match) => {
    const { answer, changed } = await effectOf(() => send([term('numbered', match)]));
    expect([answer.status, codeOf(answer), changed]).toEqual([422, 'invalid-record', []]);
    expect(answer.json.errors[0].pointer).toBe('/items/0/match');
  });
});

describe('a set of drafts', () => {
  const save = (slug: string, record: unknown = termOf(slug)) =>
    edit(
      `/editor/api/terms/${slug}/draft`,
      { method: 'PUT', json: record, headers: { 'If-None-Match': '*' } },
      'editor',
    );

  it('is published as they stand, and the drafts are gone', async () => {
    for (const slug of ['draft-a', 'draft-b']) await save(slug);
    const items = ['draft-a', 'draft-b'].map((slug) => ({ kind: 'terms', slug, match: null, revision: 1 }));
    expect(resultsIn((await publish(items)).json.results)).toEqual([
      ['draft-a', 'created'],
      ['draft-b', 'created'],
    ]);
    expect((await edit('/editor/api/drafts')).json.drafts).toEqual([]);
    expect((await read('/en/terms/draft-b.json')).json.name).toBe('Term draft-b');
  });

  it('is refused where one has another revision than was seen, or is not there', async () => {
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

  it('may be published in one language first', async () => {
    await publish([{ ...term('set-first'), languages: ['en'] }]);
    expect((await read('/ja/terms/set-first.json')).json).toMatchObject({
      languages: ['en'],
      fallbacks: { '/name': 'en', '/definition': 'en' },
    });
  });
});

describe('a rehearsal', () => {
  it('says what would become of each, and nothing does', async () => {
    const items = [term('rehearsed'), { ...term('open-ran'), match: 1 }];
    const { answer, changed, events } = await effectOf(() => send(items, { dryRun: true }));
    expect([answer.status, answer.json.dryRun, changed, events]).toEqual([200, true, [], []]);
    expect(resultsIn(answer.json.results)).toEqual([
      ['rehearsed', 'created'],
      ['open-ran', 'changed'],
    ]);
    expect((await read('/en/terms/rehearsed.json')).status).toBe(404);
  });

  it('is refused as the set would be', async () => {
    const { answer, changed, events } = await effectOf(() => send([term('dfft'), term('well')], { dryRun: true }));
    expect([answer.status, codeOf(answer), changed, events]).toEqual([422, 'set-refused', [], []]);
    expect(answer.json.results[0]).toMatchObject({ slug: 'dfft', code: 'precondition-failed' });
  });
});

it.each([
  ['nobody', 401, 'unauthenticated'],
  ['stranger', 403, 'forbidden'],
  ['editor', 403, 'forbidden'],
] as const)('%s publishes no set: %i', async (as, status, code) => {
  const { answer, changed, events } = await effectOf(() => edit(path, { json: { items: [term('mine')] } }, as));
  expect([answer.status, codeOf(answer), changed]).toEqual([status, code, []]);
  expect(events).toMatchObject(as === 'nobody' ? [] : [{ who: people[as], command: 'publish', code }]);
});

it('a set is refused in the reader’s language', async () => {
  const headers = { 'Accept-Language': 'ja' };
  const { json } = await send([term('dfft'), term('well')], {}, { headers });
  expect(json).toMatchObject({
    title: '一括公開はできませんでした',
    detail: '1件に問題があるため、どの項目も公開していません。',
  });
});
