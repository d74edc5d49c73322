import { micromark } from 'micromark';
import { gfmTable, gfmTableHtml } from 'micromark-extension-gfm-table';
import { describe, expect, it } from 'vitest';
import { locales } from '../../../locales/index.generated.ts';
import api from '../../../locales/ja/api.json' with { type: 'json' };
import { documentIn, documents, each, names } from '../../support/docs/documents.ts';

const words = import.meta.glob<string>('../../../locales/ja/{ui,problems,api,deploy}.json', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const japanese = [
  ...names.map((name) => [name, documentIn('ja', name)] as const),
  ...Object.entries(words).map(([path, text]) => [path.replace('../../../', ''), text] as const),
];

/** What else the thing could be called, and what it is called here. */
const called = [
  [/取り組み(?!ます)|取決め/, '取組'],
  [/取り下げ/, '公開の終了'],
  [/典拠/, '出典'],
  [/公開者/, '公開担当者'],
  [/クッキー/, 'Cookie'],
  [/状態コード/, 'ステータスコード'],
  [/ホーム(?!ページ)/, 'トップページ'],
  [/リファレンス/, 'APIの仕様'],
  [/知らない(?:パラメーター|フィールド)/, '未知の…'],
  [/(?:ユーザ|サーバ|ブラウザ|フォルダ|パラメータ|ヘッダ|パーサ)(?!ー)/, '長音を付ける'],
  [/(?<!\p{Script=Han})他の/u, 'ほかの'],
  [/わか[らりるっ]/, '分か…'],
  [/\d(?:KB|MB|GB)/, '数字と単位の間を空ける'],
] as const;

describe('in Japanese one thing has one word', () => {
  it.each(japanese)('%s', (_, text) => {
    for (const [other, word] of called) expect(other.exec(text)?.[0], `is called ${word}`).toBeUndefined();
  });

  it('brackets and colons beside Japanese characters are full-width', () => {
    const halfWidth = /[\p{sc=Hira}\p{sc=Kana}\p{sc=Hani}ー][(:)]|[()][\p{sc=Hira}\p{sc=Kana}\p{sc=Hani}]/u;
    const files = import.meta.glob<string>('../../../locales/ja/*.json', {
      query: '?raw',
      import: 'default',
      eager: true,
    });
    for (const [path, text] of Object.entries(files))
      expect(halfWidth.exec(text.replace(/\]\([^)\s]*\)/g, ''))?.[0], path).toBeUndefined();
  });

  it('a code is called the same on pages and in the reference', () => {
    const { commitment, ...ui } = locales.ja.ui.codes;
    const { codes } = api;
    expect(codes['commitments.kind']).toEqual(commitment);
    for (const of of ['type', 'level', 'mode', 'status'] as const) expect(codes[of], of).toEqual(ui[of]);
  });
});

/** Words of no meaning to an outsider, and the field's own. */
const plain = [
  [/\bvantages?\b/, 'language and fallback'],
  [/\b(?:rooms?|floors?) of\b/, 'module, layer'],
  [/\bowed?s?\b/, 'in the outbox'],
  [/\bstands? (?:in|on|beside|behind|under|between|with)\b/, 'is'],
  [/\b(?:is|are|was|were) told\b/, 'gets, learns'],
  [/\b(?:it|they) bears?\b|\bthat bears?\b|\bedition bears\b/, 'has'],
  [/\bmade anew\b/, 'rebuilt'],
  [/\bput (?:aside|in order)\b/, 'set aside, rebuilt'],
  [/\bhas caches forget\b|\btold to forget\b/, 'purge'],
] as const;

describe('in English one thing has the word of its field', () => {
  it.each(Object.entries(documents).filter(([path]) => !path.includes('/ja/') && !path.endsWith('.ja.md')))(
    '%s',
    (_, text) => {
      for (const [other, word] of plain) expect(other.exec(text)?.[0], `is: ${word}`).toBeUndefined();
    },
  );
});

describe('a document reads as it was written', () => {
  it.each(each)('%s in %s: what is emphasised is, and no asterisk is left', (name, language) => {
    const html = micromark(documentIn(language, name), { extensions: [gfmTable()], htmlExtensions: [gfmTableHtml()] });
    const left = html.replace(/<code[^>]*>.*?<\/code>/gs, '').match(/.{0,20}\*.{0,20}/g);
    expect(left).toBeNull();
  });

  // A line break is a space to whoever reads it, and Japanese has none between words.
  it.each(names)('%s in Japanese: no line breaks off within a paragraph', (name) => {
    const text = documentIn('ja', name).replace(/^```.*?^```/gms, '');
    const letter = '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}、。」）]';
    expect(text).not.toMatch(new RegExp(`.{0,10}${letter}\\n *(?:${letter}|[A-Za-z「（\`\\[]).{0,10}`, 'u'));
  });
});
