import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { kinds } from '../../src/resources/index.ts';
import { markupFaults } from '../pages/markup.ts';
import { openBrowser, picture } from './browser.ts';
import { publishOdd } from './odd.ts';
import { withdrawTerm } from './withdrawn.ts';

/** A page of every kind, and of everything else that people read. */
const paths: Readonly<Record<string, string>> = {
  home: '',
  partnership: '/partnerships/japan-uk-digital-partnership',
  council: '/councils/launch-2022',
  action: '/actions/semiconductors',
  outcome: '/outcomes/council-2-2024-data',
  participant: '/participants/kozuki-ryosuke',
  organisation: '/organisations/dsit',
  role: '/roles/meti-state-minister',
  document: '/documents/progress-report-2024',
  term: '/terms/coe-ai-convention',
  doubtful: '/participants/koga-yuichiro',
  long: '/terms/odd-long',
  english: '/terms/odd-english',
  japanese: '/terms/odd-japanese',
  ...Object.fromEntries(kinds.map((kind) => [`list-${kind}`, `/${kind}`])),
  filtered: '/outcomes?council=council-2-2024&limit=3',
  empty: '/outcomes?council=nope',
  withdrawn: '/terms/odd-withdrawn',
  untranslated: '/terms/odd-english?fallback=none',
  missing: '/actions/nope',
  nowhere: '/nope',
  faulty: '/actions?limit=x',
  unknown: '/actions/data.pdf',
};
const entries = Object.entries(paths);
const languages = ['ja', 'en'] as const;
// For those that look at every page at length: a busy machine takes a minute, and that is no fault of theirs.
const patience = 300_000;
const themes = ['light', 'dark'] as const;

beforeAll(async () => {
  await publishOdd(inject('origin'));
  await withdrawTerm(inject('origin'), 'odd-withdrawn');
});

const openPage = openBrowser();
// Beyond what axe tries unasked, the size of what is pressed (WCAG 2.5.8).
const barriers = async (page: Page) => {
  const { violations } = await new AxeBuilder({ page })
    .options({ rules: { 'target-size': { enabled: true } } })
    .analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
};
const at = (language: string, path: string) => `${inject('origin')}/${language}${path}`;

const sideways = (page: Page): Promise<number> =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');

