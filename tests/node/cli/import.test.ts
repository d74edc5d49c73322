import { beforeEach, describe, expect, it } from 'vitest';
import type { EditorClient } from '../../../cli/client.ts';
import { importInto, rebuildListings } from '../../../cli/import.ts';
import type { SourcedPublication } from '../../../cli/types.ts';
import { edition, editorAt, notice, organisationOf, roleOf, termOf } from '../../support/editor/client.ts';
import { COPY, resetDatabase, SCRATCH } from '../../support/editor/databases.ts';
import { contentsOf, faultsIn } from '../../support/editor/invariants.ts';

await resetDatabase(SCRATCH);
await resetDatabase(COPY);

/** An editor's API that remembers what it was sent. */
const listening = (database = SCRATCH) => {
  const send = editorAt(database);
  const sets: { dryRun: boolean; items: { kind: string; slug: string }[] }[] = [];
  const editor: EditorClient = (method, path, body) => {
    if (path === '/publications') sets.push(structuredClone(body) as (typeof sets)[number]);
    return send(method, path, body);
  };
  return { editor, sets, sizes: () => sets.map(({ items }) => items.length) };
};

const sourced = (kind: string, slug: string, record: unknown): SourcedPublication => ({
  from: `content/${kind}/${slug}.json`,
  publication: { kind, slug, match: 'any', record },
});
const terms = (count: number, word = 'T') =>
  Array.from({ length: count }, (_, index) => sourced('terms', `term-${index}`, termOf(`${word}${index}`)));

async function* from(records: readonly SourcedPublication[]): AsyncGenerator<SourcedPublication> {
  yield* records;
}

const run = (
  editor: EditorClient,
  records: readonly SourcedPublication[],
  options: { dryRun?: boolean; progress?: (done: number) => void } = {},
) => importInto(editor, from(records), { dryRun: false, progress: () => {}, ...options });

const sound = async () => expect(faultsIn(await contentsOf(SCRATCH))).toEqual([]);
const written = async (table: 'editions' | 'events' | 'items') => (await contentsOf(SCRATCH))[table].length;

beforeEach(() => resetDatabase(SCRATCH));

describe('an importer sends valid records', () => {
  it('→ a hundred at a time, with its progress', async () => {
    const { editor, sizes } = listening();
    const counts: number[] = [];
    const imported = await run(editor, terms(250), { progress: (done) => counts.push(done) });
    expect(imported).toMatchObject({ created: 250, changed: 0, unchanged: 0, refused: [] });
    expect(sizes()).toEqual([100, 100, 50]);
    expect(counts).toEqual([100, 200, 250]);
    await sound();
  });

  it('again → no edition, no event', async () => {
    const { editor } = listening();
    await run(editor, terms(150));
    const before = await contentsOf(SCRATCH);
    expect(await run(editor, terms(150))).toMatchObject({ created: 0, changed: 0, unchanged: 150, refused: [] });
    expect(await contentsOf(SCRATCH)).toEqual(before);
  });

  it('one of them changed → one new edition', async () => {
    const { editor } = listening();
    await run(editor, terms(150));
    const records = terms(150).with(120, sourced('terms', 'term-120', termOf('new')));
    expect(await run(editor, records)).toMatchObject({ created: 0, changed: 1, unchanged: 149, refused: [] });
    expect(await written('editions')).toBe(151);
    await sound();
  });

  it('that are long → in smaller sets, each far below the limit of the API', async () => {
    const { editor, sets, sizes } = listening();
    const note = '長'.repeat(1000);
    const aliases = Array.from({ length: 50 }, (_, index) => ({
      text: `${'別'.repeat(290)}${index}`,
      language: 'ja',
      source: 'https://example.jp/',
    }));
    const { facts, texts } = termOf('L');
    const sources = Array.from({ length: 50 }, (_, index) => ({
      href: `https://example.jp/${'x'.repeat(450)}/${index}`,
      language: 'ja',
    }));
    const record = {
      facts: { ...facts, aliases, sources },
      texts: { ja: { ...texts.ja, note }, en: { ...texts.en, note } },
    };
    const records = Array.from({ length: 120 }, (_, index) => sourced('terms', `long-${index}`, record));
    expect((await run(editor, records)).created).toBe(120);
    expect(sizes().length).toBeGreaterThan(2);
    for (const set of sets) expect(new TextEncoder().encode(JSON.stringify(set)).length).toBeLessThan(8 * 1024 * 1024);
  });

  it('→ they are read as needed: never more than a set is in memory', async () => {
    const { editor } = listening();
    let requested = 0;
    let sent = 0;
    let most = 0;
    async function* counting(): AsyncGenerator<SourcedPublication> {
      for (const record of terms(500)) {
        requested += 1;
        most = Math.max(most, requested - sent);
        yield record;
      }
    }
    await importInto(editor, counting(), {
      dryRun: false,
      progress: (done) => {
        sent = done;
      },
    });
    expect(most).toBeLessThanOrEqual(101);
  });
});

