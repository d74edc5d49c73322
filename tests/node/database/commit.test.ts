import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/database/connection.ts';
import { commit } from '../../../src/database/write/commit.ts';
import { listingStatements } from '../../../src/database/write/listings.ts';
import type { Item, Withdrawal } from '../../../src/model/edition.ts';
import { ask } from '../../support/ask.ts';
import { put } from '../../support/put.ts';
import { everything, liveItem, newTerm, nextEdition, startOver } from '../../support/state.ts';

const files = import.meta.glob<string>(
  ['../../../migrations/0005_live.sql', '../../../migrations/0006_brief.sql', '../../../migrations/0008_revisions.sql'],
  { eager: true, query: '?raw', import: 'default' },
);
const [ofLive = '', ofBrief = '', ofSince = ''] = Object.values(files);

const publish = put;
const rows = async <Row>(sql: string) => (await env.DB.prepare(sql).all<Row>()).results;
const gone: Withdrawal = { date: '2026-12-02', notice: { ja: '終了', en: 'Closed.' } };
const texts = {
  ja: { name: '量子', reading: 'りょうし', definition: '最小の単位。' },
  en: { name: 'quantum', definition: 'The smallest unit.' },
};

/** Whether each counter is the length of its list, and each list that has rows has its counter. */
const expectCountersToMatch = async () => {
  const counted = await rows('SELECT kind, language, filter, fallback, total FROM counters WHERE total <> 0');
  const listed = await rows(
    `SELECT kind, language, filter, reader.fallback, count(*) AS total
     FROM listings JOIN (SELECT 0 AS fallback UNION ALL SELECT 1) AS reader
       ON listings.fallback IS NULL OR listings.fallback = reader.fallback
     GROUP BY kind, language, filter, reader.fallback ORDER BY kind, language, filter, reader.fallback`,
  );
  expect(counted).toEqual(listed);
  expect(await rows('SELECT * FROM counters WHERE total < 0')).toEqual([]);
};

afterEach(startOver);

describe('what is published stands in its lists', () => {
  const standing = (slug: string) =>
    rows(
      `SELECT language, filter, fallback, modified FROM listings WHERE slug = '${slug}' AND language <> 'mul' ORDER BY 1, 2, 3`,
    );
  const modified = '2026-12-01T00:00:00Z';

  it('written in both languages: once in each, for every reader', async () => {
    await publish(newTerm('quantum', texts));
    expect(await standing('quantum')).toEqual([
      { language: 'en', filter: '', fallback: null, modified },
      { language: 'ja', filter: '', fallback: null, modified },
    ]);
  });

  it('written in one language: in the other only for readers who take both', async () => {
    await publish(newTerm('quantum', { en: texts.en }));
    expect(await standing('quantum')).toEqual([
      { language: 'en', filter: '', fallback: null, modified },
      { language: 'ja', filter: '', fallback: 1, modified },
    ]);
  });

  it('named in one language: at one place for readers who take its name, at another for those who do not', async () => {
    await publish(newTerm('quantum', { ja: { definition: '最小の単位。' }, en: { ...texts.en, name: 'zero' } }));
    const places = await rows<{ fallback: number; sort: string }>(
      "SELECT fallback, sort FROM listings WHERE slug = 'quantum' AND language = 'ja' ORDER BY fallback",
    );
    expect(places).toEqual([
      { fallback: 0, sort: expect.stringMatching(/^quantum/) },
      { fallback: 1, sort: expect.stringMatching(/^zero/) },
    ]);
    expect((await ask('/ja/terms.json?fallback=none&limit=100')).json).toMatchObject({ total: 27 });
    expect((await ask('/ja/terms.json?limit=100')).json).toMatchObject({ total: 27 });
  });

  it('under each of its links and statuses, once, however often they occur', async () => {
    const filters = (
      await rows<{ filter: string }>(
        "SELECT filter FROM listings WHERE slug = 'council-2-2024-data' AND language = 'ja' ORDER BY filter",
      )
    ).map(({ filter }) => filter);
    expect(filters).toEqual([
      '',
      'action=actions/data',
      'council=councils/council-2-2024',
      'status=announced',
      'status=ongoing',
    ]);
  });

  it('moves when it changes, and leaves when it is withdrawn', async () => {
    const data = await liveItem('actions', 'data');
    await publish(nextEdition(data, { facts: { ...data.edition.facts, status: 'done', order: 1 } }));
    expect((await ask('/ja/actions.json?status=done')).json).toMatchObject({ items: [{ slug: 'data' }], total: 1 });
    expect((await ask('/ja/actions.json?limit=1')).json).toMatchObject({ items: [{ slug: 'data' }], total: 8 });
    await publish(nextEdition(await liveItem('actions', 'data'), { withdrawals: { ja: gone, en: gone } }));
    expect(await standing('data')).toEqual([]);
    expect((await ask('/ja/actions.json')).json).toMatchObject({ total: 7 });
  });
});

