import { afterEach, describe, expect, it, vi } from 'vitest';
import { openDatabase } from '../../src/database/connection.ts';
import { refreshDocuments } from '../../src/database/documents/refresh.ts';
import { deep } from '../support/budget.ts';
import { documentContext, refreshAll } from '../support/documents.ts';
import { withInterruption } from '../support/editor/batches.ts';
import {
  type EditorResponse,
  edition,
  editorAt,
  notice,
  organisationOf,
  publicAt,
  revision,
  roleOf,
  termOf,
} from '../support/editor/client.ts';
import { resetDatabase, SCRATCH } from '../support/editor/databases.ts';
import { contentsOf, faultsIn } from '../support/editor/invariants.ts';

await resetDatabase(SCRATCH);
const editor = editorAt(SCRATCH);
const count = deep ? 50 : 8;
const writers = Array.from({ length: count }, (_, index) => index);

/** Sends a request of every writer at once. */
const concurrently = (send: (index: number) => Promise<EditorResponse>): Promise<EditorResponse[]> =>
  Promise.all(writers.map(send));

/** Counts equal values. */
const tally = (values: readonly unknown[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const value of values) counts[String(value)] = (counts[String(value)] ?? 0) + 1;
  return counts;
};
const statuses = (answers: readonly EditorResponse[]) => tally(answers.map(({ status }) => status));

const publishing = (kind: string, slug: string, record: unknown, match: number | null | 'any' = null) =>
  editor('POST', '/publications', { items: [{ kind, slug, match, record }] });
const publish = async (kind: string, slug: string, record: unknown) =>
  expect((await publishing(kind, slug, record, 'any')).status).toBe(200);

const eventsOf = async (item: string) =>
  (await contentsOf(SCRATCH)).events.filter((event) => event.item === item).map(({ id: _, at: __, ...event }) => event);
const editionsOf = async (path: string) => (await editor('GET', `${path}/editions?limit=100`)).body.editions;

// After each race: one live edition per item, numbers 1…n, one event per change, no link to what is not published.
afterEach(async () => {
  vi.restoreAllMocks();
  expect(faultsIn(await contentsOf(SCRATCH))).toEqual([]);
});

describe('many publish one item at the same moment', () => {
  it('a draft: one wins, all others get 412 with both numbers', async () => {
    await editor('PUT', '/terms/race-draft/draft', termOf('A'), revision(0));
    const answers = await concurrently(() => editor('POST', '/terms/race-draft/publish', {}, edition(0)));
    expect(statuses(answers)).toEqual({ 200: 1, 412: count - 1 });
    const losers = answers.filter(({ status }) => status === 412);
    for (const { body } of losers)
      expect(body).toMatchObject({ type: expect.stringMatching(/precondition-failed$/), expected: 0, actual: 1 });
    expect(await editionsOf('/terms/race-draft')).toHaveLength(1);
    const events = await eventsOf('terms/race-draft');
    expect(tally(events.map(({ command, code }) => `${command} ${code}`))).toEqual({
      'save null': 1,
      'publish null': 1,
      'publish precondition-failed': count - 1,
    });
    expect(new Set(events.map(({ who }) => who))).toEqual(new Set(['local-publisher@localhost']));
  });

  it('a record each, with the number that was live: one wins, and its record is published whole', async () => {
    await publish('terms', 'race-record', termOf('0'));
    const answers = await concurrently((index) => publishing('terms', 'race-record', termOf(`v${index}`), 1));
    expect(statuses(answers)).toEqual({ 200: 1, 422: count - 1 });
    const losers = answers.filter(({ status }) => status === 422);
    for (const { body } of losers)
      expect(body.results).toMatchObject([{ code: 'precondition-failed', expected: 1, actual: 2 }]);
    const winner = answers.findIndex(({ status }) => status === 200);
    const editions = await editionsOf('/terms/race-record');
    expect(editions).toHaveLength(2);
    expect(editions[1].texts).toEqual(termOf(`v${winner}`).texts);
  });

  it('whatever edition is live (`match: any`): each is published in turn or answered 503, none in part', async () => {
    vi.spyOn(console, 'error').mockReturnValue();
    await publish('terms', 'race-any', termOf('0'));
    const answers = await concurrently((index) => publishing('terms', 'race-any', termOf(`v${index}`), 'any'));
    const { 200: winner = 0, ...others } = statuses(answers);
    expect(winner).toBeGreaterThanOrEqual(1);
    expect(winner + (others[503] ?? 0)).toBe(count);
    const numbers = answers.flatMap(({ status, body }) => (status === 200 ? [body.results[0].edition] : []));
    expect(numbers.sort((one, other) => one - other)).toEqual(writers.slice(0, winner).map((index) => index + 2));
    expect(await editionsOf('/terms/race-any')).toHaveLength(winner + 1);
  });

  it('again with the number of each refusal: every record is published, and every edition is stored', async () => {
    const words = writers.slice(0, 10);
    const retry = async (index: number) => {
      for (let seen: number | null = null; ; ) {
        const { status, body } = await publishing('terms', 'race-insist', termOf(`v${index}`), seen);
        if (status === 200) return;
        seen = body.results[0].actual;
      }
    };
    await Promise.all(words.map(retry));
    const editions = await editionsOf('/terms/race-insist');
    const names = editions.map((one: { texts: { en: { name: string } } }) => one.texts.en.name).sort();
    expect(names).toEqual(words.map((index) => termOf(`v${index}`).texts.en.name).sort());
  });
});

