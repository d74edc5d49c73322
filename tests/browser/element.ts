import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import published from '../../src/embeds/integrity.json' with { type: 'json' };
import { version } from '../../src/embeds/version.ts';

/** The line that a page loads the element by, of the newest version or another, with its integrity. */
export const scriptFrom = (origin: string, number: keyof typeof published = version): string =>
  `<script type="module" src="${origin}/embed/${number}/embed.js" integrity="${published[number]['embed.js']}" crossorigin></script>`;

/** The element that shows what a URL names, with a link inside. */
export const elementFor = (src: string, attributes = ''): string =>
  `<joint-action src="${src}"${attributes}><a href="${src}">link</a></joint-action>`;

/** Waits until so many elements of a page show their cards. */
export const loaded = (page: Page, count = 1) =>
  page.waitForFunction((wanted) => document.querySelectorAll('joint-action:state(loaded)').length === wanted, count);

/** Waits until an element of a page has found that it has no card to show, and sees that its link is shown. */
export const shownLink = async (page: Page): Promise<void> => {
  await page.waitForFunction(() => document.querySelector('joint-action:state(failed)'));
  expect(await page.locator('joint-action > a').isVisible()).toBe(true);
};

/** The first card of a page. */
export const cardOn = (page: Page) => page.locator('joint-action .joint-card').first();

/** Requests for cards, as the browser sends them. */
export const cardsAsked = (page: Page): string[] => {
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/card/')) asked.push(`${request.method()} ${request.url()}`);
  });
  return asked;
};