describe('an importer sends invalid records', () => {
  it('→ each is reported with its file, a pointer and a reason; the others of their set are published', async () => {
    const { editor } = listening();
    const invalid = { ...termOf('F'), languages: ['ja', 'en'], texts: { ja: termOf('F').texts.ja } };
    const records = terms(150)
      .with(20, sourced('terms', 'half', invalid))
      .with(130, sourced('roles', 'homeless', roleOf('H', 'nowhere')));
    const imported = await run(editor, records);
    expect(imported).toMatchObject({ created: 148, changed: 0, unchanged: 0 });
    expect(imported.refused).toEqual([
      {
        from: 'content/terms/half.json',
        pointer: '/texts/en',
        reason: expect.stringMatching(/\S/),
        code: 'invalid-record',
      },
      {
        from: 'content/roles/homeless.json',
        pointer: '/facts/organisation',
        reason: expect.stringMatching(/\S/),
        code: 'invalid-record',
      },
    ]);
    expect(await written('items')).toBe(148);
    await sound();
  });

  it('→ every error of each is reported', async () => {
    const { editor } = listening();
    const wrong: [string, unknown][] = [
      ['nothing', null],
      ['list', []],
      ['word', 'word'],
      ['empty', {}],
      ['unknown', { ...termOf('U'), colour: 'red' }],
      ['control', { ...termOf('C'), texts: { ...termOf('C').texts, en: { name: 'C', definition: 'a\u202Eb' } } }],
    ];
    const imported = await run(editor, [...wrong.map(([slug, record]) => sourced('terms', slug, record)), ...terms(3)]);
    expect(imported).toMatchObject({ created: 3 });
    expect(new Set(imported.refused.map((one) => one.from))).toEqual(
      new Set(wrong.map(([slug]) => `content/terms/${slug}.json`)),
    );
    expect(imported.refused).toContainEqual({
      from: 'content/terms/unknown.json',
      pointer: '/colour',
      reason: expect.stringMatching(/colour/),
      code: 'invalid-record',
    });
  });

  it('a hundred, and no valid one → nothing is published, all are reported', async () => {
    const { editor } = listening();
    const records = Array.from({ length: 120 }, (_, index) => sourced('roles', `r-${index}`, roleOf('R', 'nowhere')));
    const imported = await run(editor, records);
    expect(imported).toMatchObject({ created: 0 });
    expect(imported).toMatchObject({ faults: 120, items: 120 });
    expect(imported.refused).toHaveLength(100);
    expect(await written('items')).toBe(0);
  });
});

