import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { openBrowser } from './browser.ts';
import { withdrawTerm } from './withdrawn.ts';

const { keepPage, openPage } = openBrowser();
const origin = inject('origin');

const gone = 'term-once-tried';
beforeAll(() => withdrawTerm(inject('editorOrigin'), gone));

/** A page of every kind; what follows the language. */
const paths: Readonly<Record<string, string>> = {
  home: '',
  partnership: '/partnerships/japan-uk-digital-partnership',
  council: '/councils/council-2-2024',
  action: '/actions/semiconductors',
  outcome: '/outcomes/council-2-2024-data',
  participant: '/participants/kozuki-ryosuke',
  organisation: '/organisations/dsit',
  role: '/roles/meti-state-minister',
  document: '/documents/progress-report-2024',
  term: '/terms/coe-ai-convention',
  list: '/outcomes?council=council-2-2024&limit=3',
  councils: '/councils',
  builder: '/embed-builder?item=terms/dfft',
  missing: '/actions/nope',
  withdrawn: `/terms/${gone}`,
  faulty: '/actions?limit=x',
  unknown: '/actions/data.pdf',
  problem: '/problems/not-found',
  reference: '/docs',
  chapter: '/docs/actions',
  about: '/about',
};

/** What is told of where the focus is. */
interface Stop {
  /** Its place among what can be reached; -1 for what is not expected, undefined where the focus is nowhere. */
  index: number | undefined;
  what: string;
  /** Of which sort it is: what is drawn around one is drawn around the others. */
  sort: string;
  outline: number;
  contrast: number;
  /** What stands in front of all of it (WCAG 2.4.11); undefined where nothing does. */
  cover: string | undefined;
}

/** Sets up, in the page, the list of all that can be reached, in the order of the document, shadow trees in their place. */
const listStops = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const wanted = 'a[href], button, select, input, textarea, summary, iframe, [tabindex="0"], [contenteditable]';
    const all: Element[] = [];
    const walk = (root: Document | ShadowRoot) => {
      for (const element of root.querySelectorAll('*')) {
        const reachable = element.matches(wanted) && !element.matches(':disabled, [type=hidden], [tabindex="-1"]');
        if (reachable && element.checkVisibility({ visibilityProperty: true })) all.push(element);
        if (element.shadowRoot) walk(element.shadowRoot);
      }
    };
    walk(document);
    Object.assign(document, { stops: all });
    return all.map(
      (one) => `${one.nodeName} ${(one.getAttribute('href') ?? one.textContent ?? '').slice(0, 40).trim()}`,
    );
  });

const stop = (page: Page): Promise<Stop> =>
  page.evaluate(() => {
    const { stops } = document as unknown as { stops: Element[] };
    let here = document.activeElement;
    while (here?.shadowRoot?.activeElement) here = here.shadowRoot.activeElement;
    if (!here || here === document.body || here === document.documentElement)
      return { index: undefined, what: 'nothing', sort: '', outline: 0, contrast: 0, cover: undefined };
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(here);
    let behind: Element | null = here.parentElement ?? (here.getRootNode() as ShadowRoot).host;
    const paper = () => (behind ? getComputedStyle(behind).backgroundColor : 'rgb(255, 255, 255)');
    while (behind && paper() === 'rgba(0, 0, 0, 0)')
      behind = behind.parentElement ?? (behind.getRootNode() as ShadowRoot).host;
    const light = (colour: string) => {
      const [r = 0, g = 0, b = 0] = (colour.match(/[\d.]+/g) ?? [])
        .map((part) => Number(part) / 255)
        .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
    };
    const [a, b] = [light(outlineColor), light(paper())];
    const around = here.parentElement?.closest('[class]')?.className ?? '';
    // A link on two lines has two boxes.
    const [{ x, y, width, height }] = here.getClientRects() as unknown as [DOMRect];
    const root = here.getRootNode() as Document | ShadowRoot;
    const fronts = [0.1, 0.5, 0.9].flatMap((across) =>
      [0.1, 0.5, 0.9].map((down) => root.elementFromPoint(x + across * width, y + down * height)),
    );
    const seen = fronts.some((front) => front && here?.contains(front));
    return {
      index: stops.indexOf(here),
      what: `${here.nodeName}.${here.className} ${(here.textContent ?? '').slice(0, 40)}`,
      sort: `${here.nodeName}.${here.className} in ${around}`,
      outline: outlineStyle === 'none' ? 0 : Number.parseFloat(outlineWidth),
      contrast: Math.max(a, b) / Math.min(a, b),
      cover: seen ? undefined : (fronts[4]?.outerHTML.slice(0, 200) ?? 'the edge of the window'),
    };
  });

