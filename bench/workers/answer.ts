import { env } from 'cloudflare:workers';

/** What the public reads of the production build say of an action of the real record: its bytes and its fields. */
interface Answer {
  bytes: ArrayBuffer;
  before: Response;
}

let answer: Answer | undefined;

const asked = async (): Promise<Answer> => {
  const { reads } = env as unknown as { reads: Fetcher };
  const response = await reads.fetch('http://localhost/ja/actions/data.json');
  const { headers } = response;
  if (response.status !== 200 || !headers.has('X-Rows-Read'))
    throw new Error(`the public reads answer ${response.status}`);
  const fields = new Headers(headers);
  // What the platform's cache says of itself.
  fields.set('Cf-Cache-Status', 'HIT');
  fields.set('Age', '30');
  return { bytes: await response.arrayBuffer(), before: new Response(null, { headers: fields }) };
};

/**
 * An answer of the public reads, as the cache in front of them keeps it. What it takes to give it is no work of a
 * gateway, and is as little as there can be: it is asked for once.
 */
export const kept = async (): Promise<Response> => {
  answer ??= await asked();
  return new Response(answer.bytes, answer.before);
};

// What the gateway takes off it, and what it sets on it for a negotiated URL.
const removed = ['X-Rows-Read', 'Cloudflare-CDN-Cache-Control', 'Cache-Tag', 'Age', 'Date'];
const added = {
  'Content-Location': 'http://localhost/ja/actions/data.json',
  Vary: 'Accept, Accept-Language',
  'X-Request-Id': '9a1b2c3d4e5f6789-NRT',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'Server-Timing': 'cache;desc=hit, total;dur=0',
};

/** Makes the fields of an answer those that the gateway gives it. */
export const handOn = (headers: Headers): void => {
  for (const name of removed) headers.delete(name);
  for (const [name, value] of Object.entries(added)) headers.set(name, value);
};
