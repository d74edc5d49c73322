import { afterEach, describe, expect, it } from 'vitest';
import { locales } from '../../../locales/index.generated.ts';
import { languageTags } from '../../../src/languages.ts';
import { ask } from '../../support/ask.ts';
import { put } from '../../support/put.ts';
import { liveItem, nextEdition, startOver } from '../../support/state.ts';

const origin = 'https://example.jp';
const notice = { ja: '掲載を終了しました。', en: 'No longer published.' };
const withdrawal = { date: '2026-12-02T00:00:00Z', notice };

afterEach(startOver);

describe('whoever asks for all languages at once learns in their own why there is nothing', () => {
  it.each(languageTags)('in %s: no such item', async (language) => {
    const { status, headers, json } = await ask('/mul/terms/nope.json', { headers: { 'Accept-Language': language } });
    expect([status, headers.get('Content-Language'), headers.get('Vary')]).toEqual([404, language, 'Accept-Language']);
    expect(json).toMatchObject({
      title: locales[language].problems['not-found'].title,
      instance: '/mul/terms/nope.json',
    });
  });

  it.each(languageTags)('in %s: withdrawn, with the notice', async (language) => {
    const term = await liveItem('terms', 'dfft');
    await put(nextEdition(term, { withdrawals: { ja: withdrawal, en: withdrawal } }));
    const { status, headers, json } = await ask('/mul/terms/dfft.json', { headers: { 'Accept-Language': language } });
    expect([status, headers.get('Content-Language'), headers.get('Vary')]).toEqual([410, language, 'Accept-Language']);
    expect(json).toEqual({
      type: `${origin}/problems/withdrawn`,
      title: locales[language].problems.withdrawn.title,
      status: 410,
      detail: expect.stringContaining(notice[language as keyof typeof notice]),
      instance: '/mul/terms/dfft.json',
      withdrawn: withdrawal.date,
    });
  });
});

it('Content-Language names the languages of a withdrawal notice, too', async () => {
  const term = await liveItem('terms', 'dfft');
  await put(nextEdition(term, { withdrawals: { en: withdrawal } }));
  const { headers, json } = await ask('/mul/terms/dfft.json');
  expect(json).toMatchObject({ languages: ['ja'], withdrawn: { en: withdrawal } });
  expect(headers.get('Content-Language')).toBe('ja, en');
  const { ja } = notice;
  await put(nextEdition(await liveItem('terms', 'dfft'), { withdrawals: { en: { ...withdrawal, notice: { ja } } } }));
  expect((await ask('/mul/terms/dfft.json')).headers.get('Content-Language')).toBe('ja');
});
