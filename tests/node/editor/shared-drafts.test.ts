import { beforeAll, describe, expect, it } from 'vitest';
import { responseSchemas } from '../../../src/http/editor/response-schemas.ts';
import { edition, revision, termOf } from '../../support/editor/client.ts';
import { effectOf } from '../../support/editor/effect.ts';
import { codeOf, edit, people, stubAccess } from '../../support/editor/identity.ts';
import { api, expectSuccess, publish, published, readIn, save } from '../../support/editor/workflow.ts';

beforeAll(stubAccess);

const { facts, texts } = termOf('shared');
const draftOf = async (item: string) => (await edit(`${api}/${item}/draft`)).json;
const put = (path: string, json: unknown, headers: Record<string, string>) =>
  edit(`${api}/${path}`, { method: 'PUT', json, headers }, 'editor');
const patch = (path: string, json: unknown, headers: Record<string, string>) =>
  edit(
    `${api}/${path}`,
    {
      method: 'PATCH',
      body: JSON.stringify(json),
      headers: { 'Content-Type': 'application/merge-patch+json', ...headers },
    },
    'editor',
  );

describe('an editor saves a draft that is incomplete', () => {
  it('→ saved, and told what is missing; its publication is refused until it is complete', async () => {
    const half = { facts, texts: { ja: { name: texts.ja.name } } };
    const saved = await save('terms/half', half);
    expect(saved.json.missing.map(({ pointer }: { pointer: string }) => pointer)).toEqual(['/texts/ja/definition']);
    const { answer, changed } = await effectOf(() =>
      edit(`${api}/terms/half/publish`, { json: {}, headers: edition(0) }),
    );
    expect([codeOf(answer), answer.json.errors, changed]).toEqual(['invalid-record', saved.json.missing, []]);
    expect((await save('terms/half', { facts, texts }, 1)).json.missing).toBeUndefined();
    await publish('terms/half');
  });

  it.each([
    ['nothing', {}, ['/facts', '/texts']],
    ['facts alone', { facts, texts: {} }, ['/texts/ja', '/texts/en']],
    [
      'one language alone, of a person',
      { facts: { order: 'family-given', ...facts }, texts: { ja: {} } },
      ['/texts/ja/name'],
    ],
  ])('of %s → saved', async (name, record, pointers) => {
    const saved = await save(
      `${name.includes('person') ? 'participants' : 'terms'}/${name.replace(/[^a-z]+/g, '-')}`,
      record,
    );
    expect(saved.json.missing.map(({ pointer }: { pointer: string }) => pointer)).toEqual(pointers);
  });

  it('and wrong → invalid-record, with what is wrong', async () => {
    const { answer, changed } = await effectOf(() =>
      put('terms/wrong/draft', { facts: { colour: 1 }, texts: {} }, revision(0)),
    );
    expect([codeOf(answer), changed]).toEqual(['invalid-record', []]);
    expect(answer.json.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual(['/facts/colour']);
  });
});

describe('two translators save one language each', () => {
  it('at once → neither locks the other out, and both are kept', async () => {
    const item = await published('both');
    await save(item, termOf('both'));
    const tags = Object.fromEntries(
      await Promise.all(
        ['ja', 'en'].map(async (tag) => [tag, (await edit(`${api}/${item}/draft/texts/${tag}`)).headers.get('ETag')]),
      ),
    );
    const saved = await Promise.all([
      put(`${item}/draft/texts/ja`, { ...texts.ja, name: '甲' }, { 'If-Match': tags.ja }),
      put(`${item}/draft/texts/en`, { ...texts.en, name: 'A' }, { 'If-Match': tags.en }),
    ]);
    expect(saved.map(({ status }) => status)).toEqual([200, 200]);
    expect((await draftOf(item)).record.texts).toMatchObject({ ja: { name: '甲' }, en: { name: 'A' } });
    const again = await put(
      `${item}/draft/texts/ja`,
      { ...texts.ja, name: '乙' },
      { 'If-Match': saved[0]?.headers.get('ETag') ?? '' },
    );
    expect(again.status).toBe(200);
    const { answer, changed } = await effectOf(() => put(`${item}/draft/texts/ja`, texts.ja, { 'If-Match': tags.ja }));
    expect([answer.status, answer.json.expected, changed]).toEqual([412, 3, []]);
  });

  it('of what is live, without a draft → the draft begins with that', async () => {
    const item = await published('begun');
    const saved = await put(`${item}/draft/texts/en`, { name: 'Begun', definition: 'Better.' }, revision(0));
    expect(saved.status).toBe(201);
    expect(await draftOf(item)).toMatchObject({
      base: 1,
      record: { facts, texts: { ja: termOf('begun').texts.ja, en: { name: 'Begun', definition: 'Better.' } } },
    });
    await publish(item, 1, { languages: ['en'] });
    expect((await readIn('ja', item)).json).toMatchObject({ name: '用語begun', edition: 2 });
    expect(codeOf(await edit(`${api}/${item}/draft`))).toBe('no-draft');
  });

  it('of an item that is new → saved, incomplete', async () => {
    const saved = await put('terms/fresh/draft/texts/ja', texts.ja, revision(0));
    expect([saved.status, saved.json.missing.length > 0]).toEqual([201, true]);
    expect(responseSchemas.texts.parse((await edit(`${api}/terms/fresh/draft/texts/ja`)).json)).toEqual({
      ...{ kind: 'terms', slug: 'fresh', language: 'ja', texts: texts.ja, revision: 1 },
    });
    expect(codeOf(await edit(`${api}/terms/fresh/draft/texts/en`))).toBe('no-draft');
    expect(codeOf(await edit(`${api}/terms/fresh/draft/texts/fr`))).toBe('unknown-language');
    expect(codeOf(await put('terms/fresh/draft/texts/fr', {}, revision(0)))).toBe('unknown-language');
    expect(codeOf(await put('terms/fresh/draft/texts/en', texts.en, {}))).toBe('precondition-required');
    expect((await put('terms/fresh/draft/texts/en', texts.en, revision(0))).json.revision).toBe(2);
    expect(codeOf(await put('terms/fresh/draft/texts/en', { colour: 1 }, revision(2)))).toBe('invalid-record');
  });
});

describe('an editor changes a draft by a merge patch', () => {
  it('→ members replace those there are, null removes them, the rest stays', async () => {
    const item = await published('patched');
    await save(item, { published: '2024-01-01T00:00:00Z', facts: { ...facts, unverified: ['/name'] }, texts });
    const change = { published: null, facts: { unverified: null }, texts: { en: { definition: 'Patched.' } } };
    const { status, headers } = await patch(`${item}/draft`, change, revision(3));
    expect([status, headers.get('ETag')]).toEqual([200, '"r4"']);
    expect((await draftOf(item)).record).toEqual({
      facts,
      texts: { ...texts, en: { ...texts.en, definition: 'Patched.' } },
    });
  });

  it('where there is none → it begins with what is live', async () => {
    const item = await published('patched-live');
    expect((await patch(`${item}/draft`, { texts: { en: { definition: 'Patched.' } } }, revision(0))).status).toBe(201);
    expect((await draftOf(item)).record.texts.en).toEqual({ name: 'Term patched-live', definition: 'Patched.' });
  });

  it('which is stale, wrong or of another type → refused', async () => {
    const item = await published('patched-not');
    await save(item, termOf('x'));
    const refusals = [
      await effectOf(() => patch(`${item}/draft`, {}, revision(9))),
      await effectOf(() => patch(`${item}/draft`, { facts: { colour: 1 } }, revision(3))),
      await effectOf(() => patch(`${item}/draft`, [], revision(3))),
      await effectOf(() => patch(`${item}/draft`, {}, { ...revision(3), 'Content-Type': 'application/json' })),
      await effectOf(() => patch(`${item}/draft`, {}, {})),
    ];
    expect(refusals.map(({ answer }) => codeOf(answer))).toEqual([
      'precondition-failed',
      'invalid-record',
      'invalid-record',
      'unsupported-media-type',
      'precondition-required',
    ]);
    expect(refusals.flatMap(({ changed }) => changed)).toEqual([]);
    expect(refusals[3]?.answer.json.detail).toBe('Send the body as application/merge-patch+json.');
  });

  it('that is empty, with the live edition as base → says that its author has seen that edition', async () => {
    const item = await published('patched-base');
    await save(item, termOf('mine'));
    await expectSuccess('publications', {
      json: { items: [{ kind: 'terms', slug: 'patched-base', match: 1, record: termOf('theirs') }] },
    });
    expect((await patch(`${item}/draft?base=2`, {}, revision(3))).status).toBe(200);
    await publish(item, 2);
    expect((await readIn('en', item)).json.name).toBe('Term mine');
  });
});

describe('every save is kept', () => {
  const listOf = async (item: string, query = '') =>
    (await edit(`${api}/${item}/draft/revisions${query}`, {}, 'editor')).json;

  it('who saved what, when; also after it was overwritten, discarded and published', async () => {
    await save('terms/kept', termOf('one'));
    await save('terms/kept', termOf('two'), 1);
    await expectSuccess('terms/kept/draft', { method: 'DELETE', headers: revision(2) }, 'editor');
    await save('terms/kept', termOf('three'));
    await publish('terms/kept');
    await save('terms/kept', termOf('four'));
    const list = await listOf('terms/kept');
    expect(responseSchemas.revisions.parse(list)).toEqual({
      kind: 'terms',
      slug: 'kept',
      revisions: [
        [6, 1],
        [4, 0],
        [2, 0],
        [1, 0],
      ].map(([number, base]) => ({ revision: number, base, who: people.editor, saved: expect.any(String) })),
      next: null,
    });
    expect((await listOf('terms/kept', '?limit=2')).next).toBe(4);
    expect((await listOf('terms/kept', '?limit=2&before=4')).revisions).toEqual(list.revisions.slice(2));
    const one = await edit(`${api}/terms/kept/draft/revisions/1`, {}, 'editor');
    expect(responseSchemas.draft.parse(one.json)).toMatchObject({
      revision: 1,
      record: termOf('one'),
      who: people.editor,
    });
    for (const number of ['3', '99', '0', 'x'])
      expect(codeOf(await edit(`${api}/terms/kept/draft/revisions/${number}`))).toBe('no-revision');
  });

  it('and can be brought back', async () => {
    await save('terms/back', termOf('one'));
    await save('terms/back', termOf('two'), 1);
    const back = await expectSuccess(
      'terms/back/draft/restore',
      { json: { revision: 1 }, headers: revision(2) },
      'editor',
    );
    expect(back.json).toMatchObject({ revision: 3 });
    expect(await draftOf('terms/back')).toMatchObject({ revision: 3, record: termOf('one') });
    await expectSuccess('terms/back/draft', { method: 'DELETE', headers: revision(3) }, 'editor');
    const again = await edit(
      `${api}/terms/back/draft/restore`,
      { json: { revision: 2 }, headers: revision(0) },
      'editor',
    );
    expect([again.status, (await draftOf('terms/back')).record]).toEqual([201, termOf('two')]);
    const { answer, changed } = await effectOf(() =>
      edit(`${api}/terms/back/draft/restore`, { json: { revision: 9 }, headers: revision(5) }, 'editor'),
    );
    expect([codeOf(answer), answer.json.detail, changed]).toEqual([
      'no-revision',
      'Nothing was saved as revision 9.',
      [],
    ]);
  });

  it('and counts as made from the edition that it was made from', async () => {
    const item = await published('back-base');
    await save(item, termOf('mine'));
    await expectSuccess(`${item}/draft`, { method: 'DELETE', headers: revision(3) }, 'editor');
    await expectSuccess('publications', {
      json: { items: [{ kind: 'terms', slug: 'back-base', match: 1, record: termOf('theirs') }] },
    });
    await expectSuccess(`${item}/draft/restore`, { json: { revision: 3 }, headers: revision(0) }, 'editor');
    const late = await edit(`${api}/${item}/publish`, { json: {}, headers: edition(2) });
    expect([late.status, late.json.expected, late.json.actual]).toEqual([412, 1, 2]);
  });
});
