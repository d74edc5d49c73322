import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { interceptBatches, isWrite, withInterruption } from '../../support/editor/batches.ts';
import type * as Client from '../../support/editor/client.ts';
import { edition, notice, organisationOf, revision, roleOf } from '../../support/editor/client.ts';
import { resetDatabase, SCRATCH } from '../../support/editor/databases.ts';

const record = '../../../src/commands/validate/validate-record.ts';
const validateRecord = vi.fn();
let openEditor: typeof Client.editorAt;

beforeAll(async () => {
  vi.resetModules();
  vi.doMock(record, async (importOriginal) => {
    const original = await importOriginal<typeof import('../../../src/commands/validate/validate-record.ts')>();
    validateRecord.mockImplementation(original.validateRecord);
    return { ...original, validateRecord };
  });
  ({ editorAt: openEditor } = await import('../../support/editor/client.ts'));
});
afterAll(() => {
  vi.doUnmock(record);
  vi.resetModules();
});

/** Sends a request; returns the round trips until the change is written, and how often a record was validated. */
const costOf = async (...request: Parameters<ReturnType<typeof Client.editorAt>>) => {
  validateRecord.mockClear();
  let trips = 0;
  let isWritten = false;
  const counted = interceptBatches(SCRATCH, (batch) => {
    isWritten ||= isWrite(batch);
    if (!isWritten) trips += 1;
    return batch;
  });
  const { status } = await openEditor(counted)(...request);
  return { status, isWritten, trips, validations: validateRecord.mock.calls.length };
};

beforeEach(async () => {
  await resetDatabase(SCRATCH);
  const editor = openEditor(SCRATCH);
  const items = [{ kind: 'organisations', slug: 'office', match: null, record: organisationOf('office') }];
  expect((await editor('POST', '/publications', { items })).status).toBe(200);
  expect((await editor('PUT', '/roles/head/draft', roleOf('head', 'office'), revision(0))).status).toBe(201);
});

describe('round trips and validations until a command is written', () => {
  it('a draft is published: validated once; its state is loaded, then what it links to', async () => {
    const cost = await costOf('POST', '/roles/head/publish', {}, edition(0));
    expect(cost).toEqual({ status: 200, isWritten: true, trips: 2, validations: 1 });
  });

  it('a draft without links is published: its state is loaded', async () => {
    await openEditor(SCRATCH)('PUT', '/organisations/other/draft', organisationOf('other'), revision(0));
    const cost = await costOf('POST', '/organisations/other/publish', {}, edition(0));
    expect(cost).toEqual({ status: 200, isWritten: true, trips: 1, validations: 1 });
  });

  it('a bulk publication: each record is validated once; the states are loaded together, then the link targets', async () => {
    const items = [
      { kind: 'roles', slug: 'deputy', match: null, record: roleOf('deputy', 'office') },
      { kind: 'roles', slug: 'clerk', match: null, record: roleOf('clerk', 'office') },
    ];
    const cost = await costOf('POST', '/publications', { items });
    expect(cost).toEqual({ status: 200, isWritten: true, trips: 2, validations: 2 });
  });

  it.each<[string, string, string, object | undefined, number, number]>([
    ['a draft is saved', 'PUT', '/organisations/office/draft', organisationOf('better'), 1, 1],
    ['an item is renamed', 'POST', '/organisations/office/rename', { slug: 'bureau' }, 1, 0],
    ['an item is withdrawn', 'POST', '/organisations/office/withdraw', { notice }, 1, 0],
  ])('%s', async (_, method, path, body, trips, validations) => {
    const precondition = path.endsWith('/draft') ? revision(0) : edition(1);
    expect(await costOf(method, path, body, precondition)).toMatchObject({ isWritten: true, trips, validations });
  });

  it('another change is written in between: the state is loaded again, and the command refused', async () => {
    const publishFirst = () => openEditor(SCRATCH)('POST', '/roles/head/publish', {}, edition(0));
    validateRecord.mockClear();
    const { status, body } = await openEditor(withInterruption(SCRATCH, publishFirst))(
      'POST',
      '/roles/head/publish',
      {},
      edition(0),
    );
    expect([status, body.expected, body.actual]).toEqual([412, 0, 1]);
  });
});
