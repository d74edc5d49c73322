import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { edition, notice, organisationOf, roleOf, termOf } from '../../support/editor/client.ts';
import { effectOf } from '../../support/editor/effect.ts';
import { codeOf, edit, stubAccess } from '../../support/editor/identity.ts';
import { api, expectSuccess, readIn, recordOf } from '../../support/editor/workflow.ts';
import { set } from '../../support/pointer.ts';
import { startOver } from '../../support/state.ts';

beforeAll(stubAccess);
afterAll(startOver);

const publishSet = (items: readonly object[], rest: object = {}) =>
  edit(`${api}/publications`, { json: { items, ...rest } });
const organisation = (slug: string, rest: object) => ({ kind: 'organisations', slug, ...rest });
const role = (slug: string, rest: object) => ({ kind: 'roles', slug, ...rest });
const withdrawal = { withdraw: { notice } };

// Items of each test have a word of their own in their slugs.
let word = '';
let count = 0;
const office = () => `office-${word}`;
const clerk = () => `clerk-${word}`;

beforeEach(async () => {
  count += 1;
  word = `set${count}`;
  const items = [
    organisation(office(), { match: null, record: organisationOf(word) }),
    role(clerk(), { match: null, record: roleOf(word, office()) }),
  ];
  expect((await publishSet(items)).status).toBe(200);
});

