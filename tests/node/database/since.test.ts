import { env } from 'cloudflare:workers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase } from '../../../src/database/connection.ts';
import { readDocument } from '../../../src/database/read/documents.ts';
import { computeItem } from '../../../src/database/read/item.ts';
import { answerLanguages } from '../../../src/languages.ts';
import { computedAnew, documentContext, refreshAll } from '../../support/documents.ts';
import { put } from '../../support/put.ts';
import { liveItem, newTerm, startOver } from '../../support/state.ts';

const { origin, digest } = documentContext();
const readers = answerLanguages.flatMap((language) => [
  { language, fallback: true, origin, digest },
  { language, fallback: false, origin, digest },
]);
const [kind, slug] = ['organisations', 'digital-agency'] as const;

const stored = () =>
  Promise.all(readers.map(async (options) => (await readDocument(openDatabase(env.DB), kind, slug, options))?.since));
const computed = () =>
  Promise.all(
    readers.map(async (options) => {
      const result = await computeItem(openDatabase(env.DB), kind, slug, options);
      return result.state === 'found' ? result.document.since : result.state;
    }),
  );

const published = '2026-12-01T00:00:00Z';
const withdrawals = { en: { date: '2026-12-02T00:00:00Z', notice: { ja: '誤り。', en: 'A mistake.' } } };
const role = {
  ...newTerm('new-role', { en: { name: 'Chief of Something' } }),
  id: 'roles/new-role',
  kind: 'roles',
} as const;
const roleOf = async () => {
  const { edition } = await liveItem('roles', 'da-minister');
  return { ...role, edition: { ...role.edition, facts: { ...edition.facts, aliases: [] }, published } };
};

beforeAll(startOver);
afterAll(startOver);

it('since when readers get a document does not depend on whether it is stored or computed on the way', async () => {
  const before = await stored();
  expect(await computedAnew(env.DB, computed)).toEqual(before);

  // In Japanese without fallback, the organisation is as it was; but what was one document for all is two.
  const item = await roleOf();
  await put(item);
  const onTheWay = await computed();
  expect(onTheWay).toEqual(readers.map(() => published));
  await refreshAll(env.DB);
  expect(await stored()).toEqual(onTheWay);
  expect(await computedAnew(env.DB, computed)).toEqual(onTheWay);

  // What has gone leaves no edition behind that would say so.
  const { date } = withdrawals.en;
  await put({ ...item, edition: { ...item.edition, number: 2, withdrawals, published: date } });
  await refreshAll(env.DB);
  const gone = await stored();
  expect(new Set(gone)).toEqual(new Set([date]));
  expect(await computedAnew(env.DB, computed)).toEqual(gone);
});
