import type { Recording } from '../recording.ts';
import { type Asked, browser } from '../requests.ts';
import { notice, term } from './records.ts';
import { type Desk, editing } from './session.ts';

// Who may ask, from where, by which method and at which URL; and what editors read.

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

const places = [
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

const sites: Record<string, string>[] = [
  { Origin: 'https://elsewhere.example' },
  { Origin: 'null' },
  { 'Sec-Fetch-Site': 'cross-site' },
  { 'Sec-Fetch-Site': 'same-site' },
  { 'Sec-Fetch-Site': 'none' },
  { 'Sec-Fetch-Site': 'same-origin', Origin: 'https://example.jp' },
];

/** Reads as editors do, and asks by methods and from sites that are not let in. */
export const guards = async ({ ask, both }: Desk): Promise<void> => {
  for (const path of reads) await both('GET', path);
  for (const path of reads.slice(17, 30)) await ask('GET', path, { headers: { Accept: browser } });
  for (const path of places)
    for (const method of ['DELETE', 'PATCH', 'OPTIONS', 'HEAD'].filter(
      (each) => !(each === 'DELETE' && path.endsWith('draft')),
    ))
      await ask(method, path);
  for (const path of places.slice(8, 12)) await both('GET', path);
  for (const headers of sites) await both('POST', '/terms/never/withdraw', { json: { notice }, headers });
  await ask('GET', '/drafts', { headers: sites[0] ?? {} });
  await both('POST', '/listings', { json: { after: 5 } });
  await both('POST', '/listings', { text: '' });
  await ask('POST', '/listings', { json: { after: 'zzz' } });
  await both('POST', '/nope/never/publish', { json: {} });
  await both('PUT', '/terms/Not%20a%20slug/draft', { json: term('x') });
};

const token = (payload: object) =>
  [{ alg: 'RS256', kid: 'a' }, payload, 'signature']
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');

/** Asks where nobody is signed in, and where the editorial side is not configured. */
export const strangers = (): Asked[] => {
  const asked = (['ja', 'en'] as const).flatMap((language) => [
    editing('GET', '/terms/dfft', { language }),
    editing('GET', '/drafts', { language, headers: { Accept: browser } }),
    editing('PUT', '/terms/nope/draft', { language, json: term('nope') }),
    editing('GET', '/nope', { language }),
  ]);
  const tokens = ['nonsense', 'a.b.c', token({}).replace(/\.[^.]*$/, '.'), 'x'.repeat(20_000)];
  return [
    ...(['public', 'closed', 'strict'] as const).flatMap((at) => asked.map((each) => ({ ...each, at }))),
    ...tokens.map((value) => ({
      ...editing('GET', '/drafts', { headers: { 'Cf-Access-Jwt-Assertion': value } }),
      at: 'strict' as const,
    })),
  ];
};

/** Asks too often and records the refusals; asks again where a minute has passed meanwhile. */
export const haste = async (recording: Recording): Promise<void> => {
  const refused = [
    editing('GET', '/drafts', { language: 'en' }),
    editing('GET', '/drafts', { language: 'ja' }),
    editing('GET', '/drafts', { headers: { Accept: browser } }),
    editing('POST', '/publications', { json: {} }),
  ];
  for (const asked of refused) {
    for (let tries = 0; tries < 2000; tries += 1) {
      const { status } = await recording.ask(asked);
      if (status === 429) break;
    }
    await recording.one(asked);
  }
};
