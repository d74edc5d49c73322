import { codeLabel } from '../../i18n/values.ts';
import { statusField } from '../../kinds/definition.ts';
import { definitionOf } from '../../kinds/index.ts';
import { languageTags } from '../../languages.ts';
import type { CollectionView, Urls } from '../../model/view.ts';
import { StatusNote } from '../fields.tsx';
import { headLinks } from '../head.tsx';
import { page } from '../layout.tsx';
import { collectionPageView, type PageView, pathTo, valueAt } from '../pointer.ts';
import { UnverifiedNote } from '../text.tsx';
import { Cards } from './cards.tsx';
import { Choices, Filters } from './filters.tsx';
import { pathsInLanguages } from './item.tsx';
import { ShareAside } from './share.tsx';

/** The path of the first page of this collection with some parameters changed; an empty one is left out. */
const pathWith = (view: PageView, change: Readonly<Record<string, string>>): string => {
  const url = new URL(view.urls.self);
  for (const [name, value] of Object.entries({ after: '', ...change }))
    value === '' ? url.searchParams.delete(name) : url.searchParams.set(name, value);
  return pathTo(view, url.href);
};

const Statuses = ({ view }: { view: PageView }) => {
  const { t } = view.messages;
  const { codes, codeList = '' } = statusField(definitionOf(view.kind)) ?? {};
  if (!codes) return null;
  const chosen = new URL(view.urls.self).searchParams.get('status') ?? '';
  return (
    <nav class="choices" aria-label={t('collection.byStatus')}>
      <ul>
        {['', ...codes].map((status) => (
          <li>
            <a href={pathWith(view, { status })} {...(status === chosen && { 'aria-current': 'true' })}>
              {status ? codeLabel(view.messages, codeList, status) : t('collection.all')}
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

/** Renders a page of a collection, with the filters that are set and a link to the next page. */
export const collectionPage = (collection: CollectionView, urls: Urls): string => {
  const view = collectionPageView(collection, urls);
  const { kind, language, messages } = view;
  const { t } = messages;
  const [title, description] = [t(`kinds.${kind}`), t(`about.${kind}`)];
  const none = (valueAt(view, '/items') as unknown[]).length === 0;
  return page({
    language,
    title,
    description,
    head: headLinks(view, { title, description, languages: languageTags }),
    collection: kind,
    trail: [],
    inLanguages: pathsInLanguages(view),
    main: (
      <>
        <h1>{title}</h1>
        <p class="lead">{description}</p>
        <Statuses view={view} />
        <Choices view={view} />
        <Filters view={view} />
        <p class="total">{t('collection.total', { count: collection.total })}</p>
        {none ? <p>{t('page.none')}</p> : <Cards view={view} at="/items" kind={kind} level={2} />}
        {!none && statusField(definitionOf(kind)) && <StatusNote view={view} />}
        <UnverifiedNote view={view} />
        <Pages view={view} />
        <ShareAside view={view} name={title} />
      </>
    ),
  });
};