describe('an importer sends records that the API cannot read as a set', () => {
  it('a slug in capitals, a line without a slug → reported with a pointer; the others of their set are published', async () => {
    const { editor } = listening();
    const records = [
      ...terms(30),
      sourced('terms', 'In_Capitals', termOf('C')),
      ...terms(60).slice(30),
      sourced('terms', undefined as never, termOf('N')),
    ];
    const imported = await run(editor, records);
    expect(imported).toMatchObject({ created: 60, changed: 0, unchanged: 0 });
    expect(imported.refused).toEqual([
      { from: 'content/terms/In_Capitals.json', pointer: '/slug', reason: expect.stringMatching(/\S/) },
      { from: 'content/terms/undefined.json', pointer: '/slug', reason: expect.stringMatching(/\S/) },
    ]);
    expect(await written('items')).toBe(60);
    await sound();
  });

  it('a record over the limit of a body → it alone is reported, with the reason', async () => {
    const { editor } = listening();
    const { facts, texts } = termOf('L');
    const large = { facts, texts: { ...texts, ja: { ...texts.ja, definition: '長'.repeat(3_000_000) } } };
    const imported = await run(editor, terms(20).toSpliced(10, 0, sourced('terms', 'large', large)));
    expect(imported).toMatchObject({ created: 20 });
    expect(imported.refused).toEqual([
      { from: 'content/terms/large.json', pointer: '', reason: expect.stringMatching(/8388608/) },
    ]);
  });

  it('a service with a lower limit → sets are halved until it accepts them', async () => {
    const { editor, sizes } = listening();
    const tooLarge = { status: 413, body: { title: 'Too large', detail: 'At most 30.' } };
    const small: EditorClient = async (method, path, body) =>
      (body as { items: unknown[] }).items.length > 30 ? tooLarge : editor(method, path, body);
    expect(await run(small, terms(100))).toMatchObject({ created: 100, changed: 0, unchanged: 0, refused: [] });
    expect(sizes()).toEqual([25, 25, 25, 25]);
  });
});

describe('an importer sends histories that withdraw what others link to', () => {
  const historyOf = (slug: string, count: number): SourcedPublication => {
    const withdrawal = { date: '2026-11-02T00:00:00Z', notice };
    const editions = [
      { number: 1, published: '2026-11-01T00:00:00Z', ...organisationOf(slug), withdrawals: {} },
      {
        number: 2,
        published: withdrawal.date,
        ...organisationOf(slug),
        withdrawals: { ja: withdrawal, en: withdrawal },
      },
    ].slice(0, count);
    const history = { first: slug, slugs: [slug], editions };
    return { from: `file:${slug}`, publication: { kind: 'organisations', slug, history } };
  };

  it('one with sixty, one with a single one, and others → those two alone are refused, with the reason', async () => {
    const { editor } = listening();
    await run(
      editor,
      ['many', 'single', 'none'].map((slug) => historyOf(slug, 1)),
    );
    const offices = Array.from({ length: 61 }, (_, index) =>
      sourced('roles', `office-${index}`, roleOf(`${index}`, index < 60 ? 'many' : 'single')),
    );
    expect(await run(editor, offices)).toMatchObject({ created: 61, faults: 0 });
    const imported = await run(editor, [...['many', 'single', 'none'].map((slug) => historyOf(slug, 2)), ...terms(30)]);
    expect(imported).toEqual({
      ...{ created: 30, changed: 1, unchanged: 0, faults: 2, items: 2 },
      refused: ['many', 'single'].map((slug) => ({
        from: `file:${slug}`,
        pointer: '',
        reason: expect.stringMatching(/\S/),
        code: 'referenced',
      })),
    });
    await sound();
  });
});

describe('an importer sends records before those that they link to', () => {
  const filler = terms(250);

  it('→ published once those are', async () => {
    const { editor } = listening();
    const records = [
      sourced('roles', 'early', roleOf('E', 'late')),
      ...filler,
      sourced('organisations', 'late', organisationOf('L')),
    ];
    expect(await run(editor, records)).toMatchObject({ created: 252, refused: [] });
    await sound();
  });

  it('each links to a later one → all are published in the end', async () => {
    const { editor } = listening();
    const chain = Array.from({ length: 5 }, (_, index) =>
      sourced('organisations', `c-${index}`, organisationOf(`${index}`, index < 4 ? { parent: `c-${index + 1}` } : {})),
    );
    const records = chain.flatMap((one, index) => [
      one,
      ...terms(120, `x${index}`).map(({ publication }) =>
        sourced('terms', `${publication.slug}-${index}`, publication.record),
      ),
    ]);
    expect(await run(editor, records)).toMatchObject({ created: 605, refused: [] });
    await sound();
  });

  it('two that link to each other, far apart → published in one set', async () => {
    const { editor } = listening();
    const records = [
      sourced('organisations', 'one', organisationOf('1', { parent: 'two' })),
      ...filler,
      sourced('organisations', 'two', organisationOf('2', { predecessor: 'one' })),
    ];
    expect(await run(editor, records)).toMatchObject({ created: 252, refused: [] });
    await sound();
  });
});

