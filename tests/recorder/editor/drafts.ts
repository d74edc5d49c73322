import type { Recording } from '../recording.ts';
import { browser, get, languages } from '../requests.ts';
import { faultyFacts, faultyTerms, term, termIn } from './records.ts';
import { type Desk, edition, revision } from './session.ts';

// Drafts: saved, refused, discarded, and never to be seen in public.

const draft = '/terms/drafted/draft';

const saved = async ({ ask, both }: Desk): Promise<void> => {
  const json = term('drafted');
  await both('GET', draft);
  await both('PUT', draft, { json });
  await both('PUT', draft, { json, headers: revision(1) });
  await both('PUT', draft, { json, headers: { 'If-Match': '*' } });
  await ask('PUT', draft, { json, headers: revision(0) });
  await both('PUT', draft, { json, headers: revision(0) });
  await ask('PUT', draft, { json, headers: revision(1) });
  for (const tag of ['"r1"', '"r9"', 'W/"r2"', '"e2"', 'r2', '"r02"', ''])
    await both('PUT', draft, { json, headers: { 'If-Match': tag } });
  await both('PUT', draft, { json, headers: { 'If-Match': '"r2"', 'If-None-Match': '*' } });
  await both('PUT', draft, { json, headers: { 'If-None-Match': '"r2"' } });
  await ask('PUT', draft, { json: term('drafted', 'again'), headers: { 'If-Match': '"r1", "r2"' } });
  await ask('PUT', draft, { json, headers: { 'If-Match': '*' }, language: 'ja' });
  await ask('GET', draft);
  await ask('HEAD', draft);
  await ask('GET', draft, { headers: { 'If-None-Match': '"r4"' } });
  await ask('GET', '/terms/drafted');
  await both('GET', '/terms/drafted/editions');
  await ask('PUT', '/terms/half/draft', { json: termIn(['ja'], 'half'), headers: revision(0) });
  await ask('PUT', '/terms/dfft/draft', { json: term('dfft'), headers: revision(0) });
  await ask('GET', '/terms/dfft');
  await ask('GET', '/drafts?limit=2');
};

const bodies: readonly (string | undefined)[] = ['', '{', 'nonsense', '{"facts":}', '\ufeff{}', undefined];
const types = [
  'text/plain',
  'application/x-www-form-urlencoded',
  'application/json; charset=utf-8',
  'APPLICATION/JSON',
  'application/jsonld',
  '',
];

const refused = async ({ ask, both, recordOf }: Desk): Promise<void> => {
  for (const text of bodies) await both('PUT', draft, { ...(text !== undefined && { text }), headers: revision(4) });
  for (const type of types)
    await ask('PUT', draft, { text: '{"facts":1}', headers: { ...revision(4), 'Content-Type': type } });
  await both('PUT', draft, { text: `"${'x'.repeat(256 * 1024)}"`, headers: revision(4) });
  await ask('PUT', draft, { text: `"${'x'.repeat(256 * 1024 - 2)}"`, headers: revision(4) });
  // A slug each: one that is accepted after all must not change the answers to the others.
  for (const [index, json] of faultyTerms.entries())
    await both('PUT', `/terms/fault-${index}/draft`, { json, headers: revision(0) });
  await both('PUT', '/terms/fault/draft', { text: '['.repeat(20_000) + ']'.repeat(20_000), headers: revision(0) });
  for (const [name, facts] of faultyFacts) {
    const record = await recordOf(name);
    const json = { ...record, facts: { ...record.facts, ...facts } };
    await both('PUT', `/${name}/draft`, { json, headers: revision(0) });
  }
  for (const [name] of faultyFacts.slice(5, 8)) {
    await ask('POST', `/${name}/publish`, { json: {}, headers: edition(1) });
    await ask('DELETE', `/${name}/draft`, { headers: { 'If-Match': '*' } });
  }
};

const discarded = async ({ ask, both }: Desk): Promise<void> => {
  await both('DELETE', '/terms/dfft/draft');
  await both('DELETE', '/terms/dfft/draft', { headers: revision(7) });
  await both('DELETE', '/terms/dfft/draft', { headers: revision(0) });
  await both('DELETE', '/terms/open-ran/draft', { headers: { 'If-Match': '*' } });
  await ask('DELETE', '/terms/dfft/draft', { headers: revision(1) });
  await both('DELETE', '/terms/dfft/draft', { headers: revision(1) });
  await ask('GET', '/terms/dfft');
};

/** Saves, refuses and discards drafts; two stay, `terms/drafted` (revision 4) and `terms/half` (1). */
export const drafts = async (desk: Desk, recording: Recording): Promise<void> => {
  await saved(desk);
  const paths = languages.flatMap((tag) =>
    [
      'terms/drafted',
      'terms/drafted.json',
      'terms/half.html',
      'terms.json',
      'terms/dfft.json',
      'card/terms/drafted',
    ].map((path) => `/${tag}/${path}`),
  );
  await recording.all(paths.flatMap((path) => [get(path), get(path, { Accept: browser })]));
  await refused(desk);
  await discarded(desk);
};
