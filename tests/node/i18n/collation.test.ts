import { afterAll, describe, expect, it } from 'vitest';
import { collationKey } from '../../../src/i18n/collation.ts';
import { languageTags } from '../../../src/languages.ts';
import { ask } from '../../support/ask.ts';
import { put } from '../../support/put.ts';
import { recordFiles } from '../../support/records.ts';
import { newTerm, startOver } from '../../support/state.ts';

interface Listed {
  items: { slug: string; name: string }[];
}
const listed = async (path: string) => ((await ask(path)).json as Listed).items;
const slugsOf = async (path: string) => (await listed(path)).map(({ slug }) => slug);
const namesOf = async (path: string) => (await listed(path)).map(({ name }) => name);

const bytes = (text: string) => [...new TextEncoder().encode(text)].map((byte) => String.fromCharCode(byte)).join('');
/** Sorts as SQL does: by the bytes of the keys. */
const sorted = (names: readonly string[]) =>
  names.toSorted((one, other) => (bytes(collationKey(one)) < bytes(collationKey(other)) ? -1 : 1));
const folded = (name: string) => collationKey(name).split('\u0001')[0];

describe('names that a directory puts at one place', () => {
  it.each([
    ['が', 'か'],
    ['ぱ', 'は'],
    ['ばす', 'はす'],
    ['っ', 'つ'],
    ['きょう', 'きよう'],
    ['ァ', 'あ'],
    ['ヴ', 'う'],
    ['ヷ', 'わ'],
    ['ヶ', 'け'],
    ['カタカナ', 'かたかな'],
    ['ｶﾞｯｺｳ', 'かつこう'],
    ['データ', 'てえた'],
    ['ルール', 'るうる'],
    ['シー', 'しい'],
    ['ﾌﾟﾛｼﾞｪｸﾄ', 'ふろしえくと'],
    ['サーバー', 'さあはあ'],
    ['んー', 'んん'],
    ['らあーめん', 'らああめん'],
    ['いすゞ', 'いすす'],
    ['みすゞ', 'みすす'],
    ['こゝろ', 'こころ'],
    ['バナヽ', 'はなな'],
    ['スヾキ', 'すすき'],
    ['きゃゝ', 'きやや'],
    ['佐々木', '佐佐木'],
    ['ㇱㇽ', 'しる'],
    ['ゟ', 'より'],
    ['ゞ', 'ゝ'],
    ['ＡＩ', 'ai'],
    ['Éire', 'eire'],
    ['Łukasz', 'lukasz'],
    ['Østergaard', 'ostergaard'],
    ['Straße', 'strasse'],
    ['STRAẞE', 'strasse'],
    ['Đorđević', 'dordevic'],
    ['Ægir', 'aegir'],
    ['œuvre', 'oeuvre'],
    ['İzmir', 'izmir'],
    ['Ħamrun', 'hamrun'],
    ['デジタル・グループ', 'てしたるくるうふ'],
    ["Information Commissioner's Office", 'information commissioners office'],
    ['  二  字  ', '二 字'],
  ])('%s stands where %s does', (name, place) => expect(folded(name)).toBe(place));
});

describe('names in order', () => {
  it.each([
    [
      '五十音',
      ['あお', 'いし', 'うえ', 'かき', 'さけ', 'たに', 'なつ', 'はな', 'まつ', 'やま', 'らく', 'わた', 'をん'],
    ],
    ['voicing only decides between equals', ['かき', 'がき', 'かく']],
    ['small kana beside large', ['きゃく', 'きやく', 'きよう']],
    ['a long vowel', ['ええ', 'エー', 'えき']],
    ['hiragana and katakana', ['さくら', 'サクラ', 'さけ']],
    ['family name before given name', ['き しんぞう', 'きし あき', 'きし のぶちよ', 'きた じろう']],
    ['Latin before kana before kanji', ['AI', 'zebra', 'あい', '愛']],
    [
      'iteration marks as what they repeat',
      ['いすか', 'いすず', 'いすゞ', 'いすみ', 'いすんな', 'こころ', 'こゝろ', 'ここん'],
    ],
    [
      'letters with strokes beside their base',
      ['Laurent', 'Łukasz', 'Lynch', 'Oslo', 'Østergaard', 'Otto', 'Strand', 'Straße', 'Straw', 'Zola'],
    ],
    [
      'letters of their own behind the letter that CLDR puts them at',
      ['ibis', 'izzo', 'Isık', 'Işık', 'ısırgan', 'jam', 'tzar', 'ŧa', 'uza', 'Zola', 'zulu', 'Þór', 'あい'].toSorted(
        (one, other) => new Intl.Collator('en').compare(one, other),
      ),
    ],
    ['a shorter name before what it begins', ['かい', 'かい さん', 'かいさん', 'がいさん']],
  ])('%s', (_, names) => {
    expect(sorted(names.toReversed())).toEqual(names);
    expect(sorted(names)).toEqual(names);
  });

  it('equal names are told apart by how they are written, always the same way', () => {
    expect(collationKey('ハハ')).not.toBe(collationKey('はは'));
    expect(collationKey('ハハ')).not.toBe(collationKey('パパ'));
    expect(collationKey('ﾊﾊ')).toBe(collationKey('ハハ'));
  });
});

