import type { Language } from '../languages.ts';
import type { ItemView } from '../model/view.ts';
import type { EmbedVariant } from '../url.ts';
import { Card } from './card.tsx';
import { frame } from './frame.tsx';
import { type ProblemBody, ProblemCard } from './problem.tsx';

/** A format whose name is the first segment of a path, not an extension. */
export interface EmbedFormat {
  extension: EmbedVariant;
  mediaType: 'text/html';
  contentType: string;
  item(item: ItemView, urls: { origin: string; id: string }): string;
}

/** Returns the format of a variant; a frame may have a theme. */
export const embedFormat = (variant: EmbedVariant, theme?: string): EmbedFormat => ({
  extension: variant,
  mediaType: 'text/html',
  contentType: 'text/html; charset=utf-8',
  item: (item, { origin }) => {
    if (variant === 'card') return `${<Card item={item} origin={origin} />}\n`;
    const { language, name, slug } = item;
    return frame({ language, title: name ?? slug, theme, card: <Card item={item} origin={origin} alone /> });
  },
});

/** Renders a problem as a card, or as a page with that card. */
export const embedProblem = (
  variant: EmbedVariant,
  language: Language,
  problem: ProblemBody,
  origin: string,
): string => {
  if (variant === 'card') return `${<ProblemCard language={language} problem={problem} origin={origin} />}\n`;
  const card = <ProblemCard language={language} problem={problem} origin={origin} alone />;
  return frame({ language, title: problem.title, theme: undefined, card });
};