describe('an import is interrupted', () => {
  it('by a kill → the next run publishes the rest, and nothing twice', async () => {
    const { editor } = listening();
    async function* dying(): AsyncGenerator<SourcedPublication> {
      yield* terms(170);
      throw new Error('killed');
    }
    await expect(importInto(editor, dying(), { dryRun: false, progress: () => {} })).rejects.toThrow('killed');
    expect(await written('items')).toBe(100);
    expect(await run(editor, terms(250))).toMatchObject({ created: 150, changed: 0, unchanged: 100, refused: [] });
    expect(await written('editions')).toBe(250);
    expect(await written('events')).toBe(250);
    await sound();
  });

  it('by an error of the service → it stops with the reason', async () => {
    const failing: EditorClient = async () => ({
      status: 500,
      body: { title: 'Internal error', detail: 'It is not you.' },
    });
    await expect(run(failing, terms(3))).rejects.toThrow('500 Internal error: It is not you.');
  });

  it('by a missing role → it stops with the reason', async () => {
    for (const status of [401, 403]) {
      const refusing: EditorClient = async () => ({ status, body: { title: 'No', detail: 'Sign in.' } });
      await expect(run(refusing, terms(3))).rejects.toThrow(`${status} No: Sign in.`);
    }
  });

  it('after a set was written and its answer lost → the set is sent again, and is unchanged', async () => {
    const { editor } = listening();
    let lost = false;
    const losing: EditorClient = async (method, path, body) => {
      const answer = await editor(method, path, body);
      if (lost) return answer;
      lost = true;
      return editor(method, path, body);
    };
    expect(await run(losing, terms(100))).toMatchObject({ created: 0, unchanged: 100 });
    expect(await written('editions')).toBe(100);
  });
});

describe('a dry run', () => {
  it('→ the results, and nothing is written, not even an event', async () => {
    const { editor } = listening();
    await run(editor, terms(10));
    const before = await contentsOf(SCRATCH);
    const records = [
      ...terms(10).with(3, sourced('terms', 'term-3', termOf('new'))),
      sourced('terms', 'more', termOf('M')),
      sourced('roles', 'homeless', roleOf('H', 'nowhere')),
    ];
    expect(await run(editor, records, { dryRun: true })).toMatchObject({
      created: 1,
      changed: 1,
      unchanged: 9,
      refused: [{ from: 'content/roles/homeless.json', pointer: '/facts/organisation' }],
    });
    expect(await contentsOf(SCRATCH)).toEqual(before);
  });

  it('of an export, for an empty database → everything would be created, with all its links', async () => {
    const { editor } = listening(COPY);
    const send = editorAt(SCRATCH);
    await resetDatabase(COPY);
    await run(listening().editor, [sourced('organisations', 'zero', organisationOf('Z')), ...terms(120)]);
    await send('POST', '/organisations/zero/rename', { slug: 'a-zero' }, edition(1));
    await run(listening().editor, [sourced('roles', 'office', roleOf('O', 'zero'))]);
    const { body } = await send('GET', '/archive?limit=100');
    const rest = await send('GET', `/archive?limit=100&after=${body.next}`);
    const histories = [...body.items, ...rest.body.items].map(({ kind, slug, ...history }): SourcedPublication => {
      const { first, slugs, editions } = history;
      return { from: '', publication: { kind, slug, history: { first, slugs, editions } } };
    });
    const inOrder = histories.toSorted((one) => (one.publication.kind === 'organisations' ? -1 : 0));
    expect(await run(editor, inOrder, { dryRun: true })).toMatchObject({ created: 122, refused: [] });
    expect((await contentsOf(COPY)).items).toEqual([]);
  });

  it('of records that link to records of an earlier set → they would be created too', async () => {
    const { editor } = listening();
    const records = [
      sourced('organisations', 'first', organisationOf('F')),
      ...terms(200),
      sourced('roles', 'second', roleOf('S', 'first')),
    ];
    expect(await run(editor, records, { dryRun: true })).toMatchObject({
      created: 202,
      changed: 0,
      unchanged: 0,
      refused: [],
    });
    expect(await written('items')).toBe(0);
  });
});

