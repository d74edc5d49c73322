import { messagesFor } from '../i18n/messages.ts';
import type { Language } from '../languages.ts';
import { type Annotations, languageAt } from '../model/view.ts';

/**
 * A text as people read it where nothing else can mark it, or the values at other pointers that it stands for: what no
 * source confirms is not shown as certain. The remark is in the language of the text, which is that at the first pointer.
 */
export const withUnverifiedMark = (
  noted: Pick<Annotations, 'fallbacks' | 'unverified'> & { language: Language },
  text: string,
  ...at: readonly string[]
): string => {
  const { t } = messagesFor(languageAt(noted, at[0] ?? ''));
  return at.some((pointer) => noted.unverified.includes(pointer))
    ? text + t('page.aside', { text: t('page.unverified') })
    : text;
};
