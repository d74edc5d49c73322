import { expect } from 'vitest';
import { recordFiles } from '../records.ts';
import { edition, notice, revision, termOf } from './client.ts';
import { edit, type Init, read } from './identity.ts';

/** Where the paths of the editor's API begin. */
export const api = '/editor/api';

/** Sends a request to the editor's API, which must succeed. */
export const expectSuccess = async (path: string, init: Init, as: Parameters<typeof edit>[2] = 'publisher') => {
  const answer = await edit(`${api}/${path}`, init, as);
  expect(answer.status, `${path}: ${answer.text}`).toBeLessThan(300);
  return answer;
};
/** Saves a draft as an editor; `number` is the revision that it replaces. */
export const save = (item: string, json: unknown, number = 0) =>
  expectSuccess(`${item}/draft`, { method: 'PUT', json, headers: revision(number) }, 'editor');
/** Publishes a draft; `number` is that of the live edition. */
export const publish = (item: string, number = 0, json: object = {}) =>
  expectSuccess(`${item}/publish`, { json, headers: edition(number) });
/** Withdraws an item. */
export const withdraw = (item: string, number: number, json: object = {}) =>
  expectSuccess(`${item}/withdraw`, { json: { notice, ...json }, headers: edition(number) });

/** Reads an item as JSON. */
export const readIn = (language: string, item: string, query = '') => read(`/${language}/${item}.json${query}`);
/** The number of terms in each language. */
export const totals = async () =>
  Promise.all(['ja', 'en'].map(async (language) => (await read(`/${language}/terms.json`)).json.total));
/** A copy of a record of content/. */
export const recordOf = (kind: string, slug: string) =>
  structuredClone(recordFiles.find((file) => file.kind === kind && file.slug === slug)?.record) as ReturnType<
    typeof termOf
  >;

/** Publishes a new term, one for each test. */
export const published = async (word: string) => {
  await save(`terms/${word}`, termOf(word));
  await publish(`terms/${word}`);
  return `terms/${word}`;
};
