import { execFileSync } from 'node:child_process';
import { family, weights } from './picture.ts';

/** The code points that fontconfig says a weight of the family has: ranges such as `20-7e`, in hexadecimal. */
const charsetOf = (weight: number): [from: number, to: number][] => {
  const pattern = `${family}:weight=${weight === weights.bold ? 200 : 80}`;
  const [found = '', charset = ''] = execFileSync('fc-match', ['-f', '%{family}\n%{charset}', pattern], {
    encoding: 'utf8',
  }).split('\n');
  if (!found.split(',').includes(family))
    throw new Error(`the font ${family} is not installed: apt install fonts-noto-cjk`);
  return charset.split(' ').map((range) => {
    const [from = 0, to = from] = range.split('-').map((code) => Number.parseInt(code, 16));
    return [from, to];
  });
};

/** The characters of a text that a weight of the family has no glyph for: they would be drawn as boxes. */
export const missingGlyphs = (text: string): string[] => {
  const charsets = Object.values(weights).map(charsetOf);
  const isMissing = (character: string): boolean => {
    const code = character.codePointAt(0) ?? 0;
    return !charsets.every((ranges) => ranges.some(([from, to]) => from <= code && code <= to));
  };
  return [...new Set(text)].filter(isMissing);
};
