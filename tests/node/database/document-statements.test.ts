import { env } from 'cloudflare:workers';
import { afterEach, describe, expect, it } from 'vitest';
import { loadItems } from '../../../src/database/documents/load.ts';
import { targetAt, targetsByIds } from '../../../src/database/documents/load-statements.ts';
import { refreshDocuments } from '../../../src/database/documents/refresh.ts';
import { countStale, expireDocuments, markListsStale } from '../../../src/database/documents/stale.ts';
import { documentContext } from '../../support/documents.ts';
import { recordFiles } from '../../support/records.ts';
import { startOver } from '../../support/state.ts';
import { describeStatements, fold, recordingDatabase } from '../../support/statements.ts';

const at = '2026-12-01T00:00:00Z';
const byId = 'SEARCH live USING PRIMARY KEY (id=?)';
const listing = 'SEARCH listings USING PRIMARY KEY (kind=? AND language=? AND filter=?)';
const stale = 'SEARCH stale_documents USING PRIMARY KEY (item=?)';
const madeWith = 'SEARCH derived EXISTS USING PRIMARY KEY (name=?)';

afterEach(startOver);

describe('the statements of documents/load.ts', () => {
  const bySlug = '(select "item" as "id" from "slugs" where "kind" = ? and "slug" = ?)';
  const byIds = '(select "target"."value" as "id" from json_each(?) as "target")';
  const slugs = 'SEARCH slugs USING PRIMARY KEY (kind=? AND slug=?)';

  const itemSql = (targets: string) =>
    fold(`
      with "target" as ${targets} select "live"."id", "live"."kind", "live"."slug", "live"."first", "live"."number",
      "live"."withdrawals", "live"."published", "live"."facts", "live"."texts"
      from "target" cross join "live" where "live"."id" = "target"."id"
    `);
  const linkSql = (targets: string) =>
    fold(`
      with "target" as ${targets} select "links"."source", "links"."relation", "links"."place", "live"."id",
      "live"."kind", "live"."slug", "live"."first", "live"."number", "live"."withdrawals", "live"."published",
      "live"."brief" from "target" cross join "links" cross join "live"
      where "links"."source" = "target"."id" and "live"."id" = "links"."target"
    `);
  const positionsSql = (targets: string) => `
    with "target" as ${targets}, "range" as (select "target"."id", "language"."value" as "language",
    "reader"."value" as "fallback", ? || "target"."id" as "filter", (select "listings"."sort" from "listings" where "listings"."kind" = ?
    and "listings"."language" = "language"."value" and "listings"."filter" = ? || "target"."id"
    and ("listings"."fallback" is null or "listings"."fallback" = "reader"."value")
    order by "listings"."sort", "listings"."slug" limit ? offset ?) as "bound"
    from "target" cross join json_each(?) as "language" cross join json_each(?) as "reader"), "position" as
    (select "range"."id" as "target", "range"."language", "range"."fallback", "listings"."item", "listings"."sort",
    "listings"."slug"
    from "range" cross join "listings" where "listings"."kind" = ? and "listings"."language" = "range"."language"
    and "listings"."filter" = "range"."filter"
    and ("listings"."fallback" is null or "listings"."fallback" = "range"."fallback")
    and ("range"."bound" is null or "listings"."sort" <= "range"."bound"))`;
  const listedSql = (targets: string, relations: string) =>
    fold(`
      ${positionsSql(targets)}, "page" as (select distinct "item" from "position") select "live"."id", "live"."kind",
      "live"."slug", "live"."first", "live"."number", "live"."withdrawals", "live"."published", "live"."texts",
      json_remove("live"."facts", ?, ?) as "facts", ${relations} as "targets"
      from "page" cross join "live" where "live"."id" = "page"."item"
    `);
  const orderedSql = (targets: string) =>
    fold(
      `${positionsSql(targets)} select "target", "language", "fallback", "item" from "position" order by "sort", "slug"`,
    );

  it('loads an item by its slug, with its links, a list, and what the entries of the list link to', async () => {
    const { database, sent } = recordingDatabase();
    const { items } = await loadItems(database, ['participants'], () => targetAt('participants', 'tsuchida-shin'));
    const named = ['participants', 'tsuchida-shin'];
    const ranged = [
      ...named,
      'participant=',
      'councils',
      'participant=',
      1,
      50,
      '["ja","en","mul"]',
      '[0,1]',
      'councils',
    ];
    expect(await describeStatements(sent)).toEqual([
      { sql: itemSql(bySlug), parameters: named, searches: [slugs, byId], scans: [] },
      {
        sql: linkSql(bySlug),
        parameters: named,
        searches: [slugs, 'SEARCH links USING PRIMARY KEY (source=?)', byId],
        scans: [],
      },
      { sql: orderedSql(bySlug), parameters: ranged, searches: [slugs, listing, listing, listing], scans: [] },
      {
        sql: listedSql(bySlug, 'json_object()'),
        parameters: [...ranged, '$.sources', '$.aliases'],
        searches: [slugs, listing, listing, listing, byId],
        scans: [],
      },
      {
        sql: fold(`
          ${positionsSql(bySlug)}, "page" as (select distinct "target", "item" from "position")
          select "page"."target" as "target", "links"."source", "links"."relation", "links"."place", "live"."id",
          "live"."kind", "live"."slug", "live"."first", "live"."number", "live"."withdrawals", "live"."published",
          "live"."brief" from "page" cross join links as "entry" indexed by links_by_target cross join "links"
          cross join "live" where "entry"."target" = "page"."target" and "entry"."relation" = ?
          and "entry"."source" = "page"."item" and "links"."source" = "entry"."source"
          and "links"."relation" in (?, ?) and "links"."place" = "entry"."place" and "live"."id" = "links"."target"
        `),
        parameters: [...ranged, 'attendances.participant', 'attendances.role', 'attendances.organisation'],
        searches: [
          ...[slugs, listing, listing, listing],
          'SEARCH entry USING COVERING INDEX links_by_target (target=? AND relation=? AND source=?)',
          'SEARCH links USING PRIMARY KEY (source=? AND relation=? AND place=?)',
          byId,
        ],
        scans: [],
      },
    ]);
    expect(items).toMatchObject([{ row: { id: 'participants/tsuchida-shin', number: 1 }, links: [] }]);
    // He was at the second council, as a vice-minister of an agency (content/councils/council-2-2024.json).
    const [list, ...others] = items[0]?.lists ?? [];
    expect(others).toEqual([]);
    // In each language, for readers who take no fallback and for those who do.
    expect(list?.positions).toEqual(
      (['ja', 'en', 'mul'] as const).flatMap((language) =>
        [0, 1].map((fallback) => ({
          ...{ target: 'participants/tsuchida-shin', language, fallback },
          item: 'councils/council-2-2024',
        })),
      ),
    );
    expect([...(list?.rows.keys() ?? [])]).toEqual(['councils/council-2-2024']);
    expect(list?.entryLinks.map(({ relation, id }) => [relation, id]).toSorted()).toEqual([
      ['attendances.organisation', 'organisations/digital-agency'],
      ['attendances.role', 'roles/da-parliamentary-vice-minister'],
    ]);
  });

  it('loads items by their ids, with what their cards in a list link to', async () => {
    const { database, sent } = recordingDatabase();
    const ids = ['actions/data', 'actions/ai'];
    const { items } = await loadItems(database, ['actions'], () => targetsByIds(ids));
    const named = [JSON.stringify(ids)];
    const ranged = [...named, 'action=', 'outcomes', 'action=', 1, 50, '["ja","en","mul"]', '[0,1]', 'outcomes'];
    expect(await describeStatements(sent)).toEqual([
      { sql: itemSql(byIds), parameters: named, searches: [byId], scans: [] },
      {
        sql: linkSql(byIds),
        parameters: named,
        searches: ['SEARCH links USING PRIMARY KEY (source=?)', byId],
        scans: [],
      },
      { sql: orderedSql(byIds), parameters: ranged, searches: [listing, listing, listing], scans: [] },
      {
        sql: listedSql(
          byIds,
          `json_object(?, json((select json_object('id', "obj"."id", 'kind', "obj"."kind", 'slug', "obj"."slug",
          'first', "obj"."first", 'number', "obj"."number", 'withdrawals', "obj"."withdrawals", 'published',
          "obj"."published", 'brief', "obj"."brief")
          from (select "target"."id", "target"."kind", "target"."slug", "target"."first", "target"."number",
          "target"."withdrawals", "target"."published", "target"."brief"
          from "live" as "target" where "target"."id" = json_extract("live"."links", ?)) as obj)))`,
        ),
        parameters: [...ranged, '$.sources', '$.aliases', 'council', '$."council"'],
        searches: [listing, listing, listing, byId, 'SEARCH target USING PRIMARY KEY (id=?)'],
        scans: [],
      },
    ]);
    // Newest first, as the councils were.
    const outcomesOf = (action: string) =>
      items
        .find(({ row }) => row.id === `actions/${action}`)
        ?.lists[0]?.positions.filter(({ language, fallback }) => language === 'ja' && fallback === 1)
        .map(({ item }) => item);
    expect(outcomesOf('data')).toEqual([
      'outcomes/council-3-2025-data',
      'outcomes/council-2-2024-data',
      'outcomes/launch-2022-data',
    ]);
    expect(outcomesOf('ai')).toEqual(['outcomes/council-3-2025-ai', 'outcomes/council-2-2024-ai']);
  });
});

