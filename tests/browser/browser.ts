import { mkdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';

const artefacts = resolve(import.meta.dirname, '../../dist/screenshots');

/**
 * Opens Debian's Chromium for the tests of a file (`CHROMIUM` names another), and closes it after them. `openPage` opens
 * a page in a context of its own, which ends with the test; `keepPage`, where tests are declared, one that they go
 * through one after the other: many are looked at sooner in a page that has been open before.
 */
export const openBrowser = () => {
  let browser: Browser;
  const opened: Page[] = [];
  const open = async (options?: BrowserContextOptions): Promise<Page> => (await browser.newContext(options)).newPage();
  const close = (page: Page) => page.context().close();
  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      // Root has no other way to run Chromium; containers often have little shared memory.
      args: ['--no-sandbox', '--disable-dev-shm-usage'],
    });
  });
  afterEach(() => Promise.all(opened.splice(0).map(close)));
  afterAll(() => browser.close());
  return {
    openPage: async (options?: BrowserContextOptions): Promise<Page> => {
      const page = await open(options);
      opened.push(page);
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

/** Keeps a picture of the whole page among the artefacts of the run: dist/screenshots/{name}.png. */
export const picture = async (page: Page, name: string): Promise<void> => {
  const path = resolve(artefacts, `${name}.png`);
  await mkdir(dirname(path), { recursive: true });
  await page.screenshot({ path, fullPage: true, animations: 'disabled' });
};