describe('many change one item at the same moment', () => {
  it('save a first draft: one wins, all others get 412, the draft is the winner’s', async () => {
    const answers = await concurrently((index) =>
      editor('PUT', '/terms/race-save/draft', termOf(`v${index}`), revision(0)),
    );
    expect(statuses(answers)).toEqual({ 201: 1, 412: count - 1 });
    const winner = answers.findIndex(({ status }) => status === 201);
    expect((await editor('GET', '/terms/race-save/draft')).body).toMatchObject({
      revision: 1,
      record: termOf(`v${winner}`),
    });
  });

  it('save over the draft that all have read: one wins, all others get 412 with its new revision', async () => {
    await editor('PUT', '/terms/race-resave/draft', termOf('0'), revision(0));
    const answers = await concurrently((index) =>
      editor('PUT', '/terms/race-resave/draft', termOf(`v${index}`), revision(1)),
    );
    expect(statuses(answers)).toEqual({ 200: 1, 412: count - 1 });
    for (const { body } of answers.filter(({ status }) => status === 412))
      expect(body).toMatchObject({ expected: 1, actual: 2 });
  });

  it('rename it, each to another slug: one wins, the old slug redirects to its slug', async () => {
    await publish('terms', 'race-rename', termOf('R'));
    const answers = await concurrently((index) =>
      editor('POST', '/terms/race-rename/rename', { slug: `race-renamed-${index}` }, edition(1)),
    );
    expect(statuses(answers)).toEqual({ 200: 1, 412: count - 1 });
    const winner = answers.findIndex(({ status }) => status === 200);
    const old = await publicAt(SCRATCH)('/en/terms/race-rename.json');
    expect(old.status).toBe(308);
    expect(new Map(old.headers as [string, string][]).get('location')).toBe(
      `https://example.jp/en/terms/race-renamed-${winner}.json`,
    );
    const { slugs } = await contentsOf(SCRATCH);
    expect(slugs.filter(({ item }) => item === 'terms/race-rename')).toHaveLength(2);
  });

  it('withdraw it: one wins, all others get 412', async () => {
    await publish('terms', 'race-withdraw', termOf('W'));
    const answers = await concurrently(() => editor('POST', '/terms/race-withdraw/withdraw', { notice }, edition(1)));
    expect(statuses(answers)).toEqual({ 200: 1, 412: count - 1 });
  });

  it('restore its first edition: one wins, all others get 412', async () => {
    await publish('terms', 'race-restore', termOf('1'));
    await publish('terms', 'race-restore', termOf('2'));
    const answers = await concurrently(() => editor('POST', '/terms/race-restore/restore', { number: 1 }, edition(2)));
    expect(statuses(answers)).toEqual({ 200: 1, 412: count - 1 });
  });

  it('discard its draft: one wins, the others get 404 or 412', async () => {
    await editor('PUT', '/terms/race-discard/draft', termOf('D'), revision(0));
    const answers = await concurrently(() => editor('DELETE', '/terms/race-discard/draft', undefined, revision(1)));
    const { 200: winner, ...others } = statuses(answers);
    expect(winner).toBe(1);
    expect((others[404] ?? 0) + (others[412] ?? 0)).toBe(count - 1);
  });

  it('publish, withdraw, restore and rename it, all with edition 2 as precondition: one wins, all others get 412', async () => {
    await publish('terms', 'race-mixed', termOf('1'));
    await publish('terms', 'race-mixed', termOf('2'));
    await editor('PUT', '/terms/race-mixed/draft', termOf('3'), revision(0));
    const path = '/terms/race-mixed';
    const answers = await concurrently((index) => {
      const verbs = [
        () => editor('POST', `${path}/publish`, {}, edition(2)),
        () => editor('POST', `${path}/withdraw`, { notice }, edition(2)),
        () => editor('POST', `${path}/restore`, { number: 1 }, edition(2)),
        () => editor('POST', `${path}/rename`, { slug: `race-mixed-${index}` }, edition(2)),
      ];
      return (verbs[index % 4] as (typeof verbs)[0])();
    });
    expect(statuses(answers)).toEqual({ 200: 1, 412: count - 1 });
  });
});

