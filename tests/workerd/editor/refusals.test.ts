import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { notice, organisationOf, termOf } from '../../support/editor/client.ts';
import { effectOf } from '../../support/editor/effect.ts';
import { type Answer, codeOf, edit, type Init, stubAccess } from '../../support/editor/identity.ts';
import { empty } from '../../support/editor/invariants.ts';
import { recordFiles } from '../../support/records.ts';

const api = '/editor/api';
const create = { 'If-None-Match': '*', 'Content-Type': 'application/json' };
const limit = 256 * 1024;

type RecordInput = ReturnType<typeof termOf>;

/** Pads a text with spaces to a number of bytes. */
const padded = (text: string, bytes: number) => text + ' '.repeat(bytes - new TextEncoder().encode(text).length);

/** A valid term as JSON, with changes; a test may replace `<>` in it. */
const termJson = (change: (record: RecordInput & Record<string, unknown>) => void): string => {
  const record = structuredClone(termOf('quantum')) as RecordInput & Record<string, unknown>;
  change(record);
  return JSON.stringify(record);
};
const withFacts = (facts: object) => termJson((record) => Object.assign(record.facts, facts));
const withTexts = (texts: object) => termJson((record) => Object.assign(record.texts.en, texts));
const withJson = (json: string, word: string) => json.replace('"<>"', word);
const deep = (open: string, close: string, times = 100_000) => open.repeat(times) + close.repeat(times);

const councilWith = (facts: object) => {
  const record = structuredClone(recordFiles.find(({ slug }) => slug === 'council-2-2024')?.record) as RecordInput;
  Object.assign(record.facts, facts);
  return JSON.stringify(record);
};
const councilSeat = { side: 'JP', participant: 'kono-taro', role: 'da-minister', organisation: 'digital-agency' };

/** What the council lacks where nothing that it links to is there, and its slug has no name; not within `pointer`. */
const lacking = (pointer: string): string[] =>
  [
    ...['/texts/ja/name', '/texts/en/name', '/facts/partnership'],
    ...[0, 1, 2, 3].flatMap((place) =>
      ['participant', 'role', 'organisation'].map((link) => `/facts/attendances/${place}/${link}`),
    ),
    ...[0, 1, 2, 3].map((place) => `/facts/related/${place}/publisher`),
  ].filter((each) => !each.startsWith(`${pointer}/`));

const isJapanese = (text: string) => /[ぁ-んァ-ヶ一-龠]/.test(text);

/** Expects a problem in the language of the request, and no effect of the request but its event. */
const expectRefused = (
  language: string,
  { answer, changed, events }: Awaited<ReturnType<typeof effectOf<Answer>>>,
  status: number,
  code: string,
) => {
  const { json, headers } = answer;
  expect([answer.status, codeOf(answer), changed]).toEqual([status, code, []]);
  expect(events.map((event) => [event.code, event.edition])).toEqual(events.map(() => [expect.any(String), null]));
  expect(events).not.toEqual([]);
  expect([headers.get('Content-Type'), headers.get('Content-Language')]).toEqual([
    'application/problem+json',
    language,
  ]);
  for (const text of [json.title, json.detail]) expect([text, isJapanese(text)]).toEqual([text, language === 'ja']);
};

const expectErrors = (language: string, errors: { pointer: string; detail: string }[], pointers: string[]) => {
  expect(errors.map(({ pointer }) => pointer)).toEqual(pointers);
  // A sentence in English may show a host name in Japanese as an example.
  for (const { detail } of errors)
    expect([detail, isJapanese(detail.replaceAll('日本語.jp', ''))]).toEqual([detail, language === 'ja']);
};

beforeAll(stubAccess);
// One item is enough to see that nothing of it changes, and quick to compare.
beforeAll(async () => {
  await empty(env.DB);
  const items = [{ kind: 'terms', slug: 'dfft', match: null, record: termOf('dfft') }];
  expect((await edit(`${api}/publications`, { json: { items } })).status).toBe(200);
});

