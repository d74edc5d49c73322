import { beforeAll, describe, expect, it } from 'vitest';
import { edition, revision, termOf } from '../../support/editor/client.ts';
import { codeOf, edit, people, stubAccess } from '../../support/editor/identity.ts';
import { api, expectSuccess, publish, save, withdraw } from '../../support/editor/workflow.ts';

const origin = 'https://example.jp';

beforeAll(stubAccess);

describe('a publisher reads the events', () => {
  it('→ who did what, when, to which edition, and which commands were refused', async () => {
    const item = 'terms/history';
    const before = new Date(Math.floor(Date.now() / 1000) * 1000);
    await save(item, termOf('history'));
    await edit(`${api}/${item}/publish`, { json: {}, headers: edition(0) }, 'editor');
    await edit(`${api}/${item}/publish`, { json: {}, headers: edition(7) });
    await edit(`${api}/${item}/draft`, { method: 'DELETE', headers: revision(1) }, 'stranger');
    await edit(`${api}/${item}/draft`, { method: 'DELETE', headers: revision(1) }, 'nobody');
    await publish(item);
    await expectSuccess(`${item}/rename`, { json: { slug: 'renamed-history' }, headers: edition(1) });
    await withdraw('terms/renamed-history', 2, { languages: ['en'] });
    await expectSuccess(`${item}/restore`, { json: { number: 1 }, headers: edition(3) });
    await save(item, termOf('scrapped'));
    await expectSuccess(`${item}/draft`, { method: 'DELETE', headers: revision(3) });

    const { events, next } = (await edit(`${api}/events?item=${item}`)).json;
    const { publisher, editor, stranger } = people;
    const event = (who: string, command: string, rest: object) => ({
      id: expect.any(Number),
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      item,
      who,
      command,
      edition: null,
      revision: null,
      code: null,
      detail: {},
      imported: null,
      ...rest,
    });
    expect(events.toReversed()).toEqual([
      event(editor, 'save', { revision: 1 }),
      event(editor, 'publish', { code: 'forbidden' }),
      event(publisher, 'publish', { code: 'precondition-failed' }),
      event(stranger, 'discard', { code: 'forbidden' }),
      event(publisher, 'publish', { edition: 1, revision: 2, detail: { languages: ['ja', 'en'] } }),
      event(publisher, 'rename', { edition: 2, detail: { from: 'history', to: 'renamed-history' } }),
      event(publisher, 'withdraw', { edition: 3, detail: { languages: ['en'] } }),
      event(publisher, 'restore', { edition: 4, detail: { restored: 1 } }),
      event(editor, 'save', { revision: 3 }),
      event(publisher, 'discard', { revision: 4 }),
    ]);
    expect(next).toBeNull();
    for (const { at } of events) {
      expect(new Date(at).getTime()).toBeGreaterThanOrEqual(before.getTime());
      expect(new Date(at).getTime()).toBeLessThanOrEqual(Date.now());
    }
  });

  it('page by page → each event once, the newest first', async () => {
    const all = (await edit(`${api}/events?limit=100`)).json.events;
    const paged = [];
    for (let before: number | null = all[0].id + 1; before !== null && paged.length < all.length; ) {
      const page: { events: unknown[]; next: number | null } = (await edit(`${api}/events?limit=7&before=${before}`))
        .json;
      paged.push(...page.events);
      before = page.next;
    }
    expect(paged.slice(0, all.length)).toEqual(all);
  });

  it.each([
    ['events?limit=0', 'limit'],
    ['events?limit=ten', 'limit'],
    ['events?before=yesterday', 'before'],
    ['events?item=dfft', 'item'],
    ['drafts?limit=101', 'limit'],
    ['drafts?after=%22', 'after'],
    ['archive?offset=1', 'offset'],
  ])('%s → 400 with the parameter', async (query, parameter) => {
    const { status, json } = await edit(`${api}/${query}`);
    expect([status, json.type, json.parameter]).toEqual([400, `${origin}/problems/invalid-parameter`, parameter]);
  });

  it('as an editor → forbidden', async () => {
    expect(codeOf(await edit(`${api}/events`, {}, 'editor'))).toBe('forbidden');
  });
});

describe('an editor requests a URL where nothing is', () => {
  it.each([
    ['terms/nope', 'There is no item “nope” in “Glossary”.'],
    ['terms/nope/editions', 'There is no item “nope” in “Glossary”.'],
    ['terms/nope/draft', 'This item has no draft.'],
    [
      'terms/NOPE',
      'The slug, which names an item in its URL, has lower-case letters, digits and hyphens only, 80 characters at most.',
    ],
    ['terms/nope.json', 'There is nothing at this URL.'],
    ['nope/nope', 'There is no collection “nope”.'],
    ['terms', 'There is nothing at this URL.'],
    ['terms/dfft/nope', 'There is nothing at this URL.'],
  ])('%s → 404 with the reason', async (path, detail) => {
    const answer = await edit(`${api}/${path}`, {}, 'editor');
    expect([answer.status, answer.json.detail]).toEqual([404, detail]);
  });
});
