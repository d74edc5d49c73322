import { digestOf } from '../lib/digest.ts';
import { lazy } from '../lib/lazy.ts';
import { latinKey } from './latin-letters.ts';

// Small kana sort as their large ones, as in the 五十音 order of a directory.
const small = 'ぁぃぅぇぉっゃゅょゎゕゖㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ';
const large = 'あいうえおつやゆよわかけくしすとぬはひふへほむらりるれろ';

// The long-vowel mark sorts as the vowel that it lengthens: えーあい as ええあい.
const rows = {
  あ: 'あかさたなはまやらわ',
  い: 'いきしちにひみりゐ',
  う: 'うくすつぬふむゆる',
  え: 'えけせてねへめれゑ',
  お: 'おこそとのほもよろを',
  ん: 'ん',
};
const vowels = new Map(Object.entries(rows).flatMap(([vowel, row]) => Array.from(row, (kana) => [kana, vowel])));

// Iteration marks sort as what they repeat: いすゞ as いすす, since voicing is folded; 々 repeats a kanji.
const repeats = { kana: /[ゝヽ]/, before: /[ぁ-ゖ]/, kanji: /[々〻]/ };

const expandMarks = (text: string): string => {
  let expanded = '';
  let previous = '';
  for (const character of text) {
    let next = character;
    if (character === 'ー') next = vowels.get(previous) ?? character;
    else if (repeats.kana.test(character)) next = repeats.before.test(previous) ? previous : character;
    else if (repeats.kanji.test(character)) next = previous || character;
    expanded += next;
    previous = next;
  }
  return expanded;
};

const fold = (text: string): string =>
  expandMarks(
    text
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[\u30A1-\u30F6]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60))
      .replace(/\p{Mn}/gu, '')
      .replace(/[ぁぃぅぇぉっゃゅょゎゕゖ\u31F0-\u31FF]/g, (kana) => large[small.indexOf(kana)] ?? kana),
  )
    .replace(/[・･\p{P}]/gu, '')
    .replace(/[^ -~]/g, latinKey)
    .replace(/\s+/g, ' ')
    .trim();

/**
 * Returns a key that sorts names when it is compared byte by byte, as SQL does. Width, hiragana and katakana, voicing,
 * small kana, long vowels, iteration marks, accents, strokes and case are folded and punctuation is left out; the name
 * itself (NFKC) breaks ties.
 */
export const collationKey = (text: string): string => `${fold(text)}\u0001${text.normalize('NFKC')}`;

// Up to the kana, and what else the rules name.
const sample = `${Array.from({ length: 0x3200 }, (_, code) => String.fromCharCode(code)).join('か')}々ﾞ`;

/** Returns a digest of the collation, by what it does: where it changes, sort keys that are stored are out of date. */
export const collationDigest = lazy(() => digestOf(collationKey(sample)));
