import type { Recording } from '../recording.ts';
import { browser, type ServiceRequest } from '../requests.ts';
import { notice, term } from './records.ts';
import { type EditorSession, editorRequest } from './session.ts';

// What editors read, and who is refused: by method, by URL, by the site a request comes from, by identity, by rate.

const reads = [
  '/archive?limit=2',
  '/archive?limit=1&after=terms/cbpr',
  '/archive?limit=0',
  '/archive?after=nonsense',
  '/archive?before=1',
  '/drafts',
  '/drafts?limit=1',
  '/drafts?after=terms/a',
  '/drafts?limit=1000',
  '/drafts?x=1',
  '/drafts?limit=1&limit=2',
  '/events?limit=3',
  '/events?limit=2&before=20',
  '/events?item=terms/dfft',
  '/events?item=Terms/Dfft',
  '/events?before=0',
  '/events?after=1',
  '/terms/dfft',
  '/terms/dfft/editions',
  '/terms/dfft/draft',
  '/terms/nope',
  '/terms/nope/editions',
  '/terms/nope/draft',
  '/nope/dfft',
  '/nope/dfft/draft',
  '/terms/Dfft',
  '/terms/dfft.json',
  '/terms/dfft/nope',
  '/terms/dfft/',
  '/terms',
  '',
  '/',
  '/nope',
  '/terms/dfft/draft/more',
  '/terms/%64fft',
];

const paths = [
  '/drafts',
  '/events',
  '/archive',
  '/publications',
  '/listings',
  '/terms/dfft',
  '/terms/dfft/draft',
  '/terms/dfft/editions',
  '/terms/dfft/publish',
  '/terms/dfft/withdraw',
  '/terms/dfft/restore',
  '/terms/dfft/rename',
  '/nope/dfft/publish',
  '/terms/D/publish',
];

const foreignHeaders: Record<string, string>[] = [
  { Origin: 'https://elsewhere.example' },
  { Origin: 'null' },
  { 'Sec-Fetch-Site': 'cross-site' },
  { 'Sec-Fetch-Site': 'same-site' },
  { 'Sec-Fetch-Site': 'none' },
  { 'Sec-Fetch-Site': 'same-origin', Origin: 'https://example.jp' },
];

/** Reads what editors read; sends methods that are not allowed and requests from other sites. */
export const access = async ({ send, sendInBoth }: EditorSession): Promise<void> => {
  for (const path of reads) await sendInBoth('GET', path);
  for (const path of reads.slice(17, 30)) await send('GET', path, { headers: { Accept: browser } });
  for (const path of paths)
    for (const method of ['DELETE', 'PATCH', 'OPTIONS', 'HEAD'].filter(
      (each) => !(each === 'DELETE' && path.endsWith('draft')),
    ))
      await send(method, path);
  for (const path of paths.slice(8, 12)) await sendInBoth('GET', path);
  for (const headers of foreignHeaders)
    await sendInBoth('POST', '/terms/never/withdraw', { json: { notice }, headers });
  await send('GET', '/drafts', { headers: foreignHeaders[0] ?? {} });
  await sendInBoth('POST', '/listings', { json: { after: 5 } });
  await sendInBoth('POST', '/listings', { text: '' });
  await send('POST', '/listings', { json: { after: 'zzz' } });
  await sendInBoth('POST', '/nope/never/publish', { json: {} });
  await sendInBoth('PUT', '/terms/Not%20a%20slug/draft', { json: term('x') });
};

const token = (payload: object) =>
  [{ alg: 'RS256', kid: 'a' }, payload, 'signature']
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');

/** Requests of nobody, of forged tokens, and to a service whose editorial side is not configured. */
export const unauthenticated = (): ServiceRequest[] => {
  const requests = (['ja', 'en'] as const).flatMap((language) => [
    editorRequest('GET', '/terms/dfft', { language }),
    editorRequest('GET', '/drafts', { language, headers: { Accept: browser } }),
    editorRequest('PUT', '/terms/nope/draft', { language, json: term('nope') }),
    editorRequest('GET', '/nope', { language }),
  ]);
  const tokens = ['nonsense', 'a.b.c', token({}).replace(/\.[^.]*$/, '.'), 'x'.repeat(20_000)];
  return [
    ...(['public', 'closed', 'strict'] as const).flatMap((at) => requests.map((each) => ({ ...each, at }))),
    ...tokens.map((value) => ({
      ...editorRequest('GET', '/drafts', { headers: { 'Cf-Access-Jwt-Assertion': value } }),
      at: 'strict' as const,
    })),
  ];
};

/** Exceeds the rate limit and records the refusals; exceeds it again where a minute has passed meanwhile. */
export const rateLimited = async (recording: Recording): Promise<void> => {
  const refused = [
    editorRequest('GET', '/drafts', { language: 'en' }),
    editorRequest('GET', '/drafts', { language: 'ja' }),
    editorRequest('GET', '/drafts', { headers: { Accept: browser } }),
    editorRequest('POST', '/publications', { json: {} }),
  ];
  for (const request of refused) {
    for (let tries = 0; tries < 2000; tries += 1) {
      const { status } = await recording.send(request);
      if (status === 429) break;
    }
    await recording.record(request);
  }
};
