import type { Child } from 'hono/jsx';
import type { Messages } from '../../i18n/messages.ts';
import { kinds } from '../../kinds/index.ts';
import { languages } from '../../languages.ts';
import type { Annotations, Card } from '../../model/view.ts';
import { Marks as Remarks, WrappedText } from '../text.tsx';

const Part = ({ title, children }: { title: string; children: Child }) => (
  <section>
    <h2>{title}</h2>
    {children}
  </section>
);

/** What stands in the place of an item that was withdrawn, and what must be said of its name. */
export interface ReplacementLink {
  replacement: Card;
  fallbacks?: Annotations['fallbacks'];
  unverified?: readonly string[];
}

/** The same as a link. */
export const Replacement = ({ words, instead }: { words: Messages; instead: ReplacementLink }) => {
  const { replacement, fallbacks = {}, unverified } = instead;
  const { slug, name, href } = replacement;
  const at = '/replacement/name';
  return (
    <Part title={words.t('problem.replacement')}>
      <p>
        <a href={href} {...(fallbacks[at] && { lang: fallbacks[at] })}>
          <WrappedText text={name ?? slug} />
        </a>
        <Remarks view={{ messages: words, fallbacks, unverified: new Set(unverified) }} at={at} />
      </p>
    </Part>
  );
};

/** The same in other languages. */
export const Alternates = ({
  words: { t },
  alternates,
}: {
  words: Messages;
  alternates: Readonly<Record<string, string>>;
}) => (
  <Part title={t('problem.alternates')}>
    <ul>
      {languages
        .filter(({ tag }) => alternates[tag])
        .map(({ tag, name }) => (
          <li>
            <a href={alternates[tag]} hreflang={tag} lang={tag}>
              {name}
            </a>
          </li>
        ))}
    </ul>
  </Part>
);

/** The values there are in the place of the one that is wrong, each with the place it leads to where that is known. */
export const Available = ({
  words: { t },
  available,
  places,
}: {
  words: Messages;
  available: readonly string[];
  places: Readonly<Record<string, string>>;
}) => (
  <Part title={t('problem.available')}>
    <ul>
      {available.map((value) => (
        <li>{places[value] ? <a href={places[value]}>{value}</a> : <code>{value}</code>}</li>
      ))}
    </ul>
  </Part>
);

/** The collections, for whoever looks for a record that is not where they looked. */
export const Collections = ({ words: { t, language } }: { words: Messages }) => (
  <section aria-labelledby="look">
    <p id="look">{t('problem.look')}</p>
    <ul class="links">
      {kinds.map((kind) => (
        <li>
          <a href={`/${language}/${kind}`}>{t(`kinds.${kind}`)}</a>
        </li>
      ))}
    </ul>
  </section>
);

// An empty reference leads to the document's own URL (RFC 3986 §4.4).
const here = '';

/** The way back to the very URL, query and all, once a fault that passes has passed. */
export const Retry = ({ words: { t } }: { words: Messages }) => (
  <p>
    <a href={here}>{t('problem.retry')}</a>
  </p>
);
