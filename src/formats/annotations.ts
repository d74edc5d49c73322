import { messagesFor } from '../i18n/messages.ts';
import type { Language } from '../languages.ts';
import { type Annotations, languageAt } from '../model/view.ts';

/** A view, as far as marking its texts needs it. */
export type AnnotatedView = Pick<Annotations, 'fallbacks' | 'unverified'> & { language: Language };

/**
 * Appends marks to the text at a JSON Pointer, each in brackets and in the language of the view: which language the
 * text falls back to, and that no source confirms it.
 */
export const withMarks = (view: AnnotatedView, text: string, pointer: string): string => {
  const { t, languageName } = messagesFor(view.language);
  const fallback = view.fallbacks[pointer];
  const marks = [
    ...(fallback && fallback !== view.language ? [t('page.onlyInBriefly', { language: languageName(fallback) })] : []),
    ...(view.unverified.includes(pointer) ? [t('page.unverified')] : []),
  ];
  return text + marks.map((mark) => t('page.aside', { text: mark })).join('');
};

/**
 * Appends the unverified mark to a text if no source confirms the value at one of `pointers`, for formats that state the
 * language of a text otherwise. The mark is in the language of the text, which is the one at the first pointer.
 */
export const withUnverifiedMark = (view: AnnotatedView, text: string, ...pointers: readonly string[]): string => {
  if (!pointers.some((pointer) => view.unverified.includes(pointer))) return text;
  const { t } = messagesFor(languageAt(view, pointers[0] ?? ''));
  return text + t('page.aside', { text: t('page.unverified') });
};
