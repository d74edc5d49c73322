import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { type ProblemCode, problemStatuses } from '../../../src/problem-codes.ts';
import { edition, notice, revision, termOf } from '../../support/editor/client.ts';
import { effectOf } from '../../support/editor/effect.ts';
import { codeOf, edit, people, stubAccess } from '../../support/editor/identity.ts';
import { empty } from '../../support/editor/invariants.ts';

const api = '/editor/api/terms';

beforeAll(stubAccess);

/** The state of an item: the numbers of its live edition and of its draft; 0: there is none. */
interface ItemState {
  edition: number;
  revision: number;
}

const expectSuccess = async (answer: ReturnType<typeof edit>) => expect((await answer).status).toBeLessThan(300);

const save = (slug: string, number = 0) =>
  expectSuccess(edit(`${api}/${slug}/draft`, { method: 'PUT', json: termOf(slug), headers: revision(number) }));
const publish = async (slug: string) => {
  await save(slug);
  await expectSuccess(edit(`${api}/${slug}/publish`, { json: {}, headers: edition(0) }));
};
const withdraw = async (slug: string, languages?: string[]) => {
  await publish(slug);
  await expectSuccess(edit(`${api}/${slug}/withdraw`, { json: { notice, languages }, headers: edition(1) }));
};

const states = {
  unknown: async () => ({ edition: 0, revision: 0 }),
  'only a draft': async (slug) => {
    await save(slug);
    return { edition: 0, revision: 1 };
  },
  live: async (slug) => {
    await publish(slug);
    return { edition: 1, revision: 0 };
  },
  'live, with a draft': async (slug) => {
    await publish(slug);
    await expectSuccess(edit(`${api}/${slug}/draft`, { method: 'PUT', json: termOf('better'), headers: revision(0) }));
    return { edition: 1, revision: 3 };
  },
  withdrawn: async (slug) => {
    await withdraw(slug);
    return { edition: 2, revision: 0 };
  },
  'withdrawn in English': async (slug) => {
    await withdraw(slug, ['en']);
    return { edition: 2, revision: 0 };
  },
  'renamed, at its former slug': async (slug) => {
    await publish(slug);
    await expectSuccess(edit(`${api}/${slug}/rename`, { json: { slug: `${slug}-new` }, headers: edition(1) }));
    return { edition: 2, revision: 0 };
  },
} satisfies Record<string, (slug: string) => Promise<ItemState>>;

const commands = {
  save: ({ revision: number }) => ({ method: 'PUT', action: 'draft', json: termOf('anew'), headers: revision(number) }),
  discard: ({ revision: number }) => ({ method: 'DELETE', action: 'draft', headers: revision(number) }),
  publish: ({ edition: number }) => ({ method: 'POST', action: 'publish', json: {}, headers: edition(number) }),
  withdraw: ({ edition: number }) => ({
    method: 'POST',
    action: 'withdraw',
    json: { notice },
    headers: edition(number),
  }),
  'withdraw the English text of': ({ edition: number }) => ({
    method: 'POST',
    action: 'withdraw',
    json: { notice, languages: ['en'] },
    headers: edition(number),
  }),
  'restore the first edition of': ({ edition: number }) => ({
    method: 'POST',
    action: 'restore',
    json: { number: 1 },
    headers: edition(number),
  }),
  rename: ({ edition: number }, slug) => ({
    method: 'POST',
    action: 'rename',
    json: { slug: `${slug}-renamed` },
    headers: edition(number),
  }),
} satisfies Record<
  string,
  (item: ItemState, slug: string) => { method: string; action: string; json?: unknown; headers: Record<string, string> }
>;

type Outcome = 200 | 201 | ProblemCode;

