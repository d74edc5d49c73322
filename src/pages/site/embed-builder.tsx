import { frameHeightOf } from '../../embeds/reserved-height.ts';
import { version } from '../../embeds/version.ts';
import { label, messagesFor } from '../../i18n/messages.ts';
import { type Language, languages } from '../../languages.ts';
import { Translations } from '../head.tsx';
import { page } from '../layout.tsx';
import { type BuilderState, builderPath, KindLinks, PageLinks, SelectionForm } from './embed-builder-form.tsx';

/** The sorts of snippets, in the order in which they are offered. */
const methods = [
  'element',
  'iframe',
  'address',
  'hugo',
  'eleventy',
  'ssi',
  'esi',
  'style',
  'reserved',
  'markdown',
] as const;

/** The systems that pages are made with, and the sort of snippet for each. */
const systems = {
  html: 'element',
  wordpress: 'address',
  drupal: 'iframe',
  hugo: 'hugo',
  eleventy: 'eleventy',
  nginx: 'ssi',
  varnish: 'esi',
} as const;

/** What the page shows: the form, and the snippets for the chosen item. */
export interface EmbedBuilder extends BuilderState {
  origin: string;
  snippets: (Readonly<Record<(typeof methods)[number], string>> & { src: string }) | undefined;
}

const Systems = ({ language }: { language: Language }) => {
  const { t } = messagesFor(language);
  return (
    <dl class="builder-systems">
      {Object.entries(systems).map(([system, method]) => (
        <div>
          <dt>
            <a href={`#way-${method}`}>{label(t, 'builder', `systems.${system}`)}</a>
          </dt>
          <dd>{label(t, 'builder', `steps.${system}`)}</dd>
        </div>
      ))}
    </dl>
  );
};

/** A snippet in a field, from which the script of the page copies it. */
const Code = ({ language, method, code }: { language: Language; method: (typeof methods)[number]; code: string }) => {
  const { t } = messagesFor(language);
  const [heading, field] = [`way-${method}`, `code-${method}`];
  return (
    <>
      <h3 id={heading}>{t(`builder.ways.${method}`)}</h3>
      <p>{t(`builder.help.${method}`)}</p>
      <textarea
        id={field}
        class="builder-code"
        readonly
        rows={code.split('\n').length + 1}
        aria-labelledby={heading}
        spellcheck={false}
      >
        {code}
      </textarea>
      <p class="builder-copying">
        <button
          type="button"
          class="builder-copy"
          hidden
          data-field={field}
          data-copied={t('builder.copied')}
          aria-describedby={heading}
        >
          {t('builder.copy')}
        </button>{' '}
        <span role="status" />
      </p>
    </>
  );
};

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
        <a href={`/${chosen.language ?? language}/${kind}/${slug}.html`} {...(lang && { lang })}>
          {name}
        </a>
      </joint-action>
      <h3>{t('builder.ways.iframe')}</h3>
      <iframe
        class="builder-frame"
        src={new URL(snippets.src).pathname + new URL(snippets.src).search}
        title={name}
        width="100%"
        height={frameHeightOf(kind)}
      />
      <h2>{t('builder.codes')}</h2>
      <p>{t('builder.codesHelp')}</p>
      <Systems language={language} />
      {methods.map((method) => (
        <Code language={language} method={method} code={snippets[method]} />
      ))}
    </>
  );
};

/** Renders the embed builder. Only the preview of the element and the buttons that copy need script. */
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
        <script type="module" src={`/embed/${version}/frames.js`} />
        <script type="module" src="/embed-builder.js" />
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
