import { createEditorClient } from '../../cli/client.ts';

const facts = {
  sources: [{ href: 'https://www.gov.uk/', language: 'en' }],
  licence: 'https://creativecommons.org/licenses/by/4.0/',
};

const ja =
  '国際的なデータ流通の信頼性確保及び越境プライバシー規則の相互運用性向上に関する実務者会合における合意文書の附属書';
const en =
  'Supercalifragilisticexpialidocious-interoperability framework for trustworthy cross-border data flows, privacy rules and mutual recognition';

const address = `https://www.gov.uk/${'government-publications-'.repeat(12)}`;

/** Terms that are hard on a page: with very long names and addresses, and in one language only. */
const terms = {
  'odd-long': {
    facts: { ...facts, aliases: [{ text: en, language: 'en', source: address }] },
    texts: { ja: { name: ja, definition: ja.repeat(8) }, en: { name: en, definition: `${en}. `.repeat(6).trim() } },
  },
  'odd-english': { languages: ['en'], facts, texts: { en: { name: 'Said in English', definition: 'Only there.' } } },
  'odd-japanese': { languages: ['ja'], facts, texts: { ja: { name: '日本語の用語', definition: '英語にない。' } } },
};

/** Publishes them. */
export const publishOdd = async (editorOrigin: string): Promise<void> => {
  const items = Object.entries(terms).map(([slug, record]) => ({ kind: 'terms', slug, record, match: null }));
  const made = await createEditorClient(editorOrigin, 'en')('POST', '/publications', { items });
  if (made.status !== 200) throw new Error(`the odd terms were not published: ${JSON.stringify(made)}`);
};
