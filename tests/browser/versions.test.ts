import { createHash } from 'node:crypto';
import { describe, expect, inject, test } from 'vitest';
import published from '../../src/embeds/integrity.json' with { type: 'json' };
import { openBrowser } from './browser.ts';
import { cardOn, elementFor, loaded, scriptFrom } from './element.ts';
import { openHost } from './hosts.ts';

const { openPage } = openBrowser();
const host = openHost();
const origin = inject('origin');
const versions = Object.keys(published) as (keyof typeof published)[];

describe.each(versions)('the published version %s', (number) => {
  test.each(Object.entries(published[number]))(
    'still serves %s with the digest that pages state',
    async (file, digest) => {
      const response = await fetch(`${origin}/embed/${number}/${file}`);
      const bytes = new Uint8Array(await response.arrayBuffer());
      expect(`sha384-${createHash('sha384').update(bytes).digest('base64')}`).toBe(digest);
      expect(response.headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable');
      expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*');
    },
  );

  test('still shows the cards of today', async () => {
    const page = await openPage();
    await page.goto(host({ body: scriptFrom(origin, number) + elementFor(`${origin}/en/actions/data`) }));
    await loaded(page);
    expect(await cardOn(page).locator('.joint-card-name').textContent()).toBe('Data');
  });
});
