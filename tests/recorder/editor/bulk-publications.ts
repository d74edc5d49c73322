import { notice, organisation, role, term } from './records.ts';
import type { Desk } from './session.ts';

// Sets of publications, and histories.

const path = '/publications';
const one = (kind: string, slug: string, match: unknown, record: unknown) => ({ kind, slug, match, record });
const time = (day: number) => `2026-11-${String(day).padStart(2, '0')}T00:00:00Z`;

const refusedSets = (): readonly unknown[] => [
  {},
  { items: [] },
  { items: 'all' },
  { items: [{}], dryRun: 'yes', more: 1 },
  { items: [one('nope', 'Not a slug', 0, {})] },
  { items: Array(101).fill(one('terms', 'too-many', null, term('many'))) },
  { items: [one('terms', 'dfft', null, term('dfft')), one('terms', 'new-one', null, term('new-one'))] },
  { items: [one('terms', 'dfft', 9, term('dfft'))] },
  { items: [one('terms', 'nothing-yet', 1, term('nothing'))] },
  { items: [one('terms', 'privacy-rules', 'any', term('cbpr'))] },
  { items: [one('terms', 'twice', null, term('twice')), one('terms', 'twice', null, term('twice'))] },
  { items: [{ kind: 'terms', slug: 'no-draft-here', match: null }] },
  { items: [{ kind: 'terms', slug: 'no-match', record: term('no-match') }] },
  { items: [{ kind: 'terms', slug: 'twelve', match: null, record: term('twelve'), revision: 4 }] },
  {
    items: [one('terms', 'faulty', null, { facts: {}, texts: {} }), one('roles', 'lost', null, role('lost', 'nobody'))],
  },
  { items: [one('terms', 'large', null, term('large', 'x'.repeat(270_000)))] },
  { items: [one('terms', 'sixth', null, term('sixth'))] },
  { items: [one('terms', 'a-draft', null, term('a')), { kind: 'roles', slug: 'waiting', match: 3 }] },
];

const sets = async ({ ask, both }: Desk): Promise<void> => {
  for (const json of refusedSets()) await both('POST', path, { json });
  for (const text of ['', '{"items":', '[]']) await both('POST', path, { text });
  await both('POST', path, { text: `"${'x'.repeat(8 * 1024 * 1024)}"` });
  await both('POST', path, { text: '{}', headers: { 'Content-Type': 'text/json' } });
  const agency = [
    one('roles', 'director', null, role('director', 'agency')),
    one('organisations', 'agency', null, organisation('agency')),
  ];
  for (const dryRun of [true, false, false]) await ask('POST', path, { json: { items: agency, dryRun } });
  const again = agency.map((item) => ({ ...item, match: 'any' }));
  await ask('POST', path, { json: { items: again } });
  const changed = one('organisations', 'agency', 1, organisation('agency', { parent: 'mic' }));
  await ask('POST', path, { json: { items: [changed, { kind: 'roles', slug: 'waiting', match: null }] } });
  const far = one('roles', 'far', null, role('far', 'far-away'));
  await both('POST', path, { json: { items: [far], dryRun: true } });
  await ask('POST', path, {
    json: { items: [far], dryRun: true, assumed: [{ kind: 'organisations', slug: 'far-away' }] },
  });
  await both('POST', path, { json: { items: [far], assumed: [{ kind: 'organisations', slug: 'Far' }] } });
  const first = { ...one('terms', 'first-japanese', null, term('first')), languages: ['ja'] };
  await ask('POST', path, { json: { items: [first] } });
  // Lists of more than a page, and an organisation with more offices than its page shows.
  const many = Array.from({ length: 55 }, (_, index) => String(index + 1).padStart(2, '0'));
  await ask('POST', path, {
    json: { items: many.map((word) => one('roles', `office-${word}`, null, role(word, 'agency'))) },
  });
  const dated = many.map((word) => one('terms', `word-${word}`, null, { ...term(word), published: time(1) }));
  await ask('POST', path, { json: { items: dated } });
};

const past = (count: number, last: object = {}) =>
  Array.from({ length: count }, (_, index) => ({
    number: index + 1,
    ...term('past', `version ${index + 1}`),
    withdrawals: {},
    published: time(index + 2),
    ...(index === count - 1 && last),
  }));

const histories = async ({ ask, both }: Desk): Promise<void> => {
  const history = (
    editions: readonly unknown[],
    slug = 'past',
    first = 'long-past',
    slugs: readonly string[] = ['long-past', 'past'],
  ) => ({
    items: [{ kind: 'terms', slug, history: { first, slugs, editions } }],
  });
  await both('POST', path, { json: history([]) });
  await both('POST', path, {
    json: history([{ number: 0, published: 'x', facts: 1, texts: { fr: {} }, withdrawals: [] }]),
  });
  await both('POST', path, { json: history(past(2).reverse()) });
  await both('POST', path, { json: history(past(2, { published: '2999-01-01T00:00:00Z' })) });
  await both('POST', path, { json: history(past(2, { texts: {} })) });
  await both('POST', path, { json: history(past(1), 'past', 'long-past', ['open-ran']) });
  await ask('POST', path, { json: { ...history(past(2)), dryRun: true } });
  await ask('POST', path, { json: history(past(2)) });
  await ask('POST', path, { json: history(past(2)) });
  await ask('POST', path, { json: history(past(3)) });
  await both('POST', path, { json: history(past(2)) });
  await both('POST', path, { json: history(past(4, { number: 5 })) });
  const other = past(3).map((each, index) => (index === 1 ? { ...each, facts: { ...each.facts, sources: [] } } : each));
  await both('POST', path, { json: history(other) });
  const withdrawals = {
    ja: { date: time(5), notice },
    en: { date: time(5), notice, replacement: { kind: 'terms', slug: 'open-ran' } },
  };
  await ask('POST', path, { json: history(past(4, { withdrawals })) });
  await ask('GET', '/terms/past/editions');
  await ask('GET', '/terms/long-past');
};

/** Publishes sets and imports histories, with every refusal of them. */
export const publications = async (desk: Desk): Promise<void> => {
  await sets(desk);
  await histories(desk);
};