describe('an export', () => {
  async function* exported(database: D1Database): AsyncGenerator<SourcedPublication> {
    const send = editorAt(database);
    for (let after: string | null = ''; after !== null; ) {
      const { body }: { body: { items: Record<string, unknown>[]; next: string | null } } = await send(
        'GET',
        `/archive?limit=7&after=${encodeURIComponent(after)}`,
      );
      for (const { kind, slug, first, slugs, editions } of body.items)
        yield {
          from: '',
          publication: { kind: String(kind), slug: String(slug), history: { first, slugs, editions } },
        };
      after = body.next;
    }
  }
  const copying = () => importInto(listening(COPY).editor, exported(SCRATCH), { dryRun: false, progress: () => {} });
  const all = async (database: D1Database) => {
    const items = [];
    for await (const { publication } of exported(database)) items.push(publication);
    return items;
  };

  beforeEach(async () => {
    await resetDatabase(COPY);
    const { editor } = listening();
    const send = editorAt(SCRATCH);
    await run(editor, [
      ...terms(120),
      sourced('organisations', 'body', organisationOf('B')),
      sourced('organisations', 'gone', organisationOf('G', { parent: 'body' })),
      sourced('roles', 'office', roleOf('O', 'body')),
    ]);
    await run(editor, [sourced('terms', 'term-1', termOf('again'))]);
    await send('POST', '/organisations/gone/withdraw', { notice }, edition(1));
    await send('POST', '/organisations/body/rename', { slug: 'body-new' }, edition(1));
    await send('POST', '/terms/term-2/withdraw', { notice, languages: ['en'] }, edition(1));
  });

  it('→ an empty database gets every edition with its number and time, and every former slug', async () => {
    expect(await copying()).toMatchObject({ created: 123, changed: 0, unchanged: 0, refused: [] });
    expect(await all(COPY)).toEqual(await all(SCRATCH));
    expect(faultsIn(await contentsOf(COPY))).toEqual([]);
  });

  it('again → unchanged; later → the editions since', async () => {
    await copying();
    expect(await copying()).toMatchObject({ created: 0, changed: 0, unchanged: 123, refused: [] });
    const send = editorAt(SCRATCH);
    await send('POST', '/terms/term-3/rename', { slug: 'term-three' }, edition(1));
    await send('POST', '/roles/office/withdraw', { notice }, edition(1));
    await send('POST', '/organisations/body-new/withdraw', { notice }, edition(2));
    expect(await copying()).toMatchObject({ created: 0, changed: 3, unchanged: 120, refused: [] });
    expect(await all(COPY)).toEqual(await all(SCRATCH));
    expect(faultsIn(await contentsOf(COPY))).toEqual([]);
  });

  it('of an item that has other editions there → refused and unchanged', async () => {
    await copying();
    await run(listening(COPY).editor, [sourced('terms', 'term-5', termOf('there'))]);
    await run(listening(SCRATCH).editor, [sourced('terms', 'term-5', termOf('here'))]);
    const imported = await copying();
    expect(imported).toMatchObject({ unchanged: 122, refused: [{ pointer: '', code: 'history-differs' }] });
    const { body } = await editorAt(COPY)('GET', '/terms/term-5');
    expect(body.live.texts.en.name).toBe(termOf('there').texts.en.name);
  });
});

describe('lists', () => {
  it('are rebuilt in parts until complete, and not again while no name has changed', async () => {
    const { editor } = listening();
    await run(editor, terms(230));
    const parts: unknown[] = [];
    const telling: EditorClient = async (method, path, body) => {
      const answer = await editor(method, path, body);
      parts.push(answer.body.listed);
      return answer;
    };
    await rebuildListings(telling);
    expect(parts).toEqual([100, 100, 30]);
    await rebuildListings(telling);
    expect(parts.slice(3)).toEqual([0]);
    await sound();
  });
});