describe('two items that depend on each other are changed at the same moment', () => {
  it('many items are renamed to one slug: one gets it, the others get 409', async () => {
    const items = writers.map((index) => ({
      kind: 'terms',
      slug: `race-wish-${index}`,
      match: null,
      record: termOf(`w${index}`),
    }));
    expect((await editor('POST', '/publications', { items })).status).toBe(200);
    const answers = await concurrently((index) =>
      editor('POST', `/terms/race-wish-${index}/rename`, { slug: 'race-wished' }, edition(1)),
    );
    expect(statuses(answers)).toEqual({ 200: 1, 409: count - 1 });
  });

  it('an organisation is withdrawn while many roles of it are published: either it or all of them are refused', async () => {
    await publish('organisations', 'race-body', organisationOf('B'));
    const [gone, ...answers] = await Promise.all([
      editor('POST', '/organisations/race-body/withdraw', { notice }, edition(1)),
      ...writers.map((index) => publishing('roles', `race-office-${index}`, roleOf(`o${index}`, 'race-body'))),
    ]);
    expect([200, 409]).toContain(gone?.status);
    expect(statuses(answers)).toEqual(gone?.status === 200 ? { 422: count } : { 200: count });
  });

  it('an organisation is withdrawn before the publication of its role is written → 422', async () => {
    await publish('organisations', 'race-late', organisationOf('L'));
    const interruptedEditor = editorAt(
      withInterruption(SCRATCH, () => editor('POST', '/organisations/race-late/withdraw', { notice }, edition(1))),
    );
    const record = roleOf('L', 'race-late');
    const { status, body } = await interruptedEditor('POST', '/publications', {
      items: [{ kind: 'roles', slug: 'race-late-office', match: null, record }],
    });
    expect(status).toBe(422);
    expect(body.results).toMatchObject([{ code: 'invalid-record', errors: [{ pointer: '/facts/organisation' }] }]);
  });

  it('a role is published before the withdrawal of its organisation is written → 409', async () => {
    await publish('organisations', 'race-used', organisationOf('U'));
    const interruptedEditor = editorAt(
      withInterruption(SCRATCH, () => publishing('roles', 'race-used-office', roleOf('U', 'race-used'))),
    );
    const { status, body } = await interruptedEditor(
      'POST',
      '/organisations/race-used/withdraw',
      { notice },
      edition(1),
    );
    expect(status).toBe(409);
    expect(body.references).toEqual(['roles/race-used-office']);
  });

  it('an unchanged organisation of a set is withdrawn before the set is written → 422', async () => {
    await publish('organisations', 'race-same', organisationOf('S'));
    const interruptedEditor = editorAt(
      withInterruption(SCRATCH, () => editor('POST', '/organisations/race-same/withdraw', { notice }, edition(1))),
    );
    const { status } = await interruptedEditor('POST', '/publications', {
      items: [
        { kind: 'organisations', slug: 'race-same', match: 1, record: organisationOf('S') },
        { kind: 'roles', slug: 'race-same-office', match: null, record: roleOf('S', 'race-same') },
      ],
    });
    expect(status).toBe(422);
    expect((await editor('GET', '/roles/race-same-office')).status).toBe(404);
  });

  it('an unchanged organisation of a set is changed before the set is written → 422', async () => {
    await publish('organisations', 'race-moved', organisationOf('M'));
    const interruptedEditor = editorAt(
      withInterruption(SCRATCH, () => publishing('organisations', 'race-moved', organisationOf('M2'), 1)),
    );
    const { status, body } = await interruptedEditor('POST', '/publications', {
      items: [
        { kind: 'organisations', slug: 'race-moved', match: 1, record: organisationOf('M') },
        { kind: 'roles', slug: 'race-moved-office', match: null, record: roleOf('M', 'race-moved') },
      ],
    });
    expect(status).toBe(422);
    expect(body.results[0]).toMatchObject({ code: 'precondition-failed', expected: 1, actual: 2 });
  });

  it('an organisation is withdrawn before a withdrawal that names it as replacement is written → 422', async () => {
    await publish('organisations', 'race-heir', organisationOf('H'));
    await publish('organisations', 'race-old', organisationOf('O'));
    const interruptedEditor = editorAt(
      withInterruption(SCRATCH, () => editor('POST', '/organisations/race-heir/withdraw', { notice }, edition(1))),
    );
    const replacement = { kind: 'organisations', slug: 'race-heir' };
    const { status } = await interruptedEditor(
      'POST',
      '/organisations/race-old/withdraw',
      { notice, replacement },
      edition(1),
    );
    expect(status).toBe(422);
  });

  it('an organisation is renamed while many roles of it are published: they link to its new slug', async () => {
    await publish('organisations', 'race-moving', organisationOf('M'));
    const [moved, ...answers] = await Promise.all([
      editor('POST', '/organisations/race-moving/rename', { slug: 'race-moved-on' }, edition(1)),
      ...writers.map((index) => publishing('roles', `race-follow-${index}`, roleOf(`f${index}`, 'race-moving'))),
    ]);
    expect(moved?.status).toBe(200);
    expect(statuses(answers)).toEqual({ 200: count });
    const { body } = await publicAt(SCRATCH)('/en/roles.json?organisation=race-moved-on');
    expect(JSON.parse(body).total).toBe(count);
  });

  it('an item is renamed to the slug of a draft → 409, and the draft stays', async () => {
    await publish('terms', 'race-greedy', termOf('G'));
    await editor('PUT', '/terms/race-begun/draft', termOf('B'), revision(0));
    const { status } = await editor('POST', '/terms/race-greedy/rename', { slug: 'race-begun' }, edition(1));
    expect(status).toBe(409);
    expect((await editor('GET', '/terms/race-begun/draft')).body.record).toEqual(termOf('B'));
  });

  it('a draft is saved at a slug before a rename to it is written → 409', async () => {
    await publish('terms', 'race-taker', termOf('T'));
    const interruptedEditor = editorAt(
      withInterruption(SCRATCH, () => editor('PUT', '/terms/race-beginning/draft', termOf('B'), revision(0))),
    );
    const { status } = await interruptedEditor(
      'POST',
      '/terms/race-taker/rename',
      { slug: 'race-beginning' },
      edition(1),
    );
    expect(status).toBe(409);
  });

  it('an item takes the slug of a new draft before the draft is written → the draft is saved as that item’s', async () => {
    await publish('terms', 'race-first', termOf('F'));
    const interruptedEditor = editorAt(
      withInterruption(SCRATCH, () => editor('POST', '/terms/race-first/rename', { slug: 'race-second' }, edition(1))),
    );
    expect((await interruptedEditor('PUT', '/terms/race-second/draft', termOf('S'), revision(0))).status).toBe(201);
    const { drafts } = await contentsOf(SCRATCH);
    expect(drafts.find(({ slug }) => slug === 'race-second')).toMatchObject({ item: 'terms/race-first', revision: 1 });
  });

  it('a draft is saved before the publication of its former revision is written → 412, and the new draft stays', async () => {
    await editor('PUT', '/terms/race-newer/draft', termOf('1'), revision(0));
    const interruptedEditor = editorAt(
      withInterruption(SCRATCH, () => editor('PUT', '/terms/race-newer/draft', termOf('2'), revision(1))),
    );
    const seen = await interruptedEditor('POST', '/terms/race-newer/publish', { revision: 1 }, edition(0));
    expect(seen).toMatchObject({ status: 412, body: { expected: 1, actual: 2 } });
    expect((await editor('GET', '/terms/race-newer/draft')).body.record).toEqual(termOf('2'));
    expect((await editor('POST', '/terms/race-newer/publish', {}, edition(0))).status).toBe(200);
  });
});

