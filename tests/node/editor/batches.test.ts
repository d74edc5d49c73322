import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  edition,
  editorAt,
  notice,
  organisationOf,
  revision,
  roleOf,
  type Told,
  termOf,
} from '../../support/editor/client.ts';
import { begin, SCRATCH } from '../../support/editor/databases.ts';
import { type Sent, wired, writes } from '../../support/editor/batches.ts';
import { contentsOf, faultsIn } from '../../support/editor/invariants.ts';

await begin(SCRATCH);
const editor = editorAt(SCRATCH);
type Desk = typeof editor;

// What fails as it runs, not as it is prepared: so the statements before it have had their effect.
const failing: Sent = { sql: `SELECT json(value) FROM json_each('["{"]')`, parameters: [] };

afterEach(() => {
  vi.restoreAllMocks();
});

const there = async (kind: string, slug: string, record: unknown) => {
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

/** A change: what has to be there before it, and the change itself. */
interface Made {
  change: string;
  before: () => Promise<unknown>;
  make: (editor: Desk) => Promise<Told>;
}

/** Every way to change something, each on items of its own; their slugs begin with `at`. */
const changesOf = (at: string): Made[] => [
  {
    change: 'saves a first draft',
    before: async () => {},
    make: (through) => through('PUT', `/terms/${at}-save/draft`, termOf('S'), revision(0)),
  },
  {
    change: 'saves another draft',
    before: () => editor('PUT', `/terms/${at}-resave/draft`, termOf('S'), revision(0)),
    make: (through) => through('PUT', `/terms/${at}-resave/draft`, termOf('S2'), revision(1)),
  },
  {
    change: 'publishes a draft for the first time',
    before: async () => {
      await there('organisations', `${at}-body`, organisationOf('B'));
      await editor('PUT', `/roles/${at}-publish/draft`, roleOf('P', `${at}-body`), revision(0));
    },
    make: (through) => through('POST', `/roles/${at}-publish/publish`, {}, edition(0)),
  },
  {
    change: 'publishes a draft that points elsewhere than the edition before it',
    before: async () => {
      await there('organisations', `${at}-one`, organisationOf('1'));
      await there('organisations', `${at}-other`, organisationOf('2'));
      await there('roles', `${at}-again`, roleOf('A', `${at}-one`));
      await editor('PUT', `/roles/${at}-again/draft`, roleOf('A', `${at}-other`), revision(0));
    },
    make: (through) => through('POST', `/roles/${at}-again/publish`, {}, edition(1)),
  },
  {
    change: 'withdraws an item that points at another',
    before: async () => {
      await there('organisations', `${at}-parent`, organisationOf('P'));
      await there('organisations', `${at}-withdraw`, organisationOf('W', { parent: `${at}-parent` }));
    },
    make: (through) => through('POST', `/organisations/${at}-withdraw/withdraw`, { notice }, edition(1)),
  },
  {
    change: 'withdraws one language',
    before: () => there('terms', `${at}-language`, termOf('L')),
    make: (through) => through('POST', `/terms/${at}-language/withdraw`, { languages: ['en'], notice }, edition(1)),
  },
  {
    change: 'restores an older edition',
    before: async () => {
      await there('terms', `${at}-restore`, termOf('1'));
      await there('terms', `${at}-restore`, termOf('2'));
    },
    make: (through) => through('POST', `/terms/${at}-restore/restore`, { number: 1 }, edition(2)),
  },
  {
    change: 'renames an item that another points at',
    before: async () => {
      await there('organisations', `${at}-rename`, organisationOf('R'));
      await there('roles', `${at}-office`, roleOf('R', `${at}-rename`));
    },
    make: (through) => through('POST', `/organisations/${at}-rename/rename`, { slug: `${at}-renamed` }, edition(1)),
  },
  {
    change: 'discards a draft',
    before: () => editor('PUT', `/terms/${at}-discard/draft`, termOf('D'), revision(0)),
    make: (through) => through('DELETE', `/terms/${at}-discard/draft`, undefined, revision(1)),
  },
  {
    change: 'publishes a set whose items point at each other',
    before: () => there('organisations', `${at}-set-0`, organisationOf('0')),
    make: (through) =>
      through('POST', '/publications', {
        items: [
          { kind: 'organisations', slug: `${at}-set-0`, match: 1, record: organisationOf('0+') },
          {
            kind: 'organisations',
            slug: `${at}-set-1`,
            match: null,
            record: organisationOf('1', { parent: `${at}-set-0` }),
          },
          { kind: 'roles', slug: `${at}-set-2`, match: null, record: roleOf('2', `${at}-set-1`) },
        ],
      }),
  },
  {
    change: 'publishes a set so large that a table takes several statements',
    before: async () => {},
    make: (through) => {
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
      return through('POST', '/publications', {
        items: items.map((index) => ({ kind: 'terms', slug: `${at}-large-${index}`, match: null, record })),
      });
    },
  },
  {
    change: 'imports two histories',
    before: async () => {},
    make: (through) =>
      through('POST', '/publications', {
        items: [history(`${at}-old`, `${at}-new`), history(`${at}-kept`, `${at}-kept`)],
      }),
  },
];

describe('a batch that fails at any of its statements leaves every table as it was', () => {
  it.for(changesOf('batch'))('whoever $change', async ({ before, make }) => {
    vi.spyOn(console, 'error').mockReturnValue();
    await before();
    const as = await contentsOf(SCRATCH);
    const spoilt = (spoil: (batch: Sent[]) => Sent[]) =>
      make(editorAt(wired(SCRATCH, (batch) => (writes(batch) ? spoil(batch) : batch))));
    let length = 0;
    const refused = async (spoil: (batch: Sent[]) => Sent[]) => {
      const { status, body } = await spoilt((batch) => {
        length = batch.length;
        return spoil(batch);
      });
      expect(status).toBe(503);
      expect(JSON.stringify(body)).not.toMatch(/D1|SQL|JSON|json/);
      expect(await contentsOf(SCRATCH)).toEqual(as);
    };
    await refused((batch) => [...batch, failing]);
    for (let index = 0; index < length; index += 1) {
      await refused((batch) => batch.with(index, failing));
      await refused((batch) => batch.toSpliced(index + 1, 0, failing));
    }
    expect(length).toBeGreaterThan(1);
    // The same change, undisturbed, is then made: nothing of the failures stands in its way.
    expect((await make(editor)).status).toBeLessThan(300);
    const after = await contentsOf(SCRATCH);
    expect(after).not.toEqual(as);
    expect(faultsIn(after)).toEqual([]);
  });
});

describe('what a change costs', () => {
  type Plan = { detail: string };

  const plansOf = async (make: (through: Desk) => Promise<Told>): Promise<string[]> => {
    const asked: Sent[] = [];
    const through = editorAt(
      wired(SCRATCH, (batch) => {
        asked.push(...batch);
        return batch;
      }),
    );
    expect((await make(through)).status).toBeLessThan(300);
    const explained = await SCRATCH.batch<Plan>(
      asked.map(({ sql, parameters }) => SCRATCH.prepare(`EXPLAIN QUERY PLAN ${sql}`).bind(...parameters)),
    );
    return explained.flatMap(({ results }) => results.map(({ detail }) => detail));
  };

  // Every row of a table: allowed only of what a statement brings with it or has made itself.
  const scans = (plans: readonly string[]) =>
    [...new Set(plans)].filter(
      (plan) => /^SCAN/.test(plan) && !/VIRTUAL TABLE|CONSTANT ROW|^SCAN (?:item|list|page|reader)$/.test(plan),
    );

  const path = '/terms/plan-asked';
  const asks = ['/drafts', '/events', '/events?item=terms/plan-asked', '/archive', path, `${path}/editions`];
  const more: Made[] = [
    ...changesOf('plan'),
    ...asks.map((asked) => ({
      change: `asks for ${asked}`,
      before: () => there('terms', 'plan-asked', termOf('A')),
      make: (through: Desk) => through('GET', asked),
    })),
    {
      change: 'has everything listed anew',
      before: async () => {},
      make: (through) => through('POST', '/listings', {}),
    },
  ];

  it.for(more)('no table is read from end to end for whoever $change', async ({ before, make }) => {
    await before();
    expect(scans(await plansOf(make))).toEqual([]);
  });

  it('a table that is read from end to end would be noticed', async () => {
    const { results } = await SCRATCH.prepare('EXPLAIN QUERY PLAN SELECT 1 FROM links WHERE place = 1').all<Plan>();
    expect(scans(results.map(({ detail }) => detail))).toEqual([expect.stringMatching(/^SCAN links/)]);
  });
});