describe.each(languages)('in %s', (language) => {
  it.each(themes)(
    'no page has a barrier that axe finds, in %s colours',
    async (colorScheme) => {
      const page = await openPage({ colorScheme, viewport: { width: 1280, height: 800 } });
      for (const [name, path] of entries) {
        await page.goto(at(language, path));
        expect(await barriers(page), `${name} ${language} ${colorScheme}`).toEqual([]);
      }
    },
    patience,
  );

  it('nor on a narrow screen, where tables are blocks', { timeout: patience }, async () => {
    const page = await openPage({ viewport: { width: 360, height: 740 } });
    for (const [name, path] of entries) {
      await page.goto(at(language, path));
      expect(await barriers(page), name).toEqual([]);
      // What a browser tells assistive technology of a table that is displayed as blocks.
      const tables = await page.locator('table').count();
      expect(await page.getByRole('table').count(), name).toBe(tables);
      if (tables > 0) expect(await page.getByRole('cell').count(), name).toBeGreaterThan(0);
    }
  });

  it.each([320, 360, 768, 1280])(
    'at %i pixels nothing leads out of sight sideways',
    { timeout: patience },
    async (width) => {
      const page = await openPage({ viewport: { width, height: 800 } });
      for (const [name, path] of entries) {
        await page.goto(at(language, path));
        expect(await sideways(page), `${name} ${width}`).toBeLessThanOrEqual(0);
      }
    },
  );

  it('text may be spaced out as far as WCAG 1.4.12 asks, and nothing is cut off', async () => {
    const page = await openPage({ viewport: { width: 320, height: 800 }, bypassCSP: true });
    for (const [name, path] of entries) {
      await page.goto(at(language, path));
      await page.addStyleTag({
        content:
          '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }',
      });
      expect(await sideways(page), name).toBeLessThanOrEqual(0);
    }
  });

  it('weighs little, asks nobody else for anything, runs nothing, and keeps to its policy', async () => {
    const page = await openPage();
    const asked: string[] = [];
    const said: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    page.on('console', (message) => said.push(message.text()));
    for (const [name, path] of entries) {
      const response = await page.goto(at(language, path));
      expect((await response?.body())?.length, name).toBeLessThanOrEqual(40 * 1024);
      expect(await response?.headerValue('content-security-policy'), name).toContain("style-src 'self'");
      expect(await page.locator('script').count(), name).toBe(0);
    }
    expect(asked.filter((url) => !url.startsWith(inject('origin')))).toEqual([]);
    expect(asked.filter((url) => url.endsWith('.js'))).toEqual([]);
    expect(said.filter((text) => !/status of 4(?:0[04]|10)/.test(text))).toEqual([]);
  });

  it('the language is switched, and the place is kept', async () => {
    const page = await openPage();
    const other = language === 'ja' ? 'en' : 'ja';
    await page.goto(at(language, '/councils/council-2-2024'));
    await page.locator(`.languages a[hreflang=${other}]`).click();
    expect(page.url()).toBe(at(other, '/councils/council-2-2024.html'));
    expect(await page.locator('html').getAttribute('lang')).toBe(other);
  });

  it('the keyboard alone: past the header to the content, then every link in the order of the page', async () => {
    const page = await openPage();
    await page.goto(at(language, paths.council ?? ''));
    await page.keyboard.press('Tab');
    expect(await page.locator(':focus').getAttribute('class')).toBe('skip');
    expect(await page.locator('.skip').boundingBox()).toMatchObject({ y: 0 });
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('main');
    const links = await page.locator('main a').evaluateAll((all) => all.map((link) => String(link)));
    const visited: string[] = [];
    for (const _ of links) {
      await page.keyboard.press('Tab');
      visited.push(await page.evaluate('String(document.activeElement)'));
      const outline: string = await page.evaluate('getComputedStyle(document.activeElement).outlineWidth');
      expect(Number.parseFloat(outline)).toBeGreaterThanOrEqual(2);
    }
    expect(visited).toEqual(links);
  });

  it('printed: the content without the ways around it, dark on white', async () => {
    const page = await openPage({ colorScheme: 'dark' });
    await page.goto(at(language, paths.action ?? ''));
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    for (const gone of ['.languages', '.trail', '.footer'])
      expect(await page.locator(gone).isVisible(), gone).toBe(false);
    expect(await page.locator('main h1').isVisible()).toBe(true);
    expect(await page.evaluate('getComputedStyle(document.documentElement).backgroundColor')).toBe(
      'rgb(255, 255, 255)',
    );
    expect((await page.pdf({ format: 'A4' })).length).toBeGreaterThan(10_000);
  });

  it('on paper an address stands once, and nothing that only a screen can do', async () => {
    const page = await openPage();
    await page.goto(at(language, paths.council ?? ''));
    await page.emulateMedia({ media: 'print' });
    const said = await page
      .locator('main a[rel~=external]')
      .evaluateAll((links) =>
        links.map((link) => [link.textContent ?? '', getComputedStyle(link, '::after').content] as const),
      );
    expect(said.length).toBeGreaterThan(5);
    for (const [text, after] of said) expect(after !== 'none', text).toBe(!text.includes('/'));
    expect(await page.locator('.onward a[href^="mailto:"]').isVisible()).toBe(false);
  });

  it('where the reader chooses the colours, the picture takes them too', async () => {
    const page = await openPage({ forcedColors: 'active', viewport: { width: 1280, height: 800 } });
    await page.goto(at(language, paths.action ?? ''));
    const [own, drawn] = await page.evaluate(() => {
      const probe = document.body.appendChild(document.createElement('i'));
      const colours = ['CanvasText', 'Canvas'].map((name) => {
        probe.style.setProperty('color', name);
        return getComputedStyle(probe).color;
      });
      const letters = getComputedStyle(document.querySelector('.story-wide text') as Element);
      return [colours, [letters.fill, letters.stroke]];
    });
    expect(drawn).toEqual(own);
    expect(await barriers(page)).toEqual([]);
  });

  it('the tables of both sides of a meeting stand in the same columns', async () => {
    const page = await openPage({ viewport: { width: 1280, height: 800 } });
    for (const slug of ['launch-2022', 'council-2-2024', 'council-3-2025']) {
      await page.goto(at(language, `/councils/${slug}`));
      const columns = await page
        .locator('#attendances table')
        .evaluateAll((tables) =>
          tables.map((table) => [...table.querySelectorAll('th')].map((head) => head.getBoundingClientRect().x)),
        );
      expect(columns).toHaveLength(2);
      expect(columns[0]).toEqual(columns[1]);
    }
  });

  it('one picture is shown, for the width there is, and what it says stands in words', async () => {
    const page = await openPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(at(language, paths.action ?? ''));
    for (const [width, kind] of [
      [1280, 'wide'],
      [360, 'narrow'],
    ] as const) {
      await page.setViewportSize({ width, height: 800 });
      const pictures = page.locator('.story svg:visible');
      expect(await pictures.count()).toBe(1);
      expect(await pictures.getAttribute('class')).toBe(`story-${kind}`);
    }
    const commitments = await page.locator('#outcomes .commitments > li').count();
    expect(await page.locator('.story-wide .track').count()).toBe(commitments);
  });

  it.each(themes)(
    'every page is kept as a picture, in %s colours',
    async (colorScheme) => {
      for (const width of [360, 768, 1280]) {
        const page = await openPage({ colorScheme, viewport: { width, height: 800 } });
        for (const [name, path] of entries) {
          await page.goto(at(language, path));
          await picture(page, `pages/${name}-${language}-${colorScheme}-${width}`);
        }
      }
    },
    patience,
  );
});

it('the stylesheet may be kept for ever, and weighs little', async () => {
  const page = await (await fetch(at('ja', ''), { headers: { Accept: 'text/html' } })).text();
  const [, path = ''] = /<link rel="stylesheet" href="([^"]+)"/.exec(page) ?? [];
  const { status, headers } = await fetch(inject('origin') + path);
  expect([status, headers.get('Content-Type')]).toEqual([200, 'text/css; charset=utf-8']);
  expect(headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable');
});

it('every page is valid HTML', async () => {
  for (const language of languages)
    for (const [name, path] of entries) {
      const response = await fetch(at(language, path), { headers: { Accept: 'text/html' } });
      expect(await markupFaults(await response.text()), `${name} ${language}`).toEqual([]);
    }
});
