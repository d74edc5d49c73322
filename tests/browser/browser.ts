import { mkdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, inject } from 'vitest';

const artefacts = resolve(import.meta.dirname, '../../dist/screenshots');

/**
 * Connects the tests of a file to the Chromium that all files share. `openPage` opens a page in a context of its own,
 * which ends with the test; `keepPage`, where tests are declared, one that they go through one after the other: many are
 * looked at sooner in a page that has been open before.
 */
export const openBrowser = () => {
  let browser: Browser;
  const opened: Page[] = [];
  const open = async (options?: BrowserContextOptions): Promise<Page> => (await browser.newContext(options)).newPage();
  const close = (page: Page) => page.context().close();
  beforeAll(async () => {
    browser = await chromium.connect(inject('browser'));
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

/** With PICTURES=1, keeps a picture of the whole page for people to look at: dist/screenshots/{name}.png. */
export const picture = async (page: Page, name: string): Promise<void> => {
  if (!process.env.PICTURES) return;
  const path = resolve(artefacts, `${name}.png`);
  await mkdir(dirname(path), { recursive: true });
  await page.screenshot({ path, fullPage: true, animations: 'disabled' });
};
