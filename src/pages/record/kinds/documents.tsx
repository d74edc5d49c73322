import { Address, Code, Day, Facts, Outward } from '../../fields.tsx';
import { entriesAt, has, textAt, type View } from '../../pointer.ts';
import { ListSection } from '../../section.tsx';
import { Ref } from '../../text.tsx';

// What people call the media types of documents; another is shown as it is.
const known: Readonly<Record<string, string>> = { 'application/pdf': 'PDF', 'text/html': 'HTML' };

/** The format and the size of a document, as its page states them: PDF、約311KB. */
export const documentFile = (view: View, at: string): string => {
  const { t } = view.words;
  const mediaType = textAt(view, `${at}/mediaType`) ?? '';
  const first = known[mediaType] ?? mediaType;
  const stated = textAt(view, `${at}/size/stated`);
  if (!stated) return first;
  const exact = textAt(view, `${at}/size/exact`) === 'true';
  return t('page.joined', { first, second: t(exact ? 'size.exact' : 'size.about', { stated }) });
};

/** The parts of a document's page: what it is, who issued it, where it is and how large. */
export const Document = ({ view }: { view: View }) => {
  const { t } = view.words;
  return (
    <>
      <Facts
        view={view}
        rows={[
          [t('label.type'), '/type', <Code view={view} at="/type" of="type" />],
          [t('label.issued'), '/date', <Day view={view} at="/date" />],
          [t('label.publisher'), '/publisher', <Ref view={view} at="/publisher" />],
          [t('label.council'), '/council', <Ref view={view} at="/council" />],
          [t('label.file'), '/mediaType', documentFile(view, '')],
          [t('label.url'), '/url', <Address view={view} at="/url" />],
          [t('label.linkedFrom'), '/linkedFrom', <Address view={view} at="/linkedFrom" />],
        ]}
      />
      <ListSection view={view} at="/copies" title={t('label.copies')}>
        <PublishedPages view={view} at="/copies" />
      </ListSection>
    </>
  );
};

/** Pages outside, each by who publishes it. */
export const PublishedPages = ({ view, at }: { view: View; at: string }) => (
  <ul>
    {entriesAt(view, at).map((entry) => (
      <li>
        {has(view, `${entry}/publisher/name`) ? <Ref view={view} at={`${entry}/publisher`} /> : null}{' '}
        <Outward
          view={view}
          href={textAt(view, `${entry}/href`) ?? ''}
          language={textAt(view, `${entry}/language`) ?? ''}
        >
          <span class="address">{textAt(view, `${entry}/href`)}</span>
        </Outward>
      </li>
    ))}
  </ul>
);
