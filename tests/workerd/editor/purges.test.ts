import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { flushOnSchedule } from '../../../src/http/purge/flush.ts';
import { httpPurger } from '../../../src/http/purge/purgers.ts';
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
import { begin, DESK } from '../../support/editor/databases.ts';
import { deskWith, rememberingCache } from '../../support/editor/purging.ts';

await begin(DESK);

const quiet = editorAt(DESK);
const queuedPurges = async () =>
  (await DESK.prepare('SELECT tag, purged, failures FROM purges ORDER BY tag').all()).results as {
    tag: string;
    purged: number;
    failures: number;
  }[];
const purgeEvents = async () =>
  (await DESK.prepare("SELECT item, code, detail FROM events WHERE command = 'purge' ORDER BY id").all()).results;
const there = async (kind: string, slug: string, record: unknown) => {
  const { status } = await quiet('POST', '/publications', { items: [{ kind, slug, match: 'any', record }] });
  expect(status).toBe(200);
};
const minutes = async (count: number) => vi.setSystemTime(Date.now() + count * 60_000);

let logged: string[] = [];
let waiting: { delay: number; go: () => void }[] = [];
/** Lets pass the time that requests wait for before they do what is left to do. */
const passTime = async (later: readonly Promise<unknown>[]) => {
  vi.setSystemTime(Date.now() + Math.max(0, ...waiting.map(({ delay }) => delay)));
  for (const { go } of waiting.splice(0)) go();
  await Promise.all(later);
};
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  waiting = [];
  vi.spyOn(scheduler, 'wait').mockImplementation((delay) => new Promise((go) => waiting.push({ delay, go })));
  logged = [];
  vi.spyOn(console, 'error').mockImplementation((line: string) => {
    logged.push(line);
  });
  await DESK.batch([DESK.prepare('DELETE FROM purges'), DESK.prepare("DELETE FROM events WHERE command = 'purge'")]);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

