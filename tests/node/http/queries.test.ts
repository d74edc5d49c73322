import { beforeAll, describe, expect, it } from 'vitest';
import { ask } from '../../support/ask.ts';
import { put } from '../../support/put.ts';
import { newTerm, startOver } from '../../support/state.ts';

const origin = 'https://example.jp';
const locationOf = async (path: string, headers: Record<string, string> = {}) => {
  const answer = await ask(path, { headers });
  return [answer.status, answer.headers.get('Location')?.replace(origin, '') ?? null];
};

describe('campaign parameters are dropped wherever the URL may be a page', () => {
  const campaign = 'utm_source=x&utm_medium=mail&fbclid=IwAR0&gclid=a%20b';

  it.each(['*/*', 'application/json', 'text/html', 'text/csv, */*;q=0.1'])(
    'whatever is accepted: %s',
    async (Accept) => {
      const to = (path: string) => locationOf(path, { Accept });
      expect(await to(`/ja/actions/data?${campaign}`)).toEqual([308, '/ja/actions/data']);
      expect(await to(`/actions?${campaign}&limit=2`)).toEqual([308, '/actions?limit=2']);
      expect(await to(`/outcomes?action=data&mc_cid=1&status=ongoing`)).toEqual([
        308,
        '/outcomes?action=data&status=ongoing',
      ]);
      expect(await to(`/?${campaign}`)).toEqual([308, '/']);
      expect(await to(`/en?${campaign}`)).toEqual([308, '/en']);
      expect(await to(`/ja/docs?${campaign}`)).toEqual([308, '/ja/docs']);
      expect(await to(`/ja/embed/actions/data?theme=dark&${campaign}`)).toEqual([
        308,
        '/ja/embed/actions/data?theme=dark',
      ]);
    },
  );

  it('a page with an extension, too; but a program that writes .json is told of its error', async () => {
    expect(await locationOf(`/ja/actions/data.html?${campaign}`)).toEqual([308, '/ja/actions/data.html']);
    expect(await locationOf(`/ja/actions/data.json?${campaign}`)).toEqual([400, null]);
    expect(await locationOf(`/actions.csv?excel=1&utm_source=x`)).toEqual([400, null]);
  });

  it('what is known is not dropped, and is still checked', async () => {
    expect(await locationOf('/ja/actions?limit=0')).toEqual([400, null]);
    expect(await locationOf('/en/actions?excel=1')).toEqual([400, null]);
    expect(await locationOf('/en/actions?excel=1&fbclid=x', { Accept: 'text/csv' })).toEqual([
      308,
      '/en/actions?excel=1',
    ]);
  });

  it('the redirect depends on Accept as the page does', async () => {
    const { headers } = await ask('/actions/data?utm_source=x');
    expect(headers.get('Vary')).toBe('Accept, Accept-Language');
  });
});

describe('parameters in any order are one resource, and say so', () => {
  it.each([
    ['/ja/partnerships.json?limit=1&fallback=none', '/ja/partnerships.json?fallback=none&limit=1'],
    [
      '/ja/outcomes.json?status=ongoing&council=council-2-2024',
      '/ja/outcomes.json?council=council-2-2024&status=ongoing',
    ],
    ['/en/terms.json?limit=50', '/en/terms.json'],
    ['/ja/embed/actions/data?theme=dark&fallback=none', '/ja/embed/actions/data?fallback=none&theme=dark'],
    [
      '/en/terms.json?modified_since=2020-01-01T09:00:00%2B09:00',
      '/en/terms.json?modified_since=2020-01-01T00%3A00%3A00Z',
    ],
  ])('%s', async (path, canonical) => {
    const [answer, same] = [await ask(path), await ask(canonical)];
    expect([answer.status, answer.headers.get('Content-Location')]).toEqual([200, origin + canonical]);
    expect([same.text, same.headers.get('ETag')]).toEqual([answer.text, answer.headers.get('ETag')]);
    expect([same.headers.get('Content-Location'), answer.headers.get('Vary')]).toEqual([null, null]);
  });
});

