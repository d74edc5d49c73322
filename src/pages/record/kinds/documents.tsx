import { CodeLabel, DateText, ExternalLink, Facts, UrlLink } from '../../fields.tsx';
import { entriesAt, has, type PageView, textAt } from '../../pointer.ts';
import { ListSection } from '../../section.tsx';
import { Reference } from '../../text.tsx';

// What people call the media types of documents; another is shown as it is.
const known: Readonly<Record<string, string>> = { 'application/pdf': 'PDF', 'text/html': 'HTML' };

/** The format and the size of a document, as its page states them: PDF、約311KB. */
export const documentFile = (view: PageView, at: string): string => {
  const { t } = view.messages;
  const mediaType = textAt(view, `${at}/mediaType`) ?? '';
  const first = known[mediaType] ?? mediaType;
  const stated = textAt(view, `${at}/size/stated`);
  if (!stated) return first;
  const exact = textAt(view, `${at}/size/exact`) === 'true';
  return t('page.joined', { first, second: t(exact ? 'size.exact' : 'size.about', { stated }) });
};

/** The parts of a document's page: what it is, who issued it, where it is and how large. */
export const Document = ({ view }: { view: PageView }) => {
  const { t } = view.messages;
  return (
    <>
      <Facts
        view={view}
        rows={[
          [t('label.type'), '/type', <CodeLabel view={view} at="/type" of="type" />],
          [t('label.issued'), '/date', <DateText view={view} at="/date" />],
          [t('label.publisher'), '/publisher', <Reference view={view} at="/publisher" />],
          [t('label.council'), '/council', <Reference view={view} at="/council" />],
          [t('label.file'), '/mediaType', documentFile(view, '')],
          [t('label.url'), '/url', <UrlLink view={view} at="/url" />],
          [t('label.linkedFrom'), '/linkedFrom', <UrlLink view={view} at="/linkedFrom" />],
        ]}
      />
      <ListSection view={view} at="/copies" title={t('label.copies')}>
        <PublishedPages view={view} at="/copies" />
      </ListSection>
    </>
  );
};

/** Pages outside, each by who publishes it. */
export const PublishedPages = ({ view, at }: { view: PageView; at: string }) => (
  <ul>
    {entriesAt(view, at).map((entry) => (
      <li>
        {has(view, `${entry}/publisher/name`) ? <Reference view={view} at={`${entry}/publisher`} /> : null}{' '}
        <ExternalLink
          view={view}
          href={textAt(view, `${entry}/href`) ?? ''}
          language={textAt(view, `${entry}/language`) ?? ''}
        >
          <span class="address">{textAt(view, `${entry}/href`)}</span>
        </ExternalLink>
      </li>
    ))}
  </ul>
);
