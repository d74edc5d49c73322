import { mkdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, inject } from 'vitest';

const artefacts = resolve(import.meta.dirname, '../../dist/screenshots');

/** What a page can be told after it is open; the rest is settled with its context. */
interface PageOptions extends Omit<BrowserContextOptions, 'media'> {
  /** In a context of its own: for a test that leaves something behind which cannot be taken away, as an init script. */
  alone?: boolean;
}

const startAnew = async (page: Page): Promise<void> => {
  // By name: Playwright listens itself to the end of a page.
  for (const event of ['console', 'pageerror', 'request', 'requestfailed']) page.removeAllListeners(event);
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await page.goto('about:blank');
  await page.context().clearCookies();
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.clearBrowserCache');
  await devtools.detach();
};

/**
 * Connects the tests of a file to the Chromium that all files share. `openPage` gives a page as if it were new, for one
 * test: without route, listener, cookie or cached response of the tests before. It is the same page again where the
 * context may be the same, because a context is a window, which takes Chromium a second of work. `keepPage`, where tests
 * are declared, gives a page that they go through one after the other.
 */
export const openBrowser = () => {
  let browser: Browser;
  const idle = new Map<string, Page>();
  const opened: [key: string | undefined, page: Page][] = [];
  const open = async (options?: BrowserContextOptions): Promise<Page> => {
    const context = await browser.newContext(options);
    // Half a minute, which is Playwright's own, has not been enough on a busy machine.
    context.setDefaultTimeout(120_000);
    return context.newPage();
  };
  const close = (page: Page) => page.context().close();
  beforeAll(async () => {
    browser = await chromium.connect(inject('browser'));
  });
  afterEach(async () => {
    for (const [key, page] of opened.splice(0)) {
      const kept =
        key !== undefined &&
        !idle.has(key) &&
        (await startAnew(page).then(
          () => true,
          () => false,
        ));
      if (kept) idle.set(key, page);
      else await close(page);
    }
  });
  afterAll(() => browser.close());
  return {
    openPage: async ({ alone, viewport, colorScheme, forcedColors, ...options }: PageOptions = {}): Promise<Page> => {
      const key = alone ? undefined : JSON.stringify(options);
      const page = (key !== undefined && idle.get(key)) || (await open(options));
      if (key !== undefined) idle.delete(key);
      opened.push([key, page]);
      await page.setViewportSize(viewport ?? { width: 1280, height: 720 });
      await page.emulateMedia({
        media: null,
        colorScheme: colorScheme ?? 'light',
        forcedColors: forcedColors ?? 'none',
      });
      return page;
    },
    keepPage: (options?: BrowserContextOptions): (() => Page) => {
      let page: Page;
      beforeAll(async () => {
        page = await open(options);
      });
      afterAll(() => close(page));
      return () => page;
    },
  };
};

/** With PICTURES=1, keeps a picture of the whole page for people to look at: dist/screenshots/{name}.png. */
export const picture = async (page: Page, name: string): Promise<void> => {
  if (!process.env.PICTURES) return;
  const path = resolve(artefacts, `${name}.png`);
  await mkdir(dirname(path), { recursive: true });
  await page.screenshot({ path, fullPage: true, animations: 'disabled' });
};