describe('modified_since takes any time of RFC 3339', () => {
  beforeAll(async () => {
    const texts = {
      ja: { name: '用語', reading: 'ようご', definition: '定義。' },
      en: { name: 'Term', definition: 'A term.' },
    };
    await put(newTerm('late', texts, { published: '2027-01-22T05:00:00Z' }));
    return startOver;
  });

  it.each([
    ['2027-01-22', '2027-01-22', 1],
    ['2027-01-22T05:00:00Z', '2027-01-22T05:00:00Z', 1],
    ['2027-01-22T05:00:00.000Z', '2027-01-22T05:00:00Z', 1],
    ['2027-01-22t05:00:00z', '2027-01-22T05:00:00Z', 1],
    ['2027-01-22 05:00:00Z', '2027-01-22T05:00:00Z', 1],
    ['2027-01-22T14:00:00+09:00', '2027-01-22T05:00:00Z', 1],
    ['2027-01-22T14:00:01+09:00', '2027-01-22T05:00:01Z', 0],
    ['2027-01-22T00:00:00-05:00', '2027-01-22T05:00:00Z', 1],
    ['2027-01-22T05:00:00.001Z', '2027-01-22T05:00:01Z', 0],
    ['2027-01-22T04:59:60Z', '2027-01-22T05:00:00Z', 1],
    ['2027-01-22T00:30:00.9-04:30', '2027-01-22T05:00:01Z', 0],
  ])('%s', async (since, inUtc, total) => {
    const { json } = await ask(`/ja/terms.json?modified_since=${encodeURIComponent(since)}`);
    const self = `${origin}/ja/terms.json?modified_since=${encodeURIComponent(inUtc)}`;
    expect(json).toMatchObject({ total, links: { self } });
  });

  it('also with a plus sign that is not encoded, which arrives as a space', async () => {
    expect((await ask('/ja/terms.json?modified_since=2027-01-22T14:00:00+09:00')).json).toMatchObject({ total: 1 });
  });

  it.each([
    '2027-02-30T00:00:00Z',
    '2027-01-22T24:00:00Z',
    '2027-01-22T05:00Z',
    '2027-01-22T05:00:00',
    '2027-13-01',
    '1e3',
    '2027-01-22T05:00:00+24:00',
    '0000-01-01T00:00:00+01:00',
    '0000-06-01T00:00:00Z',
    '0000-06-01',
    '0001-01-01T00:00:00+09:00',
  ])('but not %s', async (since) => {
    const { status, json } = await ask(`/ja/terms.json?modified_since=${encodeURIComponent(since)}`);
    expect({ status, json }).toMatchObject({ status: 400, json: { parameter: 'modified_since' } });
  });
});

describe('who gives a wrong parameter', () => {
  it.each([
    ['/ja/actions.json?status=nope', ['ongoing', 'done']],
    ['/en/actions/data.json?fallback=all', ['none']],
    ['/en/embed/actions/data?theme=pink', undefined],
  ])('reads the closed list of values: %s', async (path, values) => {
    const { status, json } = await ask(path, { headers: { Accept: 'application/json' } });
    expect(status).toBe(400);
    if (values) expect((json as { available: string[] }).available).toEqual(expect.arrayContaining(values));
  });

  it('reads its name cut by characters, not in the middle of one', async () => {
    const { json, text } = await ask(`/ja/actions.json?${'a'.repeat(99)}${encodeURIComponent('😀😀')}=1`);
    expect(json).toMatchObject({ status: 400, parameter: `${'a'.repeat(99)}😀` });
    expect(text.isWellFormed()).toBe(true);
    expect(text).not.toMatch(/\\ud8/i);
  });
});

describe('a path in which characters are percent-encoded that need not be', () => {
  it.each([
    ['/ja/actions/%64ata', '/ja/actions/data'],
    ['/%6A%61/actions/data.json', '/ja/actions/data.json'],
    ['/ja/actions/data%2Ejson?limit=%31', '/ja/actions/data.json?limit=%31'],
    ['/ja/councils/council%2d2%2D2024', '/ja/councils/council-2-2024'],
    ['/%64ocs', '/docs'],
    ['/embed%2ejs', '/embed.js'],
    ['/%7Enope%2Fx', '/~nope%2Fx'],
    ['/sitemap%2Exml', '/sitemap.xml'],
  ])('%s → 308 to %s', async (path, to) => {
    expect(await locationOf(path)).toEqual([308, to]);
  });

  it.each(['/ja/actions/%E3%81%82', '/ja/actions/%2Fdata', '/ja/actions/%21', '/ja/actions/%20data'])(
    'but what must be encoded stays: %s is a 404',
    async (path) => expect(await locationOf(path)).toEqual([404, null]),
  );
});

describe('a media type with a parameter of its own', () => {
  it.each([
    ['/ja/actions/data', 'application/atom+xml;type=feed', 'application/atom+xml; charset=utf-8'],
    ['/ja/outcomes', 'application/atom+xml; type="feed", */*;q=0.1', 'application/atom+xml; charset=utf-8'],
    ['/ja/councils', 'text/calendar;component=vevent', 'text/calendar; charset=utf-8'],
    ['/ja/councils/council-2-2024', 'text/calendar; component=VEVENT; charset=UTF-8', 'text/calendar; charset=utf-8'],
  ])('%s with Accept: %s', async (path, Accept, type) => {
    const { status, headers } = await ask(path, { headers: { Accept } });
    expect([status, headers.get('Content-Type')]).toEqual([200, type]);
  });

  it.each(['application/atom+xml;type=entry', 'text/calendar;component=vtodo'])(
    'of another meaning is not it: %s',
    async (Accept) => {
      expect((await ask('/ja/councils', { headers: { Accept } })).status).toBe(406);
    },
  );
});
