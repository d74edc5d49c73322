import { notice, organisation, role, term } from './records.ts';
import type { EditorSession } from './session.ts';

// Bulk publications: records, and histories of records.

const path = '/publications';
const itemOf = (kind: string, slug: string, match: unknown, record: unknown) => ({ kind, slug, match, record });
const time = (day: number) => `2026-11-${String(day).padStart(2, '0')}T00:00:00Z`;

const refusedBodies = (): readonly unknown[] => [
  {},
  { items: [] },
  { items: 'all' },
  { items: [{}], dryRun: 'yes', more: 1 },
  { items: [itemOf('nope', 'Not a slug', 0, {})] },
  { items: Array(101).fill(itemOf('terms', 'too-many', null, term('many'))) },
  { items: [itemOf('terms', 'dfft', null, term('dfft')), itemOf('terms', 'new-one', null, term('new-one'))] },
  { items: [itemOf('terms', 'dfft', 9, term('dfft'))] },
  { items: [itemOf('terms', 'nothing-yet', 1, term('nothing'))] },
  { items: [itemOf('terms', 'privacy-rules', 'any', term('cbpr'))] },
  { items: [itemOf('terms', 'twice', null, term('twice')), itemOf('terms', 'twice', null, term('twice'))] },
  { items: [{ kind: 'terms', slug: 'no-draft-here', match: null }] },
  { items: [{ kind: 'terms', slug: 'no-match', record: term('no-match') }] },
  { items: [{ kind: 'terms', slug: 'twelve', match: null, record: term('twelve'), revision: 4 }] },
  {
    items: [
      itemOf('terms', 'faulty', null, { facts: {}, texts: {} }),
      itemOf('roles', 'lost', null, role('lost', 'nobody')),
    ],
  },
  { items: [itemOf('terms', 'large', null, term('large', 'x'.repeat(270_000)))] },
  { items: [itemOf('terms', 'sixth', null, term('sixth'))] },
  { items: [itemOf('terms', 'a-draft', null, term('a')), { kind: 'roles', slug: 'waiting', match: 3 }] },
];

const published = async ({ send, sendInBoth }: EditorSession): Promise<void> => {
  for (const json of refusedBodies()) await sendInBoth('POST', path, { json });
  for (const text of ['', '{"items":', '[]']) await sendInBoth('POST', path, { text });
  await sendInBoth('POST', path, { text: `"${'x'.repeat(8 * 1024 * 1024)}"` });
  await sendInBoth('POST', path, { text: '{}', headers: { 'Content-Type': 'text/json' } });
  const agency = [
    itemOf('roles', 'director', null, role('director', 'agency')),
    itemOf('organisations', 'agency', null, organisation('agency')),
  ];
  for (const dryRun of [true, false, false]) await send('POST', path, { json: { items: agency, dryRun } });
  const again = agency.map((item) => ({ ...item, match: 'any' }));
  await send('POST', path, { json: { items: again } });
  const changed = itemOf('organisations', 'agency', 1, organisation('agency', { parent: 'mic' }));
  await send('POST', path, { json: { items: [changed, { kind: 'roles', slug: 'waiting', match: null }] } });
  const far = itemOf('roles', 'far', null, role('far', 'far-away'));
  await sendInBoth('POST', path, { json: { items: [far], dryRun: true } });
  await send('POST', path, {
    json: { items: [far], dryRun: true, assumed: [{ kind: 'organisations', slug: 'far-away' }] },
  });
  await sendInBoth('POST', path, { json: { items: [far], assumed: [{ kind: 'organisations', slug: 'Far' }] } });
  const first = { ...itemOf('terms', 'first-japanese', null, term('first')), languages: ['ja'] };
  await send('POST', path, { json: { items: [first] } });
  // Lists of more than a page, and an organisation with more offices than its page shows.
  const many = Array.from({ length: 55 }, (_, index) => String(index + 1).padStart(2, '0'));
  await send('POST', path, {
    json: { items: many.map((word) => itemOf('roles', `office-${word}`, null, role(word, 'agency'))) },
  });
  const dated = many.map((word) => itemOf('terms', `word-${word}`, null, { ...term(word), published: time(1) }));
  await send('POST', path, { json: { items: dated } });
};

const editionsOf = (count: number, last: object = {}) =>
  Array.from({ length: count }, (_, index) => ({
    number: index + 1,
    ...term('past', `version ${index + 1}`),
    withdrawals: {},
    published: time(index + 2),
    ...(index === count - 1 && last),
  }));

const imported = async ({ send, sendInBoth }: EditorSession): Promise<void> => {
  const history = (
    editions: readonly unknown[],
    slug = 'past',
    first = 'long-past',
    slugs: readonly string[] = ['long-past', 'past'],
  ) => ({
    items: [{ kind: 'terms', slug, history: { first, slugs, editions } }],
  });
  await sendInBoth('POST', path, { json: history([]) });
  await sendInBoth('POST', path, {
    json: history([{ number: 0, published: 'x', facts: 1, texts: { fr: {} }, withdrawals: [] }]),
  });
  await sendInBoth('POST', path, { json: history(editionsOf(2).reverse()) });
  await sendInBoth('POST', path, { json: history(editionsOf(2, { published: '2999-01-01T00:00:00Z' })) });
  await sendInBoth('POST', path, { json: history(editionsOf(2, { texts: {} })) });
  await sendInBoth('POST', path, { json: history(editionsOf(1), 'past', 'long-past', ['open-ran']) });
  await send('POST', path, { json: { ...history(editionsOf(2)), dryRun: true } });
  await send('POST', path, { json: history(editionsOf(2)) });
  await send('POST', path, { json: history(editionsOf(2)) });
  await send('POST', path, { json: history(editionsOf(3)) });
  await sendInBoth('POST', path, { json: history(editionsOf(2)) });
  await sendInBoth('POST', path, { json: history(editionsOf(4, { number: 5 })) });
  const other = editionsOf(3).map((each, index) =>
    index === 1 ? { ...each, facts: { ...each.facts, sources: [] } } : each,
  );
  await sendInBoth('POST', path, { json: history(other) });
  const withdrawals = {
    ja: { date: time(5), notice },
    en: { date: time(5), notice, replacement: { kind: 'terms', slug: 'open-ran' } },
  };
  await send('POST', path, { json: history(editionsOf(4, { withdrawals })) });
  await send('GET', '/terms/past/editions');
  await send('GET', '/terms/long-past');
};

/** Publishes many records at once and imports histories, with every refusal of them. */
export const bulkPublications = async (session: EditorSession): Promise<void> => {
  await published(session);
  await imported(session);
};
