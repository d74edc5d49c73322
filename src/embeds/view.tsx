import type { Child } from 'hono/jsx';
import { type Messages, messagesFor } from '../i18n/messages.ts';
import { definitionOf, type Kind } from '../kinds/index.ts';
import type { Language } from '../languages.ts';
import { type Annotations, type ItemReference, type ItemView, pageOf } from '../model/view.ts';
import { type AnnotatedView, LocalizedValue, Marks } from '../pages/text.tsx';

/** The messages and annotations that the values of a card are displayed with. */
export const annotatedView = ({
  kind,
  language,
  fallbacks,
  unverified,
}: Pick<Annotations, 'fallbacks' | 'unverified'> & { kind: Kind; language: Language }): AnnotatedView & {
  messages: Messages;
} => ({
  kind,
  messages: messagesFor(language),
  fallbacks,
  unverified: new Set(unverified),
  embedded: true,
});

/** An item as the parts of its card see it. */
export interface CardView extends AnnotatedView {
  item: ItemView;
  definition: ReturnType<typeof definitionOf>;
}

export const cardView = (item: ItemView): CardView => ({
  ...annotatedView(item),
  item,
  definition: definitionOf(item.kind),
});

/** A reference as a link to the item it names; its text is `children`, by default the name. */
export const Reference = ({
  view,
  at,
  to,
  children,
}: {
  view: AnnotatedView;
  at: string;
  to: ItemReference;
  children?: Child;
}) => (
  <>
    <LocalizedValue view={view} at={`${at}/name`}>
      <a href={pageOf(to)}>{children ?? to.name ?? to.slug}</a>
    </LocalizedValue>
    <Marks view={view} at={`${at}/kind`} />
  </>
);
