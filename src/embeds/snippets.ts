import type { Kind } from '../kinds/index.ts';
import type { Language } from '../languages.ts';
import { escapeMarkup } from '../lib/xml.ts';
import { formatPath } from '../url.ts';
import published from './integrity.json' with { type: 'json' };
import { frameSize, iframeOf } from './oembed.ts';
import { version } from './version.ts';

/** The item to embed; without a language the host page's is used, without a theme the reader's. */
export interface SnippetOptions {
  origin: string;
  kind: Kind;
  slug: string;
  name: string;
  /** The language of the name, where it is a fallback. */
  lang?: Language;
  /** The chosen language; snippets that need one in any case use `reader`. */
  language?: Language;
  reader: Language;
  theme?: string;
}

const integrity = (file: 'embed.js' | 'card.css'): string => published[version][file];

/** Returns the snippets to paste, by method. */
export const snippetsFor = ({ origin, kind, slug, name, lang, language, reader, theme }: SnippetOptions) => {
  const pageLanguage = language ?? reader;
  const at = (address: Parameters<typeof formatPath>[0]) => origin + formatPath({ ...address, kind, slug });
  const page = at({ language: pageLanguage });
  const card = at({ language: pageLanguage, variant: 'card' });
  const src = at({ language: pageLanguage, variant: 'embed' }) + (theme ? `?theme=${theme}` : '');
  const themed = theme ? ` theme="${theme}"` : '';
  const link = `<a href="${page}"${lang ? ` lang="${lang}"` : ''}>${escapeMarkup(name)}</a>`;
  return {
    element: [
      `<script type="module" src="${origin}/embed/${version}/embed.js" integrity="${integrity('embed.js')}" crossorigin></script>`,
      `<joint-action src="${at({ ...(language && { language }) })}"${themed}>${link}</joint-action>`,
    ].join('\n'),
    room: `joint-action:not(:defined) { display: block; min-height: ${frameSize.height}px }`,
    iframe: iframeOf(src, name),
    esi: `<esi:include src="${card}" onerror="continue"/>`,
    ssi: `<!--#include virtual="${new URL(card).pathname}" -->`,
    style: `<link rel="stylesheet" href="${origin}/embed/${version}/card.css" integrity="${integrity('card.css')}" crossorigin>`,
    markdown: at({ language: pageLanguage, format: 'md' }),
    /** Where the frame stands, for whoever shows it. */
    src,
  };
};
