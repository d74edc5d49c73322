import { beforeAll, describe, expect, it } from 'vitest';
import { ask } from '../../support/ask.ts';
import { put } from '../../support/put.ts';
import { liveItem, newTerm, nextEdition, startOver } from '../../support/state.ts';

const origin = 'https://example.jp';
const json = { Accept: 'application/json' };

beforeAll(async () => {
  const texts = {
    ja: { name: '用語', reading: 'ようご', definition: '定義。' },
    en: { name: 'Term', definition: 'What it is.' },
  };
  await put(newTerm('only-ja', { ja: texts.ja }), newTerm('gone-en', texts), newTerm('gone', texts));
  const withdrawal = { date: '2026-12-02T00:00:00Z', notice: { ja: '終了', en: 'Over' } };
  await put(
    nextEdition(await liveItem('terms', 'gone-en'), { withdrawals: { en: withdrawal } }),
    nextEdition(await liveItem('terms', 'gone'), { withdrawals: { ja: withdrawal, en: withdrawal } }),
  );
  return startOver;
});

describe('of the languages that a reader accepts, one in which the item is there comes first (RFC 9110 §12.1)', () => {
  it.each<[string, string | undefined, number, string]>([
    ['/terms/only-ja?fallback=none', 'en, ja;q=0.5', 200, 'ja'],
    ['/terms/only-ja.json?fallback=none', 'en-GB, *;q=0.1', 200, 'ja'],
    ['/terms/gone-en', 'en, ja;q=0.5', 200, 'ja'],
    ['/terms/gone-en.html', 'en, ja;q=0.001', 200, 'ja'],
    ['/card/terms/gone-en', 'en, ja;q=0.5', 200, 'ja'],
    ['/embed/terms/gone-en', 'en, *;q=0.5', 200, 'ja'],
    ['/terms/gone-en', undefined, 200, 'ja'],
    // Who accepts no other language, or names it in the path, is told of it.
    ['/terms/only-ja?fallback=none', 'en', 404, 'en'],
    ['/terms/only-ja?fallback=none', 'en, ja;q=0', 404, 'en'],
    ['/en/terms/only-ja?fallback=none', 'ja', 404, 'en'],
    ['/terms/gone-en', 'en, fr', 410, 'en'],
    ['/en/card/terms/gone-en', 'ja', 410, 'en'],
    ['/terms/gone', 'en, ja;q=0.5', 410, 'en'],
    ['/terms/no-such-term', 'en, ja;q=0.5', 404, 'en'],
    // With a fallback it is there in English.
    ['/terms/only-ja', 'en, ja;q=0.5', 200, 'en'],
  ])('%s with Accept-Language: %s → %i in %s', async (path, accepted, status, language) => {
    const headers = { ...json, ...(accepted !== undefined && { 'Accept-Language': accepted }) };
    for (const method of ['GET', 'HEAD']) {
      const answer = await ask(path, { method, headers });
      expect(answer.status).toBe(status);
      expect(answer.headers.get('Content-Language')?.split(', ')[0]).toBe(language);
      expect(answer.headers.get('X-Available-Languages')).toBeNull();
      const location = answer.headers.get('Content-Location');
      if (status === 200 && !path.startsWith('/en/')) {
        expect(answer.headers.get('Vary')).toContain('Accept-Language');
        expect(location).toContain(`${origin}/${language}/`);
        if (method === 'GET') expect((await ask(location?.slice(origin.length) ?? '')).text).toBe(answer.text);
      }
    }
  });

  it('who has the answer gets a 304, with the same Content-Location', async () => {
    const headers = { ...json, 'Accept-Language': 'en, ja;q=0.5' };
    const first = await ask('/terms/gone-en', { headers });
    const again = await ask('/terms/gone-en', {
      headers: { ...headers, 'If-None-Match': first.headers.get('ETag') ?? '' },
    });
    expect([again.status, again.headers.get('Content-Location')]).toEqual([304, `${origin}/ja/terms/gone-en.json`]);
  });
});
