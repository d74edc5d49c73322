import type { Content } from '../../kinds/record-schema.ts';
import { type Language, languageTags } from '../../languages.ts';

/** A valid record, as an editor writes it and a file of content/ contains it. */
export interface ValidRecord extends Content {
  published?: string;
  languages?: readonly Language[];
}

/**
 * Returns the languages in which a record is to be published: those that it names, else those in which it has texts, so
 * that a language that the service gets later makes no record invalid. A record without texts lacks all languages.
 */
export const languagesOfRecord = ({ languages, texts }: ValidRecord): readonly Language[] => {
  if (languages) return languages;
  const present = languageTags.filter((language) => texts[language]);
  return present.length > 0 ? present : languageTags;
};
