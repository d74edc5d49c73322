import { camelCase, pascalCase, words } from './names.ts';
import { TODO } from './plan.ts';

/** Writes a command that publishes the content of an item again, as its next edition, until it is written. */
export const commandTemplate = (name: string): string => `import {
  type Actor,
  type CommandState,
  checkPrecondition,
  type Decision,
  itemRef,
  liveNumber,
  type Precondition,
  publicationTime,
} from './decision.ts';

/** ${TODO} what it does to an item. Problems: not-published. */
export const ${camelCase(name)} = (state: CommandState, { match, by }: { match: Precondition; by: Actor }): Decision => {
  const { live } = state;
  if (!live) return { code: 'not-published' };
  const stale = checkPrecondition(match, liveNumber(state));
  if (stale) return stale;
  // ${TODO} what the next edition differs by.
  const edition = { ...live.edition, number: liveNumber(state) + 1, published: publicationTime(state, by) };
  return {
    command: '${name}',
    by,
    item: itemRef(state),
    expects: { edition: liveNumber(state) },
    editions: [edition],
    live: { ...live, edition },
  };
};
`;

/** Writes the handler of such a command. */
export const handlerTemplate = (name: string): string => `
/** \`POST …/${name}\`: ${TODO} what it does. Problems: those of \`${camelCase(name)}\`. */
export const post${pascalCase(name)} = (c: AppContext, _body: RequestBody<'${camelCase(name)}'>): Promise<Response> => {
  const match = matchOf(c, 'edition');
  return run(c, '${name}', (state, by) => ${camelCase(name)}(state, { match, by }));
};
`;

/** Writes the row of its route. */
export const routeTemplate = (name: string): string => {
  const id = camelCase(name);
  return `  { method: 'POST', path: \`\${item}/${name}\`, operationId: '${id}', role: publisher, command: '${name}',
    chapter: 'editor-live', ifMatch: 'edition', responses: ['done'], etag: 'edition', problems: ['not-published'],
    ...withBody('${id}', post${pascalCase(name)}) },
`;
};

/** Writes a test that an editor may not give it, that it is done, and that another change in between is noticed. */
export const testTemplate = (name: string): string => `import { beforeAll, describe, expect, it } from 'vitest';
import { edition } from '../../support/editor/client.ts';
import { stubAccess, codeOf, edit } from '../../support/editor/identity.ts';

const path = '/editor/api/terms/dfft/${name}';
const give = (number: number, as?: 'nobody' | 'editor') => edit(path, { json: {}, headers: edition(number) }, as);

beforeAll(stubAccess);

describe('${words(name)}', () => {
  it('is for publishers', async () => {
    expect(codeOf(await give(1, 'nobody'))).toBe('unauthenticated');
    expect(codeOf(await give(1, 'editor'))).toBe('forbidden');
  });

  it('makes the next edition, and notices another change in between', async () => {
    const { status, json } = await give(1);
    expect([status, json]).toMatchObject([200, { kind: 'terms', slug: 'dfft', edition: 2 }]);
    const late = await give(1);
    expect([codeOf(late), late.json]).toMatchObject(['precondition-failed', { expected: 1, actual: 2 }]);
  });

  it('needs an item that is published', async () => {
    const json = {};
    const answer = await edit('/editor/api/terms/nowhere/${name}', { json, headers: edition(1) });
    expect([answer.status, codeOf(answer)]).toEqual([404, 'not-published']);
  });
});
`;