describe('the counters are the lengths of the lists', () => {
  it('after the records were loaded', expectCountersToMatch);

  it('after any changes, in any order', async () => {
    const change = fc.record({
      slug: fc.constantFrom('quantum', 'photon', 'dfft', 'iap'),
      languages: fc.subarray(['ja', 'en'] as const, { minLength: 1 }),
      withdrawn: fc.subarray(['ja', 'en'] as const),
      named: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 8 }), async (changes) => {
        for (const { slug, languages, withdrawn, named } of changes) {
          const live = await liveItem('terms', slug).catch(() => undefined);
          const written = Object.fromEntries(
            languages.map((tag) => [tag, { ...texts[tag], ...(named || tag === 'en' ? {} : { name: undefined }) }]),
          );
          const withdrawals = Object.fromEntries(withdrawn.map((tag) => [tag, gone]));
          const edition = { texts: written, withdrawals };
          await publish(live ? nextEdition(live, edition) : newTerm(slug, written, edition));
        }
        await expectCountersToMatch();
      }),
      { numRuns: 10 },
    );
  });

  it('after everything is listed anew', async () => {
    const before = await everything();
    const all = await Promise.all(
      (before.items as { id: string }[])
        .map(({ id }) => id.split('/'))
        .map(([kind, slug]) => liveItem(kind as 'terms', slug ?? '')),
    );
    await openDatabase(env.DB).batch(...listingStatements(all));
    expect(await everything()).toEqual(before);
  });
});

describe('a commit is done whole or not at all', () => {
  const refuse = async (...items: Item[]) => {
    const before = await everything();
    await expect(publish(...items)).rejects.toThrow(/D1_ERROR/);
    expect(await everything()).toEqual(before);
  };

  it('the second of two publications of one edition is refused, with all that came with it', async () => {
    const next = nextEdition(await liveItem('terms', 'dfft'), {});
    await publish(next);
    await refuse(newTerm('quantum', texts), {
      ...next,
      edition: { ...next.edition, published: '2027-01-01T00:00:00Z' },
    });
  });

  it('two people at once: one is published, the other learns of it', async () => {
    const next = nextEdition(await liveItem('terms', 'dfft'), {});
    const outcomes = await Promise.allSettled([publish(next), publish(next)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await liveItem('terms', 'dfft')).edition.number).toBe(2);
    await expectCountersToMatch();
  });

  it('the same item twice in one commit is refused', async () => {
    const quantum = newTerm('quantum', texts);
    await refuse(quantum, quantum);
  });

  it('nothing to commit costs nothing', async () => {
    const database = openDatabase(env.DB);
    await commit(database, []);
    expect(database.cost).toEqual({ trips: 0, statements: 0, rowsRead: 0, rowsWritten: 0 });
  });

  it('earlier editions stay as they were', async () => {
    const first = await rows("SELECT * FROM editions WHERE item = 'terms/dfft'");
    await publish(nextEdition(await liveItem('terms', 'dfft'), { texts: { en: texts.en } }));
    expect(await rows("SELECT * FROM editions WHERE item = 'terms/dfft' AND number = 1")).toEqual(first);
  });
});

describe('what readers get in one row', () => {
  const kept = async () =>
    (await rows<{ links: string }>('SELECT * FROM live ORDER BY id')).map(({ links, ...row }) => ({
      ...row,
      links: JSON.parse(links),
    }));

  it('is the live edition, under the slug the item bears now, with what its links outside lists lead to', async () => {
    await publish(nextEdition(await liveItem('outcomes', 'council-2-2024-data'), { slug: 'renamed' }));
    const { edition, slug } = await liveItem('outcomes', 'council-2-2024-data');
    const [row] = await rows<Record<string, string>>("SELECT * FROM live WHERE id = 'outcomes/council-2-2024-data'");
    expect({ ...row, facts: JSON.parse(row?.facts ?? ''), links: JSON.parse(row?.links ?? '') }).toMatchObject({
      slug,
      number: 2,
      facts: edition.facts,
      published: edition.published,
      links: { council: 'councils/council-2-2024', action: 'actions/data' },
    });
    expect(slug).toBe('renamed');
  });

  it('says in brief what a reference shows: single facts, names, and what of it is unverified', async () => {
    const { facts } = newTerm('quantum', texts).edition;
    const named = { name: { family: '量', given: '子' }, reading: 'りょうし', definition: '最小の単位。' };
    const written = { ja: named, en: { ...texts.en, unverified: ['/name'] } };
    await publish(newTerm('quantum', written, { facts: { ...facts, order: 2, unverified: ['/sources'] } }));
    const [row] = await rows<{ brief: string }>("SELECT brief FROM live WHERE id = 'terms/quantum'");
    expect(JSON.parse(row?.brief ?? '')).toEqual({
      facts: { licence: facts.licence, order: 2, unverified: ['/sources'] },
      texts: {
        ja: { name: { family: '量', given: '子' }, reading: 'りょうし' },
        en: { name: 'quantum', unverified: ['/name'] },
      },
    });
  });

  it('loses the links of what is withdrawn altogether', async () => {
    await publish(
      nextEdition(await liveItem('outcomes', 'council-2-2024-data'), { withdrawals: { ja: gone, en: gone } }),
    );
    expect(await rows("SELECT number, links FROM live WHERE id = 'outcomes/council-2-2024-data'")).toEqual([
      { number: 2, links: '{}' },
    ]);
  });

  it('is made by the migration, of what was published before it, as it is kept behind it', async () => {
    await publish(nextEdition(await liveItem('outcomes', 'council-2-2024-data'), { slug: 'renamed' }));
    const known = await kept();
    await env.DB.prepare('DELETE FROM live').run();
    await env.DB.prepare(ofLive.slice(ofLive.lastIndexOf('INSERT INTO live'))).run();
    await env.DB.prepare(ofBrief.slice(ofBrief.lastIndexOf('UPDATE live'))).run();
    await env.DB.prepare(ofSince.slice(ofSince.lastIndexOf('UPDATE live'))).run();
    expect(await kept()).toEqual(known);
    expect(known.length).toBeGreaterThan(100);
  });
});
