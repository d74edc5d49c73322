import { label } from '../../i18n/messages.ts';
import { maxPageSize } from '../../kinds/definition.ts';
import { tables } from '../../kinds/index.ts';
import { formatPath } from '../../url.ts';
import { type PageView, pathTo, textAt } from '../pointer.ts';

const Share = ({ view, name }: { view: PageView; name: string }) => {
  const { t } = view.messages;
  const { id, self } = view.urls;
  // A cursor is of one language, filters are of none.
  const anywhere = new URL(self);
  anywhere.searchParams.delete('after');
  const shared = `${id}.html${anywhere.search}`;
  const mail = `mailto:?subject=${encodeURIComponent(name)}&body=${encodeURIComponent(shared)}`;
  return (
    <section aria-labelledby="share-title">
      <h2 id="share-title">{t('record.share')}</h2>
      <p>{t('record.shareHelp')}</p>
      <dl>
        <dt>{t('record.anyLanguage')}</dt>
        <dd>
          <a class="address" href={pathTo(view, shared)}>
            {shared}
          </a>
        </dd>
        <dt>{t('record.thisPage')}</dt>
        <dd>
          <a class="address" href={pathTo(view, self)}>
            {self}
          </a>
        </dd>
      </dl>
      <p>
        <a href={mail}>{t('record.mail')}</a>
      </p>
    </section>
  );
};

/**
 * Returns the URL of the CSV for Excel: with a byte order mark, without which Japanese is garbled there, and no formulas.
 * Of a collection of several pages it has as many items as one answer may have.
 */
const forExcel = (href: string, continued: boolean): string => {
  const url = new URL(href);
  url.searchParams.set('excel', '1');
  if (continued) url.searchParams.set('limit', String(maxPageSize));
  url.searchParams.sort();
  return url.href;
};

/** The tables of the entries of a collection's items. */
const tablesOf = ({ kind, urls, messages: { t, language } }: PageView): [title: string, href: string][] =>
  tables
    .filter((table) => table.kind === kind && urls.formats.csv)
    .map(({ name }) => [
      t('record.table', { title: label(t, 'tables', name) }),
      urls.origin + formatPath({ language, table: name, format: 'csv' }),
    ]);

/** What formats are called, by the extension of their files. */
const formatNames: Readonly<Record<string, string>> = {
  json: 'JSON',
  jsonld: 'JSON-LD',
  md: 'Markdown',
  atom: 'Atom',
  ics: 'iCalendar',
  csv: 'CSV',
};

const Formats = ({ view }: { view: PageView }) => {
  const { t } = view.messages;
  const { csv } = view.urls.formats;
  const continued = view.urls.next !== undefined;
  const others = [
    ...Object.entries(view.urls.formats)
      .filter(([extension]) => extension !== 'html')
      .map(([extension, href]) => [formatNames[extension] ?? extension, href] as const),
    ...(csv ? [[t('record.excel'), forExcel(csv, continued)] as const] : []),
    ...tablesOf(view),
  ];
  return (
    <section aria-labelledby="formats-title">
      <h2 id="formats-title">{t('record.formats')}</h2>
      <p>{t('record.formatsHelp')}</p>
      <ul class="links">
        {others.map(([name, href]) => (
          <li>
            <a href={pathTo(view, href)}>{name}</a>
          </li>
        ))}
      </ul>
    </section>
  );
};

const Embed = ({ view }: { view: PageView }) => {
  const { t } = view.messages;
  return (
    <section aria-labelledby="embed-title">
      <h2 id="embed-title">{t('record.embed')}</h2>
      <p>{t('record.embedHelp')}</p>
      <p>
        <a href={`/${view.language}/embed-builder?item=${new URL(view.urls.id).pathname.slice(1)}`}>
          {t('record.embedLink')}
        </a>
      </p>
    </section>
  );
};

/** Links to share the page, to its other formats and, for an item, to embed it. */
export const ShareAside = ({ view, name }: { view: PageView; name: string }) => (
  <aside class="onward" aria-label={view.messages.t('page.service')}>
    <Share view={view} name={name} />
    <Formats view={view} />
    {textAt(view, '/name') !== undefined && <Embed view={view} />}
  </aside>
);
