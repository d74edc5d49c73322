import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { edition, organisationOf, revision, termOf } from '../../support/editor/client.ts';
import { effectOf } from '../../support/editor/effect.ts';
import { type As, codeOf, edit, people, read, stubAccess } from '../../support/editor/identity.ts';
import { api, expectSuccess, publish, published, save } from '../../support/editor/workflow.ts';
import { startOver } from '../../support/state.ts';

beforeAll(stubAccess);
afterAll(startOver);

const rename = (item: string, slug: string, headers: Record<string, string>, as: As = 'editor') =>
  edit(`${api}/${item}/rename`, { json: { slug }, headers }, as);

describe('an editor renames an item that was never published', () => {
  it('→ its draft is at the new slug, and nothing is at the old one', async () => {
    await save('terms/mispelt', termOf('first'));
    await save('terms/mispelt', termOf('second'), 1);
    const { answer, events } = await effectOf(() => rename('terms/mispelt', 'misspelt', revision(2)));
    expect([answer.status, answer.json, answer.headers.get('ETag'), answer.headers.get('Content-Location')]).toEqual([
      200,
      { kind: 'terms', slug: 'misspelt', edition: null, revision: 1 },
      '"r1"',
      'https://example.jp/editor/api/terms/misspelt',
    ]);
    expect(events).toMatchObject([
      { command: 'rename', item: 'terms/mispelt', who: people.editor, revision: 3, code: null },
      { command: 'save', item: 'terms/misspelt', who: people.editor, revision: 1, code: null },
    ]);
    expect(events.map(({ detail }) => JSON.parse(String(detail)))).toEqual([
      { from: 'mispelt', to: 'misspelt' },
      { renamed: 'terms/mispelt' },
    ]);
    expect(codeOf(await edit(`${api}/terms/mispelt`))).toBe('not-found');
    expect((await edit(`${api}/terms/misspelt`)).json).toMatchObject({
      live: null,
      draft: { record: termOf('second') },
    });
    // What was saved before stays with the old slug, and can be brought back there.
    const { json } = await edit(`${api}/terms/mispelt/draft/revisions`);
    expect(json.revisions.map((one: { revision: number }) => one.revision)).toEqual([2, 1]);
    await save('terms/mispelt', termOf('another'));
  });

  it('→ it is published under the new slug alone, by which its names are found', async () => {
    await save('terms/before', termOf('named'));
    await rename('terms/before', 'after', revision(1));
    await publish('terms/after');
    expect((await read('/ja/terms/after.json')).json).toMatchObject({
      id: 'https://example.jp/terms/after',
      slug: 'after',
    });
    expect((await read('/ja/terms/before.json')).status).toBe(404);
    expect(codeOf(await rename('terms/after', 'later', edition(1)))).toBe('forbidden');
    expect((await rename('terms/after', 'later', edition(1), 'publisher')).json).toMatchObject({ edition: 2 });
  });

  it.each<[string, Record<string, string>, number, string?]>([
    ['the revision', { 'If-Match': '"r1"' }, 200],
    ['any draft', { 'If-Match': '*' }, 200],
    ['that there is no edition', { 'If-None-Match': '*' }, 200],
    ['another revision', { 'If-Match': '"r2"' }, 412, 'precondition-failed'],
    ['an edition', { 'If-Match': '"e1"' }, 412, 'precondition-failed'],
    ['nothing', {}, 428, 'precondition-required'],
  ])('with %s as the precondition → %o: %i', async (_, headers, status, code) => {
    const slug = `moved-${crypto.randomUUID().slice(0, 8)}`;
    await save(`terms/${slug}`, termOf('moved'));
    const answer = await rename(`terms/${slug}`, `${slug}-2`, headers);
    expect([answer.status, codeOf(answer)]).toEqual([status, code]);
  });

  it.each<[string, () => Promise<string>]>([
    ['of a published item', async () => (await published('taken')).slice(6)],
    [
      'that led to a published item',
      async () => {
        await published('led');
        await expectSuccess('terms/led/rename', { json: { slug: 'leading' }, headers: edition(1) });
        return 'led';
      },
    ],
    [
      'of another draft',
      async () => {
        await save('terms/drafted', termOf('drafted'));
        return 'drafted';
      },
    ],
  ])('to a slug %s → slug-taken, and nothing is written', async (_, make) => {
    const slug = await make();
    await save(`terms/to-${slug}`, termOf('own'));
    const { answer, changed } = await effectOf(() => rename(`terms/to-${slug}`, slug, revision(1)));
    expect([answer.status, codeOf(answer), changed]).toEqual([409, 'slug-taken', []]);
    expect(answer.json.detail).toContain(`“${slug}”`);
  });

  it('to its own slug → unchanged; to one whose draft was discarded → the next revision there', async () => {
    await save('organisations/draft-one', organisationOf('one'));
    const same = await rename('organisations/draft-one', 'draft-one', revision(1));
    expect([same.status, same.json]).toEqual([200, { result: 'unchanged', edition: null }]);
    await save('organisations/draft-two', organisationOf('two'));
    await expectSuccess('organisations/draft-two/draft', { method: 'DELETE', headers: revision(1) });
    expect((await rename('organisations/draft-one', 'draft-two', revision(1))).json).toMatchObject({ revision: 3 });
    expect((await edit(`${api}/organisations/draft-two`)).json.draft.record).toEqual(organisationOf('one'));
  });

  it('where there is neither → as before: not published, and for an editor forbidden', async () => {
    expect(codeOf(await rename('terms/nowhere-at-all', 'somewhere', edition(0), 'publisher'))).toBe('not-published');
    expect(codeOf(await rename('terms/nowhere-at-all', 'somewhere', edition(0)))).toBe('forbidden');
  });
});
