import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { version } from '../../../src/embeds/version.ts';
import worker from '../../../src/index.ts';
import { stylesheet } from '../../../src/pages/stylesheet.generated.ts';
import { ask } from '../../support/ask.ts';

const preview = async (path: string, init: RequestInit = {}) => {
  const context = createExecutionContext();
  const response = await worker.fetch(
    new Request(`https://example.jp${path}`, { redirect: 'manual', ...init }) as never,
    { ...env, ROBOTS: 'noindex' },
    context,
  );
  const text = await response.text();
  await waitOnExecutionContext(context);
  return { status: response.status, robots: response.headers.get('X-Robots-Tag'), headers: response.headers, text };
};

describe('a search engine that finds a preview', () => {
  it.each<[string, number, RequestInit?]>([
    ['/', 200],
    ['/ja', 200, { headers: { Accept: 'text/html' } }],
    ['/ja/actions/data.json', 200],
    ['/ja/actions/data.html', 200],
    ['/ja/embed/actions/data', 200],
    ['/en/changes.atom', 200],
    ['/sitemap.xml', 200],
    ['/docs', 200],
    ['/ja/actions/', 308],
    ['/ja/actions/nope.html', 404],
    ['/ja/actions', 405, { method: 'POST' }],
    ['/editor/api/terms', 401],
    ['/embed.js', 200],
    [`/embed/${version}/frame.js`, 200],
    [stylesheet, 200],
    ['/openapi/editing.en.json', 200],
    ['/icon.svg', 200],
    ['/favicon.ico', 200],
    ['/embed.mjs', 404],
    ['/embed.js', 405, { method: 'POST' }],
    ['/embed.js', 204, { method: 'OPTIONS' }],
    ['/icon.svg', 304, { headers: { 'If-None-Match': '*' } }],
  ])('is told at %s (%i) to leave it out', async (path, status, init) =>
    expect(await preview(path, init)).toMatchObject({ status, robots: 'noindex' }),
  );

  it('is told so with a 304, too', async () => {
    const { headers } = await preview('/ja/actions/data.json');
    const init = { headers: { 'If-None-Match': headers.get('ETag') ?? '' } };
    expect(await preview('/ja/actions/data.json', init)).toMatchObject({ status: 304, robots: 'noindex' });
  });

  it('reads in robots.txt that it may read nothing', async () =>
    expect(await preview('/robots.txt')).toMatchObject({ status: 200, text: 'User-agent: *\nDisallow: /\n' }));

  it('what is public is not a preview', async () => {
    for (const path of ['/ja', '/ja/actions/data.json', '/robots.txt'])
      expect((await ask(path)).headers.get('X-Robots-Tag')).toBeNull();
    expect((await ask('/robots.txt')).text).toContain('Disallow: /editor/\n');
  });
});
