import { HtmlValidate } from 'html-validate';
import type { Page } from 'playwright-core';
import { describe, expect, inject, test } from 'vitest';
import { version } from '../../src/embeds/version.ts';
import { barriers } from './barriers.ts';
import { openBrowser, picture } from './browser.ts';
import { cardOn, cardsAsked, elementFor, loaded, scriptFrom, shownLink } from './element.ts';
import { hostStyles, openHost } from './hosts.ts';
import { items } from './items.ts';
import { withdrawTerm } from './withdrawn.ts';

const { openPage, keepPage } = openBrowser();
const host = openHost();
const origin = inject('origin');
const script = scriptFrom(origin);
const element = (path: string, attributes = '') => elementFor(origin + path, attributes);
const strict = `default-src 'none'; script-src ${origin}; style-src 'self'; connect-src ${origin}; frame-src ${origin}`;

// Whatever a browser computes for everything in the card, but what the width of the host decides.
const computed = (page: Page) =>
  cardOn(page).evaluate((article) =>
    [article, ...article.querySelectorAll('*')].map((part) => {
      const style = getComputedStyle(part);
      // Whether the page is light or dark is for it to say, and the card follows.
      const own = [...style].filter((name) => !name.startsWith('--') && name !== 'color-scheme');
      return `${part.nodeName} ${own.map((name) => `${name}: ${style.getPropertyValue(name)}`).join('; ')}`;
    }),
  );

