import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { describe, expect, inject, test } from 'vitest';
import { openBrowser } from './browser.ts';
import { cardOn, loaded } from './element.ts';
import { openHost } from './hosts.ts';
import { items } from './items.ts';

// What the embed builder gives, pasted into pages of others.

const { openPage, keepPage } = openBrowser();
const host = openHost();
const origin = inject('origin');

const decode = (text: string) =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

/** The codes of the embed builder for an item, by method. */
const codesFor = async (item: string, language = 'ja'): Promise<Record<string, string>> => {
  const text = await (await fetch(`${origin}/${language}/embed-builder?item=${item}`)).text();
  const fields = text.matchAll(/<textarea id="code-(\w+)"[^>]*>([^<]*)<\/textarea>/g);
  return Object.fromEntries([...fields].map(([, method = '', code = '']) => [method, decode(code)]));
};

const paragraphs = '<p>text text text text text text text text</p>'.repeat(12);

/** By how much a page has moved since it was opened: Cumulative Layout Shift. */
const shiftOf = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[]) sum += entry.value;
        }).observe({ type: 'layout-shift', buffered: true });
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => resolve(sum))));
      }),
  );

describe.each([360, 1280])('on a page that is %i px wide, nothing is cut and hardly anything moves', (width) => {
  const kept = keepPage({ viewport: { width, height: 740 } });
  test.each(Object.entries(items))('the element of %s', async (kind, slug) => {
    const page = kept();
    const { element = '' } = await codesFor(`${kind}/${slug}`);
    await page.goto(host({ body: `<h1>Host</h1><p>text</p>${element}${paragraphs}` }));
    await loaded(page);
    expect(await shiftOf(page)).toBeLessThan(0.05);
    const [inner = 0, outer = 0] = await cardOn(page).evaluate((card) => [card.scrollHeight, card.clientHeight]);
    expect(inner).toBeLessThanOrEqual(outer);
  });

  // What is tallest, what is lowest, and what most pages show.
  test.each(Object.entries(items).filter(([kind]) => ['actions', 'outcomes', 'terms'].includes(kind)))(
    'the frame of %s',
    async (kind, slug) => {
      const page = kept();
      const { iframe = '' } = await codesFor(`${kind}/${slug}`);
      await page.goto(host({ body: `<h1>Host</h1><p>text</p>${iframe}${paragraphs}` }));
      const frame = page.frameLocator('iframe').locator('html');
      // Neither cut nor empty.
      const room = () => frame.evaluate((root) => Math.abs(innerHeight - root.getBoundingClientRect().height));
      await expect.poll(room).toBeLessThan(1);
      expect(await shiftOf(page)).toBeLessThan(0.05);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    },
  );
});

test('on a page that is opened as a file, both are shown in their height', async () => {
  const page = await openPage();
  const { element, iframe } = await codesFor('terms/dfft');
  const directory = await mkdtemp(join(tmpdir(), 'page-'));
  const path = join(directory, 'page.html');
  await writeFile(
    path,
    `<!doctype html><html lang="ja"><meta charset="utf-8"><title>Host</title>${element}${iframe}</html>`,
  );
  await page.goto(String(pathToFileURL(path)));
  await loaded(page);
  const frame = page.frameLocator('iframe').locator('html');
  await expect
    .poll(() => frame.evaluate((root) => Math.abs(innerHeight - root.getBoundingClientRect().height)))
    .toBeLessThan(1);
  await rm(directory, { recursive: true });
});

describe('a host in a language that the service does not have', () => {
  test.each(['ja', 'en'])('shows the card in the language of the link inside: %s', async (language) => {
    const page = await openPage({ locale: 'fr-FR' });
    const { element = '' } = await codesFor('actions/data', language);
    await page.goto(host({ body: element, language: 'fr' }));
    await loaded(page);
    expect(await cardOn(page).getAttribute('lang')).toBe(language);
    // What the page itself names has the last word.
    await page.evaluate(() => document.querySelector('joint-action')?.setAttribute('lang', 'ja'));
    await expect.poll(() => cardOn(page).getAttribute('lang')).toBe('ja');
  });
});