// The answers to nobody, somebody without a role, an editor and a publisher.
const table: [keyof typeof commands, keyof typeof states, Outcome, Outcome, Outcome, Outcome][] = [
  ['save', 'unknown', 'unauthenticated', 'forbidden', 201, 201],
  ['save', 'only a draft', 'unauthenticated', 'forbidden', 200, 200],
  ['save', 'live', 'unauthenticated', 'forbidden', 201, 201],
  ['save', 'live, with a draft', 'unauthenticated', 'forbidden', 200, 200],
  ['save', 'withdrawn', 'unauthenticated', 'forbidden', 201, 201],
  ['save', 'withdrawn in English', 'unauthenticated', 'forbidden', 201, 201],
  ['save', 'renamed, at its former slug', 'unauthenticated', 'forbidden', 201, 201],
  ['discard', 'unknown', 'unauthenticated', 'forbidden', 'no-draft', 'no-draft'],
  ['discard', 'only a draft', 'unauthenticated', 'forbidden', 200, 200],
  ['discard', 'live', 'unauthenticated', 'forbidden', 'no-draft', 'no-draft'],
  ['discard', 'live, with a draft', 'unauthenticated', 'forbidden', 200, 200],
  ['discard', 'withdrawn', 'unauthenticated', 'forbidden', 'no-draft', 'no-draft'],
  ['discard', 'withdrawn in English', 'unauthenticated', 'forbidden', 'no-draft', 'no-draft'],
  ['discard', 'renamed, at its former slug', 'unauthenticated', 'forbidden', 'no-draft', 'no-draft'],
  ['publish', 'unknown', 'unauthenticated', 'forbidden', 'forbidden', 'no-draft'],
  ['publish', 'only a draft', 'unauthenticated', 'forbidden', 'forbidden', 200],
  ['publish', 'live', 'unauthenticated', 'forbidden', 'forbidden', 'no-draft'],
  ['publish', 'live, with a draft', 'unauthenticated', 'forbidden', 'forbidden', 200],
  ['publish', 'withdrawn', 'unauthenticated', 'forbidden', 'forbidden', 'no-draft'],
  ['publish', 'withdrawn in English', 'unauthenticated', 'forbidden', 'forbidden', 'no-draft'],
  ['publish', 'renamed, at its former slug', 'unauthenticated', 'forbidden', 'forbidden', 'no-draft'],
  ['withdraw', 'unknown', 'unauthenticated', 'forbidden', 'forbidden', 'not-published'],
  ['withdraw', 'only a draft', 'unauthenticated', 'forbidden', 'forbidden', 'not-published'],
  ['withdraw', 'live', 'unauthenticated', 'forbidden', 'forbidden', 200],
  ['withdraw', 'live, with a draft', 'unauthenticated', 'forbidden', 'forbidden', 200],
  ['withdraw', 'withdrawn', 'unauthenticated', 'forbidden', 'forbidden', 'withdrawn-already'],
  ['withdraw', 'withdrawn in English', 'unauthenticated', 'forbidden', 'forbidden', 200],
  ['withdraw', 'renamed, at its former slug', 'unauthenticated', 'forbidden', 'forbidden', 200],
  ['withdraw the English text of', 'unknown', 'unauthenticated', 'forbidden', 'forbidden', 'not-published'],
  ['withdraw the English text of', 'only a draft', 'unauthenticated', 'forbidden', 'forbidden', 'not-published'],
  ['withdraw the English text of', 'live', 'unauthenticated', 'forbidden', 'forbidden', 200],
  ['withdraw the English text of', 'live, with a draft', 'unauthenticated', 'forbidden', 'forbidden', 200],
  ['withdraw the English text of', 'withdrawn', 'unauthenticated', 'forbidden', 'forbidden', 'withdrawn-already'],
  [
    'withdraw the English text of',
    'withdrawn in English',
    'unauthenticated',
    'forbidden',
    'forbidden',
    'withdrawn-already',
  ],
  ['withdraw the English text of', 'renamed, at its former slug', 'unauthenticated', 'forbidden', 'forbidden', 200],
  ['restore the first edition of', 'unknown', 'unauthenticated', 'forbidden', 'forbidden', 'not-published'],
  ['restore the first edition of', 'only a draft', 'unauthenticated', 'forbidden', 'forbidden', 'not-published'],
  ['restore the first edition of', 'live', 'unauthenticated', 'forbidden', 'forbidden', 200],
  ['restore the first edition of', 'live, with a draft', 'unauthenticated', 'forbidden', 'forbidden', 200],
  ['restore the first edition of', 'withdrawn', 'unauthenticated', 'forbidden', 'forbidden', 200],
  ['restore the first edition of', 'withdrawn in English', 'unauthenticated', 'forbidden', 'forbidden', 200],
  ['restore the first edition of', 'renamed, at its former slug', 'unauthenticated', 'forbidden', 'forbidden', 200],
  ['rename', 'unknown', 'unauthenticated', 'forbidden', 'forbidden', 'not-published'],
  // What is only a draft is renamed by editors, too: draft-renames.test.ts.
  ['rename', 'live', 'unauthenticated', 'forbidden', 'forbidden', 200],
  ['rename', 'live, with a draft', 'unauthenticated', 'forbidden', 'forbidden', 200],
  ['rename', 'withdrawn', 'unauthenticated', 'forbidden', 'forbidden', 200],
  ['rename', 'withdrawn in English', 'unauthenticated', 'forbidden', 'forbidden', 200],
  ['rename', 'renamed, at its former slug', 'unauthenticated', 'forbidden', 'forbidden', 200],
];

