/** The width of a character in ems: Latin letters are about half as wide as kanji and kana. */
const widthOf = (code: number): number =>
  (code >= 0x20 && code <= 0x24f) || (code >= 0x2010 && code <= 0x2027) ? 0.56 : 1.02;

/** Estimates the width of a text in ems, rather too wide than too narrow. */
export const measure = (text: string): number => {
  let width = 0;
  for (const character of text) width += widthOf(character.codePointAt(0) ?? 0);
  return width;
};

// Closing marks never begin a line.
const clings = /^[\p{Pe}\p{Pf}、。，．,.!?！？・：；:;ー々]/u;

// To make one takes longer than to use it; there is one for each language.
const segmenters = new Map<string, Intl.Segmenter>();

const segmenterOf = (language: string): Intl.Segmenter => {
  const segmenter = segmenters.get(language) ?? new Intl.Segmenter(language, { granularity: 'word' });
  segmenters.set(language, segmenter);
  return segmenter;
};

/**
 * Breaks a text into lines of at most `ems`, between words as its language divides them. Where one word is longer
 * than a line, inside it.
 */
export const breakLines = (text: string, language: string, ems: number): string[] => {
  const words = Array.from(segmenterOf(language).segment(text), ({ segment }) => segment);
  const lines: string[] = [];
  let [line, width] = ['', 0];
  for (const word of words.flatMap((each) => (measure(each) > ems ? [...each] : [each]))) {
    if (line !== '' && width + measure(word.trimEnd()) > ems && !clings.test(word)) {
      lines.push(line.trim());
      [line, width] = ['', 0];
    }
    line += word;
    width += measure(word);
  }
  if (line.trim()) lines.push(line.trim());
  return lines;
};
