import { label } from '../../i18n/messages.ts';
import { definitionOf } from '../../kinds/index.ts';
import { languageTags } from '../../languages.ts';
import type { CollectionView, Urls } from '../../model/view.ts';
import { headLinks } from '../head.tsx';
import { page as sheet } from '../layout.tsx';
import { collectionPageView, type PageView, pathTo, valueAt } from '../pointer.ts';
import { UnverifiedNote } from '../text.tsx';
import { Cards } from './cards.tsx';
import { Choices, Filters } from './filters.tsx';
import { pathsInLanguages } from './item.tsx';
import { ShareAside } from './share.tsx';

const statuses = ['announced', 'ongoing', 'done'] as const;

/** This collection with these parameters changed; an empty one is left out, and a change begins at the first page. */
const pathWith = (view: PageView, change: Readonly<Record<string, string>>): string => {
  const url = new URL(view.urls.self);
  for (const [name, value] of Object.entries({ after: '', ...change }))
    value === '' ? url.searchParams.delete(name) : url.searchParams.set(name, value);
  return pathTo(view, url.href);
};

const Statuses = ({ view }: { view: PageView }) => {
  const { t } = view.messages;
  if (!definitionOf(view.kind).status) return null;
  const chosen = new URL(view.urls.self).searchParams.get('status') ?? '';
  return (
    <nav class="choices" aria-label={t('collection.byStatus')}>
      <ul>
        {['', ...statuses].map((status) => (
          <li>
            <a href={pathWith(view, { status })} {...(status === chosen && { 'aria-current': 'true' })}>
              {status ? label(t, 'codes', `status.${status}`) : t('collection.all')}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
};

const Pages = ({ view }: { view: PageView }) => {
  const { t } = view.messages;
  const { next, self } = view.urls;
  const further = new URL(self).searchParams.has('after');
  if (!next && !further) return null;
  return (
    <nav class="pages" aria-label={t('collection.pages')}>
      <ul>
        {further && (
          <li>
            <a href={pathWith(view, {})}>{t('collection.first')}</a>
          </li>
        )}
        {next && (
          <li>
            <a href={pathTo(view, next)} rel="next">
              {t('collection.next')}
            </a>
          </li>
        )}
      </ul>
    </nav>
  );
};

/** The page of a collection: one page of it, with the filters that are set and the way to the next. */
export const collectionPage = (page: CollectionView, places: Urls): string => {
  const view = collectionPageView(page, places);
  const { kind, language, messages } = view;
  const { t } = messages;
  const [title, description] = [t(`kinds.${kind}`), t(`about.${kind}`)];
  const none = (valueAt(view, '/items') as unknown[]).length === 0;
  return sheet({
    language,
    title,
    description,
    head: headLinks(view, { title, description, languages: languageTags }),
    trail: [],
    inLanguages: pathsInLanguages(view),
    main: (
      <>
        <h1>{title}</h1>
        <p class="lead">{description}</p>
        <Statuses view={view} />
        <Choices view={view} />
        <Filters view={view} />
        {page.total !== null && <p class="total">{t('collection.total', { count: page.total })}</p>}
        {none ? <p>{t('page.none')}</p> : <Cards view={view} at="/items" kind={kind} level={2} />}
        <UnverifiedNote view={view} />
        <Pages view={view} />
        <ShareAside view={view} name={title} />
      </>
    ),
  });
};
