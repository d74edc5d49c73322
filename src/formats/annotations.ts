import { fallbackText, unverifiedText } from '../i18n/annotations.ts';
import { messagesFor } from '../i18n/messages.ts';
import type { Kind } from '../kinds/index.ts';
import type { Language } from '../languages.ts';
import { type Annotations, languageAt } from '../model/view.ts';

/** A view, as far as marking its texts needs it. */
export type AnnotatedView = Pick<Annotations, 'fallbacks' | 'unverified'> & { kind: Kind; language: Language };

/** Appends the language that the text at a JSON Pointer falls back to, in brackets and in the language of the view. */
export const withFallbackMark = (view: AnnotatedView, text: string, pointer: string): string => {
  const messages = messagesFor(view.language);
  const fallback = view.fallbacks[pointer];
  if (!fallback || fallback === view.language) return text;
  return text + messages.t('page.aside', { text: fallbackText(messages, view.kind, pointer, fallback) });
};

const withDoubt = (view: AnnotatedView, text: string, pointer: string, language: Language): string => {
  if (!view.unverified.includes(pointer)) return text;
  const messages = messagesFor(language);
  return text + messages.t('page.aside', { text: unverifiedText(messages, view.kind, pointer) });
};

/** Appends marks to a text, in the language of the view: which language it falls back to, and what of it is unverified. */
export const withMarks = (view: AnnotatedView, text: string, pointer: string): string =>
  withDoubt(view, withFallbackMark(view, text, pointer), pointer, view.language);

/**
 * Appends to a text what of it is unverified, for formats that state the language of a text otherwise. The mark is in the
 * language of the text.
 */
export const withUnverifiedMark = (view: AnnotatedView, text: string, pointer: string): string =>
  withDoubt(view, text, pointer, languageAt(view, pointer));