describe('the statements of documents/stale.ts', () => {
  const marked = `"since" = "excluded"."since", "claim" = ?, "failures" = ?`;
  const markSql = (items: string) =>
    fold(`
      with "item" as (${items}) insert into "stale_documents" ("item", "expired", "since")
      select "item"."id", ? as "expired", ? as "since" from "item" where true on conflict ("item") do update set ${marked}
    `);

  it('makes everything out of date where the digest is another, and nothing where it is the same', async () => {
    const { database, sent } = recordingDatabase();
    await expireDocuments(database, 'another', at);
    await expireDocuments(database, 'another', '2026-12-02T00:00:00Z');
    const reading = {
      sql: 'select "digest" from "derived" where "name" = ?',
      parameters: ['documents'],
      searches: ['SEARCH derived USING PRIMARY KEY (name=?)'],
      scans: [],
    };
    expect(await describeStatements(sent)).toEqual([
      reading,
      {
        sql: fold(`
          insert into "derived" ("name", "digest") values (?, ?) on conflict ("name") do update set "digest" = ?
        `),
        parameters: ['documents', 'another', 'another'],
        searches: [],
        scans: [],
      },
      {
        sql: markSql('select "id" from "items" where "id" > ?'),
        parameters: ['', at, at, '', 0],
        searches: ['SEARCH items USING PRIMARY KEY (id>?)'],
        scans: [],
      },
      reading,
    ]);
  });

  it('marks the items that others link to, and counts what is out of date', async () => {
    const { database, sent } = recordingDatabase();
    const [, counted] = await database.batch(markListsStale(['outcomes/council-2-2024-data'], at), countStale(1000));
    expect(await describeStatements(sent)).toEqual([
      {
        sql: markSql(
          'select distinct "links"."target" as "id" from json_each(?) as "item" inner join "links" on "links"."source" = "item"."value"',
        ),
        parameters: ['["outcomes/council-2-2024-data"]', at, at, '', 0],
        searches: ['SEARCH links USING PRIMARY KEY (source=?)'],
        scans: [],
      },
      {
        sql: fold(
          'with "item" as (select "item" from "stale_documents" where "since" >= ? limit ?) select count(*) as "items" from "item"',
        ),
        parameters: ['', 1000],
        searches: ['SEARCH stale_documents USING COVERING INDEX stale_documents_by_since (since>?)'],
        scans: [],
      },
    ]);
    expect(counted).toEqual([{ items: 2 }]);
    const { results } = await env.DB.prepare('SELECT * FROM stale_documents').all();
    expect(results).toEqual([
      { item: 'actions/data', expired: at, since: at, claim: '', failures: 0 },
      { item: 'councils/council-2-2024', expired: at, since: at, claim: '', failures: 0 },
    ]);
  });
});

