import { messagesFor } from '../../i18n/messages.ts';
import { languages } from '../../languages.ts';
import { Translations } from '../head.tsx';
import { page } from '../layout.tsx';
import { type BuilderState, builderPath, KindLinks, PageLinks, SelectionForm } from './embed-builder-form.tsx';

/** The sorts of snippets, in the order in which they are offered. */
const methods = ['element', 'room', 'iframe', 'esi', 'ssi', 'style', 'markdown'] as const;

/** What the page shows: the form, and the snippets for the chosen item. */
export interface EmbedBuilder extends BuilderState {
  origin: string;
  snippets: (Readonly<Record<(typeof methods)[number], string>> & { src: string }) | undefined;
}

const Result = ({ language, chosen, snippets }: EmbedBuilder) => {
  const { t } = messagesFor(language);
  if (!chosen || !snippets) return <p>{t('builder.none')}</p>;
  const { kind, slug, name, lang, theme } = chosen;
  const languagePrefix = chosen.language ? `/${chosen.language}` : '';
  return (
    <>
      <h2>{t('builder.result')}</h2>
      <h3>{t('builder.ways.element')}</h3>
      <joint-action src={`${languagePrefix}/${kind}/${slug}`} {...(theme && { theme })}>
        <a href={`/${chosen.language ?? language}/${kind}/${slug}`} {...(lang && { lang })}>
          {name}
        </a>
      </joint-action>
      <h3>{t('builder.ways.iframe')}</h3>
      <iframe
        class="builder-frame"
        src={new URL(snippets.src).pathname + new URL(snippets.src).search}
        title={name}
        width="600"
        height="480"
      />
      <h2>{t('builder.codes')}</h2>
      <p>{t('builder.codesHelp')}</p>
      {methods.map((method) => (
        <>
          <h3 id={`way-${method}`}>{t(`builder.ways.${method}`)}</h3>
          <p>{t(`builder.help.${method}`)}</p>
          <textarea
            class="builder-code"
            readonly
            rows={method === 'element' ? 4 : 2}
            aria-labelledby={`way-${method}`}
            spellcheck={false}
          >
            {snippets[method]}
          </textarea>
        </>
      ))}
    </>
  );
};

/** Renders the embed builder. Only the preview of the element needs script. */
export const embedBuilderPage = (props: EmbedBuilder): string => {
  const { language, origin, chosen, kind } = props;
  const { t } = messagesFor(language);
  const title = t('builder.title');
  const parameters = chosen ? { item: `${chosen.kind}/${chosen.slug}` } : { kind };
  return page({
    language,
    title,
    description: t('builder.about'),
    trail: [],
    inLanguages: Object.fromEntries(languages.map(({ tag }) => [tag, builderPath(tag, chosen, parameters)])),
    head: (
      <>
        <Translations origin={origin} language={language} path="/embed-builder" />
        <link rel="stylesheet" href="/embed-builder.css" />
        <script type="module" src="/embed.js" />
      </>
    ),
    main: (
      <>
        <h1>{title}</h1>
        <p class="lead">{t('builder.about')}</p>
        <KindLinks {...props} />
        <SelectionForm {...props} />
        <PageLinks {...props} />
        <Result {...props} />
      </>
    ),
  });
};

declare module 'hono/jsx' {
  namespace JSX {
    interface IntrinsicElements {
      'joint-action': { src: string; theme?: string; children?: unknown };
    }
  }
}