describe('sets are published at the same moment', () => {
  const set = (match: number | null | 'any', ...named: [slug: string, word: string][]) =>
    editor('POST', '/publications', {
      items: named.map(([slug, word]) => ({ kind: 'terms', slug, match, record: termOf(word) })),
    });

  it('two sets that share an item: one is published whole, of the other nothing', async () => {
    const answers = await Promise.all([
      set(null, ['set-left', 'l'], ['set-shared', 'one']),
      set(null, ['set-shared', 'other'], ['set-right', 'r']),
    ]);
    expect(statuses(answers)).toEqual({ 200: 1, 422: 1 });
    const losers = answers.find(({ status }) => status === 422);
    expect(losers?.body.results.filter(({ code }: { code?: string }) => code)).toMatchObject([
      { slug: 'set-shared', code: 'precondition-failed' },
    ]);
    const found = await Promise.all(['set-left', 'set-right'].map((slug) => editor('GET', `/terms/${slug}`)));
    expect(statuses(found)).toEqual({ 200: 1, 404: 1 });
  });

  it('sets of three, each sharing an item with the next: each is published whole or not at all', async () => {
    const slug = (index: number) => `chain-${index % count}`;
    const answers = await concurrently((index) =>
      set(null, [slug(index), `c${index}`], [`chain-own-${index}`, `c${index}`], [slug(index + 1), `c${index}`]),
    );
    const winner = answers.flatMap(({ status }, index) => (status === 200 ? [index] : []));
    expect(winner.length).toBeGreaterThan(0);
    const { items } = await contentsOf(SCRATCH);
    const written = items.map(({ id }) => String(id)).filter((id) => id.startsWith('terms/chain-'));
    const expected = winner.flatMap((index) => [slug(index), `chain-own-${index}`, slug(index + 1)]);
    expect(written.sort()).toEqual(expected.map((each) => `terms/${each}`).sort());
  });

  it('a reader of a collection sees all items of a set or none while it is published', async () => {
    const { body } = await publicAt(SCRATCH)('/en/organisations.json?limit=100');
    const before = JSON.parse(body).total;
    const named = writers.map((index) => ({
      kind: 'organisations',
      slug: `moment-${index}`,
      match: null,
      record: organisationOf(`m${index}`, index > 0 ? { parent: 'moment-0' } : {}),
    }));
    const publication = editor('POST', '/publications', { items: named });
    const seen: number[] = [];
    let done = false;
    const watching = (async () => {
      while (!done) seen.push(JSON.parse((await publicAt(SCRATCH)('/en/organisations.json')).body).total - before);
    })();
    expect((await publication).status).toBe(200);
    done = true;
    await watching;
    expect(seen.length).toBeGreaterThan(1);
    expect(seen.filter((more) => more !== 0 && more !== count)).toEqual([]);
  });
});

