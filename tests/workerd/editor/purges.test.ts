import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { flushOnSchedule } from '../../../src/http/purge/flush.ts';
import { httpPurger, type PurgeResult } from '../../../src/http/purge/purgers.ts';
import {
  edition,
  editorAt,
  notice,
  organisationOf,
  publicAt,
  revision,
  roleOf,
  termOf,
} from '../../support/editor/client.ts';
import { resetDatabase, SCRATCH } from '../../support/editor/databases.ts';
import { editorWithPurgers, recordingCache } from '../../support/editor/purging.ts';

await resetDatabase(SCRATCH);

const editorWithoutCaches = editorAt(SCRATCH);
const queuedPurges = async () =>
  (await SCRATCH.prepare('SELECT tag, purged, failures FROM purges ORDER BY tag').all()).results as {
    tag: string;
    purged: number;
    failures: number;
  }[];
const purgeEvents = async () =>
  (await SCRATCH.prepare("SELECT item, code, detail FROM events WHERE command = 'purge' ORDER BY id").all()).results;
const publish = async (kind: string, slug: string, record: unknown) => {
  const { status } = await editorWithoutCaches('POST', '/publications', {
    items: [{ kind, slug, match: 'any', record }],
  });
  expect(status).toBe(200);
};
const advanceMinutes = async (count: number) => vi.setSystemTime(Date.now() + count * 60_000);

let logged: string[] = [];
let waits: { delay: number; resolve: () => void }[] = [];
/** Advances the clock by what the pending work waits for, and awaits that work. */
const passTime = async (later: readonly Promise<unknown>[]) => {
  vi.setSystemTime(Date.now() + Math.max(0, ...waits.map(({ delay }) => delay)));
  for (const { resolve } of waits.splice(0)) resolve();
  await Promise.all(later);
};
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  waits = [];
  vi.spyOn(scheduler, 'wait').mockImplementation((delay) => new Promise((resolve) => waits.push({ delay, resolve })));
  logged = [];
  vi.spyOn(console, 'error').mockImplementation((line: string) => {
    logged.push(line);
  });
  await SCRATCH.batch([
    SCRATCH.prepare('DELETE FROM purges'),
    SCRATCH.prepare("DELETE FROM events WHERE command = 'purge'"),
  ]);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

