import { createExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { createApp } from '../../../src/app.ts';
import { publicReads } from '../../../src/http/public-reads/app.ts';
import { publicReadsWith } from '../public-reads.ts';
import { readingOf } from '../reading.ts';

/** An answer of the editor's API: its status, its JSON and its entity tag. */
export interface EditorResponse {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a test says what it expects of it
  body: any;
  tag: string | null;
}

type Send = (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<EditorResponse>;

const access = { getIdentity: async () => ({ email: 'local-publisher@localhost' }) };

/**
 * The editor's API on a database of the test's choice, with the local publisher of `npm start` signed in and without a
 * rate limit. Paths begin after `/editor/api`.
 */
export const editorAt = (database: D1Database): Send => {
  const bindings = {
    ...env,
    DB: database,
    LOCAL_PUBLISHER: 'yes',
    EDITOR_RATE: { limit: async () => ({ success: true }) },
  };
  const app = createApp(() => publicReadsWith(bindings));
  return async (method, path, body, headers = {}) => {
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const request = new Request(`http://localhost/editor/api${path}`, {
      method,
      headers: { 'Accept-Language': 'en', 'Content-Type': 'application/json', ...headers },
      ...sent,
    });
    const context = Object.assign(Object.create(createExecutionContext()), { access }) as ExecutionContext;
    const answer = await app.fetch(request, bindings, context);
    return { status: answer.status, body: await answer.json(), tag: answer.headers.get('ETag') };
  };
};

/** The public reads of a database: status, headers and body for a canonical URL. */
export const publicAt = (database: D1Database) => async (path: string) => {
  const answer = await publicReads.fetch(
    new Request(`https://example.jp${path}`),
    { ...env, DB: database },
    createExecutionContext(),
  );
  return { status: answer.status, headers: [...answer.headers], body: await answer.text() };
};

/** The precondition that the live edition has this number; 0: that there is none. */
export const edition = (number: number): Record<string, string> =>
  number === 0 ? { 'If-None-Match': '*' } : { 'If-Match': `"e${number}"` };

/** The precondition that the draft has this revision; 0: that there is none. */
export const revision = (number: number): Record<string, string> =>
  number === 0 ? { 'If-None-Match': '*' } : { 'If-Match': `"r${number}"` };

const provenance = {
  sources: [{ href: 'https://example.jp/source', language: 'en' }],
  licence: 'https://creativecommons.org/licenses/by/4.0/',
};

/** An entry of the glossary, in two languages. */
export const termOf = (word: string) => ({
  facts: provenance,
  texts: {
    ja: { name: `用語${word}`, reading: `ようご${readingOf(word)}`, definition: `${word}の定義。` },
    en: { name: `Term ${word}`, definition: `What ${word} means.` },
  },
});

/** An organisation, which may link to others. */
export const organisationOf = (word: string, links: { parent?: string; predecessor?: string } = {}) => ({
  facts: { country: 'JP', ...links, ...provenance },
  texts: { ja: { name: `機関${word}`, reading: `きかん${readingOf(word)}` }, en: { name: `Body ${word}` } },
});

/** An office of an organisation. */
export const roleOf = (word: string, organisation: string) => ({
  facts: { organisation, ...provenance },
  texts: { ja: { name: `職${word}`, reading: `しょく${readingOf(word)}` }, en: { name: `Office ${word}` } },
});

/** A notice of withdrawal, in every language. */
export const notice = { ja: '掲載を終了しました。', en: 'No longer published.' };
