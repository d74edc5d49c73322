import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { openBrowser } from './browser.ts';

const { keepPage } = openBrowser();

/** The words of headings and links to items that a line breaks in two, with a stroke where: 立ち／上げ. */
const brokenWords = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const segmenter = new Intl.Segmenter('ja', { granularity: 'word' });
    const found: string[] = [];
    const topOf = (node: Node, at: number) => {
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      return range.getBoundingClientRect().top;
    };
    for (const element of document.querySelectorAll('h1, h2, h3, .themes a')) {
      const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      for (let node = texts.nextNode(); node; node = texts.nextNode())
        for (const { segment, index, isWordLike } of segmenter.segment(node.textContent ?? '')) {
          const tops = [...segment].map((_, place) => topOf(node as Node, index + place));
          const at = tops.findIndex((top, place) => place > 0 && top > (tops[place - 1] ?? 0) + 8);
          // A particle and what it belongs to are two words: に／関する.
          const isWord = isWordLike && !/^\p{Script=Hiragana}/u.test(segment);
          if (isWord && at > 0) found.push(`${segment.slice(0, at)}／${segment.slice(at)}`);
        }
    }
    return found;
  });

describe('on a phone, headings and links in Japanese break between words', () => {
  const kept = keepPage();

  it.each([
    '',
    '/councils',
    '/councils/launch-2022',
    '/councils/council-3-2025',
    '/actions/data',
    '/documents',
    '/about',
  ])('%s', async (path) => {
    const page = kept();
    await page.goto(`${inject('origin')}/ja${path}`);
    for (const width of [320, 360, 375, 414]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await brokenWords(page), `${width}`).toEqual([]);
    }
  });
});