describe('a change purges, in one call, the tags of what it makes stale, and no others', () => {
  it.each<
    [string, () => Promise<unknown>, (editor: typeof editorWithoutCaches) => Promise<{ status: number }>, string[]]
  >([
    [
      'a new term → itself and its kind',
      async () => {},
      (editor) =>
        editor('POST', '/publications', {
          items: [{ kind: 'terms', slug: 'purge-new', match: null, record: termOf('N') }],
        }),
      ['terms', 'terms/purge-new'],
    ],
    [
      'a new role → also its organisation',
      () => publish('organisations', 'purge-home', organisationOf('H')),
      (editor) =>
        editor('POST', '/publications', {
          items: [{ kind: 'roles', slug: 'purge-role', match: null, record: roleOf('R', 'purge-home') }],
        }),
      ['organisations/purge-home', 'roles', 'roles/purge-role'],
    ],
    [
      'a role that moves to another organisation → both organisations',
      () => publish('organisations', 'purge-next', organisationOf('X')),
      (editor) =>
        editor('POST', '/publications', {
          items: [{ kind: 'roles', slug: 'purge-role', match: 1, record: roleOf('R', 'purge-next') }],
        }),
      ['organisations/purge-home', 'organisations/purge-next', 'roles', 'roles/purge-role'],
    ],
    [
      'a withdrawn role → also its organisation',
      async () => {},
      (editor) => editor('POST', '/roles/purge-role/withdraw', { notice }, edition(2)),
      ['organisations/purge-next', 'roles', 'roles/purge-role'],
    ],
    [
      'a restored role → also the organisation of that edition',
      async () => {},
      (editor) => editor('POST', '/roles/purge-role/restore', { number: 1 }, edition(3)),
      ['organisations/purge-home', 'roles', 'roles/purge-role'],
    ],
    [
      'a renamed organisation → its identity and its new slug, at which a 404 may be cached',
      async () => {},
      (editor) => editor('POST', '/organisations/purge-home/rename', { slug: 'purge-house' }, edition(1)),
      ['organisations', 'organisations/purge-home', 'organisations/purge-house'],
    ],
    [
      'a role of a renamed organisation → the organisation’s identity',
      async () => {},
      (editor) =>
        editor('POST', '/publications', {
          items: [{ kind: 'roles', slug: 'purge-role', match: 4, record: roleOf('R4', 'purge-house') }],
        }),
      ['organisations/purge-home', 'roles', 'roles/purge-role'],
    ],
    [
      'a term that is withdrawn in one language → itself and its kind',
      async () => {},
      (editor) => editor('POST', '/terms/purge-new/withdraw', { languages: ['en'], notice }, edition(1)),
      ['terms', 'terms/purge-new'],
    ],
  ])('%s', async (_, before, make, tags) => {
    await before();
    await SCRATCH.prepare('DELETE FROM purges').run();
    const { calls, purge } = recordingCache();
    const { editor } = editorWithPurgers(SCRATCH, purge);
    expect((await make(editor)).status).toBe(200);
    expect(calls).toEqual([tags]);
  });

  it('a set of thirty → one call', async () => {
    const { calls, purge } = recordingCache();
    const items = Array.from({ length: 30 }, (_, index) => ({
      kind: 'terms',
      slug: `purge-set-${index}`,
      match: null,
      record: termOf(`s${index}`),
    }));
    expect((await editorWithPurgers(SCRATCH, purge).editor('POST', '/publications', { items })).status).toBe(200);
    expect(calls).toEqual([['terms', ...items.map(({ slug }) => `terms/${slug}`)].sort()]);
  });

  it('a set of a hundred, more tags than a call may have → everything, in one call', async () => {
    const { calls, purge } = recordingCache();
    const items = Array.from({ length: 100 }, (_, index) => ({
      kind: 'terms',
      slug: `purge-large-${index}`,
      match: null,
      record: termOf(`l${index}`),
    }));
    expect((await editorWithPurgers(SCRATCH, purge).editor('POST', '/publications', { items })).status).toBe(200);
    expect(calls).toEqual([['*']]);
  });

  it('a draft, a refusal, an unchanged record → no call', async () => {
    const { calls, purge } = recordingCache();
    const { editor } = editorWithPurgers(SCRATCH, purge);
    await publish('terms', 'purge-still', termOf('S'));
    await SCRATCH.prepare('DELETE FROM purges').run();
    expect((await editor('PUT', '/terms/purge-drafted/draft', termOf('D'), revision(0))).status).toBe(201);
    const same = { items: [{ kind: 'terms', slug: 'purge-still', match: 'any', record: termOf('S') }] };
    expect((await editor('POST', '/publications', same)).status).toBe(200);
    expect((await editor('POST', '/terms/purge-still/withdraw', { notice }, edition(7))).status).toBe(412);
    expect([calls, await queuedPurges()]).toEqual([[], []]);
  });

  it('a new item → the tag of the 404 that may be cached at its URL', async () => {
    const missing = await publicAt(SCRATCH)('/ja/terms/purge-awaited.json');
    const tag = new Map(missing.headers).get('cache-tag');
    const { calls, purge } = recordingCache();
    const items = [{ kind: 'terms', slug: 'purge-awaited', match: null, record: termOf('W') }];
    await editorWithPurgers(SCRATCH, purge).editor('POST', '/publications', { items });
    expect([missing.status, calls[0]]).toEqual([404, expect.arrayContaining([tag])]);
  });

  it('an item that a withdrawal names as its replacement → the tag of the cached 410', async () => {
    const { facts, texts } = termOf('G');
    const replacement = { kind: 'terms', slug: 'purge-successor' } as const;
    const withdrawal = { date: '2026-01-02T00:00:00Z', notice, replacement };
    const editions = [
      { number: 1, facts, texts, withdrawals: {}, published: '2026-01-01T00:00:00Z' },
      { number: 2, facts, texts, withdrawals: { ja: withdrawal, en: withdrawal }, published: '2026-01-02T00:00:00Z' },
    ];
    const history = { first: 'purge-gone', slugs: [], editions };
    await editorWithoutCaches('POST', '/publications', { items: [{ kind: 'terms', slug: 'purge-gone', history }] });
    const gone = await publicAt(SCRATCH)('/ja/terms/purge-gone.json');
    expect([gone.status, JSON.parse(gone.body).replacement]).toEqual([410, undefined]);
    await SCRATCH.prepare('DELETE FROM purges').run();
    const { calls, purge } = recordingCache();
    const items = [{ kind: 'terms', slug: 'purge-successor', match: null, record: termOf('S') }];
    await editorWithPurgers(SCRATCH, purge).editor('POST', '/publications', { items });
    const after = await publicAt(SCRATCH)('/ja/terms/purge-gone.json');
    expect(JSON.parse(after.body).replacement).toMatchObject({ slug: 'purge-successor' });
    const tags = new Map(gone.headers).get('cache-tag')?.split(',') ?? [];
    expect(tags.some((tag) => calls[0]?.includes(tag))).toBe(true);
  });

  it('a rename to a slug that a filter had → the tag of that filtered collection', async () => {
    await publish('organisations', 'purge-before', organisationOf('B'));
    await publish('roles', 'purge-before-role', roleOf('B', 'purge-before'));
    await SCRATCH.prepare('DELETE FROM purges').run();
    const empty = await publicAt(SCRATCH)('/ja/roles.json?organisation=purge-behind');
    expect(JSON.parse(empty.body).total).toBe(0);
    const { calls, purge } = recordingCache();
    const { editor } = editorWithPurgers(SCRATCH, purge);
    await editor('POST', '/organisations/purge-before/rename', { slug: 'purge-behind' }, edition(1));
    const full = await publicAt(SCRATCH)('/ja/roles.json?organisation=purge-behind');
    expect(JSON.parse(full.body).total).toBe(1);
    const tags = new Map(empty.headers).get('cache-tag')?.split(',') ?? [];
    expect(tags.some((tag) => calls[0]?.includes(tag))).toBe(true);
  });
});