describe('a page that is dark, and states no color-scheme', () => {
  const paper = (page: Page) => cardOn(page).evaluate((card) => getComputedStyle(card).backgroundColor);
  const [light, dark] = ['rgb(255, 255, 255)', 'rgb(26, 26, 26)'];

  test.each([
    ['data-theme', 'dark'],
    ['data-bs-theme', 'dark'],
    ['class', 'js dark'],
  ])('by %s="%s": the card is dark, and light when the page becomes so', async (name, value) => {
    const page = await openPage();
    const { element = '' } = await codesFor('actions/data');
    await page.goto(
      host({ body: element, head: `<script>document.documentElement.setAttribute('${name}', '${value}')</script>` }),
    );
    await loaded(page);
    expect(await paper(page)).toBe(dark);
    await page.evaluate((mark) => document.documentElement.setAttribute(mark, 'light'), name);
    await expect.poll(() => paper(page)).toBe(light);
  });

  test('the theme of the element has the last word, and paper is light', async () => {
    const page = await openPage();
    const { element = '' } = await codesFor('actions/data');
    await page.goto(
      host({ body: `<div data-theme="dark">${element.replace('<joint-action', '<joint-action theme="light"')}</div>` }),
    );
    await loaded(page);
    expect(await paper(page)).toBe(light);
    await page.evaluate(() => document.querySelector('joint-action')?.removeAttribute('theme'));
    await expect.poll(() => paper(page)).toBe(dark);
    await page.emulateMedia({ media: 'print' });
    expect(await paper(page)).toBe(light);
  });
});

test('a label and its value stand on one line', async () => {
  const page = await openPage();
  await page.goto(`${origin}/ja/embed/councils/council-2-2024`);
  const baselines = await page.evaluate(() =>
    [...document.querySelectorAll('.joint-card dl > div')].flatMap((row) => {
      const lines = [...row.children].map((part) => {
        const mark = document.createElement('span');
        mark.style.display = 'inline-block';
        part.prepend(mark);
        return mark.getBoundingClientRect().bottom;
      });
      return lines.length === 2 ? [Math.round(((lines[0] ?? 0) - (lines[1] ?? 0)) * 10) / 10] : [];
    }),
  );
  expect(baselines.length).toBeGreaterThan(0);
  expect(new Set(baselines)).toEqual(new Set([0]));
});

describe('a frame in WordPress, which gives it a secret and a sandbox', () => {
  const open = async (page: Page) => {
    await page.addInitScript(() => {
      const heard: unknown[] = [];
      Object.assign(window, { heard });
      addEventListener('message', ({ data }) => data.secret && heard.push(data));
    });
    const src = `${origin}/ja/embed/actions/data#?secret=AbC123dEf4`;
    // As WordPress hides it until it has told its height.
    const hidden = 'style="position: absolute; clip: rect(1px, 1px, 1px, 1px)"';
    await page.goto(host({ body: `<iframe src="${src}" sandbox="allow-scripts" title="データ" ${hidden}></iframe>` }));
    return page.frameLocator('iframe');
  };
  const heard = (page: Page) => page.evaluate(() => (window as unknown as { heard: object[] }).heard);

  test('tells its height, again when it is asked, and which link was chosen', async () => {
    const page = await openPage({ alone: true });
    const frame = await open(page);
    const height = await frame.locator('html').evaluate((root) => Math.ceil(root.getBoundingClientRect().height));
    const told = { message: 'height', value: height, secret: 'AbC123dEf4' };
    await expect.poll(() => heard(page)).toContainEqual(told);
    await page.locator('iframe').evaluate((one) => one.removeAttribute('style'));
    const before = (await heard(page)).length;
    await page.evaluate(() => frames[0]?.postMessage({ message: 'ready', secret: 'AbC123dEf4' }, '*'));
    await expect.poll(() => heard(page).then((all) => all.length)).toBe(before + 1);
    await frame.locator('h1 a').click();
    const item = `${origin}/ja/actions/data.html`;
    await expect.poll(() => heard(page)).toContainEqual({ message: 'link', value: item, secret: 'AbC123dEf4' });
    // WordPress opens pages of the frame's host alone.
    await frame.locator('footer a[hreflang]').first().click();
    await expect
      .poll(() => heard(page))
      .toContainEqual({ message: 'link', value: `${item}#sources`, secret: 'AbC123dEf4' });
    expect(page.url()).toContain('127.0.0.1');
  });
});

describe('the buttons of the builder', () => {
  test('copy a code, and say so', async () => {
    const page = await openPage({ permissions: ['clipboard-read', 'clipboard-write'] });
    await page.goto(`${origin}/en/embed-builder?item=actions/data`);
    const { iframe = '' } = await codesFor('actions/data', 'en');
    await page.locator('[data-field="code-iframe"]').click();
    await page.locator('[role="status"]').getByText('Copied').waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(iframe);
  });

  test('are not there without script, where a code is selected as any text', async () => {
    const page = await openPage({ javaScriptEnabled: false });
    await page.goto(`${origin}/en/embed-builder?item=actions/data`);
    expect(await page.locator('.builder-copy:visible').count()).toBe(0);
    expect(await page.locator('textarea.builder-code').count()).toBe(10);
  });
});
