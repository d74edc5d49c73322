import { messagesFor } from '../../i18n/messages.ts';
import { languages } from '../../languages.ts';
import { Translations } from '../head.tsx';
import { page } from '../layout.tsx';
import { type Choices, Form, Kinds, Places, pathTo } from './embed-builder-form.tsx';

/** The ways to show an item elsewhere, in the order they are offered. */
const ways = ['element', 'room', 'iframe', 'esi', 'ssi', 'style', 'markdown'] as const;

/** What the page that makes codes shows: what can be chosen, what is, and what to paste. */
export interface Builder extends Choices {
  origin: string;
  codes: (Readonly<Record<(typeof ways)[number], string>> & { src: string }) | undefined;
}

const Result = ({ language, chosen, codes }: Builder) => {
  const { t } = messagesFor(language);
  if (!chosen || !codes) return <p>{t('builder.none')}</p>;
  const { kind, slug, name, lang, theme } = chosen;
  const told = chosen.language ? `/${chosen.language}` : '';
  return (
    <>
      <h2>{t('builder.result')}</h2>
      <h3>{t('builder.ways.element')}</h3>
      <joint-action src={`${told}/${kind}/${slug}`} {...(theme && { theme })}>
        <a href={`/${chosen.language ?? language}/${kind}/${slug}`} {...(lang && { lang })}>
          {name}
        </a>
      </joint-action>
      <h3>{t('builder.ways.iframe')}</h3>
      <iframe
        class="builder-frame"
        src={new URL(codes.src).pathname + new URL(codes.src).search}
        title={name}
        width="600"
        height="480"
      />
      <h2>{t('builder.codes')}</h2>
      <p>{t('builder.codesHelp')}</p>
      {ways.map((way) => (
        <>
          <h3 id={`way-${way}`}>{t(`builder.ways.${way}`)}</h3>
          <p>{t(`builder.help.${way}`)}</p>
          <textarea
            class="builder-code"
            readonly
            rows={way === 'element' ? 4 : 2}
            aria-labelledby={`way-${way}`}
            spellcheck={false}
          >
            {codes[way]}
          </textarea>
        </>
      ))}
    </>
  );
};

/** The page that makes embed codes. All of it works without script, save the live look at the element. */
export const embedBuilderPage = (builder: Builder): string => {
  const { language, origin } = builder;
  const { t } = messagesFor(language);
  const title = t('builder.title');
  const { chosen } = builder;
  const item = chosen ? { item: `${chosen.kind}/${chosen.slug}` } : { kind: builder.kind };
  return page({
    language,
    title,
    description: t('builder.about'),
    trail: [],
    inLanguages: Object.fromEntries(languages.map(({ tag }) => [tag, pathTo(tag, chosen, item)])),
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
        <Kinds {...builder} />
        <Form {...builder} />
        <Places {...builder} />
        <Result {...builder} />
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
