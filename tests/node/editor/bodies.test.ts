import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MAX_DEPTH, parseJson } from '../../../src/lib/json.ts';
import { notice, termOf } from '../../support/editor/client.ts';
import { codeOf, edit, stubAccess } from '../../support/editor/identity.ts';
import { api, published, save } from '../../support/editor/workflow.ts';
import { set } from '../../support/pointer.ts';
import { startOver } from '../../support/state.ts';

let restore: () => void;
beforeAll(() => {
  restore = stubAccess();
});
afterAll(async () => {
  restore();
  await startOver();
});

const json = { 'Content-Type': 'application/json' };
const nested = (depth: number, [open, close]: [string, string] = ['[', ']']) =>
  open.repeat(depth) + close.repeat(depth);

describe('a body is nested deeply', () => {
  it.each<[string, string, string]>([
    ['lists', 'PUT', nested(MAX_DEPTH + 1)],
    ['objects', 'PUT', nested(MAX_DEPTH + 1, ['{"a":', '}']).replace('"a":}', '"a":1}')],
    ['lists that never end', 'PUT', '['.repeat(200_000)],
    ['a set', 'POST', `{"items":${nested(1_000_000)}}`],
    ['a set with strings', 'POST', `{"items":["]","\\\\\\"",${nested(3_000_000)}]}`],
  ])('%s → 400, with the limit', async (_, method, body) => {
    const path = method === 'PUT' ? `${api}/terms/deep/draft` : `${api}/publications`;
    const answer = await edit(path, { method, body, headers: { ...json, 'If-None-Match': '*' } });
    expect([answer.status, codeOf(answer)]).toEqual([400, 'malformed-json']);
    expect(answer.json.detail).toContain('32');
  });

  it('brackets inside texts are no depth; what is nested 32 deep is read', () => {
    const text = `${'['.repeat(100)}"\\`;
    expect(parseJson(JSON.stringify({ text, [text]: [text] }))).toEqual({ text, [text]: [text] });
    expect(JSON.stringify(parseJson(nested(MAX_DEPTH)))).toBe(nested(MAX_DEPTH));
  });

  it('a byte order mark before it is passed over', async () => {
    const body = `\uFEFF${JSON.stringify(termOf('quantum'))}`;
    const headers = { ...json, 'If-None-Match': '*' };
    expect((await edit(`${api}/terms/marked/draft`, { method: 'PUT', body, headers })).status).toBe(201);
    expect(parseJson('\uFEFF{}')).toEqual({});
  });
});

describe('a precondition is no list of entity tags', () => {
  it.each<[string, string]>([
    ['If-Match', 'garbage "e1" garbage'],
    ['If-Match', 'e1'],
    ['If-Match', '"e1'],
    ['If-Match', '"e1" "e2"'],
    ['If-Match', '"e1", e2'],
    ['If-Match', '*, "e1"'],
    ['If-Match', 'W "e1"'],
    ['If-None-Match', 'anything'],
    ['If-None-Match', '**'],
  ])('%s: %s → 400, and nothing is changed', async (name, value) => {
    const item = await published(`tag-${crypto.randomUUID().slice(0, 8)}`);
    const headers = { [name]: value };
    const answer = await edit(`${api}/${item}/withdraw`, { json: { notice }, headers });
    expect([answer.status, codeOf(answer), answer.json.parameter]).toEqual([400, 'invalid-parameter', name]);
    expect(answer.json.detail).toContain(`“${name}”`);
    expect((await edit(`${api}/${item}`)).json.live.withdrawals).toEqual({});
  });

  it.each(['"e1"', ' "e9" , "e1" ', ',"e1",', 'W/"e9", "e1"', '*'])('%s is one', async (value) => {
    const item = await published(`tag-${crypto.randomUUID().slice(0, 8)}`);
    const answer = await edit(`${api}/${item}/withdraw`, { json: { notice }, headers: { 'If-Match': value } });
    expect(answer.status).toBe(200);
  });
});

describe('what may be a mistake is said in the answer', () => {
  const text = 'The same words in both languages.';
  const record = set(set(termOf('same'), '/texts/ja/definition', text), '/texts/en/definition', text);
  const pointers = ['/texts/ja/definition', '/texts/en/definition'];
  const pointersOf = (warnings: { pointer: string }[] = []) => warnings.map(({ pointer }) => pointer);

  it.each([
    ['ja', /^「en」の文と同じです。/],
    ['en', /^This is the same text as in “en”/],
  ])('of a save and a publication, in %s', async (language, sentence) => {
    const headers = { 'Accept-Language': language };
    const slug = `same-${language}`;
    const saved = await edit(`${api}/terms/${slug}/draft`, {
      method: 'PUT',
      json: record,
      headers: { ...headers, 'If-None-Match': '*' },
    });
    const live = await edit(`${api}/terms/${slug}/publish`, {
      json: {},
      headers: { ...headers, 'If-None-Match': '*' },
    });
    expect([saved.status, live.status]).toEqual([201, 200]);
    for (const { json: body } of [saved, live]) {
      expect(pointersOf(body.warnings)).toEqual(pointers);
      expect(body.warnings[0].detail).toMatch(sentence);
    }
  });

  it('of each item of a set; where there is nothing to say there is no member', async () => {
    const items = [
      { kind: 'terms', slug: 'same-in-a-set', match: null, record },
      { kind: 'terms', slug: 'different-in-a-set', match: null, record: termOf('other') },
    ];
    const { json: body } = await edit(`${api}/publications`, { json: { items } });
    expect(body.results.map(({ warnings }: { warnings?: [] }) => warnings && pointersOf(warnings))).toEqual([
      pointers,
      undefined,
    ]);
    expect((await save('terms/quiet', termOf('quiet'))).json).not.toHaveProperty('warnings');
  });
});

it('a notice of withdrawal has a character that nobody sees → refused there', async () => {
  const item = await published('noticed');
  const answer = await edit(`${api}/${item}/withdraw`, {
    json: { notice: { ja: '終了\u2060しました。' } },
    headers: { 'If-Match': '"e1"' },
  });
  expect([answer.status, answer.json.errors]).toMatchObject([422, [{ pointer: '/notice/ja' }]]);
  expect(answer.json.errors[0].detail).toContain('U+2060');
});
