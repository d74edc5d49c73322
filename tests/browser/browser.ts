import { mkdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';

const artefacts = resolve(import.meta.dirname, '../../dist/screenshots');

/**
 * Opens Debian's Chromium for the tests of a file (`CHROMIUM` names another), and closes it after them. The function
 * it gives opens a page in a context of its own, which ends with the test.
 */
export const openBrowser = (): ((options?: BrowserContextOptions) => Promise<Page>) => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      // Root has no other way to run Chromium; containers often have little shared memory.
      args: ['--no-sandbox', '--disable-dev-shm-usage'],
    });
  });
  afterEach(() => Promise.all(browser.contexts().map((context) => context.close())));
  afterAll(() => browser.close());
  return async (options) => (await browser.newContext(options)).newPage();
};

/** Keeps a picture of the whole page among the artefacts of the run: dist/screenshots/{name}.png. */
export const picture = async (page: Page, name: string): Promise<void> => {
  const path = resolve(artefacts, `${name}.png`);
  await mkdir(dirname(path), { recursive: true });
  await page.screenshot({ path, fullPage: true, animations: 'disabled' });
};
