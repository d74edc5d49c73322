import { citationText } from '../../i18n/values.ts';
import { readableUrl } from '../../lib/readable-url.ts';
import type { Source } from '../../model/view.ts';
import { ExternalLink } from '../fields.tsx';
import { type PageView, valueAt } from '../pointer.ts';

/** A URL as people write it down: without its scheme, and with the host that they read. */
const shortUrl = (href: string): string => readableUrl(href).replace(/^https:\/\/|\/$/g, '');

/** The source at a URL; undefined where the record does not name that page as one. */
const sourceOf = (view: PageView, href: string): Source | undefined =>
  ((valueAt(view, '/sources') ?? []) as readonly Source[]).find((source) => source.href === href);

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
  const language = page.language ?? source?.language ?? '';
  const publisherName = withPublisher ? source?.publisherName : undefined;
  const cited = citationText(view.messages, { title: source?.title, publisherName });
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
