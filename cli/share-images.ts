/**
 * Draws the pictures that are shown with a link, public/share/{language}-{site or kind}.{digest}.png, from the words of
 * locales/, and writes locales/share-images.generated.json, which tells the pages where they are. Needs Chromium (/usr/bin/chromium, or
 * where CHROMIUM says) and Debian's fonts-noto-cjk; refuses words that have a character without a glyph. A published
 * picture stays: networks may still show it. With --check nothing is drawn: exits 1 where the words or the drawing have
 * changed since, or a file is missing.
 *
 * node cli/share-images.ts [--check]
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { messagesFor } from '../src/i18n/messages.ts';
import { shareImageSize } from '../src/i18n/share-images.ts';
import { kinds } from '../src/kinds/index.ts';
import { languageTags } from '../src/languages.ts';
import { missingGlyphs } from './share-images/glyphs.ts';
import { type PictureWords, pictureMarkup } from './share-images/picture.ts';

const root = resolve(import.meta.dirname, '..');
const list = resolve(root, 'locales/share-images.generated.json');
const { values } = parseArgs({ options: { check: { type: 'boolean' } } });

const digestOf = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex').slice(0, 12);

const subjects = ['site', ...kinds] as const;

const wordsOf = (language: (typeof languageTags)[number], subject: (typeof subjects)[number]): PictureWords => {
  const { t } = messagesFor(language);
  const [site, notice] = [t('home.title'), t('site:footer.notice')];
  return subject === 'site'
    ? { language, title: site, about: t('home.about'), site: undefined, notice }
    : { language, title: t(`kinds.${subject}`), about: t(`about.${subject}`), site, notice };
};

const pictures = languageTags.flatMap((language) =>
  subjects.map((subject) => ({ language, subject, markup: pictureMarkup(wordsOf(language, subject)) })),
);
const source = digestOf(JSON.stringify(pictures));

interface List {
  /** The digest of what the pictures were drawn from. */
  source: string;
  paths: Record<string, Record<string, string>>;
}

const check = async (): Promise<void> => {
  const { source: drawn, paths } = JSON.parse(await readFile(list, 'utf8')) as List;
  const missing = Object.values(paths)
    .flatMap((each) => Object.values(each))
    .filter((path) => !existsSync(resolve(root, `public${path}`)));
  if (drawn === source && missing.length === 0) return;
  console.error(
    ['The pictures of shared links are not of these words; run: npm run share-images', ...missing].join('\n'),
  );
  process.exitCode = 1;
};

const draw = async (): Promise<void> => {
  const missing = missingGlyphs(
    pictures
      .map(({ markup }) => markup)
      .join('')
      .replace(/\s/g, ''),
  );
  if (missing.length > 0) throw new Error(`no glyph for ${missing.join(' ')}`);
  // Only who draws needs it.
  const { chromium } = await import('playwright-core');
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    // Root has no other way to run Chromium.
    args: ['--no-sandbox', '--font-render-hinting=none'],
  });
  try {
    const page = await browser.newPage({ viewport: shareImageSize, colorScheme: 'light' });
    const paths: List['paths'] = {};
    await mkdir(resolve(root, 'public/share'), { recursive: true });
    for (const { language, subject, markup } of pictures) {
      await page.setContent(markup);
      const overflows = await page.evaluate('document.body.scrollHeight > document.body.clientHeight + 20');
      if (overflows) throw new Error(`the words of ${language} ${subject} have no room`);
      const png = await page.screenshot();
      const path = `/share/${language}-${subject}.${digestOf(png)}.png`;
      await writeFile(resolve(root, `public${path}`), png);
      paths[language] = { ...paths[language], [subject]: path };
    }
    await writeFile(list, `${JSON.stringify({ source, paths }, null, 2)}\n`);
  } finally {
    await browser.close();
  }
  console.log(`public/share/: ${pictures.length} pictures`);
};

await (values.check ? check() : draw());
