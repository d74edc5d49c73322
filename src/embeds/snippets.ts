import type { Kind } from '../kinds/index.ts';
import type { Language } from '../languages.ts';
import { escapeMarkup } from '../lib/xml.ts';
import { formatPath } from '../url.ts';
import published from './integrity.json' with { type: 'json' };
import { iframeOf } from './oembed.ts';
import { frameHeightOf, reservedHeightOf } from './reserved-height.ts';
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

const script = (origin: string, file: 'embed.js' | 'frames.js'): string =>
  `<script type="module" src="${origin}/embed/${version}/${file}" integrity="${published[version][file]}" crossorigin></script>`;

/** A template of Hugo that fetches a card when the site is built; where there is none it leaves the link. */
const hugo = (card: string, link: string): string =>
  `{{ with resources.GetRemote "${card}" }}{{ .Content | safeHTML }}{{ else }}${link}{{ end }}`;

/** The same for Eleventy: a shortcode for its configuration, and its use in a page. */
const eleventy = (card: string, link: string): string =>
  [
    "eleventyConfig.addPairedShortcode('card', async (link, address) => {",
    '  const answer = await fetch(address);',
    '  return answer.ok ? answer.text() : link;',
    '});',
    `{% card "${card}" %}${link}{% endcard %}`,
  ].join('\n');

/** Server Side Includes: the block is shown while there is no card. */
const ssi = (path: string, slug: string, link: string): string =>
  [
    `<!--# block name="${slug}" -->${link}<!--# endblock -->`,
    `<!--# include virtual="${path}" stub="${slug}" -->`,
  ].join('\n');

/** Returns the snippets to paste, by method. */
export const snippetsFor = ({ origin, kind, slug, name, lang, language, reader, theme }: SnippetOptions) => {
  const pageLanguage = language ?? reader;
  const at = (address: Parameters<typeof formatPath>[0]) => origin + formatPath({ ...address, kind, slug });
  const page = at({ language: pageLanguage, format: 'html' });
  const card = at({ language: pageLanguage, variant: 'card' });
  const src = at({ language: pageLanguage, variant: 'embed' }) + (theme ? `?theme=${theme}` : '');
  const themed = theme ? ` theme="${theme}"` : '';
  const link = `<a href="${page}"${lang ? ` lang="${lang}"` : ''}>${escapeMarkup(name)}</a>`;
  const reserved = `@media (scripting) { joint-action[src*="/${kind}/"]:not(:defined) { display: block; min-height: ${reservedHeightOf(kind)} } }`;
  return {
    element: [
      // Who may write no style gets its text, which is then a comment; in CSS, the marks of one mean nothing.
      `<style><!-- ${reserved} --></style>`,
      script(origin, 'embed.js'),
      `<joint-action src="${at({ ...(language && { language }) })}"${themed}>${link}</joint-action>`,
    ].join('\n'),
    iframe: [
      script(origin, 'frames.js'),
      iframeOf(
        src,
        name,
        frameHeightOf(kind),
        `border:0;height:auto;min-height:${reservedHeightOf(kind)};frame-sizing:content-height`,
      ),
    ].join('\n'),
    address: page,
    hugo: hugo(card, link),
    eleventy: eleventy(card, link),
    ssi: ssi(new URL(card).pathname, slug, link),
    esi: `<esi:include src="${new URL(card).pathname}" onerror="continue"/>`,
    style: `<link rel="stylesheet" href="${origin}/embed/${version}/card.css" integrity="${published[version]['card.css']}" crossorigin>`,
    reserved,
    markdown: at({ language: pageLanguage, format: 'md' }),
    /** Where the frame stands, for whoever shows it. */
    src,
  };
};