describe('caches forget, in one call, whatever a change makes stale, and nothing else', () => {
  it.each<[string, () => Promise<unknown>, (editor: typeof quiet) => Promise<{ status: number }>, string[]]>([
    [
      'a term, published for the first time: itself and its kind',
      async () => {},
      (editor) =>
        editor('POST', '/publications', {
          items: [{ kind: 'terms', slug: 'purge-new', match: null, record: termOf('N') }],
        }),
      ['terms', 'terms/purge-new'],
    ],
    [
      'a role, published for the first time: also the organisation, which did not show it',
      () => there('organisations', 'purge-home', organisationOf('H')),
      (editor) =>
        editor('POST', '/publications', {
          items: [{ kind: 'roles', slug: 'purge-role', match: null, record: roleOf('R', 'purge-home') }],
        }),
      ['organisations/purge-home', 'roles', 'roles/purge-role'],
    ],
    [
      'a role that moves to another organisation: the old one and the new one',
      () => there('organisations', 'purge-next', organisationOf('X')),
      (editor) =>
        editor('POST', '/publications', {
          items: [{ kind: 'roles', slug: 'purge-role', match: 1, record: roleOf('R', 'purge-next') }],
        }),
      ['organisations/purge-home', 'organisations/purge-next', 'roles', 'roles/purge-role'],
    ],
    [
      'a role, withdrawn: the organisation that showed it',
      async () => {},
      (editor) => editor('POST', '/roles/purge-role/withdraw', { notice }, edition(2)),
      ['organisations/purge-next', 'roles', 'roles/purge-role'],
    ],
    [
      'a role, restored: both editions’ organisations',
      async () => {},
      (editor) => editor('POST', '/roles/purge-role/restore', { number: 1 }, edition(3)),
      ['organisations/purge-home', 'roles', 'roles/purge-role'],
    ],
    [
      'an organisation, renamed: its identity and the slug at which a 404 may stand',
      async () => {},
      (editor) => editor('POST', '/organisations/purge-home/rename', { slug: 'purge-house' }, edition(1)),
      ['organisations', 'organisations/purge-home', 'organisations/purge-house'],
    ],
    [
      'a role that points at a renamed organisation: by the organisation’s identity',
      async () => {},
      (editor) =>
        editor('POST', '/publications', {
          items: [{ kind: 'roles', slug: 'purge-role', match: 4, record: roleOf('R4', 'purge-house') }],
        }),
      ['organisations/purge-home', 'roles', 'roles/purge-role'],
    ],
    [
      'a term, withdrawn in one language: itself and its kind',
      async () => {},
      (editor) => editor('POST', '/terms/purge-new/withdraw', { languages: ['en'], notice }, edition(1)),
      ['terms', 'terms/purge-new'],
    ],
  ])('%s', async (_, before, make, tags) => {
    await before();
    await DESK.prepare('DELETE FROM purges').run();
    const { calls, purge } = rememberingCache();
    const { editor } = deskWith(DESK, purge);
    expect((await make(editor)).status).toBe(200);
    expect(calls).toEqual([tags]);
  });

  it('a set of thirty: one call', async () => {
    const { calls, purge } = rememberingCache();
    const items = Array.from({ length: 30 }, (_, index) => ({
      kind: 'terms',
      slug: `purge-set-${index}`,
      match: null,
      record: termOf(`s${index}`),
    }));
    expect((await deskWith(DESK, purge).editor('POST', '/publications', { items })).status).toBe(200);
    expect(calls).toEqual([['terms', ...items.map(({ slug }) => `terms/${slug}`)].sort()]);
  });

  it('a set of a hundred, which is more than one call may name: everything, in one call', async () => {
    const { calls, purge } = rememberingCache();
    const items = Array.from({ length: 100 }, (_, index) => ({
      kind: 'terms',
      slug: `purge-large-${index}`,
      match: null,
      record: termOf(`l${index}`),
    }));
    expect((await deskWith(DESK, purge).editor('POST', '/publications', { items })).status).toBe(200);
    expect(calls).toEqual([['*']]);
  });

  it('a draft, a refusal, a record that says nothing new: no call', async () => {
    const { calls, purge } = rememberingCache();
    const { editor } = deskWith(DESK, purge);
    await there('terms', 'purge-still', termOf('S'));
    await DESK.prepare('DELETE FROM purges').run();
    expect((await editor('PUT', '/terms/purge-drafted/draft', termOf('D'), revision(0))).status).toBe(201);
    const same = { items: [{ kind: 'terms', slug: 'purge-still', match: 'any', record: termOf('S') }] };
    expect((await editor('POST', '/publications', same)).status).toBe(200);
    expect((await editor('POST', '/terms/purge-still/withdraw', { notice }, edition(7))).status).toBe(412);
    expect([calls, await queuedPurges()]).toEqual([[], []]);
  });

  it('the first slug of what never was: the purge names the 404 that was kept there', async () => {
    const missing = await publicAt(DESK)('/ja/terms/purge-awaited.json');
    const tag = new Map(missing.headers).get('cache-tag');
    const { calls, purge } = rememberingCache();
    const items = [{ kind: 'terms', slug: 'purge-awaited', match: null, record: termOf('W') }];
    await deskWith(DESK, purge).editor('POST', '/publications', { items });
    expect([missing.status, calls[0]]).toEqual([404, expect.arrayContaining([tag])]);
  });

  it('a withdrawal that names what is to come: the purge names the 410 that was kept there', async () => {
    const { facts, texts } = termOf('G');
    const replacement = { kind: 'terms', slug: 'purge-successor' } as const;
    const withdrawal = { date: '2026-01-02T00:00:00Z', notice, replacement };
    const editions = [
      { number: 1, facts, texts, withdrawals: {}, published: '2026-01-01T00:00:00Z' },
      { number: 2, facts, texts, withdrawals: { ja: withdrawal, en: withdrawal }, published: '2026-01-02T00:00:00Z' },
    ];
    const history = { first: 'purge-gone', slugs: [], editions };
    await quiet('POST', '/publications', { items: [{ kind: 'terms', slug: 'purge-gone', history }] });
    const gone = await publicAt(DESK)('/ja/terms/purge-gone.json');
    expect([gone.status, JSON.parse(gone.body).replacement]).toEqual([410, undefined]);
    await DESK.prepare('DELETE FROM purges').run();
    const { calls, purge } = rememberingCache();
    const items = [{ kind: 'terms', slug: 'purge-successor', match: null, record: termOf('S') }];
    await deskWith(DESK, purge).editor('POST', '/publications', { items });
    const after = await publicAt(DESK)('/ja/terms/purge-gone.json');
    expect(JSON.parse(after.body).replacement).toMatchObject({ slug: 'purge-successor' });
    const tags = new Map(gone.headers).get('cache-tag')?.split(',') ?? [];
    expect(tags.some((tag) => calls[0]?.includes(tag))).toBe(true);
  });

  it('the filter by a slug that leads nowhere yet: a rename to it names that list', async () => {
    await there('organisations', 'purge-before', organisationOf('B'));
    await there('roles', 'purge-before-role', roleOf('B', 'purge-before'));
    await DESK.prepare('DELETE FROM purges').run();
    const empty = await publicAt(DESK)('/ja/roles.json?organisation=purge-behind');
    expect(JSON.parse(empty.body).total).toBe(0);
    const { calls, purge } = rememberingCache();
    const { editor } = deskWith(DESK, purge);
    await editor('POST', '/organisations/purge-before/rename', { slug: 'purge-behind' }, edition(1));
    const full = await publicAt(DESK)('/ja/roles.json?organisation=purge-behind');
    expect(JSON.parse(full.body).total).toBe(1);
    const tags = new Map(empty.headers).get('cache-tag')?.split(',') ?? [];
    expect(tags.some((tag) => calls[0]?.includes(tag))).toBe(true);
  });
});

