import type { Child } from 'hono/jsx';
import type { Language } from '../languages.ts';
import { version } from './version.ts';

/**
 * Renders a card as a page of its own, for an iframe. It works without its script, which only sends its height to the
 * page around it. Its links open in place of that page, not inside the frame.
 */
export const frame = (page: {
  language: Language;
  title: string;
  theme: string | undefined;
  head?: Child;
  card: Child;
}): string => {
  const { language, title, theme, head, card } = page;
  const document = (
    <html lang={language} class="joint-card-frame" {...(theme && { 'data-theme': theme })}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        {/* Lets the page around size the frame by CSS (frame-sizing, CSS Sizing 4): a height is no secret. */}
        <meta name="responsive-embedded-sizing" content="allow-origins=*" />
        <title>{title}</title>
        <base target="_top" />
        {head}
        <link rel="stylesheet" href={`/embed/${version}/card.css`} />
        <script type="module" src={`/embed/${version}/frame.js`} />
      </head>
      <body>
        <main aria-label={title}>{card}</main>
      </body>
    </html>
  );
  return `<!DOCTYPE html>${document.toString()}\n`;
};
