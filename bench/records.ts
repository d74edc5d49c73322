/**
 * Writes made-up records, always the same for the same number: as large as those of content/ are, and as closely
 * linked. They are for measuring alone. An import of ten thousand is measured like this, beside a running `npm start`:
 *
 *   node bench/records.ts 10000 /tmp/records
 *   time npm run content -- import /tmp/records
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Kind } from '../src/kinds/index.ts';
import { readingOf } from '../tests/support/reading.ts';

/** How many of a hundred thousand records are of which kind, in an order in which none comes before what it points at. */
const shares = [
  ['terms', 10_000],
  ['organisations', 3_000],
  ['roles', 9_000],
  ['participants', 15_000],
  ['partnerships', 200],
  ['actions', 2_000],
  ['councils', 4_800],
  ['outcomes', 40_000],
  ['documents', 16_000],
] as const satisfies readonly (readonly [Kind, number])[];

type MadeKind = (typeof shares)[number][0];

// mulberry32: small, and the same everywhere.
const chanceFrom = (seed: number) => {
  let state = seed;
  return (below: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
};

const sentences = {
  ja: [
    '双方は前回の会合からの進捗を確かめ、今後の進め方を話し合った。',
    '信頼性のあるデータの自由な流通に向け、規制の透明性を高めることで一致した。',
    '半導体のサプライチェーンを強くするため、研究者と技術者の交流を広げる。',
    '行政サービスの設計について、担当者どうしの意見交換を定期的に開く。',
    '中小企業が安全にデジタル技術を使えるよう、手引きを共同で作る。',
  ],
  en: [
    'Both sides looked at progress since the last meeting and agreed on next steps.',
    'They will work for data free flow with trust and for rules that are easy to understand.',
    'Exchanges of researchers and engineers are to make semiconductor supply chains stronger.',
    'People who design public services will meet regularly to share what they have learnt.',
    'A joint guide will help small businesses to use digital technology safely.',
  ],
} as const;

const kana = ['あおき', 'いのうえ', 'うえだ', 'えんどう', 'おがわ', 'かとう', 'きむら', 'くどう', 'こばやし', 'さとう'];
const family = ['青木', '井上', '上田', '遠藤', '小川', '加藤', '木村', '工藤', '小林', '佐藤'];
const latin = ['Aoki', 'Inoue', 'Ueda', 'Endo', 'Ogawa', 'Kato', 'Kimura', 'Kudo', 'Kobayashi', 'Sato'];

const two = (value: number): string => String(value).padStart(2, '0');
const four = (value: number): string => String(value).padStart(4, '0');

/** Makes `count` records, one after another. */
export function* madeRecords(count: number): Generator<{ kind: Kind; slug: string; record: object }> {
  const sizes = new Map<MadeKind, number>(
    shares.map(([kind, share]) => [kind, Math.max(1, Math.round((count * share) / 100_000))]),
  );
  const chance = chanceFrom(20_240_116);
  const one = (kind: MadeKind): string => `${kind}-${chance(sizes.get(kind) ?? 1)}`;
  const pick = <T>(values: readonly T[]): T => values[chance(values.length)] as T;
  const say = (language: 'ja' | 'en', times: number): string =>
    Array.from({ length: times }, () => pick(sentences[language])).join(language === 'ja' ? '' : ' ');
  const texts = (ja: object, en: object) => ({ ja, en });
  const titled = (ja: string, en: string, index: number) => [
    { name: `${ja}${index}`, reading: `${pick(kana)}${readingOf(String(index))}` },
    { name: `${en} ${index}` },
  ];
  const summarised = (ja: string, en: string, index: number, times = 2) => {
    const [japanese, english] = titled(ja, en, index);
    return texts({ ...japanese, summary: say('ja', times) }, { ...english, summary: say('en', times) });
  };
  const dayOf = (index: number): string => `${2000 + (index % 26)}-${two(1 + (index % 12))}-${two(1 + (index % 28))}`;

  const facts: Readonly<Record<MadeKind, (index: number) => object>> = {
    terms: () => ({}),
    organisations: (index) => ({
      country: index % 2 ? 'GB' : 'JP',
      abbreviation: `O${index}`,
      ...(index > 3 && { parent: `organisations-${chance(index)}` }),
    }),
    roles: () => ({ organisation: one('organisations') }),
    participants: (index) => ({ order: index % 2 ? 'given-family' : 'family-given' }),
    partnerships: (index) => ({ level: 'ministerial', launched: dayOf(index) }),
    actions: (index) => ({ order: index + 1, status: 'ongoing', partnership: one('partnerships') }),
    councils: (index) => ({
      ordinal: 1 + (index % 99),
      date: dayOf(index),
      mode: pick(['in-person', 'online', 'hybrid']),
      partnership: one('partnerships'),
      attendances: Array.from({ length: 4 + chance(8) }, (_, place) => ({
        side: place % 2 ? 'GB' : 'JP',
        participant: one('participants'),
        role: one('roles'),
        organisation: one('organisations'),
      })),
      photographs: [{ key: 'main', page: 'https://example.jp/photographs' }],
    }),
    outcomes: () => {
      const council = chance(sizes.get('councils') ?? 1);
      const due = { from: '2026-01-01', until: '2026-03-31' };
      return {
        order: 1 + chance(20),
        date: dayOf(council),
        council: `councils-${council}`,
        action: one('actions'),
        commitments: [
          { key: 'first', kind: 'project', status: 'announced', due },
          { key: 'second', kind: 'exchange', status: 'ongoing' },
        ],
      };
    },
    documents: (index) => ({
      order: 1 + (index % 9),
      type: pick(['agreement', 'joint-statement', 'memorandum', 'press-release']),
      date: dayOf(index),
      url: `https://example.jp/documents/${index}.pdf`,
      mediaType: 'application/pdf',
      size: { bytes: 1000 + index, exact: true, stated: `${1 + (index % 900)}KB` },
      publisher: one('organisations'),
      council: one('councils'),
    }),
  };

  const said: Readonly<Record<MadeKind, (index: number) => object>> = {
    terms: (index) => {
      const [ja, en] = titled('用語', 'Term', index);
      return texts({ ...ja, definition: say('ja', 2) }, { ...en, definition: say('en', 2) });
    },
    organisations: (index) => {
      const [ja, en] = titled('機関', 'Body', index);
      return texts(
        { ...ja, homepage: `https://example.jp/${index}` },
        { ...en, homepage: `https://example.jp/${index}` },
      );
    },
    roles: (index) => {
      const [ja, en] = titled('職', 'Office', index);
      return texts({ ...ja }, { ...en });
    },
    participants: (index) => {
      const which = index % family.length;
      const name = { family: family[which], given: `太郎${index}`, reading: `${kana[which]} たろう` };
      return texts(
        { name, note: say('ja', 1) },
        { name: { family: latin[which], given: `Taro ${index}` }, note: say('en', 1) },
      );
    },
    partnerships: (index) => summarised('連携', 'Partnership', index),
    actions: (index) => summarised('共同作業', 'Joint Action', index),
    councils: (index) => {
      const { ja, en } = summarised('会合', 'Council', index, 3);
      const alt = (language: 'ja' | 'en') => ({ photographs: { main: { alt: say(language, 1) } } });
      return texts({ ...ja, ...alt('ja') }, { ...en, ...alt('en') });
    },
    outcomes: () => {
      const of = (language: 'ja' | 'en') => ({
        summary: say(language, 3),
        commitments: {
          first: { text: say(language, 1), due: { text: language === 'ja' ? '2026年初め' : 'early 2026' } },
          second: { text: say(language, 1) },
        },
      });
      return texts(of('ja'), of('en'));
    },
    documents: (index) => {
      const [ja, en] = titled('文書', 'Document', index);
      return texts({ ...ja }, { ...en });
    },
  };

  for (const [kind] of shares)
    for (let index = 0; index < (sizes.get(kind) ?? 0); index += 1) {
      const sources = Array.from({ length: 1 + chance(3) }, (_, place) => ({
        href: `https://example.jp/${kind}/${four(index)}/sources/${place}/a-page-with-a-name-of-some-length`,
        language: place % 2 ? 'ja' : 'en',
      }));
      const licence = 'https://creativecommons.org/licenses/by/4.0/';
      const published = `${dayOf(index)}T00:00:00Z`;
      const record = { published, facts: { ...facts[kind](index), sources, licence }, texts: said[kind](index) };
      yield { kind, slug: `${kind}-${index}`, record };
    }
}

if (import.meta.main) {
  const [count = '', directory] = process.argv.slice(2);
  if (!/^[1-9]\d*$/.test(count) || !directory) {
    console.error('node bench/records.ts COUNT DIR');
    process.exit(2);
  }
  let written = 0;
  let size = 0;
  for (const { kind, slug, record } of madeRecords(Number(count))) {
    if (written === 0 || slug.endsWith('-0')) await mkdir(join(directory, kind), { recursive: true });
    const json = `${JSON.stringify(record, null, 2)}\n`;
    await writeFile(join(directory, kind, `${slug}.json`), json);
    written += 1;
    size += json.length;
  }
  console.log(`${directory}: ${written} records, ${Math.round(size / written)} characters each`);
}
