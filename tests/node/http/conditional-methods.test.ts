import { describe, expect, it } from 'vitest';
import { ask } from '../../support/ask.ts';

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

describe('Range and dates are ignored', () => {
  it.each<[string, Record<string, string>]>([
    ['Range', { Range: 'bytes=0-10' }],
    ['Range beyond the end', { Range: 'bytes=999999999-' }],
    ['a malformed Range', { Range: 'lines=1-2' }],
    ['Range with If-Range', { Range: 'bytes=0-10', 'If-Range': '"x"' }],
    ['If-Modified-Since, of today', { 'If-Modified-Since': new Date().toUTCString() }],
    ['If-Modified-Since, garbage', { 'If-Modified-Since': 'yesterday' }],
    ['If-Unmodified-Since, long ago', { 'If-Unmodified-Since': 'Sat, 01 Jan 2000 00:00:00 GMT' }],
  ])('%s: the whole answer', async (_, headers) => {
    const plain = await ask(path);
    for (const method of ['GET', 'HEAD']) {
      const answer = await ask(path, { method, headers });
      expect([answer.status, answer.text]).toEqual([200, method === 'GET' ? plain.text : '']);
      expect([answer.headers.get('Content-Range'), answer.headers.get('Accept-Ranges')]).toEqual([null, null]);
    }
  });
});
