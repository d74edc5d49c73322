import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { ask } from '../../support/ask.ts';
import { refreshAll } from '../../support/documents.ts';
import { put } from '../../support/put.ts';
import { liveItem, nextEdition, startOver } from '../../support/state.ts';

const path = '/ja/actions/data.json';
const etagOf = async (of = path) => (await ask(of)).headers.get('ETag') ?? '';

describe('If-Match on a read (RFC 9110 §13.1.1)', () => {
  it.each(['ETAG', '*', ' * ', '"x", ETAG', 'ETAG,"y"', 'rubbish, ETAG'])(
    '%s matches → the usual answer',
    async (match) => {
      const etag = await etagOf();
      for (const of of [path, '/actions/data']) {
        const answer = await ask(of, { headers: { 'If-Match': match.replace('ETAG', etag) } });
        expect([answer.status, answer.headers.get('ETag')]).toEqual([200, etag]);
      }
    },
  );

  it.each(['"x"', 'W/ETAG', 'W/"x"', '"x", "*"', 'rubbish', 'ETAGx"'])(
    '%s does not match → 412, not stored',
    async (match) => {
      const etag = await etagOf();
      const value = match === 'ETAGx"' ? `${etag.slice(0, -1)}x"` : match.replace('ETAG', etag);
      for (const method of ['GET', 'HEAD']) {
        const answer = await ask(path, { method, headers: { 'If-Match': value } });
        expect([answer.status, answer.headers.get('Cache-Control')]).toEqual([412, 'no-store']);
        expect(answer.headers.get('ETag')).toBeNull();
        if (method === 'GET')
          expect(answer.json).toMatchObject({ type: 'https://example.jp/problems/precondition-failed', status: 412 });
      }
    },
  );

  it('comes before If-None-Match: both hold → 304; the first does not → 412', async () => {
    const etag = await etagOf();
    const both = await ask(path, { headers: { 'If-Match': etag, 'If-None-Match': etag } });
    expect(both.status).toBe(304);
    const first = await ask(path, { headers: { 'If-Match': '"x"', 'If-None-Match': etag } });
    expect(first.status).toBe(412);
  });

  it.each(['/ja/actions/nope.json', '/ja/nope', '/en/actions.json?limit=0', '/ja/actions/data/'])(
    'is ignored where the answer is no 2xx without it: %s',
    async (of) => {
      const plain = await ask(of);
      const answer = await ask(of, { headers: { 'If-Match': '"x"' } });
      expect([answer.status, answer.text]).toEqual([plain.status, plain.text]);
    },
  );

  it('an answer without a tag matches no tag, but *', async () => {
    expect((await ask('/ja', { headers: { 'If-Match': '"x"', Accept: 'application/json' } })).status).toBe(412);
    expect((await ask('/ja', { headers: { 'If-Match': '*', Accept: 'application/json' } })).status).toBe(200);
  });
});

describe('Range is ignored, and a malformed date', () => {
  it.each<[string, Record<string, string>]>([
    ['Range', { Range: 'bytes=0-10' }],
    ['Range beyond the end', { Range: 'bytes=999999999-' }],
    ['a malformed Range', { Range: 'lines=1-2' }],
    ['Range with If-Range', { Range: 'bytes=0-10', 'If-Range': '"x"' }],
    ['If-Modified-Since, garbage', { 'If-Modified-Since': 'yesterday' }],
    ['If-Modified-Since, as ISO 8601', { 'If-Modified-Since': '2100-01-01T00:00:00Z' }],
    ['If-Unmodified-Since, garbage', { 'If-Unmodified-Since': 'Sat, 01 Jan 2000' }],
  ])('%s: the whole answer', async (_, headers) => {
    const plain = await ask(path);
    for (const method of ['GET', 'HEAD']) {
      const answer = await ask(path, { method, headers });
      expect([answer.status, answer.text]).toEqual([200, method === 'GET' ? plain.text : '']);
      expect([answer.headers.get('Content-Range'), answer.headers.get('Accept-Ranges')]).toEqual([null, null]);
    }
  });
});

