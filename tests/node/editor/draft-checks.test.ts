import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { edition, organisationOf, revision, roleOf, termOf } from '../../support/editor/client.ts';
import { effectOf } from '../../support/editor/effect.ts';
import { codeOf, edit, stubAccess } from '../../support/editor/identity.ts';
import { api, expectSuccess, publish, published, recordOf, save, withdraw } from '../../support/editor/workflow.ts';
import { set } from '../../support/pointer.ts';
import { startOver } from '../../support/state.ts';

beforeAll(stubAccess);
afterAll(startOver);

/** Checks a draft as an editor; nothing may be written by that. */
const check = async (item: string, json: object = {}, headers: Record<string, string> = {}) => {
  const { answer, changed, events } = await effectOf(() =>
    edit(`${api}/${item}/draft/check`, { json, headers }, 'editor'),
  );
  expect([changed, events]).toEqual([[], []]);
  return answer;
};
const pointersOf = (errors: { pointer: string }[] = []) => errors.map(({ pointer }) => pointer);

describe('an editor asks what the publication of a draft would answer', () => {
  it.each<[string, (slug: string) => Promise<unknown>, object]>([
    ['new', (slug) => save(`terms/${slug}`, termOf(slug)), { result: 'created', edition: 1 }],
    [
      'of a live item',
      async (slug) => {
        await published(slug);
        await save(`terms/${slug}`, termOf('other'));
      },
      { result: 'changed', edition: 2 },
    ],
    [
      'that says what is live',
      async (slug) => {
        await published(slug);
        await save(`terms/${slug}`, termOf(slug));
      },
      { result: 'unchanged', edition: 1 },
    ],
  ])('%s → the result, and nothing is written', async (state, make, result) => {
    const slug = `checked-${state.replaceAll(' ', '-')}`;
    await make(slug);
    const { status, json } = await check(`terms/${slug}`);
    expect([status, json]).toEqual([200, { kind: 'terms', slug, ...result }]);
  });

  it('wrong in several ways → everything at once, with the warnings, as the publication says it', async () => {
    await save('organisations/check-one', organisationOf('one'));
    await publish('organisations/check-one');
    // Somebody else publishes another country meanwhile.
    const draft = {
      ...organisationOf('two', { parent: 'nowhere-to-be-found' }),
      texts: { ja: { name: 'Same name here' }, en: { name: 'Same name here', reading: 'not kana' } },
    };
    await expectSuccess(
      'organisations/check-one/draft',
      { method: 'PUT', json: { ...draft, texts: { ja: draft.texts.ja } }, headers: revision(0) },
      'editor',
    );
    const item = { kind: 'organisations', slug: 'check-one', match: 1, languages: ['ja'] };
    const record = set(organisationOf('one'), '/facts/country', 'GB');
    const { json: set2 } = await edit(`${api}/publications`, { json: { items: [{ ...item, record }] } });
    expect(set2.results[0].result).toBe('changed');
    const { status, json } = await check('organisations/check-one', { languages: ['ja', 'en'] });
    expect([status, json.result, json.code]).toEqual([200, 'refused', 'invalid-record']);
    expect(pointersOf(json.errors)).toEqual(['/languages', '/facts/parent']);
    expect(json).toMatchObject({ expected: 1, actual: 2, differs: ['/facts/country'] });
    const refused = await edit(`${api}/organisations/check-one/publish`, {
      json: { languages: ['ja', 'en'] },
      headers: edition(2),
    });
    expect([refused.status, codeOf(refused), refused.json.errors]).toEqual([422, json.code, json.errors]);
  });

  it('a draft that is incomplete, with a link to nothing and a text in the wrong language → all of it', async () => {
    const text = 'The same words in both languages.';
    const record = set(set(termOf('incomplete'), '/texts/ja/definition', text), '/texts/en/definition', text);
    const { sources: _, ...facts } = record.facts;
    const saved = await save('terms/incomplete', { ...record, facts });
    expect(pointersOf(saved.json.missing)).toEqual(['/facts/sources']);
    expect(pointersOf(saved.json.warnings)).toEqual(['/texts/ja/definition', '/texts/en/definition']);
    const { json } = await check('terms/incomplete');
    expect(pointersOf(json.errors)).toEqual(['/facts/sources']);
    expect(pointersOf(json.warnings)).toEqual(['/texts/ja/definition', '/texts/en/definition']);
  });

  it('in the language of the reader', async () => {
    await save('roles/check-role', roleOf('role', 'nowhere-to-be-found'));
    const sentence = async (language: string) =>
      (await check('roles/check-role', {}, { 'Accept-Language': language })).json.errors[0].detail;
    expect(await sentence('ja')).toContain('参照先の「organisations/nowhere-to-be-found」がありません');
    expect(await sentence('en')).toContain('There is no “organisations/nowhere-to-be-found”');
  });

  it('what other items repeat → they are named', async () => {
    const council = recordOf('councils', 'council-2-2024');
    await save('councils/council-2-2024', set(council, '/facts/date', '2024-01-17'));
    const { json } = await check('councils/council-2-2024');
    expect([json.code, json.references.length > 2]).toEqual(['invalid-record', true]);
    expect(new Set(pointersOf(json.errors))).toEqual(new Set(['/facts/date']));
  });

  it('with a precondition, a revision or languages → as publish takes them', async () => {
    await save('terms/check-stale', termOf('stale'));
    expect((await check('terms/check-stale', {}, edition(3))).json).toMatchObject({
      code: 'precondition-failed',
      actual: 0,
    });
    expect((await check('terms/check-stale', { revision: 2 })).json).toMatchObject({
      code: 'precondition-failed',
      actual: 1,
    });
    expect((await check('terms/check-stale', { languages: ['ja'], revision: 1 })).json.result).toBe('created');
    expect(codeOf(await check('terms/check-stale', { colour: 1 }))).toBe('invalid-record');
  });

  it('without a draft → no-draft; for somebody without a role → forbidden', async () => {
    await published('check-nothing');
    const answer = await check('terms/check-nothing');
    expect([answer.status, codeOf(answer)]).toEqual([404, 'no-draft']);
    expect(codeOf(await edit(`${api}/terms/check-nothing/draft/check`, { json: {} }, 'stranger'))).toBe('forbidden');
  });
});

