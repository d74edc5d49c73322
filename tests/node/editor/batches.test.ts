import { afterEach, describe, expect, it, vi } from 'vitest';
import { interceptBatches, isWrite, type SentStatement } from '../../support/editor/batches.ts';
import {
  type EditorResponse,
  edition,
  editorAt,
  notice,
  organisationOf,
  revision,
  roleOf,
  termOf,
} from '../../support/editor/client.ts';
import { resetDatabase, SCRATCH } from '../../support/editor/databases.ts';
import { contentsOf, faultsIn } from '../../support/editor/invariants.ts';

await resetDatabase(SCRATCH);
const editor = editorAt(SCRATCH);
type Editor = typeof editor;

// Fails when it runs, not when it is prepared: the statements before it have had their effect.
const failing: SentStatement = { sql: `SELECT json(value) FROM json_each('["{"]')`, parameters: [] };

afterEach(() => {
  vi.restoreAllMocks();
});

const publish = async (kind: string, slug: string, record: unknown) => {
  const { status } = await editor('POST', '/publications', { items: [{ kind, slug, match: 'any', record }] });
  expect(status).toBe(200);
};

const history = (first: string, slug: string) => ({
  kind: 'terms',
  slug,
  history: {
    first,
    slugs: [first, slug],
    editions: [1, 2].map((number) => ({
      number,
      published: `2026-11-2${number}T00:00:00Z`,
      withdrawals: {},
      ...termOf(`${first} ${number}`),
    })),
  },
});

/** A change: what has to be published before it, and the request that makes it. */
interface Change {
  change: string;
  before: () => Promise<unknown>;
  make: (editor: Editor) => Promise<EditorResponse>;
}

/** Every kind of change, each on items of its own; their slugs begin with `prefix`. */
const changesOf = (prefix: string): Change[] => [
  {
    change: 'saves a first draft',
    before: async () => {},
    make: (send) => send('PUT', `/terms/${prefix}-save/draft`, termOf('S'), revision(0)),
  },
  {
    change: 'saves another draft',
    before: () => editor('PUT', `/terms/${prefix}-resave/draft`, termOf('S'), revision(0)),
    make: (send) => send('PUT', `/terms/${prefix}-resave/draft`, termOf('S2'), revision(1)),
  },
  {
    change: 'publishes a draft for the first time',
    before: async () => {
      await publish('organisations', `${prefix}-body`, organisationOf('B'));
      await editor('PUT', `/roles/${prefix}-publish/draft`, roleOf('P', `${prefix}-body`), revision(0));
    },
    make: (send) => send('POST', `/roles/${prefix}-publish/publish`, {}, edition(0)),
  },
  {
    change: 'publishes a draft that links to another item than the edition before',
    before: async () => {
      await publish('organisations', `${prefix}-one`, organisationOf('1'));
      await publish('organisations', `${prefix}-other`, organisationOf('2'));
      await publish('roles', `${prefix}-again`, roleOf('A', `${prefix}-one`));
      await editor('PUT', `/roles/${prefix}-again/draft`, roleOf('A', `${prefix}-other`), revision(0));
    },
    make: (send) => send('POST', `/roles/${prefix}-again/publish`, {}, edition(1)),
  },
  {
    change: 'withdraws an item that links to another',
    before: async () => {
      await publish('organisations', `${prefix}-parent`, organisationOf('P'));
      await publish('organisations', `${prefix}-withdraw`, organisationOf('W', { parent: `${prefix}-parent` }));
    },
    make: (send) => send('POST', `/organisations/${prefix}-withdraw/withdraw`, { notice }, edition(1)),
  },
  {
    change: 'withdraws one language',
    before: () => publish('terms', `${prefix}-language`, termOf('L')),
    make: (send) => send('POST', `/terms/${prefix}-language/withdraw`, { languages: ['en'], notice }, edition(1)),
  },
  {
    change: 'restores an older edition',
    before: async () => {
      await publish('terms', `${prefix}-restore`, termOf('1'));
      await publish('terms', `${prefix}-restore`, termOf('2'));
    },
    make: (send) => send('POST', `/terms/${prefix}-restore/restore`, { number: 1 }, edition(2)),
  },
  {
    change: 'renames an item that another links to',
    before: async () => {
      await publish('organisations', `${prefix}-rename`, organisationOf('R'));
      await publish('roles', `${prefix}-office`, roleOf('R', `${prefix}-rename`));
    },
    make: (send) => send('POST', `/organisations/${prefix}-rename/rename`, { slug: `${prefix}-renamed` }, edition(1)),
  },
  {
    change: 'discards a draft',
    before: () => editor('PUT', `/terms/${prefix}-discard/draft`, termOf('D'), revision(0)),
    make: (send) => send('DELETE', `/terms/${prefix}-discard/draft`, undefined, revision(1)),
  },
  {
    change: 'publishes a set whose items link to each other',
    before: () => publish('organisations', `${prefix}-set-0`, organisationOf('0')),
    make: (send) =>
      send('POST', '/publications', {
        items: [
          { kind: 'organisations', slug: `${prefix}-set-0`, match: 1, record: organisationOf('0+') },
          {
            kind: 'organisations',
            slug: `${prefix}-set-1`,
            match: null,
            record: organisationOf('1', { parent: `${prefix}-set-0` }),
          },
          { kind: 'roles', slug: `${prefix}-set-2`, match: null, record: roleOf('2', `${prefix}-set-1`) },
        ],
      }),
  },
  {
    change: 'publishes a set so large that it takes several statements per table',
    before: async () => {},
    make: (send) => {
      const long = {
        ...termOf('long'),
        texts: {
          ja: { name: '長', definition: '長'.repeat(1000) },
          en: { name: 'Long', definition: 'x'.repeat(1000) },
        },
      };
      const items = Array.from({ length: 100 }, (_, index) => index);
      const note = 'あ'.repeat(1000);
      const { ja, en } = long.texts;
      const record = { ...long, texts: { ja: { ...ja, note }, en: { ...en, note } } };
      return send('POST', '/publications', {
        items: items.map((index) => ({ kind: 'terms', slug: `${prefix}-large-${index}`, match: null, record })),
      });
    },
  },
  {
    change: 'imports two histories',
    before: async () => {},
    make: (send) =>
      send('POST', '/publications', {
        items: [history(`${prefix}-old`, `${prefix}-new`), history(`${prefix}-kept`, `${prefix}-kept`)],
      }),
  },
];