describe('dates as conditions (RFC 9110 §13.1.3, §13.1.4)', () => {
  const past = 'Sat, 01 Jan 2000 00:00:00 GMT';
  const future = 'Fri, 01 Jan 2100 00:00:00 GMT';
  const statusOf = async (headers: Record<string, string>, of = path) => {
    const { status, text } = await ask(of, { headers });
    if (status === 304) expect(text).toBe('');
    return status;
  };
  const lastModifiedOf = async (of = path) => (await ask(of)).headers.get('Last-Modified') ?? '';

  it.each([path, '/actions/data', '/ja/card/actions/data', '/en/participants/kozuki-ryosuke.html'])(
    '%s is not modified since the date that it states, or a later one, and was since an earlier one',
    async (of) => {
      const lastModified = await lastModifiedOf(of);
      expect(lastModified).toMatch(/ GMT$/);
      const later = new Date(Date.parse(lastModified) + 1000).toUTCString();
      const earlier = new Date(Date.parse(lastModified) - 1000).toUTCString();
      expect(await statusOf({ 'If-Modified-Since': lastModified }, of)).toBe(304);
      expect(await statusOf({ 'If-Modified-Since': later }, of)).toBe(304);
      expect(await statusOf({ 'If-Modified-Since': earlier }, of)).toBe(200);
      expect(await statusOf({ 'If-Unmodified-Since': lastModified }, of)).toBe(200);
      expect(await statusOf({ 'If-Unmodified-Since': earlier }, of)).toBe(412);
    },
  );

  it.each([
    ['the obsolete form of RFC 850', 'Friday, 01-Jan-49 00:00:00 GMT'],
    ['the form of asctime', 'Fri Jan  1 00:00:00 2100'],
  ])('in %s', async (_, date) => expect(await statusOf({ 'If-Modified-Since': date })).toBe(304));

  it('are void where there is a tag, and are evaluated in its place', async () => {
    const etag = await etagOf();
    expect(await statusOf({ 'If-None-Match': '"x"', 'If-Modified-Since': future })).toBe(200);
    expect(await statusOf({ 'If-None-Match': etag, 'If-Modified-Since': past })).toBe(304);
    expect(await statusOf({ 'If-Match': etag, 'If-Unmodified-Since': past })).toBe(200);
    expect(await statusOf({ 'If-Match': etag, 'If-Modified-Since': future })).toBe(304);
    expect(await statusOf({ 'If-Unmodified-Since': past, 'If-None-Match': etag })).toBe(412);
    expect(await statusOf({ 'If-Unmodified-Since': future, 'If-None-Match': etag })).toBe(304);
  });

  it.each(['/ja/actions.json', '/ja/changes.atom', '/sitemap.xml', '/ja/docs', '/ja'])(
    '%s states none, as something may leave it without a newer publication',
    async (of) => {
      expect(await lastModifiedOf(of)).toBe('');
      expect(await statusOf({ 'If-Modified-Since': future }, of)).toBe(200);
      expect(await statusOf({ 'If-Unmodified-Since': past }, of)).toBe(200);
    },
  );

  it('no item is unmodified when something has left it: stored, or computed at that moment', async () => {
    const action = '/ja/actions/data.json';
    const before = await lastModifiedOf(action);
    const outcome = await liveItem('outcomes', 'council-3-2025-data');
    const withdrawal = { date: '2026-12-02T00:00:00Z', notice: { ja: '終了', en: 'Over' } };
    await put(nextEdition(outcome, { withdrawals: { ja: withdrawal, en: withdrawal } }));
    for (let round = 0; round < 2; round += 1) {
      const { status, text, headers } = await ask(action, { headers: { 'If-Modified-Since': before } });
      expect([status, headers.get('Last-Modified')]).toEqual([200, 'Wed, 02 Dec 2026 00:00:00 GMT']);
      expect(text).not.toContain('council-3-2025-data');
      await refreshAll(env.DB);
    }
    await startOver();
  });
});
