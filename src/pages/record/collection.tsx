import { resourceOf } from '../../kinds/index.ts';
import { languageTags } from '../../languages.ts';
import type { Page } from '../../model/edition.ts';
import { discovery } from '../head.tsx';
import { page as sheet } from '../layout.tsx';
import { pathTo, type View, valueAt, viewOfPage, type Whereabouts } from '../pointer.ts';
import { Doubts } from '../text.tsx';
import { Cards } from './cards.tsx';
import { Choices, Filters } from './filters.tsx';
import { pathsInLanguages } from './item.tsx';
import { Onward } from './share.tsx';

const statuses = ['announced', 'ongoing', 'done'] as const;

/** This collection with these parameters changed; an empty one is left out, and a change begins at the first page. */
const pathWith = (view: View, change: Readonly<Record<string, string>>): string => {
  const url = new URL(view.places.self);
  for (const [name, value] of Object.entries({ after: '', ...change }))
    value === '' ? url.searchParams.delete(name) : url.searchParams.set(name, value);
  return pathTo(view, url.href);
};

const Statuses = ({ view }: { view: View }) => {
  const { t } = view.words;
  if (!resourceOf(view.kind).status) return null;
  const chosen = new URL(view.places.self).searchParams.get('status') ?? '';
  return (
    <nav class="choices" aria-label={t('collection.byStatus')}>
      <ul>
        {['', ...statuses].map((status) => (
          <li>
            <a href={pathWith(view, { status })} {...(status === chosen && { 'aria-current': 'true' })}>
              {status ? t(`codes.status.${status as 'done'}`) : t('collection.all')}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
};

const Pages = ({ view }: { view: View }) => {
  const { t } = view.words;
  const { next, self } = view.places;
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
export const collectionPage = (page: Page, places: Whereabouts): string => {
  const view = viewOfPage(page, places);
  const { kind, language, words } = view;
  const { t } = words;
  const [title, description] = [t(`kinds.${kind}`), t(`about.${kind}`)];
  const none = (valueAt(view, '/items') as unknown[]).length === 0;
  return sheet({
    language,
    title,
    description,
    head: discovery(view, { title, description, languages: languageTags }),
    trail: [],
    inLanguages: pathsInLanguages(view),
    main: (
      <>
        <h1>{title}</h1>
        <p class="lead">{description}</p>
        <Statuses view={view} />
        <Choices view={view} />
        <Filters view={view} />
        {page.total !== null && <p class="total">{t('collection.total', { number: page.total })}</p>}
        {none ? <p>{t('page.none')}</p> : <Cards view={view} at="/items" kind={kind} level={2} />}
        <Doubts view={view} />
        <Pages view={view} />
        <Onward view={view} name={title} />
      </>
    ),
  });
};