describe('a batch that fails at any of its statements changes no table', () => {
  it.for(changesOf('batch'))('an editor $change → 503, and all as before', async ({ before, make }) => {
    vi.spyOn(console, 'error').mockReturnValue();
    await before();
    const contentsBefore = await contentsOf(SCRATCH);
    const makeWith = (alter: (batch: SentStatement[]) => SentStatement[]) =>
      make(editorAt(interceptBatches(SCRATCH, (batch) => (isWrite(batch) ? alter(batch) : batch))));
    let length = 0;
    const expectRefused = async (alter: (batch: SentStatement[]) => SentStatement[]) => {
      const { status, body } = await makeWith((batch) => {
        length = batch.length;
        return alter(batch);
      });
      expect(status).toBe(503);
      expect(JSON.stringify(body)).not.toMatch(/D1|SQL|JSON|json/);
      expect(await contentsOf(SCRATCH)).toEqual(contentsBefore);
    };
    // After all of them; then in place of each, where those before it have had their effect.
    await expectRefused((batch) => [...batch, failing]);
    for (let index = 0; index < length; index += 1) await expectRefused((batch) => batch.with(index, failing));
    expect(length).toBeGreaterThan(1);
    // The same change then succeeds without a failure.
    expect((await make(editor)).status).toBeLessThan(300);
    const after = await contentsOf(SCRATCH);
    expect(after).not.toEqual(contentsBefore);
    expect(faultsIn(after)).toEqual([]);
  });
});

describe('the query plans of the editor’s API', () => {
  type Plan = { detail: string };

  const plansOf = async (make: (send: Editor) => Promise<EditorResponse>): Promise<string[]> => {
    const statements: SentStatement[] = [];
    const send = editorAt(
      interceptBatches(SCRATCH, (batch) => {
        statements.push(...batch);
        return batch;
      }),
    );
    expect((await make(send)).status).toBeLessThan(300);
    const explained = await SCRATCH.batch<Plan>(
      statements.map(({ sql, parameters }) => SCRATCH.prepare(`EXPLAIN QUERY PLAN ${sql}`).bind(...parameters)),
    );
    return explained.flatMap(({ results }) => results.map(({ detail }) => detail));
  };

  // Full scans: allowed only of what a statement brings with it or has made itself.
  const fullScans = (plans: readonly string[]) =>
    [...new Set(plans)].filter(
      (plan) => /^SCAN/.test(plan) && !/VIRTUAL TABLE|CONSTANT ROW|^SCAN (?:item|list|page|reader)$/.test(plan),
    );

  const path = '/terms/plan-read';
  const paths = ['/drafts', '/events', '/events?item=terms/plan-read', '/archive', path, `${path}/editions`];
  const requests: Change[] = [
    ...changesOf('plan'),
    ...paths.map((path) => ({
      change: `requests ${path}`,
      before: () => publish('terms', 'plan-read', termOf('A')),
      make: (send: Editor) => send('GET', path),
    })),
    {
      change: 'rebuilds the listings',
      before: async () => {},
      make: (send) => send('POST', '/listings', {}),
    },
  ];

  it.for(requests)('an editor $change: no full table scan', async ({ before, make }) => {
    await before();
    expect(fullScans(await plansOf(make))).toEqual([]);
  });

  it('a full table scan is detected', async () => {
    const { results } = await SCRATCH.prepare('EXPLAIN QUERY PLAN SELECT 1 FROM links WHERE place = 1').all<Plan>();
    expect(fullScans(results.map(({ detail }) => detail))).toEqual([expect.stringMatching(/^SCAN links/)]);
  });
});
