import { type Language, languages } from '../languages.ts';
import { type Kind, kinds } from '../resources/index.ts';
import { wordsOf } from '../words.ts';
import { page } from './layout.tsx';

/** The ways to show an item elsewhere, in the order they are offered. */
const ways = ['element', 'room', 'iframe', 'esi', 'ssi', 'style', 'markdown'] as const;

/** What the page that makes codes shows: what can be chosen, what is, and what to paste. */
export interface Builder {
  language: Language;
  kind: Kind;
  /** The items to choose from, by slug and name. */
  items: readonly { slug: string; name: string }[];
  chosen: { kind: Kind; slug: string; name: string; language?: Language; theme?: string } | undefined;
  themes: readonly string[];
  codes: (Readonly<Record<(typeof ways)[number], string>> & { src: string }) | undefined;
}

const Option = ({ value, label, current }: { value: string; label: string; current: string | undefined }) => (
  <option value={value} {...(value === (current ?? '') && { selected: true })}>
    {label}
  </option>
);

const Kinds = ({ language, kind }: Builder) => {
  const { t } = wordsOf(language);
  return (
    <nav aria-label={t('builder.kind')}>
      <ul class="links">
        {kinds.map((each) => (
          <li>
            <a href={`/${language}/embed-builder?kind=${each}`} {...(each === kind && { 'aria-current': 'true' })}>
              {t(`kinds.${each}`)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
};

const Form = ({ language, kind, items, chosen, themes }: Builder) => {
  const { t } = wordsOf(language);
  return (
    <form method="get" action={`/${language}/embed-builder`} class="builder-form">
      <p>
        <label for="item">{t('builder.item')}</label>{' '}
        <select id="item" name="item">
          {items.map(({ slug, name }) => (
            <Option value={`${kind}/${slug}`} label={name} current={chosen && `${chosen.kind}/${chosen.slug}`} />
          ))}
        </select>
      </p>
      <p>
        <label for="language">{t('builder.language')}</label>{' '}
        <select id="language" name="language">
          <Option value="" label={t('builder.anyLanguage')} current={chosen?.language} />
          {languages.map(({ tag, name }) => (
            <Option value={tag} label={name} current={chosen?.language} />
          ))}
        </select>
      </p>
      <p>
        <label for="theme">{t('builder.theme')}</label>{' '}
        <select id="theme" name="theme">
          <Option value="" label={t('builder.anyTheme')} current={chosen?.theme} />
          {themes.map((theme) => (
            <Option value={theme} label={t(`builder.themes.${theme as 'dark'}`)} current={chosen?.theme} />
          ))}
        </select>
      </p>
      <p>
        <button type="submit">{t('builder.show')}</button>
      </p>
    </form>
  );
};

const Result = ({ language, chosen, codes }: Builder) => {
  const { t } = wordsOf(language);
  if (!chosen || !codes) return <p>{t('builder.none')}</p>;
  const { kind, slug, name, theme } = chosen;
  const told = chosen.language ? `/${chosen.language}` : '';
  return (
    <>
      <h2>{t('builder.result')}</h2>
      <h3>{t('builder.ways.element')}</h3>
      <joint-action src={`${told}/${kind}/${slug}`} {...(theme && { theme })}>
        <a href={`/${chosen.language ?? language}/${kind}/${slug}`}>{name}</a>
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
  const { language } = builder;
  const { t } = wordsOf(language);
  const title = t('builder.title');
  const item = builder.chosen ? `?item=${builder.chosen.kind}/${builder.chosen.slug}` : '';
  return page({
    language,
    title,
    description: t('builder.about'),
    trail: [],
    inLanguages: Object.fromEntries(languages.map(({ tag }) => [tag, `/${tag}/embed-builder${item}`])),
    head: (
      <>
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
