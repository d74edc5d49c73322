import { messagesFor } from '../i18n/messages.ts';
import type { Language } from '../languages.ts';
import { type Annotations, languageAt } from '../model/view.ts';

/** A view, as far as marking its texts needs it. */
export type AnnotatedView = Pick<Annotations, 'fallbacks' | 'unverified'> & { language: Language };

/** Appends the language that the text at a JSON Pointer falls back to, in brackets and in the language of the view. */
export const withFallbackMark = (view: AnnotatedView, text: string, pointer: string): string => {
  const { t, languageName } = messagesFor(view.language);
  const fallback = view.fallbacks[pointer];
  if (!fallback || fallback === view.language) return text;
  return text + t('page.aside', { text: t('page.onlyInBriefly', { language: languageName(fallback) }) });
};

/** Appends marks to a text: which language it falls back to, and that no source confirms it. */
export const withMarks = (view: AnnotatedView, text: string, pointer: string): string => {
  const { t } = messagesFor(view.language);
  const mark = view.unverified.includes(pointer) ? t('page.aside', { text: t('page.unverified') }) : '';
  return withFallbackMark(view, text, pointer) + mark;
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
