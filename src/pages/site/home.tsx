import type { Child } from 'hono/jsx';
import { messagesFor } from '../../i18n/messages.ts';
import { type Kind, kinds } from '../../kinds/index.ts';
import { type Language, languageTags } from '../../languages.ts';
import { DatedList } from '../dated-list.tsx';
import { CodeLabel, StatusNote } from '../fields.tsx';
import { Translations } from '../head.tsx';
import { page } from '../layout.tsx';
import { entriesAt, type PageView } from '../pointer.ts';
import { Section } from '../section.tsx';
import { SharePreview } from '../share-preview.tsx';
import { Reference, UnverifiedNote } from '../text.tsx';
import { WrappedText } from '../wrapped-text.tsx';

/** The collections that the home page shows a part of. */
export type HomeCollections = Readonly<Partial<Record<Kind, PageView>>>;

// A list that is empty is shown as one, so that nobody takes it for a page that is broken.
const listOrNone = (view: PageView, entries: readonly string[], list: Child): Child =>
  entries.length === 0 ? <p>{view.messages.t('page.none')}</p> : list;

const RecentMeetings = ({ view }: { view: PageView }) => (
  <Section id="meetings" title={view.messages.t('home.recent')}>
    {listOrNone(view, entriesAt(view, '/items'), <DatedList view={view} entries={entriesAt(view, '/items')} />)}
    <UnverifiedNote view={view} of={['name', 'date', 'summary']} />
  </Section>
);

const JointActions = ({ view }: { view: PageView }) => {
  // What no source calls a Joint Action is not listed as one here; its collection says so of it.
  const confirmed = entriesAt(view, '/items').filter((pointer) => !view.unverified.has(`${pointer}/kind`));
  return (
    <Section id="themes" title={view.messages.t('home.themes')}>
      {listOrNone(
        view,
        confirmed,
        <ul class="themes">
          {confirmed.map((pointer) => (
            <li>
              <Reference view={view} at={pointer} /> <CodeLabel view={view} at={`${pointer}/status`} of="status" />
            </li>
          ))}
        </ul>,
      )}
      {confirmed.length > 0 && <StatusNote view={view} />}
      <UnverifiedNote view={view} of={['name', 'status']} under={confirmed} />
    </Section>
  );
};

const Collections = ({ language }: { language: Language }) => {
  const { t } = messagesFor(language);
  return (
    <Section id="collections" title={t('home.collections')}>
      <ul class="cards cards-few">
        {kinds.map((kind) => (
          <li>
            <h3>
              <a href={`/${language}/${kind}.html`}>{t(`kinds.${kind}`)}</a>
            </h3>
            <p>{t(`about.${kind}`)}</p>
          </li>
        ))}
      </ul>
    </Section>
  );
};

const Services = ({ language }: { language: Language }) => {
  const { t } = messagesFor(language);
  return (
    <aside class="onward" aria-label={t('page.service')}>
      <section aria-labelledby="data-title">
        <h2 id="data-title">{t('home.data')}</h2>
        <p>{t('home.dataHelp')}</p>
        <p>
          <a href={`/${language}/docs`}>{t('home.reference')}</a>
        </p>
      </section>
      <section aria-labelledby="embed-title">
        <h2 id="embed-title">{t('home.embed')}</h2>
        <p>{t('home.embedHelp')}</p>
        <p>
          <a href={`/${language}/embed-builder`}>{t('record.embedLink')}</a>
        </p>
      </section>
    </aside>
  );
};

/** Renders the home page; of a partnership that lacks one of the collections, without it. */
export const homePage = (language: Language, origin: string, collections: HomeCollections = {}): string => {
  const { t } = messagesFor(language);
  const { councils, actions } = collections;
  const home = `${origin}/${language}`;
  return page({
    language,
    title: t('home.title'),
    description: t('home.about'),
    head: (
      <>
        <Translations origin={origin} language={language} path="" />
        <link
          rel="alternate"
          type="application/atom+xml"
          href={`${home}/changes.atom`}
          title={t('feed.changes', { service: t('home.title') })}
        />
        <SharePreview
          origin={origin}
          language={language}
          title={t('home.title')}
          description={t('home.about')}
          url={home}
          others={languageTags.filter((tag) => tag !== language)}
        />
      </>
    ),
    main: (
      <>
        <h1>
          <WrappedText text={t('home.title')} />
        </h1>
        <p class="lead">{t('home.about')}</p>
        {councils && <RecentMeetings view={councils} />}
        {actions && <JointActions view={actions} />}
        <Collections language={language} />
        <Services language={language} />
      </>
    ),
  });
};
