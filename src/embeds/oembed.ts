import { messagesFor } from '../i18n/messages.ts';
import type { Kind } from '../kinds/index.ts';
import type { Language } from '../languages.ts';
import { escapeMarkup, replaceForbidden } from '../lib/xml.ts';
import { frameHeightOf } from './reserved-height.ts';

/** The width that a description states, in CSS pixels: the card is as wide as its column. */
const statedWidth = 600;

/** For how many seconds a consumer may cache the answer. */
const cacheAge = 3600;

/** A description of a frame, oEmbed 1.0 §2.3.4: type `rich`. Widths and heights are in CSS pixels. */
export interface OEmbed {
  type: 'rich';
  version: '1.0';
  title: string;
  provider_name: string;
  provider_url: string;
  cache_age: number;
  html: string;
  width: number;
  height: number;
}

/** Returns the iframe of a card, one line of HTML, as wide as its container; `height` is in CSS pixels. */
export const iframeOf = (src: string, title: string, height: number, style: string): string =>
  `<iframe src="${escapeMarkup(src)}" title="${escapeMarkup(title)}" width="100%" height="${height}" frameborder="0" loading="lazy" style="${style}"></iframe>`;

/**
 * Describes the frame of an item, no larger than the consumer allows. Before it comes a link that is hidden: WordPress
 * shows it until the frame has come, and without it does not load its own script, by which the frame gets its height.
 */
export const describe = (item: {
  kind: Kind;
  language: Language;
  origin: string;
  src: string;
  page: string;
  title: string;
  maxwidth?: number;
  maxheight?: number;
}): OEmbed => {
  const { kind, language, origin, src, page, title, maxwidth, maxheight } = item;
  const width = Math.min(statedWidth, maxwidth ?? statedWidth);
  const height = Math.min(frameHeightOf(kind), maxheight ?? frameHeightOf(kind));
  const link = `<blockquote hidden><a href="${escapeMarkup(page)}">${escapeMarkup(title)}</a></blockquote>`;
  return {
    type: 'rich',
    version: '1.0',
    title,
    provider_name: messagesFor(language).t('home.title'),
    provider_url: `${origin}/${language}`,
    cache_age: cacheAge,
    html: link + iframeOf(src, title, height, `border:0;max-width:${width}px`),
    width,
    height,
  };
};

/** Writes a description as XML, oEmbed 1.0 §2.3.4.2: an element for each member, in that order. */
export const xmlOf = (described: OEmbed): string => {
  const members = Object.entries(described).map(
    ([name, value]) => `<${name}>${escapeMarkup(replaceForbidden(String(value)))}</${name}>`,
  );
  return `<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n<oembed>${members.join('')}</oembed>\n`;
};
