// The letters of the Latin script that Unicode does not decompose into a letter of English and a mark, where the root
// collation of CLDR puts them (https://www.unicode.org/Public/UCA/): some are written as letters of English, with a
// difference that counts only between equal names; others have a place of their own, behind a letter of English.
const writtenAs: Readonly<Record<string, string>> = {
  ...{ æ: 'ae', ð: 'd', đ: 'd', ħ: 'h', ł: 'l', ø: 'o', œ: 'oe', ß: 'ss', ỻ: 'll', ƍ: 'zw', ƾ: 'ts' },
  ...{ ȸ: 'db', ȹ: 'qp', ʣ: 'dz', ʦ: 'ts', ʪ: 'ls', ʫ: 'lz' },
};

/** The letters behind a letter of English, in their order. */
const behind: Readonly<Record<string, string>> = {
  a: 'ⱥɐɑɒ',
  b: 'ʙƀɓƃ',
  c: 'ȼƈɕↄ',
  d: 'ʥʤɖɗƌȡẟ',
  e: 'ɇⱸǝⱻəɛɘɚɜɝɞʚɤ',
  f: 'ʩƒⅎ',
  g: 'ɡɢǥɠʛɣƣ',
  h: 'ʜƕɦⱨⱶɧ',
  i: 'ıɪɨɩ',
  j: 'ȷɉʝɟʄ',
  k: 'ƙⱪʞ',
  l: 'ʟƚⱡɫɬɭȴɮƛʎ',
  m: 'ɱ',
  n: 'ɴɲƞɳȵŋ',
  o: 'ɶɔⱺɵɷȣ',
  p: 'ƥɸⱷ',
  q: 'ʠɋĸ',
  r: 'ʀɍɹɺɻⱹɼɽɾɿʁ',
  s: 'ʂȿẜẝʃƪʅʆ',
  t: 'ʨʧŧⱦƫƭʈȶʇ',
  u: 'ʉɥʮʯɯɰʊ',
  v: 'ʋⱱⱴỽʌ',
  w: 'ⱳʍ',
  y: 'ʏɏƴỿȝ',
  z: 'ƶȥʐʑɀⱬʒƹƺʓþƿƻƨƽƅʔɂʕʡʢʖǀǁǂǃʗʘʬʭ',
};

// Sorts behind every letter that may follow the letter of English.
const last = '\uFFFD';

const keys = new Map([
  ...Object.entries(writtenAs),
  ...Object.entries(behind).flatMap(([base, letters]) =>
    Array.from(letters, (letter, index) => [letter, base + last + String.fromCharCode(0x30 + index)] as const),
  ),
]);

/** Returns the key of a lower-case letter: Ł is at L, Æ at AE, ı behind all that begins with i; other characters are returned as they are. */
export const latinKey = (letter: string): string => keys.get(letter) ?? letter;
