import { citationText } from '../../i18n/values.ts';
import { readableUrl } from '../../lib/readable-url.ts';
import { ExternalLink } from '../fields.tsx';
import { entriesAt, type PageView, textAt } from '../pointer.ts';

/** A URL as people write it down: without its scheme, and with the host that they read. */
const shortUrl = (href: string): string => readableUrl(href).replace(/^https:\/\/|\/$/g, '');

/** The pointer of the source at a URL; undefined where the record does not name that page as one. */
const sourceOf = (view: PageView, href: string): string | undefined =>
  entriesAt(view, '/sources').find((at) => textAt(view, `${at}/href`) === href);

/**
 * A link to a page of another site, as it is cited: its publisher and its title, in its own language, as the record's
 * sources have them, or else its URL. `language` is that of the page, by default what the sources say of it.
 */
export const Citation = ({
  view,
  href,
  withPublisher = true,
  ...page
}: {
  view: PageView;
  href: string;
  language?: string;
  /** False where the publisher stands beside the link. */
  withPublisher?: boolean;
}) => {
  const source = sourceOf(view, href);
  const part = (name: string) => (source ? (textAt(view, `${source}/${name}`) ?? undefined) : undefined);
  const language = page.language ?? part('language') ?? '';
  const publisherName = withPublisher ? part('publisherName') : undefined;
  const cited = citationText(view.messages, { title: part('title'), publisherName });
  const foreign = language && language !== view.language ? { lang: language } : {};
  return (
    <>
      {!cited && publisherName && (
        <>
          <span {...foreign}>{publisherName}</span>{' '}
        </>
      )}
      <ExternalLink view={view} href={href} language={language}>
        {cited ? <span {...foreign}>{cited}</span> : <span class="address">{shortUrl(href)}</span>}
      </ExternalLink>
    </>
  );
};