const roles = ['nobody', 'stranger', 'editor', 'publisher'] as const;
const cases = table.flatMap(([command, state, ...outcomes]) =>
  roles.map((as, index) => [as, command, state, outcomes[index] as Outcome] as const),
);

describe('every command, by every role, in every state of an item', () => {
  // An item of each state is used until a command has changed it: few items are quick to compare.
  beforeAll(() => empty(env.DB));
  const unchangedItems = new Map<string, { slug: string; item: ItemState }>();
  let count = 0;
  const make = async (state: keyof typeof states) => {
    count += 1;
    const slug = `word-${count}`;
    return { slug, item: (await states[state](slug)) as ItemState };
  };

  it.each(cases)('%s: %s an item that is %s → %s', async (as, command, state, outcome) => {
    const { slug, item } = unchangedItems.get(state) ?? (await make(state));
    if (typeof outcome === 'string') unchangedItems.set(state, { slug, item });
    else unchangedItems.delete(state);
    const { action, ...init } = commands[command](item, slug);
    const { answer, changed, events } = await effectOf(() => edit(`${api}/${slug}/${action}`, init, as));
    const verb = action === 'draft' ? (init.method === 'PUT' ? 'save' : 'discard') : action;
    const event = { command: verb, item: `terms/${slug}`, who: people[as as keyof typeof people] };
    if (typeof outcome === 'string') {
      expect([answer.status, codeOf(answer)]).toEqual([problemStatuses[outcome], outcome]);
      expect(changed).toEqual([]);
      expect(events).toMatchObject(as === 'nobody' ? [] : [{ ...event, code: outcome, edition: null, revision: null }]);
    } else {
      const { status, json } = answer;
      expect(status).toBe(outcome);
      const { edition: live, revision: draft } = json;
      expect(live).toBe(verb === 'save' || verb === 'discard' ? item.edition || null : item.edition + 1);
      expect(events).toMatchObject([
        { ...event, code: null, edition: verb === 'save' || verb === 'discard' ? null : live },
      ]);
      if (verb === 'save') expect([events[0]?.revision, answer.headers.get('ETag')]).toEqual([draft, `"r${draft}"`]);
      if (verb !== 'save' && verb !== 'discard') expect(answer.headers.get('ETag')).toBe(`"e${live}"`);
      // Of other items nothing has changed but the counters of their collections.
      expect(changed).not.toEqual([]);
      expect(
        changed.filter(
          (line) => !line.includes(`"${slug}`) && !line.includes(`/${slug}"`) && !line.startsWith('counters'),
        ),
      ).toEqual([]);
    }
  });
});