it('letters of the Latin script are in the order of the root collation of CLDR', () => {
  const { compare } = new Intl.Collator('en', { sensitivity: 'base' });
  const letters = Array.from({ length: 0x250 }, (_, code) => String.fromCharCode(code)).filter(
    (letter) => /\p{Script=Latin}/u.test(letter) && /\p{L}/u.test(letter) && letter !== 'ŉ',
  );
  const places = letters.toSorted((one, other) => compare(one, other) || (one < other ? -1 : 1));
  const foldedLetters = (names: readonly string[]) => names.map((name) => bytes(`${folded(name)}`));
  expect(foldedLetters(places)).toEqual(foldedLetters(places).toSorted());
});

describe('a reader finds new names where a directory has them', () => {
  afterAll(startOver);

  it('in Japanese by their readings, in English by their letters', async () => {
    const readings = ['いすんな', 'いすみ', 'いすゞ', 'いすか'];
    const names = ['Zola', 'Straße', 'Strasse', 'Łukasz', 'Lukas', 'Lumen', 'Østergaard', 'Otto'];
    await put(
      ...readings.map((reading, index) =>
        newTerm(`sorted-ja-${index}`, { ja: { name: '語', reading, definition: '語。' } }),
      ),
      ...names.map((name, index) => newTerm(`sorted-en-${index}`, { en: { name, definition: name } })),
    );
    const slugs = async (language: string) =>
      (await slugsOf(`/${language}/terms.json?limit=100`)).filter((slug) => slug.startsWith(`sorted-${language}`));
    expect(await slugs('ja')).toEqual(['sorted-ja-3', 'sorted-ja-2', 'sorted-ja-1', 'sorted-ja-0']);
    expect((await slugs('en')).map((slug) => names[Number(slug.slice(-1))])).toEqual([
      'Lukas',
      'Łukasz',
      'Lumen',
      'Østergaard',
      'Otto',
      'Strasse',
      'Straße',
      'Zola',
    ]);
  });
});

describe('every kind has its order', () => {
  it('people in Japanese by reading, in English by family name', async () => {
    expect(await namesOf('/ja/participants.json')).toEqual(
      '阿達雅志 大串正樹 金子恭之 岸信千世 ジェレミー・クイン 上月良祐 河野太郎 古賀友一郎 佐々木祐二 マーガレット・ジョーンズ ポール・スカリー 柘植芳文 土田慎 ナディーン・ドリース サキ・バティ 平井裕秀 トム・リード ジュリア・ロペス ジュリア・ロングボトム 渡辺孝一'.split(
        ' ',
      ),
    );
    expect(await namesOf('/en/participants.json')).toEqual(
      'Adachi Masashi,Saqib Bhatti,Nadine Dorries,Hirai Hirohide,Margaret Jones,Kaneko Yasushi,Kishi Nobuchiyo,Koga Yuichiro,Kono Taro,Kozuki Ryosuke,Julia Longbottom,Julia Lopez,Ogushi Masaki,Jeremy Quin,Tom Read,Sasaki Yuji,Paul Scully,Tsuchida Shin,Tsuge Yoshifumi,Watanabe Koichi'.split(
        ',',
      ),
    );
  });

  it.each(languageTags)('Joint Actions as the two sides list them, in %s', async (language) => {
    expect(await slugsOf(`/${language}/actions.json`)).toEqual([
      'vendor-diversification',
      'semiconductors',
      'ai',
      'data',
      'digital-transformation',
      'cyber-resilience',
      'online-safety',
      'digital-markets',
    ]);
  });

  it.each(['councils', 'outcomes', 'documents'])('%s newest first', async (kind) => {
    const inOrder = recordFiles
      .filter((file) => file.kind === kind)
      .map(({ slug, record }) => ({ slug, ...(record as { facts: { date: string; order?: number } }).facts }))
      .sort((a, b) => b.date.localeCompare(a.date) || (a.order ?? 9999) - (b.order ?? 9999));
    for (const language of languageTags)
      expect(await slugsOf(`/${language}/${kind}.json`)).toEqual(inOrder.map(({ slug }) => slug));
  });

  it('the rest by name: in Japanese by 五十音, Latin names before kana', async () => {
    expect(await namesOf('/ja/organisations.json')).toEqual([
      'Information Commissioner’s Office',
      '英国内閣府',
      '科学・イノベーション・技術省',
      '経済産業省',
      '政府デジタルサービス',
      '総務省',
      '中央デジタル・データ・オフィス',
      '駐日英国大使館',
      'デジタル庁',
      'デジタル・文化・メディア・スポーツ省',
    ]);
    expect(await namesOf('/ja/partnerships.json')).toEqual([
      '日英デジタル・グループ',
      '日英デジタルパートナーシップ',
      '半導体パートナーシップ',
    ]);
    expect((await namesOf('/ja/terms.json')).slice(0, 6)).toEqual([
      'AI安全性サミット',
      'AIセーフティ・インスティテュート',
      '越境プライバシールール（CBPR）',
      'オープンな無線アクセスネットワーク（Open RAN）',
      '化合物半導体',
      'ガバメントクラウド',
    ]);
    for (const kind of ['organisations', 'roles', 'partnerships', 'terms']) {
      const names = (await namesOf(`/en/${kind}.json`)).map((name) =>
        String(name)
          .toLowerCase()
          .replace(/[^\w ]/g, ''),
      );
      expect(names, kind).toEqual(names.toSorted());
    }
  });
});