describe('an item is published by a former slug', () => {
  it('its identity and its kind are purged, and everything that is stored at a URL of that slug has one of these tags', async () => {
    await publish('organisations', 'purge-first', organisationOf('A'));
    await publish('roles', 'purge-first-role', roleOf('A', 'purge-first'));
    await editorWithoutCaches('POST', '/organisations/purge-first/rename', { slug: 'purge-second' }, edition(1));
    await editorWithoutCaches('POST', '/organisations/purge-second/rename', { slug: 'purge-third' }, edition(2));
    await SCRATCH.prepare('DELETE FROM purges').run();
    const paths = ['/ja/organisations/purge-second.json', '/ja/roles.json?organisation=purge-second'];
    const stored = await Promise.all(paths.map((path) => publicAt(SCRATCH)(path)));
    const { calls, purge } = recordingCache();
    const items = [{ kind: 'organisations', slug: 'purge-second', match: 'any', record: organisationOf('B') }];
    await editorWithPurgers(SCRATCH, purge).editor('POST', '/publications', { items });
    expect(calls).toEqual([['organisations', 'organisations/purge-first', 'organisations/purge-third']]);
    for (const { headers } of stored) {
      const tags = new Map(headers).get('cache-tag')?.split(',') ?? [];
      expect(tags.filter((tag) => calls[0]?.includes(tag))).not.toEqual([]);
    }
  });
});

