import type { Language } from '../languages.ts';
import type { ItemView } from '../model/view.ts';
import type { EmbedVariant } from '../url.ts';
import { Card } from './card.tsx';
import { frame } from './frame.tsx';
import { type ProblemBody, ProblemCard } from './problem.tsx';

/** A shape as what writes it: a format whose name stands in the path before the collection, not after the slug. */
export interface EmbedFormat {
  extension: EmbedVariant;
  mediaType: 'text/html';
  contentType: string;
  item(reading: ItemView, places: { origin: string; id: string }): string;
}

/** An item in a shape, in a theme where the shape has any. */
export const embedFormat = (shape: EmbedVariant, theme?: string): EmbedFormat => ({
  extension: shape,
  mediaType: 'text/html',
  contentType: 'text/html; charset=utf-8',
  item: (reading, { origin }) => {
    if (shape === 'card') return `${<Card reading={reading} origin={origin} />}\n`;
    const { language, name, slug } = reading;
    return frame({ language, title: name ?? slug, theme, card: <Card reading={reading} origin={origin} alone /> });
  },
});

/** A problem in a shape: a card that says it, or a page with that card. */
export const embedProblem = (shape: EmbedVariant, language: Language, said: ProblemBody, origin: string): string => {
  if (shape === 'card') return `${<ProblemCard language={language} said={said} origin={origin} />}\n`;
  const card = <ProblemCard language={language} said={said} origin={origin} alone />;
  return frame({ language, title: said.title, theme: undefined, card });
};
