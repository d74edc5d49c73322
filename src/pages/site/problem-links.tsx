import type { Child } from 'hono/jsx';
import type { Messages } from '../../i18n/messages.ts';
import { kinds } from '../../kinds/index.ts';
import { languages } from '../../languages.ts';
import { type Annotations, type ItemReference, pageOf } from '../../model/view.ts';
import { Marks } from '../text.tsx';
import { WrappedText } from '../wrapped-text.tsx';

const Part = ({ title, children }: { title: string; children: Child }) => (
  <section>
    <h2>{title}</h2>
    {children}
  </section>
);

/** The item that replaces a withdrawn one, with the annotations of its name at `/replacement/name`. */
export interface ReplacementLink {
  replacement: ItemReference;
  fallbacks?: Annotations['fallbacks'];
  unverified?: readonly string[];
}

/** A link to the item that replaces a withdrawn one. */
export const Replacement = ({ messages, link }: { messages: Messages; link: ReplacementLink }) => {
  const { replacement, fallbacks = {}, unverified } = link;
  const { kind, slug, name } = replacement;
  const pointer = '/replacement/name';
  const view = { kind, messages, fallbacks, unverified: new Set(unverified) };
  return (
    <Part title={messages.t('problem.replacement')}>
      <p>
        <a href={pageOf(replacement)} {...(fallbacks[pointer] && { lang: fallbacks[pointer] })}>
          <WrappedText text={name ?? slug} />
        </a>
        <Marks view={view} at={pointer} />
        <Marks view={view} at="/replacement/kind" />
      </p>
    </Part>
  );
};

/** Links to the same path in other languages. */
export const Alternates = ({
  messages: { t },
  alternates,
}: {
  messages: Messages;
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

/** The valid values, each as a link if `paths` has one for it. */
export const Available = ({
  messages: { t },
  available,
  paths,
}: {
  messages: Messages;
  available: readonly string[];
  paths: Readonly<Record<string, string>>;
}) => (
  <Part title={t('problem.available')}>
    <ul>
      {available.map((value) => (
        <li>{paths[value] ? <a href={paths[value]}>{value}</a> : <code>{value}</code>}</li>
      ))}
    </ul>
  </Part>
);

/** Links to all collections. */
export const Collections = ({ messages: { t, language } }: { messages: Messages }) => (
  <section aria-labelledby="look">
    <p id="look">{t('problem.look')}</p>
    <ul class="links">
      {kinds.map((kind) => (
        <li>
          <a href={`/${language}/${kind}.html`}>{t(`kinds.${kind}`)}</a>
        </li>
      ))}
    </ul>
  </section>
);

// An empty reference is the URL of the page itself (RFC 3986 §4.4).
const samePage = '';

/** A link that requests the same URL again, with its query. */
export const Retry = ({ messages: { t } }: { messages: Messages }) => (
  <p>
    <a href={samePage}>{t('problem.retry')}</a>
  </p>
);
