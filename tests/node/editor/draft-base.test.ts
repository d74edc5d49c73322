import { beforeAll, describe, expect, it } from 'vitest';
import { edition, revision, termOf } from '../../support/editor/client.ts';
import { effectOf } from '../../support/editor/effect.ts';
import { codeOf, edit, stubAccess } from '../../support/editor/identity.ts';
import { api, expectSuccess, publish, published, readIn, save, withdraw } from '../../support/editor/workflow.ts';

beforeAll(stubAccess);

const recordWith = (word: string, en: object = {}, facts: object = {}) => {
  const { facts: own, texts } = termOf(word);
  return { facts: { ...own, ...facts }, texts: { ...texts, en: { ...texts.en, ...en } } };
};
/** Publishes a record beside the draft. */
const correct = (item: string, match: number, record: object, rest: object = {}) =>
  expectSuccess('publications', { json: { items: [{ kind: 'terms', slug: item.slice(6), match, record, ...rest }] } });
const send = (item: string, number: number, json: object = {}) =>
  effectOf(() => edit(`${api}/${item}/publish`, { json, headers: edition(number) }));

describe('a draft knows the edition that it was made from', () => {
  it('and another is live by now → precondition-failed, with both numbers and what differs', async () => {
    const item = await published('corrected');
    await save(item, recordWith('mine'));
    expect((await edit(`${api}/${item}/draft`)).json.base).toBe(1);
    await correct(item, 1, recordWith('corrected', { definition: 'A correction.' }));
    const { answer, changed, events } = await send(item, 2, { revision: 3 });
    expect([answer.status, codeOf(answer), changed]).toEqual([412, 'precondition-failed', []]);
    expect(answer.json).toMatchObject({ expected: 1, actual: 2, differs: ['/texts/en/definition'] });
    expect(events).toMatchObject([{ command: 'publish', code: 'precondition-failed' }]);
    expect((await readIn('en', item)).json).toMatchObject({ edition: 2, definition: 'A correction.' });
  });

  it('in a set, too', async () => {
    const item = await published('together');
    await save(item, recordWith('mine'));
    await correct(item, 1, recordWith('together', {}, { licence: 'https://example.jp/licence' }));
    const items = [{ kind: 'terms', slug: 'together', match: 2 }];
    const { answer, changed } = await effectOf(() => edit(`${api}/publications`, { json: { items } }));
    expect([answer.status, changed]).toEqual([422, []]);
    expect(answer.json.results).toMatchObject([
      {
        slug: 'together',
        result: 'refused',
        code: 'precondition-failed',
        expected: 1,
        actual: 2,
        differs: ['/facts/licence'],
      },
    ]);
  });

  it('that has become another item’s first edition → precondition-failed with 0', async () => {
    await save('terms/awaited', recordWith('mine'));
    await correct('terms/awaited', null as never, recordWith('theirs'));
    const { answer } = await send('terms/awaited', 1);
    expect(answer.json).toMatchObject({ status: 412, expected: 0, actual: 1 });
    expect(answer.json.differs).toContain('/texts/en');
  });

  it('and its author has saved it again with the live one as its base → published', async () => {
    const item = await published('rebased');
    await save(item, recordWith('mine'));
    await correct(item, 1, recordWith('rebased', { definition: 'A correction.' }));
    await expectSuccess(`${item}/draft`, { method: 'PUT', json: recordWith('mine'), headers: revision(3) });
    expect((await send(item, 2)).answer.status).toBe(412);
    const merged = recordWith('mine', { definition: 'A correction.' });
    await expectSuccess(`${item}/draft?base=2`, { method: 'PUT', json: merged, headers: revision(4) });
    expect((await edit(`${api}/${item}/draft`)).json).toMatchObject({ base: 2, revision: 5, record: merged });
    await publish(item, 2);
    expect((await readIn('en', item)).json).toMatchObject({ edition: 3, definition: 'A correction.' });
  });

  it('which the author names when the draft is new → what was published since is not lost', async () => {
    const item = await published('late');
    await correct(item, 1, recordWith('late', { definition: 'A correction.' }));
    await expectSuccess(`${item}/draft?base=1`, {
      method: 'PUT',
      json: recordWith('late', { name: 'New name' }),
      headers: revision(0),
    });
    expect((await send(item, 2)).answer.json).toMatchObject({
      expected: 1,
      actual: 2,
      differs: ['/texts/en/definition'],
    });
  });

  it.each([
    ['2', 'no-edition'],
    ['99', 'no-edition'],
    ['x', 'invalid-parameter'],
    ['', 'invalid-parameter'],
    ['-1', 'invalid-parameter'],
  ])('and there is no edition “%s” to be made from → %s', async (base, code) => {
    const item = await published(`no-base-${code}-${base.length}${base.charCodeAt(0) || 0}`);
    const { answer, changed } = await effectOf(() =>
      edit(`${api}/${item}/draft?base=${base}`, { method: 'PUT', json: termOf('x'), headers: revision(0) }),
    );
    expect([codeOf(answer), changed]).toEqual([code, []]);
  });

  it('and the live one differs only in its slug, or says what the draft says → published', async () => {
    const item = await published('moved');
    await save(item, recordWith('mine'));
    await expectSuccess(`${item}/rename`, { json: { slug: 'moved-on' }, headers: edition(1) });
    await publish('terms/moved-on', 2);
    expect((await readIn('en', 'terms/moved-on')).json).toMatchObject({ name: 'Term mine', edition: 3 });
    await save('terms/moved-on', recordWith('both', { definition: 'The same correction.' }));
    await correct('terms/moved-on', 3, recordWith('mine', { definition: 'The same correction.' }));
    await publish('terms/moved-on', 4);
    expect((await readIn('en', 'terms/moved-on')).json).toMatchObject({ name: 'Term both', edition: 5 });
  });

  it('and a language has been withdrawn since → refused for it, not for the other', async () => {
    const item = await published('ended');
    await save(item, recordWith('mine'));
    await withdraw(item, 1, { languages: ['en'] });
    expect((await send(item, 2)).answer.json).toMatchObject({ status: 412, differs: ['/withdrawals/en'] });
    await publish(item, 2, { languages: ['ja'] });
    expect((await readIn('en', item)).status).toBe(410);
    expect((await send(item, 3, { languages: ['en'] })).answer.json).toMatchObject({
      status: 412,
      differs: ['/withdrawals/en'],
    });
  });

  it('and is published in one language, then in the other → no edition in between is lost', async () => {
    const item = await published('steps');
    await save(item, recordWith('mine'));
    await publish(item, 1, { languages: ['ja'] });
    expect((await edit(`${api}/${item}/draft`)).json).toMatchObject({ base: 2, revision: 3 });
    await publish(item, 2, { languages: ['en'] });
    expect((await readIn('en', item)).json).toMatchObject({ name: 'Term mine', edition: 3 });

    await save(item, recordWith('next'));
    await correct(item, 3, recordWith('mine', { definition: 'A correction.' }), { languages: ['en'] });
    await publish(item, 4, { languages: ['ja'] });
    expect((await readIn('en', item)).json.definition).toBe('A correction.');
    expect((await send(item, 5, { languages: ['en'] })).answer.json).toMatchObject({
      expected: 3,
      actual: 5,
      differs: ['/texts/en/definition'],
    });
  });
});

