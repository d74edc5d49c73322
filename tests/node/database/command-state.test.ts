import { afterAll, describe, expect, it } from 'vitest';
import { loadCommandState } from '../../../src/database/command-state.ts';
import { startOver } from '../../support/state.ts';
import { describeStatements, fold, recordingDatabase } from '../../support/statements.ts';

afterAll(startOver);

describe('the statements of command-state.ts', () => {
  it('loads the state of an item, of a link target and of a past edition', async () => {
    const { database, sent } = recordingDatabase();
    const states = await loadCommandState(
      database,
      [{ kind: 'actions', slug: 'data' }],
      [{ kind: 'terms', slug: 'none' }],
      1,
    );
    expect(await describeStatements(sent)).toEqual([
      {
        sql: fold(`
          select "wanted"."value"->>'id' as "ref", "live"."id", "live"."kind", "live"."slug", "live"."first",
          "live"."number", "live"."withdrawals", "live"."published", "live"."facts", "live"."texts"
          from json_each(?) as "wanted" inner join "slugs" on "slugs"."kind" = "wanted"."value"->>'kind'
          and "slugs"."slug" = "wanted"."value"->>'slug' inner join "live" on "live"."id" = "slugs"."item"
        `),
        parameters: ['[{"id":"actions/data","kind":"actions","slug":"data"}]'],
        searches: ['SEARCH slugs USING PRIMARY KEY (kind=? AND slug=?)', 'SEARCH live USING PRIMARY KEY (id=?)'],
        scans: [],
      },
      {
        sql: fold(`
          select "item", "revision", "record", "saved", "who" from "drafts"
          where "item" in (select coalesce("slugs"."item", "wanted"."value"->>'id') as "id"
          from json_each(?) as "wanted" left join "slugs" on "slugs"."kind" = "wanted"."value"->>'kind'
          and "slugs"."slug" = "wanted"."value"->>'slug')
        `),
        parameters: [
          '[{"id":"actions/data","kind":"actions","slug":"data"},{"id":"terms/none","kind":"terms","slug":"none"}]',
        ],
        searches: [
          'SEARCH drafts USING PRIMARY KEY (item=?)',
          'SEARCH slugs USING PRIMARY KEY (kind=? AND slug=?) LEFT-JOIN',
        ],
        scans: [],
      },
      {
        sql: fold(`
          select "wanted"."value"->>'id' as "ref", "live"."id", "live"."kind", "live"."slug", "live"."first",
          "live"."number", "live"."withdrawals", "live"."published", "live"."facts", "live"."texts"
          from json_each(?) as "wanted" inner join "slugs" on "slugs"."kind" = "wanted"."value"->>'kind'
          and "slugs"."slug" = "wanted"."value"->>'slug' inner join "live" on "live"."id" = "slugs"."item"
        `),
        parameters: ['[{"id":"terms/none","kind":"terms","slug":"none"}]'],
        searches: ['SEARCH slugs USING PRIMARY KEY (kind=? AND slug=?)', 'SEARCH live USING PRIMARY KEY (id=?)'],
        scans: [],
      },
      {
        sql: fold(`
          select "links"."target", "items"."kind" || ? || "items"."slug" as "source" from "links"
          inner join "items" on "items"."id" = "links"."source"
          where "links"."target" in (select coalesce("slugs"."item", "wanted"."value"->>'id') as "id"
          from json_each(?) as "wanted" left join "slugs" on "slugs"."kind" = "wanted"."value"->>'kind'
          and "slugs"."slug" = "wanted"."value"->>'slug') and "links"."source" <> "links"."target" limit ?
        `),
        parameters: ['/', '[{"id":"actions/data","kind":"actions","slug":"data"}]', 20],
        searches: [
          'SEARCH links USING COVERING INDEX links_by_target (target=?)',
          'SEARCH slugs USING PRIMARY KEY (kind=? AND slug=?) LEFT-JOIN',
          'SEARCH items USING PRIMARY KEY (id=?)',
        ],
        scans: [],
      },
      {
        sql: fold(`
          select * from "editions"
          where "item" in (select coalesce("slugs"."item", "wanted"."value"->>'id') as "id"
          from json_each(?) as "wanted" left join "slugs" on "slugs"."kind" = "wanted"."value"->>'kind'
          and "slugs"."slug" = "wanted"."value"->>'slug') and "number" = ?
        `),
        parameters: ['[{"id":"actions/data","kind":"actions","slug":"data"}]', 1],
        searches: [
          'SEARCH editions USING PRIMARY KEY (item=? AND number=?)',
          'SEARCH slugs USING PRIMARY KEY (kind=? AND slug=?) LEFT-JOIN',
        ],
        scans: [],
      },
    ]);
    const state = states.state({ kind: 'actions', slug: 'data' });
    expect(state).toMatchObject({ id: 'actions/data', slug: 'data', revision: 0, live: { edition: { number: 1 } } });
    expect(state.edition(1)).toEqual(state.live?.edition);
    expect(state.linkTarget('terms', 'none')).toBeUndefined();
  });
});
