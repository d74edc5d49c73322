import { env } from 'cloudflare:workers';
import { afterAll, describe, expect, it } from 'vitest';
import { recordRefusals } from '../../../src/database/write/refusals.ts';
import { startOver } from '../../support/state.ts';
import { describeStatements, fold, recordingDatabase } from '../../support/statements.ts';

const by = { who: 'tests', at: '2099-01-01T00:00:00Z' };

afterAll(startOver);

describe('the statements of write/refusals.ts', () => {
  it('records refusals', async () => {
    const { database, sent } = recordingDatabase();
    await recordRefusals(database, [{ command: 'publish', by, item: 'terms/x', code: 'not-found' }]);
    expect(await describeStatements(sent)).toEqual([
      {
        sql: fold(`
          insert into "events" ("at", "who", "command", "item", "code", "detail")
          select "row"."value"->>'at' as "at", "row"."value"->>'who' as "who",
          "row"."value"->>'command' as "command", "row"."value"->>'item' as "item",
          "row"."value"->>'code' as "code", "row"."value"->>'detail' as "detail"
          from json_each(?) as "row" where true
        `),
        parameters: [
          '[{"at":"2099-01-01T00:00:00Z","who":"tests","command":"publish","item":"terms/x","code":"not-found","detail":"{}"}]',
        ],
        searches: [],
        scans: [],
      },
    ]);
    const { results } = await env.DB.prepare(
      "SELECT at, who, command, item, code, detail FROM events WHERE item = 'terms/x'",
    ).all();
    expect(results).toEqual([{ ...by, command: 'publish', item: 'terms/x', code: 'not-found', detail: '{}' }]);
  });
});
