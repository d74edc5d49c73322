import { messagesFor } from '../i18n/messages.ts';
import type { Language } from '../languages.ts';
import { escapeMarkup, replaceForbidden } from '../lib/xml.ts';

/** The size of a frame, in CSS pixels, where nobody asks for another. */
export const frameSize = { width: 600, height: 480 };

/** For how many seconds a consumer may keep what it was told. */
const kept = 3600;

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

/** The iframe that shows a card: one line of HTML. Sizes are in CSS pixels; it never grows wider than what it stands in. */
export const iframeOf = (src: string, title: string, { width, height } = frameSize): string =>
  `<iframe src="${escapeMarkup(src)}" title="${escapeMarkup(title)}" width="${width}" height="${height}" loading="lazy" style="border:0;max-width:100%"></iframe>`;

/** Describes the frame of an item, no larger than what was asked. */
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
    cache_age: kept,
    html: iframeOf(src, title, { width, height }),
    width,
    height,
  };
};

/** The same in XML, oEmbed 1.0 §2.3.4.2: an element for each member, in that order. */
export const xmlOf = (described: OEmbed): string => {
  const members = Object.entries(described).map(
    ([name, value]) => `<${name}>${escapeMarkup(replaceForbidden(String(value)))}</${name}>`,
  );
  return `<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n<oembed>${members.join('')}</oembed>\n`;
};
