import { createExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/database/connection.ts';
import { readDocument } from '../../../src/database/read/documents.ts';
import { publicReads } from '../../../src/http/public-reads/app.ts';
import { documentContext } from '../../support/documents.ts';
import { put } from '../../support/put.ts';
import { liveItem, nextEdition, startOver } from '../../support/state.ts';

const path = '/ja/actions/data.json';

/** A read as the database sees it: the views that it returned, with the answer. */
const read = async (url: string, condition?: string) => {
  const views: unknown[] = [];
  const batch = async (statements: D1PreparedStatement[]) => {
    const results = await env.DB.batch<Record<string, unknown>>(statements);
    views.push(...results.flatMap(({ results: rows }) => rows.flatMap((row) => ('view' in row ? [row.view] : []))));
    return results;
  };
  const DB = { prepare: (sql: string) => env.DB.prepare(sql), batch } as unknown as D1Database;
  const answer = await publicReads.fetch(
    new Request(`https://example.jp${url}`, condition === undefined ? {} : { headers: { 'If-None-Match': condition } }),
    { ...env, DB },
    createExecutionContext(),
  );
  return { status: answer.status, etag: answer.headers.get('ETag') ?? '', text: await answer.text(), views };
};

const whole = expect.stringMatching(/^\{"kind":"actions","slug":"data".*\}$/);

describe('whoever has a document already', () => {
  it.each([
    ['its tag', (tag: string) => tag],
    ['a weak tag', (tag: string) => `W/${tag}`],
    ['its tag among others', (tag: string) => `"other", ${tag}, W/"${'0'.repeat(24)}-${'1'.repeat(24)}"`],
  ])('%s: gets no view from the database, and no body', async (_, conditionOf) => {
    const full = await read(path);
    expect(full).toMatchObject({ status: 200, views: [whole] });
    expect(await read(path, conditionOf(full.etag))).toEqual({ ...full, status: 304, text: '', views: [null] });
  });

  it('by each URL and format has a tag of its own, which is no reason to leave out the view of another', async () => {
    const full = await read(path);
    for (const other of [
      '/ja/actions/data.html',
      '/ja/actions/data.jsonld',
      '/ja/actions/data.json?fallback=none',
      '/en/actions/data.json',
      '/ja/card/actions/data',
    ]) {
      const { etag, status } = await read(other);
      expect({ other, status, same: etag === full.etag }).toEqual({ other, status: 200, same: false });
      expect(await read(path, etag), other).toEqual(full);
    }
  });

  it('before a publication gets it whole', async () => {
    const before = await read(path);
    await put(nextEdition(await liveItem('actions', 'data'), {}));
    const after = await read(path, before.etag);
    // What is out of date is computed; what readers got so far is read to tell since when it differs.
    expect(after).toMatchObject({ status: 200, views: [whole] });
    expect(JSON.parse(after.text)).toMatchObject({ slug: 'data', edition: 2 });
    await startOver();
  });
});

describe('the versions in If-None-Match are compared whole', () => {
  let version = '';
  const held = async (text: string) => {
    const options = { ...documentContext(), language: 'ja', fallback: true, held: text } as const;
    return readDocument(openDatabase(env.DB), 'actions', 'data', options);
  };

  beforeAll(async () => {
    version = (await held(''))?.version ?? '';
    expect(version).toMatch(/^[0-9a-f]{24}$/);
  });
  afterAll(startOver);

  it('the version, alone or among others: no view, and all else', async () => {
    const { view, ...rest } = (await held('')) ?? {};
    expect(view).toEqual(whole);
    for (const text of [version, `${'0'.repeat(24)} ${version}`, `${version} ${'f'.repeat(24)}`])
      expect(await held(text)).toEqual({ ...rest, view: null });
  });

  it('a part of it, or one that differs: the view', async () => {
    for (const text of [version.slice(1), version.slice(0, -1), `${version.slice(0, 12)} ${version.slice(12)}`])
      expect((await held(text))?.view).toEqual(whole);
  });
});

describe('no combination of versions and requests gives a body without a view', () => {
  const digits = '0123456789abcdef01234567';

  /** Every header of up to three tags made of the halves of the tags that two URLs have, and of one that nothing has. */
  const headers = async () => {
    const tags = [(await read(path)).etag, (await read('/ja/actions/ai.json')).etag].map((tag) => tag.slice(1, -1));
    const versions = [...tags.map((tag) => tag.slice(0, 24)), digits];
    const requests = [...tags.map((tag) => tag.slice(25)), digits];
    const all = versions.flatMap((version) => requests.map((request) => `"${version}-${request}"`));
    return [
      ...all,
      ...all.flatMap((one) => all.map((other) => `${one}, ${other}`)),
      ...all.map((one) => `${all.join()},W/${one}`),
    ];
  };

  it('in tags as they are to be written', async () => {
    const full = await read(path);
    for (const header of await headers()) {
      const isIn = header.split(/, ?/).some((tag) => tag.replace('W/', '') === full.etag);
      expect(await read(path, header), header).toEqual(isIn ? { ...full, status: 304, text: '', views: [null] } : full);
    }
  });

  describe.each([
    ['without quotes', (tag: string) => tag.slice(1, -1)],
    ['without the quote behind', (tag: string) => tag.slice(0, -1)],
    ['without the quote before', (tag: string) => tag.slice(1)],
    ['inside a longer tag', (tag: string) => `"x${tag.slice(1)}`],
    ['before something else', (tag: string) => `${tag.slice(0, -1)}x"`],
    ['in two tags', (tag: string) => `"${tag}-${tag}"`],
  ])('nor in a tag %s', (_, conditionOf) => {
    it.each([path, '/ja/actions/data.html', '/ja/card/actions/data'])('%s', async (url) => {
      const full = await read(url);
      expect(await read(url, conditionOf(full.etag))).toEqual(full);
    });
  });
});
