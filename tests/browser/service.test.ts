import { expect, inject, test } from 'vitest';
import { openBrowser, picture } from './browser.ts';

const { openPage } = openBrowser();

test('a browser opens the home page of the production build, and the records are loaded', async () => {
  const origin = inject('origin');
  const page = await openPage({ locale: 'en-GB' });
  const response = await page.goto(`${origin}/en`);
  expect(response?.status()).toBe(200);
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
  await picture(page, 'home-en');
  const item = await page.request.get(`${origin}/ja/actions/data.json`);
  expect(await item.json()).toMatchObject({ id: `${origin}/actions/data`, name: 'データ', language: 'ja' });
});