describe('a set withdraws items', () => {
  it('with all that links to them → at one moment, each with its event', async () => {
    const items = [
      organisation(office(), { match: 1, ...withdrawal }),
      role(clerk(), { match: 1, ...withdrawal }),
      { kind: 'terms', slug: `term-${word}`, match: null, record: termOf(word) },
    ];
    const { answer, events } = await effectOf(() => publishSet(items));
    expect([answer.status, answer.json.results]).toEqual([
      200,
      [
        { kind: 'organisations', slug: office(), result: 'changed', edition: 2 },
        { kind: 'roles', slug: clerk(), result: 'changed', edition: 2 },
        { kind: 'terms', slug: `term-${word}`, result: 'created', edition: 1 },
      ],
    ]);
    expect(events).toMatchObject([
      { command: 'withdraw', item: `organisations/${office()}`, edition: 2 },
      { command: 'withdraw', item: `roles/${clerk()}`, edition: 2 },
      { command: 'publish', item: `terms/term-${word}`, edition: 1 },
    ]);
    const gone = await readIn('en', `organisations/${office()}`);
    expect([gone.status, gone.json.detail.includes(notice.en)]).toEqual([410, true]);
  });

  it('in whatever order they come', async () => {
    const items = [role(clerk(), { match: 1, ...withdrawal }), organisation(office(), { match: 1, ...withdrawal })];
    expect((await publishSet(items)).status).toBe(200);
  });

  it('with a new edition of what links to them, which does so no more → accepted', async () => {
    const items = [
      organisation(office(), { match: 1, withdraw: { notice, replacement: { kind: 'organisations', slug: 'gds' } } }),
      role(clerk(), { match: 1, record: roleOf(word, 'gds') }),
    ];
    expect((await publishSet(items)).status).toBe(200);
    expect((await readIn('en', `roles/${clerk()}`)).json.organisation.slug).toBe('gds');
  });

  it('and puts the replacement in their place → both in the set', async () => {
    const next = `next-${word}`;
    const items = [
      organisation(office(), { match: 1, withdraw: { notice, replacement: { kind: 'organisations', slug: next } } }),
      organisation(next, { match: null, record: organisationOf('next') }),
      role(clerk(), { match: 1, record: roleOf(word, next) }),
    ];
    expect((await publishSet(items)).status).toBe(200);
  });

  it.each<[string, () => object[], object[]]>([
    [
      'what links to it is not in the set',
      () => [organisation(office(), { match: 1, ...withdrawal })],
      [{ code: 'referenced', references: expect.any(Array) }],
    ],
    [
      'what links to it is published with the link',
      () => [
        organisation(office(), { match: 1, ...withdrawal }),
        role(clerk(), { match: 1, record: roleOf('other', office()) }),
      ],
      [{ code: 'referenced' }, { code: 'invalid-record' }],
    ],
    [
      'what links to it is withdrawn in one language alone',
      () => [
        organisation(office(), { match: 1, ...withdrawal }),
        role(clerk(), { match: 1, withdraw: { notice, languages: ['en'] } }),
      ],
      [{ code: 'referenced' }, { result: 'changed' }],
    ],
    [
      'a new item of the set links to it',
      () => [
        organisation(office(), { match: 1, ...withdrawal }),
        role(clerk(), { match: 1, ...withdrawal }),
        role(`new-${word}`, { match: null, record: roleOf('new', office()) }),
      ],
      [{ result: 'changed' }, { result: 'changed' }, { code: 'invalid-record' }],
    ],
    [
      'its replacement is withdrawn with it',
      () => [
        organisation(office(), { match: 1, withdraw: { notice, replacement: { kind: 'roles', slug: clerk() } } }),
        role(clerk(), { match: 1, ...withdrawal }),
      ],
      [{ code: 'invalid-record', errors: [{ pointer: '/replacement' }] }, { result: 'changed' }],
    ],
    [
      'its edition is another one',
      () => [role(clerk(), { match: 2, ...withdrawal })],
      [{ code: 'precondition-failed', expected: 2, actual: 1 }],
    ],
    ['it has no precondition', () => [role(clerk(), withdrawal)], [{ code: 'precondition-required' }]],
    [
      'it was never published',
      () => [role(`never-${word}`, { match: 'any', ...withdrawal })],
      [{ code: 'not-published' }],
    ],
  ])('but %s → the whole set is refused, with the reason', async (_, items, results) => {
    const { answer, changed } = await effectOf(() => publishSet(items()));
    expect([answer.status, codeOf(answer), changed]).toEqual([422, 'set-refused', []]);
    expect(answer.json.results).toMatchObject(results);
  });

  it('of an item that is linked to from more than the refusal names → with all of them it is accepted', async () => {
    const clerks = Array.from({ length: 30 }, (_, index) => `${clerk()}-${index}`);
    const records = clerks.map((slug) => role(slug, { match: null, record: roleOf(slug, office()) }));
    expect((await publishSet(records)).status).toBe(200);
    const all = [clerk(), ...clerks].map((slug) => role(slug, { match: 1, ...withdrawal }));
    const { json } = await publishSet([organisation(office(), { match: 1, ...withdrawal }), ...all.slice(1)]);
    expect(json.results[0]).toMatchObject({ code: 'referenced', references: [`roles/${clerk()}`] });
    expect((await publishSet([organisation(office(), { match: 1, ...withdrawal }), ...all])).status).toBe(200);
  });

  it('a link by a former slug counts as well', async () => {
    await expectSuccess(`organisations/${office()}/rename`, { json: { slug: `new-${office()}` }, headers: edition(1) });
    const items = [
      organisation(`new-${office()}`, { match: 2, ...withdrawal }),
      role(clerk(), { match: 1, withdraw: { notice, languages: ['en'] } }),
    ];
    expect((await publishSet(items)).json.results[0]).toMatchObject({ code: 'referenced' });
  });

  it('sent twice with `any` → unchanged; as a dry run → nothing is written', async () => {
    const items = [role(clerk(), { match: 'any', ...withdrawal })];
    const { answer, changed } = await effectOf(() => publishSet(items, { dryRun: true }));
    expect([answer.json.results[0].result, changed]).toEqual(['changed', []]);
    expect((await publishSet(items)).json.results[0]).toMatchObject({ result: 'changed', edition: 2 });
    expect((await publishSet(items)).json.results[0]).toMatchObject({ result: 'unchanged', edition: 2 });
  });

  it('with a record beside the withdrawal → refused, with the place', async () => {
    const both = await publishSet([role(clerk(), { match: 1, ...withdrawal, record: roleOf(word, office()) })]);
    expect([both.status, both.json.errors.map(({ pointer }: { pointer: string }) => pointer)]).toEqual([
      422,
      ['/items/0/record'],
    ]);
  });

  it('a meeting changes its day, and what repeats it is withdrawn in one language → refused; altogether → accepted', async () => {
    const council = set(recordOf('councils', 'council-2-2024'), '/facts/date', '2024-01-17');
    const [slugs, { total }] = await Promise.all([
      readIn('en', 'outcomes', '?council=council-2-2024&limit=100'),
      readIn('en', 'outcomes', '?council=council-2-2024').then(({ json }) => json),
    ]).then(([{ json }, rest]) => [json.items.map(({ slug }: { slug: string }) => slug) as string[], rest] as const);
    expect(slugs).toHaveLength(total);
    const outcomes = (rest: object) =>
      slugs.map((slug) => ({ kind: 'outcomes', slug, match: 1, withdraw: { notice, ...rest } }));
    const meeting = { kind: 'councils', slug: 'council-2-2024', match: 1, record: council };
    const partly = await publishSet([meeting, ...outcomes({ languages: ['en'] })]);
    expect(partly.json.results[0]).toMatchObject({ code: 'invalid-record', references: expect.any(Array) });
    const whole = await publishSet([meeting, ...outcomes({})]);
    expect([whole.status, whole.json.results[0]]).toMatchObject([200, { result: 'changed' }]);
  });
});
