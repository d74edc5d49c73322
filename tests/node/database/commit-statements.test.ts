import { env } from 'cloudflare:workers';
import { afterAll, describe, expect, it } from 'vitest';
import { commit } from '../../../src/database/write/commit.ts';
import { schemaVersions } from '../../../src/kinds/schema-versions.generated.ts';
import { newTerm, startOver } from '../../support/state.ts';
import { describeStatements, fold, recordingDatabase } from '../../support/statements.ts';

const by = { who: 'tests', at: '2099-01-01T00:00:00Z' };

afterAll(startOver);

describe('the statements of write/commit.ts', () => {
  it('writes an item, its draft, links, listings and purges in one batch', async () => {
    const { database, sent } = recordingDatabase();
    const live = newTerm('quantum', { en: { name: 'quantum', definition: 'The smallest unit.' } });
    const item = { id: live.id, kind: live.kind, slug: live.slug };
    const draft = { revision: 1, record: null };
    await commit(database, [
      { command: 'publish', by, item, expects: { edition: 0 }, editions: [live.edition], live, draft },
    ]);
    expect(await describeStatements(sent)).toEqual([
      {
        sql: fold(`
          insert into "events" ("at", "who", "command", "item", "edition", "revision", "detail") select case when
          (coalesce((select "live" from "items" where "items"."id" = "event"."value"->>'item'), 0) =
          "event"."value"->'expects'->>'edition' and ("event"."value"->'expects'->>'revision' is null or
          coalesce((select "revision" from "drafts" where "drafts"."item" = "event"."value"->>'item'), 0) =
          "event"."value"->'expects'->>'revision') and not exists (select "target"."value" from
          json_each("event"."value", ?) as "target" left join "items" on "items"."id" = "target"."value" where
          coalesce("items"."withdrawn", 1) = ?) and not exists (select "other"."value" from
          json_each("event"."value", ?) as "other" left join "items" on "items"."id" = "other"."value"->>'id'
          where coalesce("items"."live", 0) <> "other"."value"->>'edition') and not exists (select
          "undrafted"."value" from json_each("event"."value", ?) as "undrafted" inner join "drafts" on
          "drafts"."item" = "undrafted"."value" where "drafts"."record" is not null) and not exists (select
          "slugs"."item" from "slugs" where "slugs"."kind" = "event"."value"->>'kind' and "slugs"."slug" =
          "event"."value"->>'slug' and "slugs"."item" <> "event"."value"->>'item') and
          ("event"."value"->'expects'->>'parts' is null or (select count(*) as "count" from "import_parts" where
          "import_parts"."item" = "event"."value"->>'item' and "import_parts"."who" = "event"."value"->>'who') =
          "event"."value"->'expects'->>'parts') and ("event"."value"->'expects'->>'unlinked' is null or not exists
          (select "links"."source" from "links" where "links"."target" = "event"."value"->>'item' and
          "links"."source" <> "links"."target" and "links"."source" not in (select "leaving"."value" from
          json_each("event"."value", ?) as "leaving"))) and not exists (select "live"."id" from
          json_each("event"."value", ?) as "agreed" inner join "live" on "live"."id" = "agreed"."value"->>'id'
          where json_extract("live"."facts", ? || ("agreed"."value"->>'fact')) is not "agreed"."value"->>'value')
          and not exists (select "live"."id" from json_each("event"."value", ?) as "repeated" inner join "links"
          on "links"."target" = "event"."value"->>'item' and "links"."relation" = "repeated"."value"->>'relation'
          inner join "live" on "live"."id" = "links"."source" where ("live"."kind" = "repeated"."value"->>'kind'
          and json_extract("live"."facts", ? || ("repeated"."value"->>'fact')) is not "repeated"."value"->>'value'
          and "live"."id" not in (select "changing"."value" from json_each("repeated"."value", ?) as
          "changing")))) then "event"."value"->>'at' end as "at", "event"."value"->>'who' as "who",
          "event"."value"->>'command' as "command", "event"."value"->>'item' as "item",
          "event"."value"->>'edition' as "edition", "event"."value"->>'revision' as "revision",
          "event"."value"->>'detail' as "detail" from json_each(?) as "event"
        `),
        parameters: [
          '$.expects.targets',
          1,
          '$.expects.unchanged',
          '$.expects.withoutDraft',
          '$.expects.unlinked.except',
          '$.expects.agrees',
          '$.',
          '$.expects.repeated',
          '$.',
          '$.except',
          '[{"at":"2099-01-01T00:00:00Z","who":"tests","command":"publish","item":"terms/quantum","kind":"terms","slug":"quantum","edition":1,"revision":1,"expects":{"edition":0},"detail":"{}"}]',
        ],
        searches: [
          'SEARCH items USING PRIMARY KEY (id=?)',
          'SEARCH drafts USING PRIMARY KEY (item=?)',
          'SEARCH items USING PRIMARY KEY (id=?) LEFT-JOIN',
          'SEARCH items USING PRIMARY KEY (id=?) LEFT-JOIN',
          'SEARCH drafts USING PRIMARY KEY (item=?)',
          'SEARCH slugs USING PRIMARY KEY (kind=? AND slug=?)',
          'SEARCH import_parts USING PRIMARY KEY (item=? AND who=?)',
          'SEARCH links USING COVERING INDEX links_by_target (target=?)',
          'SEARCH live USING PRIMARY KEY (id=?)',
          'SEARCH links USING COVERING INDEX links_by_target (target=?)',
          'SEARCH live USING PRIMARY KEY (id=?)',
        ],
        scans: [],
      },
      {
        sql: fold(`
          insert into "purges" ("tag", "event")
          select distinct "links"."target" as "tag", (select max("id") as "id" from "events") as "event"
          from json_each(?) as "item" inner join "links" on "links"."source" = "item"."value" where true
          on conflict ("tag") do update set "event" = "excluded"."event", "due" = ?, "purged" = ?
        `),
        parameters: ['["terms/quantum"]', '', 0],
        searches: ['SEARCH links USING PRIMARY KEY (source=?)', 'SEARCH events'],
        scans: [],
      },
      {
        sql: fold(`
          insert into "items" ("id", "kind", "slug", "live", "published", "withdrawn")
          select "row"."value"->>'id' as "id", "row"."value"->>'kind' as "kind", "row"."value"->>'slug' as
          "slug", "row"."value"->>'live' as "live", "row"."value"->>'published' as "published",
          "row"."value"->>'withdrawn' as "withdrawn"
          from json_each(?) as "row" where true on conflict ("id") do update
          set "live" = "excluded"."live", "slug" = "excluded"."slug", "withdrawn" = "excluded"."withdrawn",
          "published" = "excluded"."published"
        `),
        parameters: [
          '[{"id":"terms/quantum","kind":"terms","slug":"quantum","live":1,"published":"2026-12-01T00:00:00Z","withdrawn":0,"slugs":["quantum"]}]',
        ],
        searches: [
          'SEARCH listings USING INDEX listings_by_item (item=?)',
          'SEARCH links USING COVERING INDEX links_by_target (target=?)',
          'SEARCH links USING PRIMARY KEY (source=?)',
          'SEARCH editions USING PRIMARY KEY (item=?)',
          'SEARCH slugs USING INDEX slugs_by_item (item=?)',
        ],
        scans: [],
      },
      {
        sql: fold(`
          insert into "slugs" ("kind", "slug", "item", "event")
          select "item"."value"->>'kind' as "kind", "slug"."value" as "slug", "item"."value"->>'id' as "item",
          (select max("id") as "id" from "events") as "event"
          from json_each(?) as "item" cross join json_each("item"."value", ?) as "slug"
          where not exists (select "slugs"."item" from "slugs" where "slugs"."kind" = "item"."value"->>'kind'
          and "slugs"."slug" = "slug"."value" and "slugs"."item" = "item"."value"->>'id')
        `),
        parameters: [
          '[{"id":"terms/quantum","kind":"terms","slug":"quantum","live":1,"published":"2026-12-01T00:00:00Z","withdrawn":0,"slugs":["quantum"]}]',
          '$.slugs',
        ],
        searches: ['SEARCH slugs USING PRIMARY KEY (kind=? AND slug=?)', 'SEARCH events'],
        scans: [],
      },
      {
        sql: fold(`
          insert into "editions" ("item", "number", "facts", "texts", "withdrawals", "published",
          "schema", "erased", "event")
          select "row"."value"->>'item' as "item", "row"."value"->>'number' as "number",
          "row"."value"->>'facts' as "facts", "row"."value"->>'texts' as "texts",
          "row"."value"->>'withdrawals' as "withdrawals", "row"."value"->>'published' as "published",
          "row"."value"->>'schema' as "schema", "row"."value"->>'erased' as "erased",
          (select max("id") as "id" from "events") as "event"
          from json_each(?) as "row" where true
        `),
        parameters: [
          `[{"item":"terms/quantum","number":1,"facts":"{\\"sources\\":[{\\"href\\":\\"https://www.example.org/\\",\\"language\\":\\"en\\"}],\\"licence\\":\\"https://creativecommons.org/licenses/by/4.0/\\"}","texts":"{\\"en\\":{\\"name\\":\\"quantum\\",\\"definition\\":\\"The smallest unit.\\"}}","withdrawals":"{}","published":"2026-12-01T00:00:00Z","schema":"${schemaVersions.terms}","erased":null}]`,
        ],
        searches: ['SEARCH events'],
        scans: [],
      },
      {
        sql: fold(`
          insert into "drafts" ("item", "kind", "slug", "revision", "base", "record", "saved", "who")
          select "row"."value"->>'item' as "item", "row"."value"->>'kind' as "kind", "row"."value"->>'slug'
          as "slug", "row"."value"->>'revision' as "revision", "row"."value"->>'base' as "base",
          "row"."value"->>'record' as "record",
          "row"."value"->>'saved' as "saved", "row"."value"->>'who' as "who"
          from json_each(?) as "row" where true on conflict ("item") do update
          set "revision" = "excluded"."revision", "base" = "excluded"."base", "record" = "excluded"."record", "saved" = "excluded"."saved",
          "who" = "excluded"."who", "slug" = "excluded"."slug"
        `),
        parameters: [
          '[{"item":"terms/quantum","revision":1,"saved":"2099-01-01T00:00:00Z","who":"tests","kind":"terms","slug":"quantum","base":0,"record":null}]',
        ],
        searches: [],
        scans: [],
      },
      {
        sql: fold(`
          delete from "links" where "source" in (select "item"."value" from json_each(?) as "item")
        `),
        parameters: ['["terms/quantum"]'],
        searches: ['SEARCH links USING PRIMARY KEY (source=?)'],
        scans: [],
      },
      {
        sql: fold(`
          insert into "purges" ("tag", "event")
          select distinct "tag"."value" as "tag", (select max("id") as "id" from "events") as "event"
          from json_each(?) as "tag" where true on conflict ("tag") do update
          set "event" = "excluded"."event", "due" = ?, "purged" = ?
        `),
        parameters: ['["terms/quantum","terms"]', '', 0],
        searches: ['SEARCH events'],
        scans: [],
      },
      {
        sql: fold(`
          insert into "purges" ("tag", "event")
          select distinct "links"."target" as "tag", (select max("id") as "id" from "events") as "event"
          from json_each(?) as "item" inner join "links" on "links"."source" = "item"."value" where true
          on conflict ("tag") do update set "event" = "excluded"."event", "due" = ?, "purged" = ?
        `),
        parameters: ['["terms/quantum"]', '', 0],
        searches: ['SEARCH links USING PRIMARY KEY (source=?)', 'SEARCH events'],
        scans: [],
      },
      {
        sql: fold(`
          delete from "listings" where "item" in (select "items"."id" from json_each(?) as "item"
          inner join "items" on "items"."id" = "item"."value"->>'id'
          and "items"."live" = "item"."value"->>'number')
        `),
        parameters: [
          '[{"id":"terms/quantum","kind":"terms","slug":"quantum","number":1,"modified":"2026-12-01T00:00:00Z","positions":[{"language":"ja","sort":"quantum\\u0001quantum","fallback":1},{"language":"en","sort":"quantum\\u0001quantum","fallback":null},{"language":"mul","sort":"quantum\\u0001quantum","fallback":null}],"statuses":[],"parameters":{}}]',
        ],
        searches: ['SEARCH listings USING INDEX listings_by_item (item=?)', 'SEARCH items USING PRIMARY KEY (id=?)'],
        scans: [],
      },
      {
        sql: fold(`
          with "item" as (select "item"."value" from json_each(?) as "item" inner join "items"
          on "items"."id" = "item"."value"->>'id'
          and "items"."live" = "item"."value"->>'number'), "list" as (select "item"."value"->>'id' as "id", ? as
          "filter"
          from "item" union select "item"."value"->>'id' as "id", ? || "status"."value" as "filter"
          from "item" cross join json_each("item"."value", ?) as "status"
          union select "links"."source" as "id", "parameter"."value" || ? || "links"."target" as "filter"
          from "item" inner join "links" on "links"."source" = "item"."value"->>'id'
          cross join json_each("item"."value", ?) as "parameter"
          where "parameter"."key" = "links"."relation") insert into "listings" ("kind", "language", "filter",
          "sort", "slug", "item", "fallback", "modified")
          select "item"."value"->>'kind' as "kind", "position"."value"->>'language' as "language", "list"."filter"
          as "filter", "position"."value"->>'sort' as "sort", "item"."value"->>'slug' as "slug", "list"."id" as
          "item", "position"."value"->>'fallback' as "fallback", "item"."value"->>'modified' as "modified"
          from "item" inner join "list" on "list"."id" = "item"."value"->>'id'
          cross join json_each("item"."value", ?) as "position"
        `),
        parameters: [
          '[{"id":"terms/quantum","kind":"terms","slug":"quantum","number":1,"modified":"2026-12-01T00:00:00Z","positions":[{"language":"ja","sort":"quantum\\u0001quantum","fallback":1},{"language":"en","sort":"quantum\\u0001quantum","fallback":null},{"language":"mul","sort":"quantum\\u0001quantum","fallback":null}],"statuses":[],"parameters":{}}]',
          '',
          'status=',
          '$.statuses',
          '=',
          '$.parameters',
          '$.positions',
        ],
        searches: [
          'SEARCH items USING PRIMARY KEY (id=?)',
          'SEARCH items USING PRIMARY KEY (id=?)',
          'SEARCH items USING PRIMARY KEY (id=?)',
          'SEARCH links USING PRIMARY KEY (source=?)',
          'SEARCH items USING PRIMARY KEY (id=?)',
          'SEARCH list USING AUTOMATIC COVERING INDEX (id=?)',
        ],
        scans: [],
      },
    ]);
    const { results } = await env.DB.prepare(
      "SELECT language, filter, fallback FROM listings WHERE slug = 'quantum'",
    ).all();
    expect(results).toEqual([
      { language: 'en', filter: '', fallback: null },
      { language: 'ja', filter: '', fallback: 1 },
      { language: 'mul', filter: '', fallback: null },
    ]);
  });
});
