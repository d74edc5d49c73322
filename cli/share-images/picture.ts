import { shareImageSize } from '../../src/i18n/share-images.ts';
import { escapeMarkup } from '../../src/lib/xml.ts';
import { measure } from '../../src/pages/record/timeline/line-break.ts';

/** What a picture says, in one language. */
export interface PictureWords {
  language: string;
  /** The name of a collection, or of the service. */
  title: string;
  /** What it has. */
  about: string;
  /** The name of the service, where it is not the title. */
  site: string | undefined;
  /** Whose site it is not. */
  notice: string;
}

/** The family that all letters are drawn with, and its weights: Debian's fonts-noto-cjk. */
export const family = 'Noto Sans CJK JP';
export const weights = { regular: 400, bold: 700 } as const;

// The blue and the greys of the Digital Agency's design tokens, as on the pages.
const style = `
  * { box-sizing: border-box; margin: 0; }
  body {
    display: flex; flex-direction: column; width: ${shareImageSize.width}px; height: ${shareImageSize.height}px;
    padding: 72px 80px 56px; border-top: 20px solid #0017c1;
    font: ${weights.regular} 34px/1.6 "${family}"; color: #1a1a1a; background: #fff; word-break: auto-phrase;
  }
  h1 { font-weight: ${weights.bold}; line-height: 1.25; }
  .about { margin-top: 32px; color: #4d4d4d; }
  footer { display: flex; gap: 28px; align-items: center; margin-top: auto; padding-top: 28px; border-top: 2px solid #ccc; }
  footer svg { flex: none; width: 64px; height: 64px; }
  .site { font-size: 28px; font-weight: ${weights.bold}; line-height: 1.4; }
  .notice { font-size: 24px; line-height: 1.4; color: #4d4d4d; }
`;

const icon =
  '<svg viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="#0017c1"/><circle cx="12" cy="16" r="7" fill="none" stroke="#fff" stroke-width="3"/><circle cx="20" cy="16" r="7" fill="none" stroke="#fff" stroke-width="3"/></svg>';

// A title is on one line where its letters are large enough for that, else on two.
const titleWidth = shareImageSize.width - 160;
const [largest, onTwoLines, smallest] = [84, 72, 58];

const titleSize = (title: string): number => {
  const size = Math.floor(titleWidth / measure(title));
  return size < smallest ? onTwoLines : Math.min(size, largest);
};

/** The page that a picture is taken of. */
export const pictureMarkup = ({ language, title, about, site, notice }: PictureWords): string =>
  `<!DOCTYPE html><html lang="${language}"><meta charset="utf-8"><style>${style}</style><body>
<h1 style="font-size: ${titleSize(title)}px">${escapeMarkup(title)}</h1>
<p class="about">${escapeMarkup(about)}</p>
<footer>${icon}<div>${site === undefined ? '' : `<p class="site">${escapeMarkup(site)}</p>`}<p class="notice">${escapeMarkup(notice)}</p></div></footer>`;