describe('a draft that says what is live is published', () => {
  it('→ unchanged: no edition, and the draft is gone', async () => {
    const item = await published('same');
    await save(item, termOf('same'));
    const { answer, changed, events } = await send(item, 1);
    expect([answer.status, answer.json]).toEqual([200, { result: 'unchanged', edition: 1 }]);
    expect(changed.filter((line) => !line.startsWith('drafts '))).toEqual([]);
    expect(events).toMatchObject([{ command: 'publish', edition: null, revision: 4, code: null }]);
    expect(codeOf(await edit(`${api}/${item}/draft`))).toBe('no-draft');
  });

  it('in one language → unchanged, and the draft stays for the other', async () => {
    const item = await published('same-ja');
    await save(item, recordWith('same-ja', { definition: 'Better.' }));
    const { answer, changed } = await send(item, 1, { languages: ['ja'] });
    expect([answer.json, changed]).toEqual([{ result: 'unchanged', edition: 1 }, []]);
    await publish(item, 1, { languages: ['en'] });
    expect((await readIn('en', item)).json).toMatchObject({ definition: 'Better.', edition: 2 });
  });

  it('in a set → unchanged', async () => {
    const item = await published('same-set');
    await save(item, termOf('same-set'));
    const answer = await expectSuccess('publications', {
      json: { items: [{ kind: 'terms', slug: 'same-set', match: 1 }] },
    });
    expect(answer.json.results).toEqual([{ kind: 'terms', slug: 'same-set', result: 'unchanged', edition: 1 }]);
    expect((await readIn('en', item)).json.edition).toBe(1);
  });
});
