import type { Recording } from '../recording.ts';
import { browser, get, languages } from '../requests.ts';
import { invalidFacts, invalidTerms, term, termIn } from './records.ts';
import { type EditorSession, edition, revision } from './session.ts';

// Drafts: saved, refused, discarded, and never shown to readers.

const draft = '/terms/drafted/draft';

const savedDrafts = async ({ send, sendInBoth }: EditorSession): Promise<void> => {
  const json = term('drafted');
  await sendInBoth('GET', draft);
  await sendInBoth('PUT', draft, { json });
  await sendInBoth('PUT', draft, { json, headers: revision(1) });
  await sendInBoth('PUT', draft, { json, headers: { 'If-Match': '*' } });
  await send('PUT', draft, { json, headers: revision(0) });
  await sendInBoth('PUT', draft, { json, headers: revision(0) });
  await send('PUT', draft, { json, headers: revision(1) });
  for (const tag of ['"r1"', '"r9"', 'W/"r2"', '"e2"', 'r2', '"r02"', ''])
    await sendInBoth('PUT', draft, { json, headers: { 'If-Match': tag } });
  await sendInBoth('PUT', draft, { json, headers: { 'If-Match': '"r2"', 'If-None-Match': '*' } });
  await sendInBoth('PUT', draft, { json, headers: { 'If-None-Match': '"r2"' } });
  await send('PUT', draft, { json: term('drafted', 'again'), headers: { 'If-Match': '"r1", "r2"' } });
  await send('PUT', draft, { json, headers: { 'If-Match': '*' }, language: 'ja' });
  await send('GET', draft);
  await send('HEAD', draft);
  await send('GET', draft, { headers: { 'If-None-Match': '"r4"' } });
  await send('GET', '/terms/drafted');
  await sendInBoth('GET', '/terms/drafted/editions');
  await send('PUT', '/terms/half/draft', { json: termIn(['ja'], 'half'), headers: revision(0) });
  await send('PUT', '/terms/dfft/draft', { json: term('dfft'), headers: revision(0) });
  await send('GET', '/terms/dfft');
  await send('GET', '/drafts?limit=2');
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

const refusedDrafts = async ({ send, sendInBoth, recordOf }: EditorSession): Promise<void> => {
  for (const text of bodies)
    await sendInBoth('PUT', draft, { ...(text !== undefined && { text }), headers: revision(4) });
  for (const type of types)
    await send('PUT', draft, { text: '{"facts":1}', headers: { ...revision(4), 'Content-Type': type } });
  await sendInBoth('PUT', draft, { text: `"${'x'.repeat(256 * 1024)}"`, headers: revision(4) });
  await send('PUT', draft, { text: `"${'x'.repeat(256 * 1024 - 2)}"`, headers: revision(4) });
  // A slug each: one that is accepted after all must not change the answers to the others.
  for (const [index, json] of invalidTerms.entries())
    await sendInBoth('PUT', `/terms/fault-${index}/draft`, { json, headers: revision(0) });
  await sendInBoth('PUT', '/terms/fault/draft', {
    text: '['.repeat(20_000) + ']'.repeat(20_000),
    headers: revision(0),
  });
  for (const [name, facts] of invalidFacts) {
    const record = await recordOf(name);
    const json = { ...record, facts: { ...record.facts, ...facts } };
    await sendInBoth('PUT', `/${name}/draft`, { json, headers: revision(0) });
  }
  for (const [name] of invalidFacts.slice(5, 8)) {
    await send('POST', `/${name}/publish`, { json: {}, headers: edition(1) });
    await send('DELETE', `/${name}/draft`, { headers: { 'If-Match': '*' } });
  }
};

const discardedDrafts = async ({ send, sendInBoth }: EditorSession): Promise<void> => {
  await sendInBoth('DELETE', '/terms/dfft/draft');
  await sendInBoth('DELETE', '/terms/dfft/draft', { headers: revision(7) });
  await sendInBoth('DELETE', '/terms/dfft/draft', { headers: revision(0) });
  await sendInBoth('DELETE', '/terms/open-ran/draft', { headers: { 'If-Match': '*' } });
  await send('DELETE', '/terms/dfft/draft', { headers: revision(1) });
  await sendInBoth('DELETE', '/terms/dfft/draft', { headers: revision(1) });
  await send('GET', '/terms/dfft');
};

/** Saves, refuses and discards drafts; two stay, `terms/drafted` (revision 4) and `terms/half` (1). */
export const drafts = async (session: EditorSession, recording: Recording): Promise<void> => {
  await savedDrafts(session);
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
  await recording.recordAll(paths.flatMap((path) => [get(path), get(path, { Accept: browser })]));
  await refusedDrafts(session);
  await discardedDrafts(session);
};