describe('the element on pages of another origin', async () => {
  const styles = await hostStyles();

  test('looks the same on five sites that reset or style everything', async () => {
    const seen: Record<string, string[]> = {};
    const page = await openPage({ viewport: { width: 800, height: 700 } });
    for (const [name, style] of Object.entries({ plain: '', ...styles })) {
      // The same width everywhere: it is the one thing that the host decides.
      const width = '.width { display: block !important; width: 600px !important; }';
      const body = `${script}<div class="width">${element('/actions/data')}</div>`;
      await page.goto(host({ body, style: style + width }));
      await loaded(page);
      seen[name] = await computed(page);
      await picture(page, `host-${name}`);
    }
    const { plain, ...others } = seen;
    for (const [name, styled] of Object.entries(others))
      for (const [index, part] of styled.entries()) expect(`${name}: ${part}`).toBe(`${name}: ${plain?.[index]}`);
    expect(plain?.length).toBeGreaterThan(20);
  });

  for (const name of Object.keys(styles))
    test.each([
      ['ja', 'light'],
      ['en', 'dark'],
    ])(`in a narrow column of ${name}, %s and %s: whole, and nothing to scroll sideways`, async (language, theme) => {
      const page = await openPage({ viewport: { width: 320, height: 640 } });
      const body = `${script}${element('/outcomes/council-2-2024-data', ` theme="${theme}"`)}`;
      const style = `${styles[name]} joint-action { --joint-action-height: auto; }`;
      await page.goto(host({ body, language, style }));
      await loaded(page);
      await picture(page, `host-${name}-320-${language}-${theme}`);
      expect(await cardOn(page).getAttribute('lang')).toBe(language);
      const paper = await cardOn(page).evaluate((card) => getComputedStyle(card).backgroundColor);
      expect(paper).toBe(theme === 'dark' ? 'rgb(26, 26, 26)' : 'rgb(255, 255, 255)');
      expect(await cardOn(page).evaluate((card) => card.scrollWidth - card.clientWidth)).toBe(0);
      expect(await barriers(page, 'joint-action')).toEqual([]);
    });

  test('works under a policy without unsafe-inline, with its integrity stated, and asks once, by GET', async () => {
    const page = await openPage();
    const errors: string[] = [];
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    const asked = cardsAsked(page);
    await page.goto(host({ body: script + element('/actions/data'), policy: strict }));
    await loaded(page);
    expect(errors.filter((text) => !text.includes('favicon'))).toEqual([]);
    expect(asked).toEqual([`GET ${origin}/card/actions/data`]);
    expect(await cardOn(page).evaluate((article) => getComputedStyle(article).display)).toBe('flex');
    expect(await cardOn(page).getAttribute('lang')).toBe('ja');
    expect(await page.context().cookies()).toEqual([]);
    expect(await page.evaluate(() => [localStorage.length, sessionStorage.length])).toEqual([0, 0]);
  });

  test('leaves no global behind', async () => {
    const page = await openPage();
    await page.goto(host({ body: element('/actions/data') }));
    const before = await page.evaluate(() => Object.getOwnPropertyNames(window));
    await page.addScriptTag({ type: 'module', url: `${origin}/embed.js` });
    await loaded(page);
    expect(await page.evaluate(() => Object.getOwnPropertyNames(window))).toEqual(before);
  });

  test('takes the language of the page, of an element around it, of itself, or of its URL', async () => {
    const page = await openPage({ locale: 'en-GB' });
    const body = `${script}<div>${element('/actions/data')}</div><div lang="en-GB">${element('/actions/data')}</div>
      ${element('/actions/data', ' lang="en"')}${element('/en/actions/data')}<div lang="fr">${element('/ja/actions/data.json')}</div>`;
    await page.goto(host({ body, language: 'ja-JP' }));
    await loaded(page, 5);
    const languages = await page
      .locator('joint-action .joint-card')
      .evaluateAll((all) => all.map((one) => one.getAttribute('lang')));
    expect(languages).toEqual(['ja', 'en', 'en', 'en', 'ja']);
  });

  test('follows the page when it changes its language', async () => {
    const page = await openPage();
    await page.goto(host({ body: script + element('/actions/data') }));
    await loaded(page);
    expect(await cardOn(page).locator('.joint-card-name').textContent()).toContain('データ');
    await page.evaluate(() => document.documentElement.setAttribute('lang', 'en'));
    await page.waitForFunction(
      () =>
        document.querySelector('joint-action')?.shadowRoot?.querySelector('.joint-card')?.getAttribute('lang') === 'en',
    );
    expect(await cardOn(page).locator('.joint-card-name').textContent()).toContain('Data');
  });

  test('follows an element around it that changes its language inside a shadow tree', async () => {
    const page = await openPage();
    await page.goto(host({ body: `${script}<div id="outer"></div>` }));
    await page.evaluate((made) => {
      const outer = document.querySelector('#outer')?.attachShadow({ mode: 'open' });
      if (outer) outer.innerHTML = `<section lang="en"><div></div></section>`;
      const inner = outer?.querySelector('div')?.attachShadow({ mode: 'open' });
      if (inner) inner.innerHTML = made;
    }, element('/actions/data'));
    await expect.poll(() => cardOn(page).getAttribute('lang')).toBe('en');
    await page.locator('section').evaluate((section) => section.setAttribute('lang', 'ja-JP'));
    await expect.poll(() => cardOn(page).getAttribute('lang')).toBe('ja');
  });

  test('works when it is inserted later, moved, given another src, and removed while it loads', async () => {
    const page = await openPage();
    const asked = cardsAsked(page);
    await page.goto(host({ body: `${script}<div id="one"></div><div id="two"></div>` }));
    await page.evaluate((src) => {
      const made = document.createElement('joint-action');
      made.setAttribute('src', src);
      document.querySelector('#one')?.append(made);
    }, `${origin}/actions/data`);
    await loaded(page);
    await page.evaluate(() =>
      document.querySelector('#two')?.append(document.querySelector('joint-action') as Element),
    );
    await loaded(page);
    expect(asked).toHaveLength(1);
    await page.evaluate(
      (src) => document.querySelector('joint-action')?.setAttribute('src', src),
      `${origin}/terms/dfft`,
    );
    await page.waitForFunction(() =>
      document.querySelector('joint-action')?.shadowRoot?.querySelector('[data-kind=terms]'),
    );
    expect(asked).toHaveLength(2);

    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    let cancelled = 0;
    page.on('requestfailed', (request) => {
      if (request.url().endsWith('/card/actions/ai')) cancelled += 1;
    });
    let release = () => {};
    const held = new Promise<void>((done) => {
      release = done;
    });
    await page.route('**/card/actions/ai', async (route) => {
      await held;
      await route.abort().catch(() => {});
    });
    await page.evaluate((src) => {
      const made = document.createElement('joint-action');
      made.setAttribute('src', src);
      document.body.append(made);
    }, `${origin}/actions/ai`);
    await page.waitForFunction(() => document.querySelector('joint-action:state(loading)'));
    await page.evaluate(() => document.querySelector('joint-action:state(loading)')?.remove());
    await expect.poll(() => cancelled).toBe(1);
    release();
    expect(errors).toEqual([]);
  });

  test.each([
    ['', 0],
    [' and a script that comes late', 400],
  ])('twenty on a page%s: one request each, and little moves after load', async (_, late) => {
    const page = await openPage({ viewport: { width: 1280, height: 800 } });
    const asked = cardsAsked(page);
    const slugs = Object.entries(items).map(([kind, slug]) => `/${kind}/${slug}`);
    const twenty = Array.from(
      { length: 20 },
      (_, index) => `<p>${index}</p>${element(slugs[index % slugs.length] ?? '')}`,
    );
    let release = () => {};
    const held = new Promise<void>((done) => {
      release = done;
    });
    await page.route('**/card/**', async (route) => {
      await held;
      await route.continue();
    });
    await page.route('**/embed.js', async (route) => {
      await new Promise((done) => setTimeout(done, late));
      await route.continue();
    });
    await page.goto(host({ body: script + twenty.join('') }));
    await page.evaluate(() => {
      const shifts: number[] = [];
      Object.assign(document, { shifts });
      new PerformanceObserver((list) => {
        const { loadEventEnd } = performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming;
        for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[])
          if (entry.startTime > loadEventEnd) shifts.push(entry.value);
      }).observe({ type: 'layout-shift', buffered: true });
    });
    release();
    await loaded(page, 20);
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    const shifts = await page.evaluate(() => (document as unknown as { shifts: number[] }).shifts);
    expect(shifts.reduce((sum, value) => sum + value, 0)).toBeLessThanOrEqual(0.05);
    expect(asked).toHaveLength(20);
    // What the script needs for that is gone by then.
    expect(await page.evaluate(() => frames.length)).toBe(0);
  });

  /** Holds every card back until it is let go by its path. */
  const holdCards = async (page: Page) => {
    const waiting = new Map<string, (() => void)[]>();
    const free = new Set<string>();
    await page.route('**/card/**', async (route) => {
      const { pathname } = new URL(route.request().url());
      if (!free.has(pathname))
        await new Promise<void>((go) => waiting.set(pathname, [...(waiting.get(pathname) ?? []), go]));
      await route.continue().catch(() => {});
    });
    // What was asked for a second time may come only after the first was let go.
    return async (path: string) => {
      await expect.poll(() => waiting.has(path)).toBe(true);
      free.add(path);
      for (const go of waiting.get(path) ?? []) go();
    };
  };
  const kindShown = (page: Page) =>
    page.evaluate(() =>
      document.querySelector('joint-action')?.shadowRoot?.querySelector('.joint-card')?.getAttribute('data-kind'),
    );
  /** As long as an answer that was let go would need, had it been heeded: another of the same way has come. */
  const settled = (page: Page) =>
    page.evaluate(async (url) => {
      await (await fetch(url)).text();
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    }, `${origin}/ja/roles/meti-state-minister.json`);

  test('given another src while it loads: an answer to the first, which comes last, is not shown', async () => {
    const page = await openPage({ alone: true });
    // A network that cannot be called back: what was asked comes, wanted or not.
    await page.addInitScript(() => {
      const { fetch } = window;
      window.fetch = (input, init) => fetch(input, { ...init, signal: null });
    });
    const letGo = await holdCards(page);
    await page.goto(host({ body: script + element('/actions/data') }));
    const events: string[] = [];
    await page.exposeFunction('note', (type: string) => events.push(type));
    await page.evaluate(() => {
      for (const type of ['load', 'error'])
        document
          .querySelector('joint-action')
          ?.addEventListener(type, () => (window as unknown as { note(type: string): void }).note(type));
    });
    await page.evaluate(
      (src) => document.querySelector('joint-action')?.setAttribute('src', src),
      `${origin}/terms/dfft`,
    );
    await letGo('/card/terms/dfft');
    await loaded(page);
    await letGo('/card/actions/data');
    await settled(page);
    expect(await kindShown(page)).toBe('terms');
    expect(events).toEqual(['load']);
  });

  test('given another language while it loads: the answer in the first is not shown', async () => {
    const page = await openPage({ alone: true });
    await page.addInitScript(() => {
      const { fetch } = window;
      window.fetch = (input, init) => fetch(input, { ...init, signal: null });
    });
    const waiting: [string | undefined, () => void][] = [];
    await page.route('**/card/**', async (route) => {
      await new Promise<void>((go) => waiting.push([route.request().headers()['accept-language'], go]));
      await route.continue();
    });
    await page.goto(host({ body: script + element('/actions/data') }));
    await expect.poll(() => waiting.length).toBe(1);
    await page.evaluate(() => document.querySelector('joint-action')?.setAttribute('lang', 'en'));
    await expect.poll(() => waiting.map(([language]) => language)).toEqual(['ja', 'en']);
    waiting[1]?.[1]();
    await loaded(page);
    waiting[0]?.[1]();
    await settled(page);
    expect(await cardOn(page).getAttribute('lang')).toBe('en');
  });

  test('given its first src back while it loads: what that names is shown', async () => {
    const page = await openPage();
    const letGo = await holdCards(page);
    await page.goto(host({ body: script + element('/actions/data') }));
    await page.evaluate(
      ([first, second]) => {
        const embed = document.querySelector('joint-action');
        embed?.setAttribute('src', second ?? '');
        embed?.setAttribute('src', first ?? '');
      },
      [`${origin}/actions/data`, `${origin}/terms/dfft`],
    );
    await letGo('/card/actions/data');
    await loaded(page);
    expect(await kindShown(page)).toBe('actions');
  });

  test('given a src that names nothing while it loads: the link is shown, and stays', async () => {
    const page = await openPage();
    const letGo = await holdCards(page);
    await page.goto(host({ body: script + element('/actions/data') }));
    await page.evaluate(() => document.querySelector('joint-action')?.removeAttribute('src'));
    await page.waitForFunction(() => document.querySelector('joint-action:state(failed)'));
    await letGo('/card/actions/data');
    await settled(page);
    expect(await page.locator('joint-action > a').isVisible()).toBe(true);
    expect(await page.locator('joint-action .joint-card').count()).toBe(0);
  });

  test('removed while it loads: nothing comes, no event is sent, and back on the page it loads', async () => {
    const page = await openPage({ alone: true });
    await page.addInitScript(() => {
      const { fetch } = window;
      window.fetch = (input, init) => fetch(input, { ...init, signal: null });
    });
    const letGo = await holdCards(page);
    await page.goto(host({ body: script + element('/actions/data') }));
    await page.waitForFunction(() => document.querySelector('joint-action:state(loading)'));
    await page.evaluate(() => {
      const embed = document.querySelector('joint-action') as HTMLElement;
      Object.assign(document, { embed, events: [] as string[] });
      for (const type of ['load', 'error'])
        embed.addEventListener(type, () => (document as unknown as { events: string[] }).events.push(type));
      embed.remove();
    });
    await letGo('/card/actions/data');
    await settled(page);
    const seen = await page.evaluate(() => {
      const { embed, events } = document as unknown as { embed: HTMLElement; events: string[] };
      return { events, cards: embed.shadowRoot?.querySelectorAll('.joint-card').length };
    });
    expect(seen).toEqual({ events: [], cards: 0 });
    const asked = cardsAsked(page);
    await page.evaluate(() => document.body.append((document as unknown as { embed: HTMLElement }).embed));
    await expect.poll(() => asked.length).toBe(1);
    await letGo('/card/actions/data');
    await loaded(page);
  });

  test('moved in the page while it loads: it is shown, in the language of where it came to', async () => {
    const page = await openPage();
    const asked = cardsAsked(page);
    const letGo = await holdCards(page);
    await page.goto(host({ body: `${script}${element('/actions/data')}<p>between</p><div lang="en"></div>` }));
    await page.waitForFunction(() => document.querySelector('joint-action:state(loading)'));
    await page.evaluate(() => {
      const embed = document.querySelector('joint-action') as Element;
      document.querySelector('p')?.after(embed);
      document.querySelector('div')?.append(embed);
    });
    await expect.poll(() => asked.length).toBe(3);
    await letGo('/card/actions/data');
    await loaded(page);
    expect(await cardOn(page).getAttribute('lang')).toBe('en');
  });

  test('moved in the page when it is loaded: it follows the language there, and asks for nothing where that is the same', async () => {
    const page = await openPage();
    const asked = cardsAsked(page);
    const body = `${script}${element('/actions/data')}<div id="same"></div><div id="other" lang="en"></div>`;
    await page.goto(host({ body }));
    await loaded(page);
    const move = (to: string) =>
      page.evaluate((id) => document.getElementById(id)?.append(document.querySelector('joint-action') as Element), to);
    await move('same');
    await settled(page);
    expect(asked).toHaveLength(1);
    await move('other');
    await expect.poll(() => cardOn(page).getAttribute('lang')).toBe('en');
    expect(asked).toHaveLength(2);
  });

  test('is printed whole', async () => {
    const page = await openPage({ viewport: { width: 360, height: 700 } });
    await page.goto(host({ body: script + element('/councils/council-2-2024') }));
    await loaded(page);
    await page.emulateMedia({ media: 'print' });
    const [inner, outer] = await cardOn(page).evaluate((article) => [article.scrollHeight, article.clientHeight]);
    expect(inner).toBeLessThanOrEqual(outer ?? 0);
  });

  test('is printed in dark ink, whatever theme the screen shows', async () => {
    const page = await openPage();
    const ink = () => cardOn(page).evaluate((article) => getComputedStyle(article).color);
    await page.goto(host({ body: script + element('/actions/data', ' theme="dark"') }));
    await loaded(page);
    const onScreen = await ink();
    await page.emulateMedia({ media: 'print' });
    expect([onScreen, await ink()]).toEqual(['rgb(242, 242, 242)', 'rgb(26, 26, 26)']);
    await page.goto(`${origin}/ja/embed/actions/data?theme=dark`);
    const inside = page.locator('.joint-card');
    expect(await inside.evaluate((article) => getComputedStyle(article).color)).toBe('rgb(26, 26, 26)');
  });

  test('takes the colours that the page gives it, and a theme', async () => {
    const page = await openPage();
    const style = 'joint-action { --joint-action-background: rgb(1, 2, 3); --joint-action-height: auto; }';
    await page.goto(host({ body: script + element('/actions/data', ' theme="dark"'), style }));
    await loaded(page);
    const [background, text] = await cardOn(page).evaluate((article) => {
      const seen = getComputedStyle(article);
      return [seen.backgroundColor, seen.color];
    });
    expect([background, text]).toEqual(['rgb(1, 2, 3)', 'rgb(242, 242, 242)']);
  });
});