/** How many pixels around what has the focus differ from when it has none. */
const drawn = async (page: Page): Promise<number> => {
  const box = await page.evaluate(() => {
    let here = document.activeElement as HTMLElement;
    while (here.shadowRoot?.activeElement) here = here.shadowRoot.activeElement as HTMLElement;
    here.scrollIntoView({ block: 'center' });
    // A link on two lines has two boxes, and each has its outline.
    const [{ x, y, width, height }] = here.getClientRects() as unknown as [DOMRect];
    return { x: Math.max(0, x - 8), y: Math.max(0, y - 8), width: width + 16, height: height + 16 };
  });
  const clip = { ...box, height: Math.min(box.height, 600) };
  const shot = async () => (await page.screenshot({ clip, animations: 'disabled', caret: 'hide' })).toString('base64');
  const focused = await shot();
  await page.evaluate(() => {
    let here = document.activeElement as HTMLElement;
    while (here.shadowRoot?.activeElement) here = here.shadowRoot.activeElement as HTMLElement;
    Object.assign(document, { here });
    here.style.setProperty('outline', 'none', 'important');
    here.style.setProperty('box-shadow', 'none', 'important');
  });
  const bare = await shot();
  return page.evaluate(
    async ([one, other]) => {
      const { here } = document as unknown as { here: HTMLElement };
      here.style.removeProperty('outline');
      here.style.removeProperty('box-shadow');
      const pixels = async (png: string) => {
        const bytes = Uint8Array.from(atob(png), (char) => char.charCodeAt(0));
        const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
        const context = new OffscreenCanvas(picture.width, picture.height).getContext('2d');
        context?.drawImage(picture, 0, 0);
        return context?.getImageData(0, 0, picture.width, picture.height).data ?? new Uint8ClampedArray();
      };
      const [a, b] = [await pixels(one ?? ''), await pixels(other ?? '')];
      let different = 0;
      for (let at = 0; at < a.length; at += 4)
        if (Math.abs((a[at] ?? 0) - (b[at] ?? 0)) + Math.abs((a[at + 1] ?? 0) - (b[at + 1] ?? 0)) > 96) different += 1;
      return different;
    },
    [focused, bare] as const,
  );
};

/** Walks through the whole page by Tab, and back a step at its end; gives the sorts of things that were met. */
const walk = async (page: Page, name: string, known: Set<string>) => {
  const all = await listStops(page);
  const reached: (number | undefined)[] = [];
  for (let presses = 0; presses < all.length * 3 + 10; presses += 1) {
    await page.keyboard.press('Tab');
    const here = await stop(page);
    // Round the window and back at the beginning: nothing has kept the focus.
    if (here.index === undefined || (here.index === 0 && reached.length > 0)) break;
    // A frame is one thing to this page, however many links stand in it.
    if (here.index === reached.at(-1)) {
      expect(here.what, `${name}: the focus stays`).toContain('IFRAME');
      continue;
    }
    reached.push(here.index);
    expect(here.index, `${name}: ${here.what} is reached, and should not be`).toBeGreaterThanOrEqual(0);
    if (here.what.startsWith('IFRAME')) continue;
    expect(here.outline, `${name}: outline of ${here.what}`).toBeGreaterThanOrEqual(2);
    expect(here.contrast, `${name}: contrast of the outline of ${here.what}`).toBeGreaterThanOrEqual(3);
    expect(here.cover, `${name}: something stands in front of ${here.what}`).toBeUndefined();
    if (known.has(here.sort)) continue;
    known.add(here.sort);
    expect(await drawn(page), `${name}: what is drawn around ${here.what}`).toBeGreaterThan(100);
  }
  expect(
    reached.map((index) => all[index ?? -1]),
    name,
  ).toEqual(all);
  return all.length;
};

const skips = async (page: Page, name: string) => {
  await page.keyboard.press('Tab');
  expect(await page.locator(':focus').getAttribute('class'), name).toBe('skip');
  expect(await page.locator('.skip').boundingBox(), name).toMatchObject({ x: 0, y: 0 });
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => document.activeElement?.id), name).toBe('main');
  await page.keyboard.press('Tab');
  const [here, first] = await page.evaluate(() => {
    const { activeElement } = document;
    return [
      !!activeElement?.closest('main, footer'),
      // The first thing to reach in the content, where it has any.
      !document.querySelector('main :is(a[href], button, select)') || !!activeElement?.closest('main'),
    ];
  });
  expect([here, first], name).toEqual([true, true]);
};

const ready = async (page: Page) => {
  if (await page.locator('joint-action').count())
    await page.waitForFunction(() => document.querySelector('joint-action:state(loaded)'));
};

describe.each(['ja', 'en'])('by keyboard alone, in %s', (language) => {
  describe.each(['light', 'dark'] as const)('in %s colours', (colorScheme) => {
    const page = keepPage({ colorScheme, viewport: { width: 1280, height: 800 } });
    const known = new Set<string>();
    let stops = 0;
    // Where the focus can be is the same in both; what it looks like is not.
    const some =
      colorScheme === 'light' ? Object.keys(paths) : ['home', 'council', 'action', 'list', 'builder', 'missing'];

    // A page a test: the longest have hundreds of things to reach, and machines differ.
    it.each(some)('%s: all is reached in order, with a focus to be seen', async (name) => {
      await page().goto(`${origin}/${language}${paths[name]}`);
      await ready(page());
      stops += await walk(page(), `${name} ${language}`, known);
    });

    it('there was much to reach', () => expect(stops).toBeGreaterThan(some.length * 15));
  });

  it('on every kind of page the first thing leads past the header', async () => {
    const page = await openPage({ locale: language, viewport: { width: 1280, height: 800 } });
    for (const [name, path] of Object.entries(paths)) {
      await page.goto(`${origin}/${language}${path}`);
      await skips(page, name);
    }
  });

  it('a list is filtered, and the filter taken off', async () => {
    const page = await openPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(`${origin}/${language}/outcomes`);
    await page.locator('select[name=council]').focus();
    await page.keyboard.press('ArrowDown');
    await page.locator('.choosing button').focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/[?&]council=[a-z\d-]+/);
    await page.locator('.filters a').focus();
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => !url.search);
  });
});
