import { messagesFor } from '../i18n/messages.ts';
import type { Language } from '../languages.ts';
import { escapeMarkup, replaceForbidden } from '../lib/xml.ts';

/** The default size of a frame, in CSS pixels. */
export const frameSize = { width: 600, height: 480 };

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

/** Returns the iframe of a card, one line of HTML. Its size is in CSS pixels; it is never wider than its container. */
export const iframeOf = (src: string, title: string, { width, height } = frameSize): string =>
  `<iframe src="${escapeMarkup(src)}" title="${escapeMarkup(title)}" width="${width}" height="${height}" loading="lazy" style="border:0;max-width:100%"></iframe>`;

/** Describes the frame of an item, no larger than the consumer allows. */
export const describe = (item: {
  language: Language;
  origin: string;
  src: string;
  title: string;
  maxwidth?: number;
  maxheight?: number;
}): OEmbed => {
  const { language, origin, src, title, maxwidth, maxheight } = item;
  const width = Math.min(frameSize.width, maxwidth ?? frameSize.width);
  const height = Math.min(frameSize.height, maxheight ?? frameSize.height);
  return {
    type: 'rich',
    version: '1.0',
    title,
    provider_name: messagesFor(language).t('home.title'),
    provider_url: `${origin}/${language}`,
    cache_age: cacheAge,
    html: iframeOf(src, title, { width, height }),
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