describe('documents are refreshed while many write and read', () => {
  /** Every stored document and card; when it was stored first is no part of what readers get. */
  const storedIn = async (database: D1Database) => {
    const columns = 'kind, slug, language, fallback, both, item, version, head';
    const [documents, cards] = await database.batch<Record<string, unknown>>([
      database.prepare(
        `SELECT ${columns}, edition, digest, view FROM documents ORDER BY kind, slug, language, fallback`,
      ),
      database.prepare(`SELECT ${columns}, card FROM cards ORDER BY kind, slug, language, fallback`),
    ]);
    return { documents: documents?.results ?? [], cards: cards?.results ?? [] };
  };

  /** The changes of a writer, one after the other: to what others change too, and to what is its own. */
  const changesOf = async (index: number): Promise<EditorResponse[]> => {
    const own = `race-shown-${index}`;
    const first = await publishing('roles', own, roleOf(`s${index}`, 'race-shown'), 'any');
    const shared = await publishing('organisations', 'race-shown', organisationOf(`S${index}`), 'any');
    const changes = [
      () => editor('POST', `/roles/${own}/rename`, { slug: `race-moved-${index}` }, edition(1)),
      () => editor('POST', `/roles/${own}/withdraw`, { notice }, edition(1)),
      () => publishing('roles', own, roleOf(`s${index}`, 'race-other'), 'any'),
      () => editor('POST', `/roles/${own}/withdraw`, { notice, languages: ['en'] }, edition(1)),
    ];
    return [first, shared, await (changes[index % 4] as (typeof changes)[0])()];
  };

  it('at the end each document and each card is what is computed of the record alone', async () => {
    vi.spyOn(console, 'error').mockReturnValue();
    await publish('organisations', 'race-shown', organisationOf('S'));
    await publish('organisations', 'race-other', organisationOf('O'));
    await refreshAll(SCRATCH);
    let done = false;
    const refresh = (id?: string) => refreshDocuments(openDatabase(SCRATCH), documentContext(), id ? [id] : undefined);
    const untilDone = async (act: () => Promise<unknown>) => {
      let times = 0;
      for (; !done; times += 1) {
        await act();
        // One database serves all of them, and is to serve the writers too.
        await scheduler.wait(20);
      }
      return times;
    };
    const ask = publicAt(SCRATCH);
    const reads = ['/en/organisations/race-shown.json', '/ja/roles.json?fallback=none', '/ja/changes.atom'];
    const others = [
      untilDone(() => refresh()),
      untilDone(() => refresh('organisations/race-shown')),
      ...reads.map((path) => untilDone(async () => expect((await ask(path)).status).toBe(200))),
    ];
    const answers = (await Promise.all(writers.map(changesOf))).flat();
    done = true;
    for (const times of await Promise.all(others)) expect(times).toBeGreaterThan(0);
    const { 200: changed = 0, ...refused } = statuses(answers);
    expect(changed).toBeGreaterThan(count);
    // Whoever lost a race three times over was told to try again; whoever had nothing to change, that it is not there.
    expect(Object.keys(refused).filter((status) => !['503', '404', '412'].includes(status))).toEqual([]);

    await refreshAll(SCRATCH);
    const stored = await storedIn(SCRATCH);
    expect(stored.documents.length).toBeGreaterThan(count);
    await SCRATCH.batch(
      [
        'DELETE FROM documents',
        'DELETE FROM cards',
        'INSERT INTO stale_documents (item, expired, since) SELECT id, published, published FROM items',
      ].map((sql) => SCRATCH.prepare(sql)),
    );
    await refreshAll(SCRATCH);
    expect(stored).toEqual(await storedIn(SCRATCH));
    expect(await SCRATCH.prepare('SELECT count(*) AS items FROM stale_documents').first('items')).toBe(0);
  });
});
