import { afterAll, describe, expect, it } from 'vitest';
import { loadCommandState } from '../../../src/database/command-state.ts';
import { startOver } from '../../support/state.ts';
import { describeStatements, fold, recordingDatabase } from '../../support/statements.ts';

afterAll(startOver);

describe('the statements of command-state.ts', () => {
  it('loads the state of an item, of a link target and of a past edition', async () => {
    const { database, sent } = recordingDatabase();
    const states = await loadCommandState(database, [{ kind: 'actions', slug: 'data' }], 1);
    expect(await describeStatements(sent)).toEqual([
      {
        sql: fold(`
          select "live"."id", "live"."kind", "live"."slug", "live"."first", "live"."number", "live"."withdrawals",
          "live"."published", "live"."facts", "live"."texts", "live"."since",
          "requested"."value"->>'$."key"' as "requested" from json_each(?) as "requested" inner join "slugs"
          on ("slugs"."kind" = "requested"."value"->>'$."kind"'
          and "slugs"."slug" = "requested"."value"->>'$."slug"') inner join "live"
          on "live"."id" = "slugs"."item"
        `),
        parameters: ['[{"kind":"actions","slug":"data","key":"actions/data"}]'],
        searches: ['SEARCH slugs USING PRIMARY KEY (kind=? AND slug=?)', 'SEARCH live USING PRIMARY KEY (id=?)'],
        scans: [],
      },
      {
        sql: fold(`
          select "drafts"."item", "drafts"."revision", "drafts"."base", "drafts"."record", "drafts"."saved",
          "drafts"."who", "revisions"."changed" from "drafts" left join "revisions"
          on "revisions"."item" = "drafts"."item" and "revisions"."revision" = "drafts"."revision"
          where "drafts"."item" in (select coalesce("slugs"."item", "requested"."value"->>'$."key"') as "id"
          from json_each(?) as "requested" left join "slugs"
          on ("slugs"."kind" = "requested"."value"->>'$."kind"'
          and "slugs"."slug" = "requested"."value"->>'$."slug"'))
        `),
        parameters: ['[{"kind":"actions","slug":"data","key":"actions/data"}]'],
        searches: [
          'SEARCH drafts USING PRIMARY KEY (item=?)',
          'SEARCH slugs USING PRIMARY KEY (kind=? AND slug=?) LEFT-JOIN',
          'SEARCH revisions USING PRIMARY KEY (item=? AND revision=?) LEFT-JOIN',
        ],
        scans: [],
      },
      {
        sql: fold(`
          select "target"."id" as "target", "items"."kind", "items"."slug" from
          (select coalesce("slugs"."item", "requested"."value"->>'$."key"') as "id"
          from json_each(?) as "requested" left join "slugs"
          on ("slugs"."kind" = "requested"."value"->>'$."kind"'
          and "slugs"."slug" = "requested"."value"->>'$."slug"')) as "target" inner join "items"
          on "items"."id" in (select distinct "links"."source" from "links"
          where "links"."target" = "target"."id" and "links"."source" <> "target"."id" limit ?)
        `),
        parameters: ['[{"kind":"actions","slug":"data","key":"actions/data"}]', 20],
        searches: [
          'SEARCH slugs USING PRIMARY KEY (kind=? AND slug=?) LEFT-JOIN',
          'SEARCH items USING PRIMARY KEY (id=?)',
          'SEARCH links USING COVERING INDEX links_by_target (target=?)',
        ],
        scans: [],
      },
      {
        sql: fold(`
          select "editions"."item", "editions"."number", "editions"."facts", "editions"."texts",
          "editions"."withdrawals", "editions"."published", "editions"."schema", "editions"."erased" from "editions"
          where "item" in (select coalesce("slugs"."item", "requested"."value"->>'$."key"') as "id"
          from json_each(?) as "requested" left join "slugs"
          on ("slugs"."kind" = "requested"."value"->>'$."kind"'
          and "slugs"."slug" = "requested"."value"->>'$."slug"')) and "number" = ?
        `),
        parameters: ['[{"kind":"actions","slug":"data","key":"actions/data"}]', 1],
        searches: [
          'SEARCH editions USING PRIMARY KEY (item=? AND number=?)',
          'SEARCH slugs USING PRIMARY KEY (kind=? AND slug=?) LEFT-JOIN',
        ],
        scans: [],
      },
      {
        sql: fold(`
          select "editions".* from "drafts" inner join "items" on "items"."id" = "drafts"."item" inner join
          "editions" on "editions"."item" = "drafts"."item" and "editions"."number" = "drafts"."base" where
          "drafts"."item" in (select coalesce("slugs"."item", "requested"."value"->>'$."key"') as "id" from
          json_each(?) as "requested" left join "slugs" on ("slugs"."kind" = "requested"."value"->>'$."kind"' and
          "slugs"."slug" = "requested"."value"->>'$."slug"')) and "drafts"."record" is not null and "items"."live"
          <> "drafts"."base"
        `),
        parameters: ['[{"kind":"actions","slug":"data","key":"actions/data"}]'],
        searches: [
          'SEARCH drafts USING PRIMARY KEY (item=?)',
          'SEARCH slugs USING PRIMARY KEY (kind=? AND slug=?) LEFT-JOIN',
          'SEARCH editions USING PRIMARY KEY (item=? AND number=?)',
          'SEARCH items USING PRIMARY KEY (id=?)',
        ],
        scans: [],
      },
    ]);
    const state = states.state({ kind: 'actions', slug: 'data' });
    expect(state).toMatchObject({ id: 'actions/data', slug: 'data', revision: 0, live: { edition: { number: 1 } } });
    expect(state.edition(1)).toMatchObject({ ...state.live?.edition });
    expect(state.linkTarget('terms', 'none')).toBeUndefined();
  });
});
