import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { kinds } from '../../src/kinds/index.ts';
import { markupFaults } from '../support/pages/markup.ts';
import { barriers } from './barriers.ts';
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
  problem: '/problems/not-found',
  reference: '/docs',
  chapter: '/docs/councils',
  editing: '/docs/editor',
  about: '/about',
  accessibility: '/accessibility',
  privacy: '/privacy',
};
const entries = Object.entries(paths);

// Every page is tried in one language and theme. These six have every part that has a colour or a width of its own: they
// are tried in both languages, in either theme.
const representative = ['home', 'council', 'action', 'doubtful', 'filtered', 'withdrawn'];

// Records, their collections and the reference are validated without a browser (tests/node/formats, tests/node/pages).
const validatedHere = [
  'home',
  'doubtful',
  'withdrawn',
  'untranslated',
  'missing',
  'nowhere',
  'faulty',
  'unknown',
  'problem',
];
const languages = ['ja', 'en'] as const;
const themes = ['light', 'dark'] as const;

beforeAll(async () => {
  await publishOdd(inject('editorOrigin'));
  await withdrawTerm(inject('editorOrigin'), 'odd-withdrawn');
});

const { openPage, keepPage } = openBrowser();
const at = (language: string, path: string) => `${inject('origin')}/${language}${path}`;

const sideways = (page: Page): Promise<number> =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');

// Text as far apart as WCAG 1.4.12 lets readers have it. A sheet that script makes is no style in line: the policy holds.
const spaceOut = (page: Page) =>
  page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }',
    );
    document.adoptedStyleSheets = [sheet];
  });

describe.each(languages)('every page in %s', (language) => {
  const kept = keepPage();
  const asked: string[] = [];
  const said: string[] = [];
  beforeAll(() => {
    kept().on('request', (request) => asked.push(request.url()));
    kept().on('console', (message) => said.push(message.text()));
  });

  // One visit for all that is looked at: coming takes longer than looking.
  it.each(entries)('%s: whole at every width, and without barriers', async (name, path) => {
    const page = kept();
    asked.length = 0;
    said.length = 0;
    const response = await page.goto(at(language, path));

    // The longest are two chapters of the reference.
    expect((await response?.body())?.length).toBeLessThanOrEqual(54 * 1024);
    expect(await response?.headerValue('content-security-policy')).toContain("style-src 'self'");
    expect(await page.locator('script:not([type="application/ld+json"])').count()).toBe(0);

    for (const [width, trying] of [
      [1280, 'light'],
      [768, undefined],
      [360, 'dark'],
    ] as const) {
      await page.setViewportSize({ width, height: 800 });
      for (const colorScheme of themes) {
        await page.emulateMedia({ colorScheme });
        await picture(page, `pages/${name}-${language}-${colorScheme}-${width}`);
        const first = language === languages[0] && colorScheme === themes[0];
        if (colorScheme === trying && (first || representative.includes(name)))
          expect(await barriers(page), `${colorScheme} ${width}`).toEqual([]);
      }
      expect(await sideways(page), `${width}`).toBeLessThanOrEqual(0);
    }
    // What a browser tells assistive technology of a table that is displayed as blocks, as it is on a narrow screen.
    const tables = await page.locator('table').count();
    expect(await page.getByRole('table').count()).toBe(tables);
    if (tables > 0) expect(await page.getByRole('cell').count()).toBeGreaterThan(0);

    await page.setViewportSize({ width: 320, height: 800 });
    expect(await sideways(page), '320').toBeLessThanOrEqual(0);
    await spaceOut(page);
    expect(await sideways(page), 'spaced out').toBeLessThanOrEqual(0);

    expect(asked.filter((url) => !url.startsWith(inject('origin')) || url.endsWith('.js'))).toEqual([]);
    expect(said.filter((text) => !/status of 4(?:0[04]|10)/.test(text))).toEqual([]);
  });
});

describe.each(languages)('in %s', (language) => {
  it('the language is switched, and the place is kept', async () => {
    const page = await openPage();
    const other = language === 'ja' ? 'en' : 'ja';
    await page.goto(at(language, '/councils/council-2-2024'));
    await page.locator(`.languages a[hreflang=${other}]`).click();
    expect(page.url()).toBe(at(other, '/councils/council-2-2024.html'));
    expect(await page.locator('html').getAttribute('lang')).toBe(other);
  });

  it.each(themes)(
    'a page that cannot be given at the moment says so without barriers, in %s colours',
    async (theme) => {
      const page = await openPage({ colorScheme: theme, viewport: { width: 360, height: 800 } });
      const response = await page.goto(`${inject('cutOff')}/${language}/actions/data`);
      expect(response?.status()).toBe(503);
      expect(await page.locator('html').getAttribute('lang')).toBe(language);
      expect(await barriers(page)).toEqual([]);
      expect(await sideways(page)).toBeLessThanOrEqual(0);
      await picture(page, `pages/unavailable-${language}-${theme}-360`);
    },
  );

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
    for (const gone of ['.languages', '.collections', '.trail', '.footer .links', '#report'])
      expect(await page.locator(gone).isVisible(), gone).toBe(false);
    // On paper, too, nobody is to take it for a government's.
    expect(await page.locator('.footer p').first().isVisible()).toBe(true);
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
});

it('the stylesheet may be kept for ever, and weighs little', async () => {
  const page = await (await fetch(at('ja', ''), { headers: { Accept: 'text/html' } })).text();
  const [, path = ''] = /<link rel="stylesheet" href="([^"]+)"/.exec(page) ?? [];
  const { status, headers } = await fetch(inject('origin') + path);
  expect([status, headers.get('Content-Type')]).toEqual([200, 'text/css; charset=utf-8']);
  expect(headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable');
});

it.each(validatedHere)('%s is valid HTML', async (name) => {
  for (const language of languages) {
    const response = await fetch(at(language, paths[name] ?? ''), { headers: { Accept: 'text/html' } });
    expect(await markupFaults(await response.text()), language).toEqual([]);
  }
});
