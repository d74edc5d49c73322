/** The width of a character in ems: Latin letters are about half as wide as kanji and kana. */
const widthOf = (character: string): number => (/[\u0020-\u024f\u2010-\u2027]/.test(character) ? 0.56 : 1.02);

/** Estimates the width of a text in ems, rather too wide than too narrow. */
export const measure = (text: string): number => [...text].reduce((sum, character) => sum + widthOf(character), 0);

// Closing marks never begin a line.
const clings = /^[\p{Pe}\p{Pf}、。，．,.!?！？・：；:;ー々]/u;

/**
 * Breaks a text into lines of at most `ems`, between words as its language divides them. Where one word is longer
 * than a line, inside it.
 */
export const breakLines = (text: string, language: string, ems: number): string[] => {
  const words = [...new Intl.Segmenter(language, { granularity: 'word' }).segment(text)].map(({ segment }) => segment);
  const lines: string[] = [];
  let line = '';
  for (const word of words.flatMap((each) => (measure(each) > ems ? [...each] : [each]))) {
    if (line !== '' && measure(line + word.trimEnd()) > ems && !clings.test(word)) {
      lines.push(line.trim());
      line = '';
    }
    line += word;
  }
  if (line.trim()) lines.push(line.trim());
  return lines;
};
