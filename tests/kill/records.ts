import { readingOf } from '../support/reading.ts';

/** A made-up item, by the slug that it has now. */
export interface Place {
  kind: 'terms' | 'organisations' | 'roles';
  slug: string;
}

/** The slugs of every kind: those of made-up items, and of real ones that they link to. */
export const madeUpSlugs = Array.from({ length: 12 }, (_, index) => `made-up-${index + 1}`);
export const realOrganisations = ['digital-agency', 'mic', 'dsit', 'gds'];

const provenance = {
  sources: [{ href: 'https://example.jp/source', language: 'en' }],
  licence: 'https://creativecommons.org/licenses/by/4.0/',
};

/** Makes a record, with a word in its name that no other has, and links to organisations. */
export const recordOf = (kind: Place['kind'], word: string, organisations: readonly string[]) => {
  const [first = 'digital-agency', second] = organisations;
  const texts = {
    ja: { name: `件名${word}`, reading: `けんめい${readingOf(word)}` },
    en: { name: `Name ${word}` },
  };
  switch (kind) {
    case 'terms': {
      const definitions = { ja: `${word}の定義。`, en: `What ${word} means.` };
      return {
        facts: provenance,
        texts: {
          ja: { ...texts.ja, definition: definitions.ja },
          en: { ...texts.en, definition: definitions.en },
        },
      };
    }
    case 'organisations':
      return {
        facts: { country: 'JP', parent: first, ...(second && { predecessor: second }), ...provenance },
        texts,
      };
    case 'roles':
      return { facts: { organisation: first, ...provenance }, texts };
  }
};