describe('an item is withdrawn in a language, and a draft is begun by a part of it', () => {
  const patch = (item: string, json: object) =>
    expectSuccess(
      `${item}/draft`,
      {
        method: 'PATCH',
        body: JSON.stringify(json),
        headers: { 'Content-Type': 'application/merge-patch+json', ...revision(0) },
      },
      'editor',
    );

  it('the facts are patched, or the other language is saved → publishing it leaves the withdrawal as it is', async () => {
    for (const begin of [
      (item: string) => patch(item, { texts: { ja: { note: '訂正しました。' } } }),
      (item: string) =>
        expectSuccess(
          `${item}/draft/texts/ja`,
          { method: 'PUT', json: termOf('corrected').texts.ja, headers: revision(0) },
          'editor',
        ),
    ]) {
      const item = await published(`withdrawn-${crypto.randomUUID().slice(0, 8)}`);
      await withdraw(item, 1, { languages: ['en'] });
      await begin(item);
      expect(Object.keys((await edit(`${api}/${item}/draft`)).json.record.texts)).toEqual(['ja']);
      await publish(item, 2);
      const { live, languages } = (await edit(`${api}/${item}`)).json;
      expect([live.number, Object.keys(live.withdrawals), languages.en.state]).toEqual([3, ['en'], 'withdrawn']);
    }
  });

  it('the withdrawn language is named → its texts are begun with, and publishing them ends the withdrawal', async () => {
    const item = await published('withdrawn-and-named');
    await withdraw(item, 1, { languages: ['en'] });
    await patch(item, { texts: { en: { definition: 'Another one.' } } });
    expect((await edit(`${api}/${item}/draft`)).json.record.texts.en).toEqual({
      ...termOf('withdrawn-and-named').texts.en,
      definition: 'Another one.',
    });
    await publish(item, 2);
    expect((await edit(`${api}/${item}`)).json.live.withdrawals).toEqual({});
  });
});
