const kana = 'あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもや';

/** A word as hiragana, a letter each, in the same order as the words: a reading has no other letters. */
export const readingOf = (word: string): string =>
  [...word.toLowerCase()].map((letter) => kana[Number.parseInt(letter, 36)] ?? 'ー').join('');
