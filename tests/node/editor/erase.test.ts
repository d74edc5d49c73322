import { env } from 'cloudflare:workers';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { refreshAll } from '../../support/documents.ts';
import { edition, notice, organisationOf, revision, roleOf, termOf } from '../../support/editor/client.ts';
import { codeOf, edit, stubAccess } from '../../support/editor/identity.ts';
import { api, expectSuccess, publish, readIn, save } from '../../support/editor/workflow.ts';
import { everything, startOver } from '../../support/state.ts';

beforeAll(stubAccess);
afterEach(startOver);

const erase = (item: string, editions: number[], number: number) =>
  edit(`${api}/${item}/erase`, { json: { editions }, headers: edition(number) }, 'publisher');
/** The tables that have a word somewhere. */
const tablesWith = async (word: string) =>
  Object.entries(await everything()).flatMap(([table, rows]) => (JSON.stringify(rows).includes(word) ? [table] : []));

const corrected = async () => {
  await save('terms/court', termOf('hushword'));
  await publish('terms/court');
  await save('terms/court', termOf('open'));
  await publish('terms/court', 1);
};

it('the text of a past edition goes from everywhere; its number, time and event stay, and editors see that', async () => {
  await corrected();
  await refreshAll(env.DB);
  await save('terms/court', termOf('hushword once more'));
  expect(await tablesWith('hushword')).toContain('past_documents');
  const live = (await readIn('ja', 'terms/court')).json;
  expect((await erase('terms/court', [1], 2)).json).toMatchObject({
    kind: 'terms',
    slug: 'court',
    edition: 2,
    revision: null,
  });
  expect(await tablesWith('hushword')).toEqual([]);
  expect((await readIn('ja', 'terms/court')).json).toEqual(live);
  const { json } = await edit(`${api}/terms/court/editions`);
  expect(json.editions).toMatchObject([
    { number: 1, facts: {}, texts: {}, erased: expect.any(String), published: expect.any(String) },
    { number: 2, texts: termOf('open').texts },
  ]);
  const { json: listed } = await edit(`${api}/events?item=terms/court&limit=1`);
  expect(listed.events).toMatchObject([{ command: 'erase', code: null, detail: { editions: [1] } }]);
  expect(codeOf(await edit(`${api}/terms/court/restore`, { json: { number: 1 }, headers: edition(2) }))).toBe('erased');
  expect(codeOf(await edit(`${api}/terms/court/draft`))).toBe('no-draft');
});

it('what others showed of it goes, too, also where it is still to be computed anew', async () => {
  await expectSuccess('publications', {
    json: {
      items: [
        { kind: 'organisations', slug: 'court', match: null, record: organisationOf('hushword') },
        { kind: 'roles', slug: 'judge', match: null, record: roleOf('J', 'court') },
      ],
    },
  });
  await refreshAll(env.DB);
  await expectSuccess('publications', {
    json: { items: [{ kind: 'organisations', slug: 'court', match: 1, record: organisationOf('open') }] },
  });
  await erase('organisations/court', [1], 2);
  expect(await tablesWith('hushword')).toEqual([]);
  await refreshAll(env.DB);
  expect(await tablesWith('hushword')).toEqual([]);
  expect((await readIn('en', 'roles/judge')).json.organisation.name).toBe('Body open');
});

it('the live edition is not erased while readers get it; once it is withdrawn, readers are told so', async () => {
  await save('terms/court', termOf('hushword'));
  await publish('terms/court');
  expect(codeOf(await erase('terms/court', [1], 1))).toBe('still-live');
  await expectSuccess('terms/court/withdraw', { json: { notice }, headers: edition(1) });
  expect((await erase('terms/court', [1, 2], 2)).status).toBe(200);
  expect(await tablesWith('hushword')).toEqual([]);
  const { status, json } = await readIn('en', 'terms/court');
  expect(status).toBe(410);
  expect(json).toMatchObject({
    detail: expect.stringMatching(/its text has been erased\. No longer published\./),
    erased: expect.any(String),
  });
  await save('terms/court', termOf('open'));
  await publish('terms/court', 2);
  expect((await readIn('en', 'terms/court')).json).toMatchObject({ name: 'Term open', edition: 3 });
});

it('by an editor, of what is not there, or of a state that was not seen → refused', async () => {
  await corrected();
  expect(
    codeOf(await edit(`${api}/terms/court/erase`, { json: { editions: [1] }, headers: edition(2) }, 'editor')),
  ).toBe('forbidden');
  expect(codeOf(await erase('terms/nowhere', [1], 1))).toBe('not-published');
  expect(codeOf(await erase('terms/court', [3], 2))).toBe('no-edition');
  expect(codeOf(await erase('terms/court', [1], 1))).toBe('precondition-failed');
  expect(codeOf(await edit(`${api}/terms/court/draft`, { method: 'DELETE', headers: revision(1) }))).toBe('no-draft');
});