describe('a purge is sent twice, and queued until both succeed', () => {
  const publishing = (editor: typeof editorWithoutCaches, slug: string) =>
    editor('POST', '/publications', {
      items: [{ kind: 'terms', slug, match: 'any', record: termOf(`${Math.random()}`) }],
    });
  const tags = (slug: string) => ['terms', `terms/${slug}`];

  it('the request repeats it after ten seconds, and the queue is empty', async () => {
    const { calls, purge } = recordingCache();
    const { editor, later } = editorWithPurgers(SCRATCH, purge);
    await publishing(editor, 'queued-twice');
    expect(await queuedPurges()).toEqual(tags('queued-twice').map((tag) => ({ tag, purged: 1, failures: 0 })));
    await passTime(later);
    expect(calls).toEqual([tags('queued-twice'), tags('queued-twice')]);
    expect([await queuedPurges(), await purgeEvents(), logged]).toEqual([[], [], []]);
  });

  it('the cron trigger repeats it where the isolate has ended before', async () => {
    const { calls, purge } = recordingCache();
    await publishing(editorWithPurgers(SCRATCH, purge).editor, 'queued-cron');
    await flushOnSchedule(SCRATCH, [purge]);
    expect(calls).toHaveLength(1);
    await advanceMinutes(1);
    await flushOnSchedule(SCRATCH, [purge]);
    expect([calls, await queuedPurges()]).toEqual([[tags('queued-cron'), tags('queued-cron')], []]);
    await flushOnSchedule(SCRATCH, [purge]);
    expect(calls).toHaveLength(2);
  });

  it('the cron trigger sends it where the request ended between the batch and the purge', async () => {
    await publish('terms', 'queued-broken', termOf('B'));
    await editorWithoutCaches('POST', '/terms/queued-broken/withdraw', { languages: ['en'], notice }, edition(1));
    await SCRATCH.prepare("INSERT OR REPLACE INTO purges (tag, event) VALUES ('terms/queued-broken', 1)").run();
    const { calls, purge } = recordingCache();
    await flushOnSchedule(SCRATCH, [purge]);
    expect(calls).toEqual([['terms/queued-broken']]);
  });

  it('a cache is down → the publication succeeds, an event and a log line report the failure, and a later minute succeeds', async () => {
    let isDown = true;
    const { calls, purge } = recordingCache(() =>
      isDown ? { purged: false, failure: 'answered 503' } : { purged: true },
    );
    const { editor, later } = editorWithPurgers(SCRATCH, purge);
    expect((await publishing(editor, 'queued-dead')).status).toBe(200);
    expect((await publicAt(SCRATCH)('/en/terms/queued-dead.json')).status).toBe(200);
    expect(await queuedPurges()).toEqual(tags('queued-dead').map((tag) => ({ tag, purged: 0, failures: 1 })));
    await passTime(later);
    for (let minute = 0; minute < 3; minute += 1) {
      await advanceMinutes(1);
      await flushOnSchedule(SCRATCH, [purge]);
    }
    expect(calls).toHaveLength(5);
    expect(logged.map((line) => JSON.parse(line))).toEqual(
      calls.map(() => ({ purge: 'failed', tags: tags('queued-dead'), reason: 'answered 503' })),
    );
    const failed = {
      item: 'terms',
      code: 'unavailable',
      detail: JSON.stringify({ tags: tags('queued-dead'), reason: 'answered 503' }),
    };
    expect(await purgeEvents()).toEqual([failed]);
    isDown = false;
    await advanceMinutes(1);
    await flushOnSchedule(SCRATCH, [purge]);
    await advanceMinutes(1);
    await flushOnSchedule(SCRATCH, [purge]);
    expect([calls.length, await queuedPurges()]).toEqual([7, []]);
    const recovered = { item: 'terms', code: null, detail: JSON.stringify({ tags: tags('queued-dead') }) };
    expect(await purgeEvents()).toEqual([failed, recovered]);
  });

  it.each<[string, PurgeResult | Error]>([
    ['fails', { purged: false, failure: '' }],
    ['throws', new Error('')],
  ])('a cache that %s without a reason → the purge stays queued', async (_, result) => {
    const { purge } = recordingCache(() => (result instanceof Error ? Promise.reject(result) : result));
    await publishing(editorWithPurgers(SCRATCH, purge).editor, 'queued-silent');
    expect(await queuedPurges()).toEqual(tags('queued-silent').map((tag) => ({ tag, purged: 0, failures: 1 })));
  });

  it('an editor reads the events of purges in the API', async () => {
    const { purge } = recordingCache(() => ({ purged: false, failure: 'answered 403' }));
    await publishing(editorWithPurgers(SCRATCH, purge).editor, 'queued-told');
    const { body } = await editorWithoutCaches('GET', '/events?limit=1');
    expect(body.events[0]).toMatchObject({
      who: 'service',
      command: 'purge',
      code: 'unavailable',
      detail: { tags: tags('queued-told'), reason: 'answered 403' },
    });
  });

  it.each<[string, () => Promise<Response>]>([
    ['refuses', async () => new Response('who is s3cret?', { status: 403 })],
    ['cannot be reached', () => Promise.reject(new Error('connection refused'))],
  ])('a cache over HTTP that %s → its secret is in no log and no event', async (_, answer) => {
    vi.spyOn(globalThis, 'fetch').mockImplementation(answer);
    const { editor } = editorWithPurgers(SCRATCH, httpPurger('http://cache.example/', 's3cret'));
    expect((await publishing(editor, 'queued-secret')).status).toBe(200);
    expect(logged).toHaveLength(1);
    expect(JSON.stringify([logged, await purgeEvents()])).not.toContain('s3cret');
  });

  it('one of two caches throws → a failed purge', async () => {
    const working = recordingCache();
    const throwing = recordingCache(() => Promise.reject(new Error('no such host')));
    const { editor } = editorWithPurgers(SCRATCH, working.purge, throwing.purge);
    expect((await publishing(editor, 'queued-thrown')).status).toBe(200);
    expect(JSON.parse(logged[0] ?? '{}').reason).toBe('no such host');
    expect((await queuedPurges()).map(({ failures }) => failures)).toEqual([1, 1]);
  });

  it('the database fails after the publication → 200, a log line, and the purge stays queued', async () => {
    const { purge, calls } = recordingCache();
    const broken = {
      prepare: (sql: string) => SCRATCH.prepare(sql),
      batch: (statements: D1PreparedStatement[]) =>
        /from "purges" where/.test(String((statements[0] as unknown as { statement?: string }).statement))
          ? Promise.reject(new Error('D1_ERROR: gone'))
          : SCRATCH.batch(statements),
    } as unknown as D1Database;
    const { editor } = editorWithPurgers(broken, purge);
    expect((await publishing(editor, 'queued-later')).status).toBe(200);
    expect([calls, logged.map((line) => JSON.parse(line))]).toEqual([
      [],
      [{ purge: 'interrupted', reason: 'D1_ERROR: gone' }],
    ]);
    expect((await queuedPurges()).map(({ tag }) => tag)).toEqual(tags('queued-later'));
  });

  it('a publication during a purge is queued and purged twice itself', async () => {
    let during = async () => {};
    const { calls, purge } = recordingCache(async () => {
      const act = during;
      during = async () => {};
      await act();
      return { purged: true };
    });
    const { editor } = editorWithPurgers(SCRATCH, purge);
    during = async () => {
      // Published and not yet purged of: as by an isolate that is gone at once.
      await SCRATCH.batch([
        SCRATCH.prepare(
          "INSERT INTO events (at, who, command, item, detail) VALUES ('2026-11-23T00:00:00Z', 'x', 'publish', 'terms/queued-during', '{}')",
        ),
        SCRATCH.prepare(`INSERT INTO purges (tag, event) SELECT value, (SELECT max(id) FROM events)
          FROM json_each('["terms","terms/queued-during"]') WHERE true
          ON CONFLICT (tag) DO UPDATE SET event = excluded.event, due = '', purged = 0`),
      ]);
    };
    await publishing(editor, 'queued-during');
    expect(await queuedPurges()).toEqual(tags('queued-during').map((tag) => ({ tag, purged: 0, failures: 0 })));
    await flushOnSchedule(SCRATCH, [purge]);
    expect((await queuedPurges()).map(({ purged }) => purged)).toEqual([1, 1]);
    await advanceMinutes(1);
    await flushOnSchedule(SCRATCH, [purge]);
    expect([calls.length, await queuedPurges()]).toEqual([3, []]);
  });

  it('cron triggers overlap → each purge is sent at least twice, and the queue is empty', async () => {
    const { calls, purge } = recordingCache(async () => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      return { purged: true };
    });
    await publishing(editorWithPurgers(SCRATCH, purge).editor, 'queued-overlap');
    await advanceMinutes(1);
    await Promise.all(Array.from({ length: 5 }, () => flushOnSchedule(SCRATCH, [purge])));
    expect(await queuedPurges()).toEqual([]);
    expect(calls.length).toBeGreaterThanOrEqual(2);
    expect(new Set(calls.map(String))).toEqual(new Set([tags('queued-overlap').join()]));
  });

  it('two cron triggers overlap at a first purge → the repeat stays queued', async () => {
    await publish('terms', 'queued-slow', termOf('L'));
    await SCRATCH.prepare("INSERT INTO purges (tag, event) VALUES ('terms/queued-slow', 1)").run();
    const { purge } = recordingCache(async () => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      return { purged: true };
    });
    await Promise.all([flushOnSchedule(SCRATCH, [purge]), flushOnSchedule(SCRATCH, [purge])]);
    expect(await queuedPurges()).toEqual([{ tag: 'terms/queued-slow', purged: 1, failures: 0 }]);
  });

  it('many queued purges → one call; more tags than a call may have → everything', async () => {
    const isDown = recordingCache(() => ({ purged: false, failure: 'rate limited' }));
    for (const slug of ['queued-a', 'queued-b', 'queued-c'])
      await publishing(editorWithPurgers(SCRATCH, isDown.purge).editor, slug);
    await advanceMinutes(1);
    const { calls, purge } = recordingCache();
    await flushOnSchedule(SCRATCH, [purge]);
    expect(calls).toEqual([['terms', 'terms/queued-a', 'terms/queued-b', 'terms/queued-c']]);
    await SCRATCH.prepare(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 150)
      INSERT INTO purges (tag, event) SELECT 'terms/many-' || i, 1 FROM n`).run();
    await advanceMinutes(1);
    await flushOnSchedule(SCRATCH, [purge]);
    expect(calls[1]).toEqual(['*']);
    await advanceMinutes(1);
    await flushOnSchedule(SCRATCH, [purge]);
    expect([calls.length, await queuedPurges()]).toEqual([3, []]);
  });

  it('without a cache → nothing is queued, and no work is left', async () => {
    const { editor, later } = editorWithPurgers(SCRATCH, async () => ({ purged: false }));
    expect((await publishing(editor, 'queued-nobody')).status).toBe(200);
    expect([await queuedPurges(), later, await purgeEvents()]).toEqual([[], [], []]);
  });
});

describe('a new build of the service', () => {
  it('purges everything once, when its listings are rebuilt', async () => {
    await SCRATCH.prepare("DELETE FROM derived WHERE name = 'answers'").run();
    const { calls, purge } = recordingCache();
    const { editor } = editorWithPurgers(SCRATCH, purge);
    const rebuild = async () => {
      for (let after: string | null = ''; after !== null; )
        after = (await editor('POST', '/listings', { after })).body.next;
    };
    await rebuild();
    await rebuild();
    expect(calls).toEqual([['*']]);
    await SCRATCH.prepare("UPDATE derived SET digest = 'an older build' WHERE name = 'answers'").run();
    await rebuild();
    expect(calls).toEqual([['*'], ['*']]);
  });
});