describe.each(['ja', 'en'])('an editor who reads %s sends an invalid record', (language) => {
  it.each<[string, string, string[], string?, string[]?]>([
    ['nothing but null', 'null', ['']],
    ['a number', '5', ['']],
    ['a text', '"quantum"', ['']],
    ['a list', '[]', ['']],
    ['an empty object', '{}', ['/facts', '/texts'], 'terms', ['/facts', '/texts']],
    ['with an unknown field', termJson((record) => Object.assign(record, { colour: 1 })), ['/colour']],
    ['with an unknown fact', withFacts({ colour: 1 }), ['/facts/colour']],
    ['with an unknown text', withTexts({ colour: 'red' }), ['/texts/en/colour']],
    ['with a key that a JSON Pointer escapes', withFacts({ 'a/b~c': 1 }), ['/facts/a~1b~0c']],
    ['with an empty key', withFacts({ '': 1 }), ['/facts/']],
    ['with half a character as a key', withFacts({ '\ud800': 1 }), ['/facts/\ud800']],
    [
      'with an unknown member of a source',
      withFacts({ sources: [{ href: 'https://a.jp/', language: 'ja', x: 1 }] }),
      ['/facts/sources/0/x'],
    ],
    [
      'without a language that it names',
      termJson((record) => {
        Object.assign(record, { languages: ['ja', 'en'] });
        Reflect.deleteProperty(record.texts, 'en');
      }),
      ['/texts/en'],
      'terms',
      ['/texts/en'],
    ],
    [
      'without any language',
      termJson((record) => Object.assign(record, { texts: {} })),
      ['/texts/ja', '/texts/en'],
      'terms',
      ['/texts/ja', '/texts/en'],
    ],
    ['in an unknown language', termJson(({ texts }) => Object.assign(texts, { fr: texts.en })), ['/texts/fr']],
    [
      'to be published in an unknown language',
      termJson((record) => Object.assign(record, { languages: ['fr'] })),
      ['/languages/0'],
    ],
    ['to be published in no language', termJson((record) => Object.assign(record, { languages: [] })), ['/languages']],
    [
      'without a text of one language',
      termJson(({ texts }) => Reflect.deleteProperty(texts.en, 'definition')),
      ['/texts/en/definition'],
      'terms',
      ['/texts/en/definition'],
    ],
    [
      'with a note in one language alone',
      withTexts({ note: 'In English alone.' }),
      ['/texts/ja/note'],
      'terms',
      ['/texts/ja/note'],
    ],
    [
      'without a name in one language',
      termJson(({ texts }) => Reflect.deleteProperty(texts.en, 'name')),
      ['/texts/en/name'],
      'terms',
      ['/texts/en/name'],
    ],
    ['with a text of 1,001 characters', withTexts({ definition: 'x'.repeat(1001) }), ['/texts/en/definition']],
    ['with a name of 301 characters', withTexts({ name: 'x'.repeat(301) }), ['/texts/en/name']],
    ['with an empty text', withTexts({ definition: '' }), ['/texts/en/definition']],
    ['with nothing but a space', withTexts({ definition: ' ' }), ['/texts/en/definition']],
    ['with a space before a text', withTexts({ definition: ' x' }), ['/texts/en/definition']],
    ['with null for a text', withTexts({ definition: null }), ['/texts/en/definition']],
    ['with the first half of a character', withTexts({ definition: 'a\ud842b' }), ['/texts/en/definition']],
    ['with the second half of a character', withTexts({ definition: '\udfb7' }), ['/texts/en/definition']],
    ['with halves in the wrong order', withTexts({ definition: '\udfb7\ud842' }), ['/texts/en/definition']],
    ['without a source', withFacts({ sources: [] }), ['/facts/sources']],
    [
      'with a script for a source',
      withFacts({ sources: [{ href: 'javascript:alert(1)', language: 'en' }] }),
      ['/facts/sources/0/href'],
    ],
    ['with a malformed time', termJson((record) => Object.assign(record, { published: 'yesterday' })), ['/published']],
    [
      'with several of these at once',
      withJson(withFacts({ colour: 1, licence: '<>' }), '7'),
      ['/facts/licence', '/facts/colour'],
    ],
    [
      'that links to itself',
      JSON.stringify(organisationOf('x', { parent: 'refused' })),
      ['/facts/parent'],
      'organisations',
    ],
    [
      'that links to a slug in capitals',
      JSON.stringify(organisationOf('x', { parent: 'MIC' })),
      ['/facts/parent'],
      'organisations',
    ],
    [
      'that links to a malformed slug',
      JSON.stringify(organisationOf('x', { parent: '../mic' })),
      ['/facts/parent'],
      'organisations',
    ],
    ['with a number as a text', councilWith({ ordinal: '2' }), ['/facts/ordinal'], 'councils'],
    [
      'with a number larger than any',
      councilWith({ ordinal: '<>' }).replace('"<>"', '1e400'),
      ['/facts/ordinal'],
      'councils',
    ],
    ['with half a number', councilWith({ ordinal: 2.5 }), ['/facts/ordinal'], 'councils'],
    [
      '__proto__ in the record',
      termJson((record) => Object.assign(record, { '<>': 1 })).replace('<>', '__proto__'),
      ['/__proto__'],
    ],
    ['__proto__ in the facts', withFacts({ '<>': { sources: [] } }).replace('<>', '__proto__'), ['/facts/__proto__']],
    [
      '__proto__ as a language',
      termJson(({ texts }) => Object.assign(texts, { '<>': texts.en })).replace('<>', '__proto__'),
      ['/texts/__proto__'],
    ],
    ['__proto__ in a text', withTexts({ '<>': {} }).replace('<>', '__proto__'), ['/texts/en/__proto__']],
    ['__proto__ in escapes', withFacts({ '<>': {} }).replace('<>', '\\u005f_proto__'), ['/facts/__proto__']],
    [
      'constructor and prototype',
      withFacts({ constructor: { prototype: 1 }, toString: 1 }),
      ['/facts/constructor', '/facts/toString'],
    ],
  ])('%s', async (_, record, pointers, kind = 'terms', missing = []) => {
    const headers = { ...create, 'Accept-Language': language };
    const put = { method: 'PUT', body: record, headers };
    const saved = await effectOf(() => edit(`${api}/${kind}/refused/draft`, put, 'editor'));
    const wrong = pointers.filter((pointer) => !missing.includes(pointer));
    if (wrong.length > 0) {
      expectRefused(language, saved, 422, 'invalid-record');
      expectErrors(language, saved.answer.json.errors, wrong);
    } else {
      // A draft may be incomplete; the answer says what is missing.
      expect(saved.answer.status).toBe(201);
      expectErrors(language, saved.answer.json.missing, missing);
      const match = { 'If-Match': saved.answer.headers.get('ETag') ?? '' };
      await edit(`${api}/${kind}/refused/draft`, { method: 'DELETE', headers: match });
    }

    const items = `{"items":[{"kind":"${kind}","slug":"refused","match":null,"record":${record}}]}`;
    const sent = await effectOf(() => edit(`${api}/publications`, { method: 'POST', body: items, headers }));
    expectRefused(language, sent, 422, 'set-refused');
    const [result] = sent.answer.json.results;
    expect(result).toMatchObject({ kind, slug: 'refused', result: 'refused', code: 'invalid-record' });
    expectErrors(language, result.errors, pointers);
  });

  it.each([
    ['with a date that does not exist', { date: '2027-02-30' }, '/facts/date'],
    ['with an unknown code', { mode: 'telepathic' }, '/facts/mode'],
    ['with 51 links', { attendances: Array(51).fill(councilSeat) }, '/facts/attendances'],
  ])('%s → also what a publication of it would lack', async (_, facts, pointer) => {
    const [record, headers] = [councilWith(facts), { ...create, 'Accept-Language': language }];
    const put = { method: 'PUT', body: record, headers };
    const saved = await effectOf(() => edit(`${api}/councils/refused/draft`, put, 'editor'));
    expectRefused(language, saved, 422, 'invalid-record');
    expectErrors(language, saved.answer.json.errors, [pointer]);

    const items = `{"items":[{"kind":"councils","slug":"refused","match":null,"record":${record}}]}`;
    const sent = await effectOf(() => edit(`${api}/publications`, { method: 'POST', body: items, headers }));
    expectRefused(language, sent, 422, 'set-refused');
    expectErrors(language, sent.answer.json.results[0].errors, [pointer, ...lacking(pointer)]);
  });

  it('10,000 links → too-large, as a draft and in a set; 51 → invalid-record', async () => {
    const [record, fewer] = [10_000, 51].map((count) => councilWith({ attendances: Array(count).fill(councilSeat) }));
    const headers = { ...create, 'Accept-Language': language };
    const put = { method: 'PUT', body: record ?? '', headers };
    const saved = await effectOf(() => edit(`${api}/councils/refused/draft`, put));
    expectRefused(language, saved, 413, 'too-large');
    const one = (body = '') => `{"kind":"councils","slug":"refused-${body.length}","match":null,"record":${body}}`;
    const body = `{"items":[${one(record)},${one(fewer)}]}`;
    const sent = await effectOf(() => edit(`${api}/publications`, { method: 'POST', body, headers }));
    expectRefused(language, sent, 422, 'set-refused');
    const [large, many] = sent.answer.json.results;
    expect(large).toMatchObject({ result: 'refused', code: 'too-large' });
    expectErrors(language, many.errors, ['/facts/attendances', ...lacking('/facts/attendances')]);
  });

  it('more than a hundred errors → the first hundred', async () => {
    const record = councilWith({ attendances: Array(50).fill({ side: 'JAPAN', participant: 1, role: 2 }) });
    const put = { method: 'PUT', body: record, headers: { ...create, 'Accept-Language': language } };
    const saved = await effectOf(() => edit(`${api}/councils/refused/draft`, put));
    expectRefused(language, saved, 422, 'invalid-record');
    expect(saved.answer.json.errors).toHaveLength(100);
    expect(saved.answer.json.errors[99].pointer).toMatch(/^\/facts\/attendances\/\d+\/\w+$/);
  });

  const draft = JSON.stringify(termOf('quantum'));
  const bytes = (...parts: (string | number[])[]) =>
    new Blob(parts.map((part) => (typeof part === 'string' ? part : new Uint8Array(part)))).arrayBuffer();
  it.each<[string, () => BodyInit | Promise<BodyInit>, Record<string, string>, number, string]>([
    ['no body', () => '', {}, 400, 'malformed-json'],
    ['nothing but white space', () => ' \n\t', {}, 400, 'malformed-json'],
    ['half of the JSON', () => draft.slice(0, -1), {}, 400, 'malformed-json'],
    ['text after the JSON', () => `${draft}x`, {}, 400, 'malformed-json'],
    ['a comment in the JSON', () => `/* new */ ${draft}`, {}, 400, 'malformed-json'],
    ['single quotation marks', () => draft.replaceAll('"', "'"), {}, 400, 'malformed-json'],
    ['NaN', () => '{"facts":NaN}', {}, 400, 'malformed-json'],
    ['100,000 unclosed brackets', () => '['.repeat(100_000), {}, 400, 'malformed-json'],
    ['a byte that is not UTF-8', () => bytes('{"facts":"', [0xff], '"}'), {}, 400, 'malformed-json'],
    ['half a character in UTF-8', () => bytes('{"facts":"', [0xe3, 0x81], '"}'), {}, 400, 'malformed-json'],
    ['a surrogate in UTF-8', () => bytes('{"facts":"', [0xed, 0xa0, 0x80], '"}'), {}, 400, 'malformed-json'],
    ['a slash in two bytes of UTF-8', () => bytes('{"facts":"', [0xc0, 0xaf], '"}'), {}, 400, 'malformed-json'],
    [
      'UTF-16',
      () =>
        bytes(
          [0xff, 0xfe],
          [...draft].flatMap((one) => [one.charCodeAt(0) & 0xff, 0]),
        ),
      {},
      400,
      'malformed-json',
    ],
    ['Shift_JIS', () => bytes('{"facts":"', [0x93, 0xfa, 0x89, 0x70], '"}'), {}, 400, 'malformed-json'],
    ['gzip', () => bytes([0x1f, 0x8b, 0x08, 0x00]), { 'Content-Encoding': 'gzip' }, 400, 'malformed-json'],
    ['one byte more than 256 KB', () => padded(draft, limit + 1), {}, 413, 'too-large'],
    ['a length over 256 KB', () => draft, { 'Content-Length': String(limit + 1) }, 413, 'too-large'],
    ['a length that is too short', () => padded(draft, limit + 1), { 'Content-Length': '5' }, 413, 'too-large'],
    ['no type', () => draft, { 'Content-Type': '' }, 415, 'unsupported-media-type'],
    ['text', () => draft, { 'Content-Type': 'text/plain' }, 415, 'unsupported-media-type'],
    ['a form', () => draft, { 'Content-Type': 'multipart/form-data' }, 415, 'unsupported-media-type'],
    ['merge-patch', () => draft, { 'Content-Type': 'application/merge-patch+json' }, 415, 'unsupported-media-type'],
    ['two types', () => draft, { 'Content-Type': 'application/json, text/plain' }, 415, 'unsupported-media-type'],
  ])('or an invalid body: %s', async (_, body, change, status, code) => {
    const headers = { ...create, 'Accept-Language': language, ...change };
    const put = { method: 'PUT', body: await body(), headers };
    expectRefused(language, await effectOf(() => edit(`${api}/terms/refused/draft`, put, 'editor')), status, code);
    if (status === 413) return;
    for (const where of ['publications', 'terms/dfft/publish', 'terms/dfft/withdraw']) {
      const post: Init = { method: 'POST', body: await body(), headers: { ...headers, 'If-Match': '*' } };
      expectRefused(language, await effectOf(() => edit(`${api}/${where}`, post)), status, code);
    }
  });

  it.each<[string, string, object, string[]]>([
    ['terms/dfft/publish', 'with an unknown member', { now: true }, ['/now']],
    ['terms/dfft/publish', 'as a list', [], ['']],
    ['terms/dfft/publish', 'in no language', { languages: [] }, ['/languages']],
    ['terms/dfft/publish', 'of a revision in words', { revision: '1' }, ['/revision']],
    ['terms/dfft/restore', 'of nothing', {}, ['/number']],
    ['terms/dfft/restore', 'of the edition 0', { number: 0 }, ['/number']],
    ['terms/dfft/restore', 'of a number in words', { number: '1' }, ['/number']],
    ['terms/dfft/rename', 'to nothing', {}, ['/slug']],
    ['terms/dfft/rename', 'to a slug in capitals', { slug: 'DFFT' }, ['/slug']],
    ['terms/dfft/rename', 'to a slug with a dot', { slug: 'dfft.json' }, ['/slug']],
    ['terms/dfft/rename', 'to a slug with a space', { slug: 'free flow' }, ['/slug']],
    ['terms/dfft/rename', 'to 81 characters', { slug: 'x'.repeat(81) }, ['/slug']],
    ['terms/dfft/rename', 'to Japanese', { slug: '信頼' }, ['/slug']],
    ['terms/dfft/withdraw', 'with control characters', { notice: { ...notice, en: 'a\u0000b' } }, ['/notice/en']],
    ['publications', 'without items', {}, ['/items']],
    ['publications', 'with null as an item', { items: [null] }, ['/items/0']],
    [
      'publications',
      'with a slug in capitals',
      { items: [{ kind: 'terms', slug: 'A', match: null, record: {} }] },
      ['/items/0/slug'],
    ],
    [
      'publications',
      'with an unknown kind',
      { items: [{ kind: 'x', slug: 'a', match: null, record: {} }] },
      ['/items/0/kind'],
    ],
    [
      'publications',
      'with an unknown member',
      { items: [{ kind: 'terms', slug: 'a', match: null, published: 'x' }] },
      ['/items/0/published'],
    ],
  ])('or an invalid command: %s %s', async (where, _, json, pointers) => {
    const headers = { 'Accept-Language': language, 'If-Match': '*' };
    const sent = await effectOf(() => edit(`${api}/${where}`, { json, headers }));
    expectRefused(language, sent, 422, 'invalid-record');
    expectErrors(language, sent.answer.json.errors, pointers);
  });

  it.each<[string, string, Record<string, unknown>]>([
    ['a number as a list', 'councils', { attendances: 5 }],
    ['a list of null', 'councils', { attendances: [null] }],
    ['an object as a link', 'organisations', { parent: { slug: 'mic' } }],
  ])('or an invalid history: %s', async (_, kind, facts) => {
    const editions = [{ number: 1, published: '2024-01-16T05:00:00Z', facts, texts: {}, withdrawals: {} }];
    const items = [{ kind, slug: 'refused', history: { first: 'refused', slugs: ['refused'], editions } }];
    const headers = { 'Accept-Language': language };
    const sent = await effectOf(() => edit(`${api}/publications`, { json: { items }, headers }));
    expectRefused(language, sent, 422, 'set-refused');
    const [{ code, errors }] = sent.answer.json.results;
    expect(code).toBe('invalid-record');
    for (const { pointer } of errors) expect(pointer).toMatch(/^\/editions\/0\/(?:facts|texts)\//);
  });

  it('or a history that is 100,000 brackets deep, of an item that exists', async () => {
    const facts = `{"sources":${deep('[', ']')}}`;
    const edition = `{"number":1,"published":"2024-01-16T05:00:00Z","facts":${facts},"texts":{},"withdrawals":{}}`;
    const history = `{"first":"dfft","slugs":["dfft"],"editions":[${edition}]}`;
    const body = `{"items":[{"kind":"terms","slug":"dfft","history":${history}}]}`;
    const headers = { ...create, 'Accept-Language': language };
    const sent = await effectOf(() => edit(`${api}/publications`, { method: 'POST', body, headers }));
    expectRefused(language, sent, 400, 'malformed-json');
  });
});

describe('an editor sends a text with an invisible character', () => {
  const range = (first: number, last = first) => Array.from({ length: last - first + 1 }, (_, index) => first + index);
  it.each([
    ['a control character', [...range(0x00, 0x1f), ...range(0x7f, 0x9f)]],
    [
      'a character that changes the writing direction',
      [0x061c, 0x200e, 0x200f, ...range(0x202a, 0x202e), ...range(0x2066, 0x2069)],
    ],
    ['a byte order mark', [0xfeff]],
  ])('%s → invalid-record', async (_, characters) => {
    const { answer, changed } = await effectOf(() =>
      Promise.all(
        characters.map((character) =>
          edit(`${api}/terms/unseen/draft`, {
            method: 'PUT',
            body: withTexts({ definition: `x${String.fromCodePoint(character)}y` }),
            headers: create,
          }),
        ),
      ),
    );
    const refusals = answer.map(({ status, json }) => [status, json.errors?.[0]?.pointer]);
    expect(refusals).toEqual(characters.map(() => [422, '/texts/en/definition']));
    expect(changed).toEqual([]);
  });
});

describe('the size of a body is limited as it is read, whatever Content-Length says', () => {
  it('a draft of exactly 256 KB → saved', async () => {
    const put = { method: 'PUT', body: padded(JSON.stringify(termOf('large')), limit), headers: create };
    expect((await edit(`${api}/terms/large/draft`, put)).status).toBe(201);
  });

  it('an endless body → 413 once it passes the limit', async () => {
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        sent += 1024;
        controller.enqueue(new Uint8Array(1024).fill(0x20));
      },
    });
    const { answer, changed } = await effectOf(() =>
      edit(`${api}/terms/endless/draft`, { method: 'PUT', body: endless, headers: create }),
    );
    expect([answer.status, codeOf(answer), changed]).toEqual([413, 'too-large', []]);
    expect(sent).toBeLessThan(2 * limit);
  });

  it('a set of exactly 8 MB → published; of a byte more → 413', async () => {
    const eight = 8 * 1024 * 1024;
    const items = JSON.stringify({ items: [{ kind: 'terms', slug: 'heavy', match: null, record: termOf('heavy') }] });
    const send = (size: number) =>
      edit(`${api}/publications`, { method: 'POST', body: padded(items, size), headers: create });
    const { answer, changed } = await effectOf(() => send(eight + 1));
    expect([answer.status, answer.json.detail, changed]).toEqual([413, 'The body is larger than 8388608 bytes.', []]);
    expect((await send(eight)).status).toBe(200);
  });
});