describe('a purge is repeated, and owed until it is done', () => {
  const publishing = (editor: typeof quiet, slug: string) =>
    editor('POST', '/publications', {
      items: [{ kind: 'terms', slug, match: 'any', record: termOf(`${Math.random()}`) }],
    });
  const tags = (slug: string) => ['terms', `terms/${slug}`];

  it('a second time ten seconds later, by the request that owes it; then nothing is owed', async () => {
    const { calls, purge } = rememberingCache();
    const { editor, later } = deskWith(DESK, purge);
    await publishing(editor, 'owed-twice');
    expect(await queuedPurges()).toEqual(tags('owed-twice').map((tag) => ({ tag, purged: 1, failures: 0 })));
    await passTime(later);
    expect(calls).toEqual([tags('owed-twice'), tags('owed-twice')]);
    expect([await queuedPurges(), await purgeEvents(), logged]).toEqual([[], [], []]);
  });

  it('by the cron trigger, when the isolate is gone before', async () => {
    const { calls, purge } = rememberingCache();
    await publishing(deskWith(DESK, purge).editor, 'owed-cron');
    await flushOnSchedule(DESK, [purge]);
    expect(calls).toHaveLength(1);
    await minutes(1);
    await flushOnSchedule(DESK, [purge]);
    expect([calls, await queuedPurges()]).toEqual([[tags('owed-cron'), tags('owed-cron')], []]);
    await flushOnSchedule(DESK, [purge]);
    expect(calls).toHaveLength(2);
  });

  it('though the request broke off between the batch and the purge', async () => {
    await there('terms', 'owed-broken', termOf('B'));
    await quiet('POST', '/terms/owed-broken/withdraw', { languages: ['en'], notice }, edition(1));
    await DESK.prepare("INSERT OR REPLACE INTO purges (tag, event) VALUES ('terms/owed-broken', 1)").run();
    const { calls, purge } = rememberingCache();
    await flushOnSchedule(DESK, [purge]);
    expect(calls).toEqual([['terms/owed-broken']]);
  });

  it('a cache that does not answer: the publication stands with 200, an event and a log line tell, the next minute mends', async () => {
    let dead = true;
    const { calls, purge } = rememberingCache(() =>
      dead ? { purged: false, failure: 'answered 503' } : { purged: true },
    );
    const { editor, later } = deskWith(DESK, purge);
    expect((await publishing(editor, 'owed-dead')).status).toBe(200);
    expect((await publicAt(DESK)('/en/terms/owed-dead.json')).status).toBe(200);
    expect(await queuedPurges()).toEqual(tags('owed-dead').map((tag) => ({ tag, purged: 0, failures: 1 })));
    await passTime(later);
    for (let minute = 0; minute < 3; minute += 1) {
      await minutes(1);
      await flushOnSchedule(DESK, [purge]);
    }
    expect(calls).toHaveLength(5);
    expect(logged.map((line) => JSON.parse(line))).toEqual(
      calls.map(() => ({ purge: 'failed', tags: tags('owed-dead'), reason: 'answered 503' })),
    );
    const failed = {
      item: 'terms',
      code: 'unavailable',
      detail: JSON.stringify({ tags: tags('owed-dead'), reason: 'answered 503' }),
    };
    expect(await purgeEvents()).toEqual([failed]);
    dead = false;
    await minutes(1);
    await flushOnSchedule(DESK, [purge]);
    await minutes(1);
    await flushOnSchedule(DESK, [purge]);
    expect([calls.length, await queuedPurges()]).toEqual([7, []]);
    const mended = { item: 'terms', code: null, detail: JSON.stringify({ tags: tags('owed-dead') }) };
    expect(await purgeEvents()).toEqual([failed, mended]);
  });

  it('the events of purges are told by the API as any others', async () => {
    const { purge } = rememberingCache(() => ({ purged: false, failure: 'answered 403' }));
    await publishing(deskWith(DESK, purge).editor, 'owed-told');
    const { body } = await quiet('GET', '/events?limit=1');
    expect(body.events[0]).toMatchObject({
      who: 'service',
      command: 'purge',
      code: 'unavailable',
      detail: { tags: tags('owed-told'), reason: 'answered 403' },
    });
  });

  it.each<[string, () => Promise<Response>]>([
    ['refuses', async () => new Response('who is s3cret?', { status: 403 })],
    ['is not there', () => Promise.reject(new Error('connection refused'))],
  ])('a cache over HTTP that %s: the secret it knows us by is in no log and no event', async (_, answer) => {
    vi.spyOn(globalThis, 'fetch').mockImplementation(answer);
    const { editor } = deskWith(DESK, httpPurger('http://cache.example/', 's3cret'));
    expect((await publishing(editor, 'owed-secret')).status).toBe(200);
    expect(logged).toHaveLength(1);
    expect(JSON.stringify([logged, await purgeEvents()])).not.toContain('s3cret');
  });

  it('a cache that throws, and one of two that fails: as any failure', async () => {
    const fine = rememberingCache();
    const thrown = rememberingCache(() => Promise.reject(new Error('no such host')));
    const { editor } = deskWith(DESK, fine.purge, thrown.purge);
    expect((await publishing(editor, 'owed-thrown')).status).toBe(200);
    expect(JSON.parse(logged[0] ?? '{}').reason).toBe('no such host');
    expect((await queuedPurges()).map(({ failures }) => failures)).toEqual([1, 1]);
  });

  it('a database that breaks off after the publication: 200, a log line, and the purge stays owed', async () => {
    const { purge, calls } = rememberingCache();
    const broken = {
      withSession: () => {
        const session = DESK.withSession('first-primary');
        return {
          prepare: (sql: string) => session.prepare(sql),
          batch: (statements: D1PreparedStatement[]) =>
            /from "purges" where/.test(String((statements[0] as unknown as { statement?: string }).statement))
              ? Promise.reject(new Error('D1_ERROR: gone'))
              : session.batch(statements),
        };
      },
    } as unknown as D1Database;
    const { editor } = deskWith(broken, purge);
    expect((await publishing(editor, 'owed-later')).status).toBe(200);
    expect([calls, logged.map((line) => JSON.parse(line))]).toEqual([
      [],
      [{ purge: 'interrupted', reason: 'D1_ERROR: gone' }],
    ]);
    expect((await queuedPurges()).map(({ tag }) => tag)).toEqual(tags('owed-later'));
  });

  it('what is published while a purge is under way is owed still, and purged twice of its own', async () => {
    let during = async () => {};
    const { calls, purge } = rememberingCache(async () => {
      const act = during;
      during = async () => {};
      await act();
      return { purged: true };
    });
    const { editor } = deskWith(DESK, purge);
    during = async () => {
      // Published and not yet purged of: as by an isolate that is gone at once.
      await DESK.batch([
        DESK.prepare(
          "INSERT INTO events (at, who, command, item, detail) VALUES ('2026-11-23T00:00:00Z', 'x', 'publish', 'terms/owed-during', '{}')",
        ),
        DESK.prepare(`INSERT INTO purges (tag, event) SELECT value, (SELECT max(id) FROM events)
          FROM json_each('["terms","terms/owed-during"]') WHERE true
          ON CONFLICT (tag) DO UPDATE SET event = excluded.event, due = '', purged = 0`),
      ]);
    };
    await publishing(editor, 'owed-during');
    expect(await queuedPurges()).toEqual(tags('owed-during').map((tag) => ({ tag, purged: 0, failures: 0 })));
    await flushOnSchedule(DESK, [purge]);
    expect((await queuedPurges()).map(({ purged }) => purged)).toEqual([1, 1]);
    await minutes(1);
    await flushOnSchedule(DESK, [purge]);
    expect([calls.length, await queuedPurges()]).toEqual([3, []]);
  });

  it('cron triggers that overlap: each purge twice at least, nothing lost, nothing owed in the end', async () => {
    const { calls, purge } = rememberingCache(async () => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      return { purged: true };
    });
    await publishing(deskWith(DESK, purge).editor, 'owed-overlap');
    await minutes(1);
    await Promise.all(Array.from({ length: 5 }, () => flushOnSchedule(DESK, [purge])));
    expect(await queuedPurges()).toEqual([]);
    expect(calls.length).toBeGreaterThanOrEqual(2);
    expect(new Set(calls.map(String))).toEqual(new Set([tags('owed-overlap').join()]));
  });

  it('a trigger that overlaps a slower one does not take its first purge for the repeat', async () => {
    await there('terms', 'owed-slow', termOf('L'));
    await DESK.prepare("INSERT INTO purges (tag, event) VALUES ('terms/owed-slow', 1)").run();
    const { purge } = rememberingCache(async () => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      return { purged: true };
    });
    await Promise.all([flushOnSchedule(DESK, [purge]), flushOnSchedule(DESK, [purge])]);
    expect(await queuedPurges()).toEqual([{ tag: 'terms/owed-slow', purged: 1, failures: 0 }]);
  });

  it('what many owe is paid in one call; more than one call may name is everything', async () => {
    const dead = rememberingCache(() => ({ purged: false, failure: 'rate limited' }));
    for (const slug of ['owed-a', 'owed-b', 'owed-c']) await publishing(deskWith(DESK, dead.purge).editor, slug);
    await minutes(1);
    const { calls, purge } = rememberingCache();
    await flushOnSchedule(DESK, [purge]);
    expect(calls).toEqual([['terms', 'terms/owed-a', 'terms/owed-b', 'terms/owed-c']]);
    await DESK.prepare(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 150)
      INSERT INTO purges (tag, event) SELECT 'terms/many-' || i, 1 FROM n`).run();
    await minutes(1);
    await flushOnSchedule(DESK, [purge]);
    expect(calls[1]).toEqual(['*']);
    await minutes(1);
    await flushOnSchedule(DESK, [purge]);
    expect([calls.length, await queuedPurges()]).toEqual([3, []]);
  });

  it('where there is no cache nothing is owed and nothing is done later', async () => {
    const { editor, later } = deskWith(DESK, async () => ({ purged: false }));
    expect((await publishing(editor, 'owed-nobody')).status).toBe(200);
    expect([await queuedPurges(), later, await purgeEvents()]).toEqual([[], [], []]);
  });
});

describe('a new build', () => {
  it('makes caches forget everything, once, when its lists are made anew', async () => {
    await DESK.prepare("DELETE FROM derived WHERE name = 'answers'").run();
    const { calls, purge } = rememberingCache();
    const { editor } = deskWith(DESK, purge);
    const rebuildListings = async () => {
      for (let after: string | null = ''; after !== null; )
        after = (await editor('POST', '/listings', { after })).body.next;
    };
    await rebuildListings();
    await rebuildListings();
    expect(calls).toEqual([['*']]);
    await DESK.prepare("UPDATE derived SET digest = 'an older build' WHERE name = 'answers'").run();
    await rebuildListings();
    expect(calls).toEqual([['*'], ['*']]);
  });
});
