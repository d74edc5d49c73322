import type { Notes } from '../edition.ts';
import type { Language } from '../languages.ts';
import { wordsOf } from '../words.ts';

/**
 * A text as people read it where nothing else can mark it, or the values at other pointers that it stands for: what no
 * source confirms is not shown as certain.
 */
export const remarked = (
  { language, unverified }: Pick<Notes, 'unverified'> & { language: Language },
  text: string,
  ...at: readonly string[]
): string => {
  const { t } = wordsOf(language);
  return at.some((pointer) => unverified.includes(pointer))
    ? text + t('page.aside', { text: t('page.unverified') })
    : text;
};
