import { CodeLabel, DateText, Facts, UrlLink } from '../../fields.tsx';
import { entriesAt, has, type PageView, textAt } from '../../pointer.ts';
import { type Column, ListSection, Section, Table } from '../../section.tsx';
import { LocalizedText, Reference } from '../../text.tsx';
import { Attendances } from '../attendances.tsx';
import { Commitments } from '../commitments.tsx';
import { documentFile, PublishedPages } from './documents.tsx';

// Under its Joint Action an outcome needs no name of its own; one on the partnership as a whole has nothing else.
const Outcome = ({ view, at }: { view: PageView; at: string }) => (
  <article>
    <h3>
      <Reference view={view} at={has(view, `${at}/action`) ? `${at}/action` : at} />
    </h3>
    <p>
      <LocalizedText view={view} at={`${at}/summary`} />
    </p>
    <Commitments view={view} at={`${at}/commitments`} />
  </article>
);

const documentColumns = (view: PageView): readonly Column[] => {
  const { t } = view.messages;
  return [
    [t('label.documents'), (at) => <Reference view={view} at={at} />],
    [t('label.type'), (at) => <CodeLabel view={view} at={`${at}/type`} of="type" />],
    [t('label.publisher'), (at) => <Reference view={view} at={`${at}/publisher`} />],
    [t('label.file'), (at) => documentFile(view, at)],
  ];
};

const Photographs = ({ view }: { view: PageView }) => (
  <ul class="photographs">
    {entriesAt(view, '/photographs').map((at) => (
      <li>
        <p>
          <LocalizedText view={view} at={`${at}/alt`} />
        </p>
        <p>
          <a href={textAt(view, `${at}/page`) ?? ''} rel="external">
            {view.messages.t('label.photograph')}
          </a>
        </p>
      </li>
    ))}
  </ul>
);

/** The parts of a meeting's page: facts, participants by side, outcomes, documents, photographs, related pages, contact. */
export const Council = ({ view }: { view: PageView }) => {
  const { t } = view.messages;
  return (
    <>
      <Facts
        view={view}
        rows={[
          [t('label.date'), '/date', <DateText view={view} at="/date" />],
          [t('label.ordinal'), '/ordinalText', <LocalizedText view={view} at="/ordinalText" briefly />],
          [t('label.mode'), '/mode', <CodeLabel view={view} at="/mode" of="mode" />],
          [t('label.partnership'), '/partnership', <Reference view={view} at="/partnership" />],
        ]}
      />
      <p class="lead">
        <LocalizedText view={view} at="/summary" />
      </p>
      <ListSection view={view} at="/attendances" title={t('label.attendances')}>
        <Attendances view={view} />
      </ListSection>
      <ListSection view={view} at="/outcomes" title={t('label.outcomes')}>
        {entriesAt(view, '/outcomes').map((at) => (
          <Outcome view={view} at={at} />
        ))}
      </ListSection>
      <ListSection view={view} at="/documents" title={t('label.documents')}>
        <Table under="documents" columns={documentColumns(view)} rows={entriesAt(view, '/documents')} />
      </ListSection>
      <ListSection view={view} at="/photographs" title={t('label.photographs')}>
        <Photographs view={view} />
      </ListSection>
      <ListSection view={view} at="/related" title={t('label.related')}>
        <PublishedPages view={view} at="/related" />
      </ListSection>
      {has(view, '/contact') && (
        <Section id="contact" title={t('label.contact')}>
          <p>
            <UrlLink view={view} at="/contact">
              {t('label.contactLink')}
            </UrlLink>
          </p>
        </Section>
      )}
    </>
  );
};