describe('the statements of documents/refresh.ts and store.ts', () => {
  const digest = () => documentContext().digest;
  const isCurrent =
    'exists (select "derived"."name" from "derived" where "derived"."name" = ? and "derived"."digest" = ?)';
  const isUnchanged = `("stale_documents"."claim" = ? and ${isCurrent})`;
  const unchanged = `
    (select "stale_documents"."item" from json_each(?) as "computed"
    inner join "stale_documents" on "stale_documents"."item" = "computed"."value" where ${isUnchanged})`;
  const deleteSql = (table: string) =>
    fold(`
      delete from "${table}" where "item" in ${unchanged}
      and not concat_ws(?, "kind", "slug", "language", "fallback") in (select "key"."value" from json_each(?) as "key")
    `);
  const valuesOf = (alias: string, columns: readonly string[]) =>
    columns.map((column) => `"${alias}"."value"->>'${column}' as "${column}"`).join(', ');
  const quoted = (columns: readonly string[]) => columns.map((column) => `"${column}"`).join(', ');
  const replaced = (columns: readonly string[]) =>
    columns.map((column) => `"${column}" = "excluded"."${column}"`).join(', ');
  const key = ['kind', 'slug', 'language', 'fallback'];

  it('claims an item, loads it, and stores in one batch what nothing has changed meanwhile', async () => {
    await env.DB.batch([
      env.DB.prepare(
        "INSERT INTO stale_documents (item, expired, since) VALUES ('terms/dfft', ?1, ?1), ('terms/iap', ?1, ?1)",
      ).bind(at),
    ]);
    const { database, sent } = recordingDatabase();
    expect(await refreshDocuments(database, documentContext(), ['terms/dfft'])).toBe(1);
    expect(database.cost.trips).toBe(3);
    const described = await describeStatements(sent);
    const claim = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ [0-9a-f-]{36}$/);
    const ids = '["terms/dfft"]';
    const computed = [ids, claim, 'documents', digest()];
    const deleting = [...computed, ' ', '["terms dfft ja 1","terms dfft en 1","terms dfft mul 1"]'];
    const columnsOfDocuments = [...key, 'both', 'item', 'edition', 'digest', 'version', 'head', 'view'];
    const columnsOfCards = [...key, 'both', 'item', 'version', 'head', 'card'];
    expect(described[0]).toEqual({
      sql: fold(`
        update "stale_documents" set "claim" = ? where "item" in (select "item" from "stale_documents"
        where "since" >= ? and "claim" < ? and ${isCurrent}
        and "item" in (select "known"."value" from json_each(?) as "known") order by "since", "item" limit ?)
        returning "item"
      `),
      parameters: [claim, '', expect.stringMatching(/Z$/), 'documents', digest(), '["terms/dfft"]', 100],
      searches: [stale, madeWith, stale],
      scans: [],
    });
    // The two statements between are those of load.ts.
    expect(described.slice(1, 3).map(({ parameters }) => parameters)).toEqual([[ids], [ids]]);
    expect(described.slice(3)).toEqual([
      {
        sql: deleteSql('documents'),
        parameters: deleting,
        searches: ['SEARCH documents USING INDEX documents_by_item (item=?)', madeWith, stale],
        scans: [],
      },
      {
        sql: deleteSql('cards'),
        parameters: deleting,
        searches: ['SEARCH cards USING INDEX cards_by_item (item=?)', madeWith, stale],
        scans: [],
      },
      {
        sql: fold(`
          insert into "documents" (${quoted([...columnsOfDocuments, 'since'])})
          select ${valuesOf('document', columnsOfDocuments)}, "stale_documents"."since"
          from json_each(?) as "document" cross join "stale_documents"
          where "stale_documents"."item" = "document"."value"->>'item' and ${isUnchanged}
          on conflict (${quoted(key)}) do update set ${replaced(['both', 'item', 'edition'])},
          "since" = case when ("documents"."view" = "excluded"."view" and "documents"."version" = "excluded"."version"
          and "documents"."both" = "excluded"."both")
          then "documents"."since" else "excluded"."since" end, ${replaced(['digest', 'version', 'head', 'view'])}
        `),
        parameters: [expect.stringMatching(/^\[\{"kind":"terms","slug":"dfft","language":"ja"/), ...computed.slice(1)],
        searches: [stale, madeWith],
        scans: [],
      },
      {
        sql: fold(`
          insert into "cards" (${quoted(columnsOfCards)}) select ${valuesOf('card', columnsOfCards)}
          from json_each(?) as "card" cross join "stale_documents"
          where "stale_documents"."item" = "card"."value"->>'item' and ${isUnchanged}
          on conflict (${quoted(key)}) do update set ${replaced(['both', 'item', 'version', 'head', 'card'])}
        `),
        parameters: [expect.stringMatching(/^\[\{"kind":"terms","slug":"dfft","language":"ja"/), ...computed.slice(1)],
        searches: [stale, madeWith],
        scans: [],
      },
      {
        sql: fold(`delete from "stale_documents" where "item" in ${unchanged}`),
        parameters: computed,
        searches: [stale, madeWith, stale],
        scans: [],
      },
      {
        sql: fold(`
          update "stale_documents" set "failures" = "failures" + ?,
          "claim" = strftime(?, ?, min("failures" + ?, 60) || ?)
          where "item" in (select "failed"."value" from json_each(?) as "failed")
        `),
        parameters: [1, '%Y-%m-%dT%H:%M:%SZ', 'now', 1, ' minutes', '[]'],
        searches: [stale],
        scans: [],
      },
    ]);
    const { results } = await env.DB.prepare('SELECT item, claim FROM stale_documents').all();
    expect(results).toEqual([{ item: 'terms/iap', claim: '' }]);
  });

  it('claims what has been out of date the longest, a hundred at a time, by an index', async () => {
    await env.DB.prepare('INSERT INTO stale_documents (item, expired, since) SELECT id, ?1, ?1 FROM items')
      .bind(at)
      .run();
    await env.DB.exec("UPDATE stale_documents SET since = '2026-11-30T00:00:00Z' WHERE item = 'terms/iap'");
    const { database, sent } = recordingDatabase();
    expect(await refreshDocuments(database, documentContext())).toBe(100);
    const [claiming] = await describeStatements(sent.slice(0, 1));
    expect(claiming).toMatchObject({
      searches: [stale, madeWith, 'SEARCH stale_documents USING INDEX stale_documents_by_since (since>?)'],
      scans: [],
    });
    // The first was the oldest; behind it came 99 by their ids.
    const ids = recordFiles.map(({ kind, slug }) => `${kind}/${slug}`).filter((id) => id !== 'terms/iap');
    const left = await env.DB.prepare("SELECT item FROM stale_documents WHERE claim = '' ORDER BY item").all();
    expect(left.results).toEqual(
      ids
        .toSorted()
        .slice(99)
        .map((item) => ({ item })),
    );
  });
});
