import { describe, expect, inject, test } from 'vitest';
import { openBrowser } from './browser.ts';
import { cardOn, cardsAsked, elementFor, loaded, scriptFrom, shownLink } from './element.ts';
import { openHost } from './hosts.ts';

const { openPage } = openBrowser();
const host = openHost();
const origin = inject('origin');
const script = scriptFrom(origin);
const src = `${origin}/actions/data`;
const strict = `default-src 'none'; script-src ${origin}; style-src 'self'; connect-src ${origin}; frame-src ${origin}`;

/** Opens a page with the element, which gets this in place of a card. */
const openWith = async (body: string, policy?: string) => {
  const page = await openPage();
  await page.route('**/card/**', (route) =>
    route.fulfill({ contentType: 'text/html', headers: { 'Access-Control-Allow-Origin': '*' }, body }),
  );
  await page.goto(host({ body: script + elementFor(src), ...(policy && { policy }) }));
  return page;
};

describe('what a service that was taken over might send', () => {
  test('brings no script, no frame, no style and no picture, and no link that runs', async () => {
    const page = await openWith(`<article class="joint-card" onclick="document.title='run'" style="position: fixed">
      <script>document.title='run'</script><style>* { position: fixed }</style><link rel="stylesheet" href="/x.css">
      <img src="x" onerror="document.title='run'"><a href="javascript:document.title='run'">here</a>
      <iframe srcdoc="<script>parent.document.title='run'</script>"></iframe><svg onload="document.title='run'"></svg>
      <template><p>kept</p></template><form action="/"><input name="password"></form></article>`);
    await loaded(page);
    await cardOn(page).click();
    await page.locator('joint-action .joint-card a').click();
    expect(await page.title()).toBe('Host');
    expect(await cardOn(page).evaluate((card) => card.outerHTML.replace(/\s+/g, ' '))).toBe(
      '<article class="joint-card"> <a>here</a> </article>',
    );
  });

  test.each([
    '<style class="joint-card">:host { position: fixed; inset: 0 }</style>',
    '<link class="joint-card" rel="stylesheet" href="https://elsewhere.example/x.css">',
    '<script class="joint-card">document.title = "run"</script>',
    '<iframe class="joint-card" src="https://elsewhere.example/"></iframe>',
    '<svg><article class="joint-card"><style>* { position: fixed }</style></article></svg>',
    '<div class="joint-card">a card is an article</div>',
    'no card at all',
  ])('is no card, and the link stays: %s', async (body) => {
    const page = await openWith(body);
    await shownLink(page);
    expect(await page.locator('joint-action').evaluate(({ shadowRoot }) => shadowRoot?.innerHTML)).toBe(
      '<div><slot></slot></div>',
    );
  });
});

describe('what a src may name', () => {
  test('an item of the service that the script came from: nothing is asked of any other', async () => {
    const page = await openPage();
    const asked = cardsAsked(page);
    for (const other of [
      'https://elsewhere.example/actions/data',
      `http://127.0.0.1:${new URL(origin).port}/actions/data`,
      `${origin}@elsewhere.example/actions/data`,
      `${origin.replace('http', 'https')}/actions/data`,
      '//elsewhere.example/actions/data',
      '/actions/data',
      'javascript:/actions/data',
      'data:/actions/data',
      `blob:${origin}/actions/data`,
      `${origin}/`,
      `${origin}/actions`,
      `${origin}/actions/data/more`,
      'https://',
      '',
    ]) {
      await page.goto(host({ body: script + elementFor(other) }));
      await shownLink(page);
    }
    expect(asked).toEqual([]);
  });

  test.each([
    ['/actions/data/', '/card/actions/data'],
    ['/en/actions/data.json#top', '/en/card/actions/data'],
    ['/en/embed/actions/data', '/en/card/actions/data'],
    ['/card/actions/data', '/card/actions/data'],
    ['/ja/actions/data?fallback=none', '/ja/card/actions/data?fallback=none'],
  ])('any URL of an item: %s', async (path, asks) => {
    const page = await openPage();
    const asked = cardsAsked(page);
    await page.goto(host({ body: script + elementFor(origin + path) }));
    await loaded(page);
    expect(asked).toEqual([`GET ${origin}${asks}`]);
  });
});

describe('a policy of the page around', () => {
  test.each([
    ['asks for Trusted Types', `${strict}; require-trusted-types-for 'script'`],
    [
      'allows the policy of this script by its name',
      `${strict}; require-trusted-types-for 'script'; trusted-types joint-action`,
    ],
    ['names policies, and asks for none', `${strict}; trusted-types another`],
  ])('which %s: the card is shown', async (_, policy) => {
    const page = await openPage();
    await page.goto(host({ body: script + elementFor(src), policy }));
    await loaded(page);
  });

  test.each([
    ['lets no Trusted Type be made here', `${strict}; require-trusted-types-for 'script'; trusted-types another`],
    ['lets nothing be asked of the service', strict.replace(`connect-src ${origin};`, '')],
  ])('which %s: the link stays', async (_, policy) => {
    const page = await openPage();
    await page.goto(host({ body: script + elementFor(src), policy }));
    await shownLink(page);
  });

  test('which lets no script of the service run, or a digest that is another: the link stays', async () => {
    const page = await openPage();
    for (const [line, policy] of [
      [script, strict.replace(`script-src ${origin};`, '')],
      [script.replace('sha384-', 'sha384-A'), strict],
    ] as const) {
      await page.goto(host({ body: line + elementFor(src), policy }));
      expect(await page.evaluate(() => customElements.get('joint-action') === undefined)).toBe(true);
      expect(await page.locator('joint-action > a').isVisible()).toBe(true);
    }
  });
});

describe('a frame that a page does not trust', () => {
  test('is whole in a sandbox, and tells its height', async () => {
    const page = await openPage({ alone: true });
    await page.addInitScript(() => {
      const heard: unknown[] = [];
      Object.assign(window, { heard });
      addEventListener('message', ({ data }) => heard.push(data));
    });
    const frame = `<iframe src="${origin}/en/embed/actions/data" sandbox="allow-scripts" title="Data"></iframe>`;
    await page.goto(host({ body: frame }));
    const told = await page.waitForFunction(() => (window as unknown as { heard: unknown[] }).heard[0]);
    expect(await told.jsonValue()).toMatchObject({ embed: `${origin}/en/embed/actions/data` });
    const card = page.frameLocator('iframe').locator('.joint-card');
    expect(await card.evaluate((article) => getComputedStyle(article).display)).toBe('flex');
  });
});