describe('a command has a precondition', () => {
  /** A term whose second edition is live, and whose draft has its second revision; undefined: no such draft. */
  const make = async (slug: string) => {
    await publish(slug);
    const restored = edit(`${api}/${slug}/restore`, { json: { number: 1 }, headers: edition(1) });
    expect((await restored).headers.get('ETag')).toBe('"e2"');
    await save(slug);
    await save(slug, 3);
    const [item, draft] = [await edit(`${api}/${slug}`), await edit(`${api}/${slug}/draft`)];
    expect([item, draft].map(({ headers }) => headers.get('ETag'))).toEqual(['"e2.r4"', '"e2.r4"']);
  };
  let count = 0;

  // The number of a live edition is written as e2, that of a draft as r4; of both the older are e1 and r3.
  it.each<[string, Record<string, string>, 200 | ProblemCode, string?]>([
    ['its tag', { 'If-Match': '"TAG"' }, 200],
    ['its tag among others', { 'If-Match': '"OLD", "TAG"' }, 200],
    ['its tag among others, with much white space', { 'If-Match': '  "x" ,\t"TAG"  ' }, 200],
    ['any', { 'If-Match': '*' }, 200],
    ['what was read, both numbers', { 'If-Match': '"e2.r4"' }, 200],
    ['what was read before, both numbers', { 'If-Match': '"e1.r3"' }, 'precondition-failed', 'OLDEST'],
    ['an older one', { 'If-Match': '"OLD"' }, 'precondition-failed', 'OLDEST'],
    ['several older ones', { 'If-Match': '"OLD", "OLD"' }, 'precondition-failed', 'OLDEST, OLDEST'],
    ['its tag, weak', { 'If-Match': 'W/"TAG"' }, 'precondition-failed', '–'],
    ['its tag, weak, among others', { 'If-Match': '"x", W/"TAG"' }, 'precondition-failed', '–'],
    ['its tag without quotation marks', { 'If-Match': 'TAG' }, 'invalid-parameter'],
    ['its number alone', { 'If-Match': '"2"' }, 'precondition-failed', '–'],
    ['the other kind of tag', { 'If-Match': '"OTHER"' }, 'precondition-failed', '–'],
    ['a star in quotation marks', { 'If-Match': '"*"' }, 'precondition-failed', '–'],
    ['an empty value', { 'If-Match': '' }, 'precondition-failed', '–'],
    ['that there is none', { 'If-None-Match': '*' }, 'precondition-failed', '0'],
    ['that there is none, and its tag', { 'If-Match': '"TAG"', 'If-None-Match': '*' }, 'precondition-failed', '–'],
    ['none', {}, 'precondition-required'],
    ['not the older one', { 'If-None-Match': '"OLD"' }, 'precondition-required'],
    ['a time', { 'If-Unmodified-Since': new Date().toUTCString() }, 'precondition-required'],
  ])('%s: %o → %s', async (_, headers, outcome, expectedNumber) => {
    count += 1;
    const slug = `seen-${count}`;
    await make(slug);
    const targets = [
      { tag: 'e2', old: 'e1', other: 'r2', method: 'POST', action: 'restore', json: { number: 1 } },
      { tag: 'r4', old: 'r3', other: 'e4', method: 'PUT', action: 'draft', json: termOf('anew') },
    ];
    for (const { tag, old, other, action, ...init } of targets) {
      const filled = Object.entries(headers).map(([name, value]) => [
        name,
        value.replaceAll('TAG', tag).replaceAll('OLD', old).replaceAll('OTHER', other),
      ]);
      const send = () => edit(`${api}/${slug}/${action}`, { ...init, headers: Object.fromEntries(filled) });
      const { answer, changed, events } = await effectOf(send);
      if (outcome === 200) {
        expect([answer.status, events.length]).toEqual([200, 1]);
        continue;
      }
      expect([answer.status, codeOf(answer), changed]).toEqual([problemStatuses[outcome], outcome, []]);
      expect(events).toMatchObject([{ code: outcome }]);
      if (!expectedNumber) continue;
      const expected = expectedNumber.replaceAll('OLDEST', old.slice(1));
      const value = /^\d+$/.test(expected) ? Number(expected) : expected;
      expect(answer.json).toMatchObject({ expected: value, actual: Number(tag.slice(1)) });
      expect(answer.json.detail).toBe(`You have seen number ${expected}; the current number is ${tag.slice(1)}.`);
    }
  });

  it.each([
    ['en', 'You have seen number 1; the current number is 2.'],
    ['ja', 'お手元の番号は1、現在の番号は2です。'],
  ])('an editor with an old number gets both numbers, in %s', async (language, detail) => {
    await make(`late-${language}`);
    const headers = { ...edition(1), 'Accept-Language': language };
    const { json } = await edit(`${api}/late-${language}/withdraw`, { json: { notice }, headers });
    expect(json).toMatchObject({ status: 412, detail, expected: 1, actual: 2 });
  });

  it('a publisher names the revision of the draft to publish: another one → precondition-failed', async () => {
    await make('which');
    const stale = { json: { revision: 3 }, headers: edition(2) };
    const { answer, changed } = await effectOf(() => edit(`${api}/which/publish`, stale));
    expect([codeOf(answer), answer.json.expected, answer.json.actual]).toEqual(['precondition-failed', 3, 4]);
    expect(changed).toEqual([]);
    await expectSuccess(edit(`${api}/which/publish`, { json: { revision: 4 }, headers: edition(2) }));
  });

  it.each([
    ['a draft', 'PUT', 'draft', termOf('quantum')],
    ['an edition', 'POST', 'publish', {}],
  ])('If-Match without %s → precondition-failed', async (_, method, action, json) => {
    if (action === 'publish') await save(`none-${action}`);
    for (const tag of ['*', '"e1"', '"r1"', '"e0"', '"r0"']) {
      const send = () => edit(`${api}/none-${action}/${action}`, { method, json, headers: { 'If-Match': tag } });
      const { answer, changed } = await effectOf(send);
      expect([codeOf(answer), answer.json.actual, changed]).toEqual(['precondition-failed', 0, []]);
    }
  });
});
