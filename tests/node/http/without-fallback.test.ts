import { describe, expect, it } from 'vitest';
import { languageTags } from '../../../src/languages.ts';
import { ask } from '../../support/ask.ts';

const origin = 'https://example.jp';

const alternatesIn = (headers: Headers, extension: string): Record<string, string> => {
  const links = (headers.get('Link') ?? '').matchAll(/<([^>]+)>; rel="alternate"; hreflang="([^"]+)"; type="[^"]+"/g);
  const found = [...links].map(([, url = '', language = '']) => [language, url] as const);
  return Object.fromEntries(found.filter(([, url]) => url.replace(/\?.*/, '').endsWith(`.${extension}`)));
};

describe.each(['/terms/dfft', '/terms'])('%s?fallback=none', (path) => {
  it('links.alternates and Link lead to the same URLs, with the parameter', async () => {
    for (const language of languageTags) {
      const { headers, json } = await ask(`/${language}${path}.json?fallback=none`);
      const { mul: _, ...own } = (json as { links: { alternates: Record<string, string> } }).links.alternates;
      const { [language]: self, mul: __, ...others } = alternatesIn(headers, 'json');
      expect(own).toEqual(others);
      expect(self).toBe(`${origin}/${language}${path}.json?fallback=none`);
      for (const url of Object.values(own)) expect(url).toMatch(/\.json\?fallback=none$/);
    }
  });

  it('the canonical URL is the one without it: in Link, and on the page', async () => {
    for (const language of languageTags)
      for (const extension of ['json', 'html']) {
        const { headers, text } = await ask(`/${language}${path}.${extension}?fallback=none`);
        const canonical = `${origin}/${language}${path}.${extension}`;
        expect(headers.get('Link')?.split(', ')).toContain(`<${canonical}>; rel="canonical"`);
        if (extension === 'html') expect(text).toContain(`<link rel="canonical" href="${canonical}"/>`);
      }
  });
});
