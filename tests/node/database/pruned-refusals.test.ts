import { createExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { openDatabase } from '../../../src/database/connection.ts';
import { pruneRefusals, recordRefusals } from '../../../src/database/write/refusals.ts';
import worker from '../../../src/index.ts';
import { startOver } from '../../support/state.ts';
import { describeStatements, fold, recordingDatabase } from '../../support/statements.ts';

afterEach(() => void vi.useRealTimers());
afterAll(startOver);

const refuse = (at: string, item: string) =>
  recordRefusals(openDatabase(env.DB), [{ command: 'publish', by: { who: 'tests', at }, item, code: 'forbidden' }]);

const events = async () => {
  const { results } = await env.DB.prepare('SELECT item, code FROM events ORDER BY id').all<{
    item: string;
    code: string | null;
  }>();
  const refused = results.filter(({ code }) => code !== null).map(({ item }) => item);
  return { refused, kept: results.length - refused.length };
};

const runCron = (now: string, days?: string) => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date(now) });
  const bindings = { ...env, ...(days !== undefined && { REFUSALS_KEPT_DAYS: days }) };
  const [controller, context] = [{} as ScheduledController, createExecutionContext()];
  return worker.scheduled(controller, bindings, context);
};

describe('cron prunes what was refused', () => {
  it('older than the configuration says; changes are kept for ever', async () => {
    const before = await events();
    await refuse('2027-01-01T00:00:00Z', 'terms/first');
    await refuse('2027-01-02T00:00:00Z', 'terms/second');
    await runCron('2027-01-31T12:00:00Z', '30');
    expect(await events()).toEqual({ refused: ['terms/second'], kept: before.kept });
    await runCron('2027-02-02T00:00:01Z', '30');
    expect(await events()).toEqual({ refused: [], kept: before.kept });
  });

  it.each(['', '0', '-1', 'ninety', '1e9'])('%j is no number of days → they are kept for 90', async (days) => {
    await refuse('2027-06-01T00:00:00Z', 'terms/kept');
    await runCron('2027-08-30T00:00:00Z', days);
    expect((await events()).refused).toEqual(['terms/kept']);
    await runCron('2027-08-30T00:00:01Z', days);
    expect((await events()).refused).toEqual([]);
  });

  it('in one statement, which reads the refusals alone', async () => {
    const { database, sent } = recordingDatabase();
    await pruneRefusals(database, '2027-01-01T00:00:00Z');
    expect(await describeStatements(sent)).toEqual([
      {
        sql: fold(`
          delete from "events" where "id" in
          (select "id" from "events" where "code" is not null and "at" < ? order by "at" limit ?)
        `),
        parameters: ['2027-01-01T00:00:00Z', 500],
        searches: [
          'SEARCH events USING INTEGER PRIMARY KEY (rowid=?)',
          'SEARCH events USING INDEX events_refused (at<?)',
        ],
        scans: [],
      },
    ]);
  });
});
