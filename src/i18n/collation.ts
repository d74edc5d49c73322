// Small kana sort as their large ones, as in the 五十音 order of a directory.
const small = 'ぁぃぅぇぉっゃゅょゎゕゖ';
const large = 'あいうえおつやゆよわかけ';

// The long-vowel mark sorts as the vowel that it lengthens: えーあい as ええあい.
const rows = {
  あ: 'あかさたなはまやらわ',
  い: 'いきしちにひみりゐ',
  う: 'うくすつぬふむゆる',
  え: 'えけせてねへめれゑ',
  お: 'おこそとのほもよろを',
};
const lengthen = (text: string): string =>
  text.replace(/(.)(ー+)/gu, (all, kana: string, marks: string) => {
    const [vowel] = Object.entries(rows).find(([, row]) => row.includes(kana)) ?? [];
    return vowel ? kana + vowel.repeat(marks.length) : all;
  });

const fold = (text: string): string =>
  lengthen(
    text
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[\u30A1-\u30F6]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60))
      .replace(/\p{Mn}/gu, '')
      .replace(/[ぁぃぅぇぉっゃゅょゎゕゖ]/g, (kana) => large[small.indexOf(kana)] ?? kana),
  )
    .replace(/[・･\p{P}]/gu, '')
    .replace(/\s+/g, ' ')
    .trim();

/**
 * Returns a key that sorts names when it is compared byte by byte, as SQL does. Width, hiragana and katakana, voicing,
 * small kana, long vowels, accents and case are folded and punctuation is left out; the name itself (NFKC) breaks ties.
 */
export const collationKey = (text: string): string => `${fold(text)}\u0001${text.normalize('NFKC')}`;
