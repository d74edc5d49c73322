import type { Child } from 'hono/jsx';
import type { Language } from '../languages.ts';

/** A whole page in one language: `main` is what differs, `head` what it needs. */
export const page = (language: Language, title: string, main: Child, head?: Child): string => {
  const document = (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        {head}
      </head>
      <body>
        <main>{main}</main>
      </body>
    </html>
  );
  return `<!DOCTYPE html>${document.toString()}\n`;
};