describe('the element without its service', () => {
  const withdrawn = 'dfft-iap';

  test('shows the link while the service is down, and the card when the reader is back on the network', async () => {
    const page = await openPage();
    await page.route('**/card/**', (route) => route.abort('connectionrefused'));
    await page.goto(host({ body: script + element('/actions/data') }));
    await shownLink(page);
    await page.unroute('**/card/**');
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await loaded(page);
  });

  test('shows the link when the script itself cannot be had', async () => {
    const page = await openPage();
    await page.route('**/embed.js', (route) => route.abort());
    await page.goto(host({ body: script + element('/actions/data') }));
    expect(await page.locator('joint-action > a').isVisible()).toBe(true);
  });

  test('shows the link as long as the service takes its time, then the card', async () => {
    const page = await openPage();
    let release = () => {};
    const held = new Promise<void>((done) => {
      release = done;
    });
    await page.route('**/card/**', async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(host({ body: script + element('/actions/data') }));
    await page.waitForFunction(() => document.querySelector('joint-action:state(loading)'));
    expect(await page.locator('joint-action > a').isVisible()).toBe(true);
    release();
    await loaded(page);
    expect(await page.locator('joint-action > a').isVisible()).toBe(false);
  });

  test('shows the link and what the service says of an item that is not there', async () => {
    const page = await openPage();
    await page.goto(host({ body: script + element('/actions/nothing') }));
    await shownLink(page);
    expect(await cardOn(page).getAttribute('data-problem')).toBe('not-found');
    expect(await cardOn(page).textContent()).toContain('見つかりません');
  });

  test('shows the link and the notice of an item that was withdrawn', async () => {
    await withdrawTerm(inject('editorOrigin'), withdrawn);
    const page = await openPage();
    await page.goto(host({ body: script + element(`/terms/${withdrawn}`) }));
    await shownLink(page);
    expect(await cardOn(page).getAttribute('data-problem')).toBe('withdrawn');
    expect(await cardOn(page).textContent()).toContain('試しを終えました。');
    await picture(page, 'element-withdrawn');
  });

  test.each([500, 503])('shows the link alone when the service answers %i', async (status) => {
    const page = await openPage();
    await page.route('**/card/**', (route) =>
      route.fulfill({
        status,
        contentType: 'text/html',
        headers: { 'Access-Control-Allow-Origin': '*' },
        body: '<article class="joint-card">trouble</article>',
      }),
    );
    await page.goto(host({ body: script + element('/actions/data') }));
    await shownLink(page);
    expect(await page.locator('joint-action .joint-card').count()).toBe(0);
  });
});

describe('the frame', () => {
  const frame = `<iframe src="${origin}/ja/embed/actions/data" width="600" height="480" title="データ"></iframe>`;

  test('tells the page around it, and no other origin, how tall it is', async () => {
    const page = await openPage({ alone: true });
    await page.addInitScript(() => {
      const heard: unknown[] = [];
      Object.assign(window, { heard });
      addEventListener('message', ({ origin: from, data }) => heard.push({ from, data }));
    });
    await page.goto(host({ body: frame }));
    const first = await page.waitForFunction(() => (window as unknown as { heard: unknown[] }).heard[0]);
    const inside = page.frames()[1];
    const height = await inside?.evaluate(() => Math.ceil(document.documentElement.getBoundingClientRect().height));
    expect(await first.jsonValue()).toEqual({
      from: origin,
      data: { embed: `${origin}/ja/embed/actions/data`, height },
    });
    expect(height).toBeGreaterThan(100);
  });

  test('is whole without script, and its links lead out of it', async () => {
    const page = await openPage({ javaScriptEnabled: false });
    await page.goto(host({ body: frame }));
    const inside = page.frameLocator('iframe');
    expect(await inside.locator('h1').textContent()).toContain('データ');
    await inside.locator('h1 a').click();
    await page.waitForURL(`${origin}/ja/actions/data.html`);
  });

  test('can be found by oEmbed, whose HTML shows it', async () => {
    const page = await openPage();
    const answer = await page.request.get(
      `${origin}/oembed?url=${encodeURIComponent(`${origin}/en/actions/data`)}&maxwidth=400`,
    );
    const { html, width } = (await answer.json()) as { html: string; width: number };
    expect(width).toBe(400);
    await page.goto(host({ body: html }));
    expect(await page.frameLocator('iframe').locator('h1').textContent()).toContain('Data');
  });
});

describe('what is served', () => {
  const validator = new HtmlValidate({
    extends: ['html-validate:standard', 'html-validate:a11y'],
    // Void elements are closed and the doctype written as Hono's JSX does it; a frame's title is the item's name.
    rules: { 'void-style': 'off', 'doctype-style': 'off', 'long-title': 'off', 'no-trailing-whitespace': 'off' },
  });
  const paths = Object.entries(items).flatMap(([kind, slug]) =>
    ['ja', 'en'].flatMap((language) => ['card', 'embed'].map((shape) => `/${language}/${shape}/${kind}/${slug}`)),
  );

  test.each([...paths, '/ja/card/actions/nothing', '/en/embed/actions/nothing'])('%s is valid HTML', async (path) => {
    const text = await (await fetch(origin + path)).text();
    const { results } = await validator.validateString(text);
    const found = results.flatMap(({ messages }) => messages.map(({ ruleId, message }) => `${ruleId}: ${message}`));
    expect(found).toEqual([]);
  });

  test('the files of a version are kept for ever and open to every origin, the newest for an hour', async () => {
    const seen = async (path: string) => {
      const { status, headers } = await fetch(origin + path);
      const names = ['cache-control', 'access-control-allow-origin', 'cross-origin-resource-policy'];
      return [status, ...names.map((name) => headers.get(name))];
    };
    const kept = 'public, max-age=31536000, immutable';
    for (const file of ['embed.js', 'frame.js', 'card.css'])
      expect(await seen(`/embed/${version}/${file}`)).toEqual([200, kept, '*', 'cross-origin']);
    expect(await seen('/embed.js')).toEqual([200, 'public, max-age=3600', '*', 'cross-origin']);
    expect((await fetch(`${origin}/embed/0.0.1/embed.js`)).status).toBe(404);
  });
});

describe('accessibility and looks', () => {
  const kept = keepPage({ viewport: { width: 600, height: 480 } });
  for (const language of ['ja', 'en'] as const)
    for (const theme of ['light', 'dark'] as const) {
      test.each(Object.entries(items))(`${language}, ${theme}: the frame of %s`, async (kind, slug) => {
        const page = kept();
        await page.goto(`${origin}/${language}/embed/${kind}/${slug}?theme=${theme}`);
        await picture(page, `frame-${kind}-${language}-${theme}`);
        // Every kind in one language and theme; the two that show most, in all.
        const first = language === 'ja' && theme === 'light';
        if (first || ['actions', 'councils'].includes(kind)) expect(await barriers(page)).toEqual([]);
      });

      test(`${language}, ${theme}: the frame of an item that is not there`, async () => {
        const page = await openPage({ viewport: { width: 320, height: 480 }, colorScheme: theme });
        await page.goto(`${origin}/${language}/embed/actions/nothing`);
        await picture(page, `frame-nothing-${language}-${theme}`);
        expect(await barriers(page)).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      });

      // Each theme is tried in full at one width, and looked at in all.
      const tried = theme === 'light' ? 1280 : 360;
      const atEveryWidth = async (page: Page, name: string) => {
        for (const width of [360, 768, 1280]) {
          await page.setViewportSize({ width, height: 800 });
          await picture(page, `${name}-${width}-${language}-${theme}`);
          expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
          if (width === tried) expect(await barriers(page), `${width}`).toEqual([]);
        }
      };

      test(`${language}, ${theme}: the page that makes codes`, async () => {
        const page = await openPage({ viewport: { width: tried, height: 800 }, colorScheme: theme });
        await page.goto(`${origin}/${language}/embed-builder?item=councils/council-2-2024&theme=${theme}`);
        await loaded(page);
        await page.frameLocator('iframe').locator('h1').waitFor();
        await atEveryWidth(page, 'builder');
      });

      test(`${language}, ${theme}: elements on a page`, async () => {
        const page = await openPage({ viewport: { width: tried, height: 800 } });
        const all = Object.entries(items).map(([kind, slug]) => element(`/${kind}/${slug}`, ` theme="${theme}"`));
        const body = `<main><h1>Host</h1>${all.join('<hr>')}</main>${script}`;
        await page.goto(host({ body, language }));
        await loaded(page, all.length);
        await atEveryWidth(page, 'elements');
      });
    }
});
