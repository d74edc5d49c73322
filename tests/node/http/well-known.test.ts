import { exports } from 'cloudflare:workers';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { languageTags } from '../../../src/languages.ts';
import { partnership } from '../../../src/partnership.ts';
import { ask } from '../../support/ask.ts';

const origin = 'https://example.jp';

interface Target {
  href: string;
  type?: string;
}
interface Linkset {
  linkset: ({ anchor: string } & Record<string, unknown>)[];
}

describe('a program that knows the origin alone finds the APIs', () => {
  it('by a catalogue (RFC 9727): the APIs, and what describes each, in each language', async () => {
    const { status, headers, json } = await ask('/.well-known/api-catalog');
    expect([status, headers.get('Content-Type'), headers.get('Link')]).toEqual([
      200,
      'application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727"',
      `<${origin}/.well-known/api-catalog>; rel="api-catalog"`,
    ]);
    const inEach = (path: string, type: string) =>
      languageTags.map((language) => ({ href: `${origin}/${language}${path}`, type, hreflang: [language] }));
    const ready = [{ href: `${origin}/readyz`, type: 'application/json' }];
    expect(json).toEqual({
      linkset: [
        {
          anchor: `${origin}/.well-known/api-catalog`,
          item: [{ href: `${origin}/` }, { href: `${origin}/editor/api` }],
        },
        {
          anchor: `${origin}/`,
          'service-desc': inEach('/openapi.json', 'application/json'),
          'service-doc': inEach('/docs', 'text/html'),
          status: ready,
        },
        {
          anchor: `${origin}/editor/api`,
          'service-desc': inEach('/openapi-editing.json', 'application/json'),
          'service-doc': inEach('/docs/editor', 'text/html'),
          status: ready,
        },
      ],
    });
  });

  it('HEAD has the link, too', async () => {
    const { status, headers, text } = await ask('/.well-known/api-catalog', { method: 'HEAD' });
    expect([status, text, headers.get('Link')]).toEqual([
      200,
      '',
      `<${origin}/.well-known/api-catalog>; rel="api-catalog"`,
    ]);
  });

  it('every link leads somewhere, with the media type that it says', async () => {
    const { linkset } = (await ask('/.well-known/api-catalog')).json as Linkset;
    const targets = linkset.flatMap(({ anchor: _, ...links }) => Object.values(links).flat() as Target[]);
    for (const { href, type } of targets.filter((each) => each.type)) {
      const { status, headers } = await ask(href.slice(origin.length));
      expect([status, headers.get('Content-Type')?.split(';')[0]], href).toEqual([200, type]);
    }
    const { links } = (await ask('/ja')).json as { links: Record<string, string> };
    for (const name of [
      'service-desc',
      'service-doc',
      'status',
      'api-catalog',
      'changes',
      'sitemap',
      'openapi',
      'docs',
    ])
      expect((await ask(links[name]?.slice(origin.length) ?? '')).status, name).toBe(200);
    expect((await ask(`/oembed?url=${links.self}/actions/data`)).status).toBe(200);
  });
});

describe('whoever finds a vulnerability learns whom to tell', () => {
  afterEach(() => vi.useRealTimers());

  const fieldsOf = (text: string) =>
    text
      .trimEnd()
      .split('\n')
      .map((line) => line.split(': ', 2));

  it('by security.txt (RFC 9116), whose contacts are in config.json', async () => {
    const { status, headers, text } = await ask('/.well-known/security.txt');
    expect([status, headers.get('Content-Type')]).toEqual([200, 'text/plain; charset=utf-8']);
    expect(fieldsOf(text)).toEqual([
      ...partnership.securityContacts.map((contact) => ['Contact', contact]),
      ['Expires', expect.stringMatching(/^\d{4}-\d\d-01T00:00:00Z$/)],
      ['Preferred-Languages', languageTags.join(', ')],
      ['Canonical', `${origin}/.well-known/security.txt`],
    ]);
  });

  it.each([
    ['2026-01-01T00:00:00Z', '2026-08-01T00:00:00Z'],
    ['2026-05-31T23:59:59Z', '2026-12-01T00:00:00Z'],
    ['2026-12-31T23:59:59Z', '2027-07-01T00:00:00Z'],
    ['2028-02-29T12:00:00Z', '2028-09-01T00:00:00Z'],
  ])('at %s it expires at %s: half a year from then at least, and less than a year', async (now, expires) => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date(now) });
    const response = await exports.default.fetch(`${origin}/.well-known/security.txt`);
    expect(await response.text()).toContain(`Expires: ${expires}\n`);
    const days = (Date.parse(expires) - Date.parse(now)) / 86_400_000;
    expect(days).toBeGreaterThan(180);
    expect(days).toBeLessThan(365);
  });
});
