import { definitionOf } from '../../../kinds/index.ts';
import { CodeLabel, StatusNote, UrlLink } from '../../fields.tsx';
import { entriesAt, has, type PageView, textAt } from '../../pointer.ts';
import { type Column, ListSection, Section, Table } from '../../section.tsx';
import { LocalizedText, Reference } from '../../text.tsx';
import { fileAt } from '../facts.tsx';
import { List } from '../lists.tsx';
import { FieldSection, PageFacts } from '../parts.tsx';

const documents = definitionOf('documents');

// An outcome is headed by its Joint Action; one on the partnership as a whole has none, and is headed by its name.
const Outcome = ({ view, at }: { view: PageView; at: string }) => (
  <article>
    <h3>
      <Reference view={view} at={has(view, `${at}/action`) ? `${at}/action` : at} />
    </h3>
    <p>
      <LocalizedText view={view} at={`${at}/summary`} />
    </p>
    <List view={view} at={`${at}/commitments`} kind="outcomes" name="commitments" />
  </article>
);

const documentColumns = (view: PageView): readonly Column[] => {
  const { t } = view.messages;
  return [
    [t('label.documents'), (at) => <Reference view={view} at={at} />],
    [t('label.type'), (at) => <CodeLabel view={view} at={`${at}/type`} of="type" />],
    [t('label.publisher'), (at) => <Reference view={view} at={`${at}/publisher`} />],
    [t('label.file'), (at) => fileAt(view, at, documents.fields)],
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
      <PageFacts view={view} />
      <p class="lead">
        <LocalizedText view={view} at="/summary" />
      </p>
      <FieldSection view={view} name="attendances" />
      <ListSection view={view} at="/outcomes" title={t('label.outcomes')}>
        {entriesAt(view, '/outcomes').map((at) => (
          <Outcome view={view} at={at} />
        ))}
        <StatusNote view={view} />
      </ListSection>
      <ListSection view={view} at="/documents" title={t('label.documents')}>
        <Table under="documents" columns={documentColumns(view)} rows={entriesAt(view, '/documents')} />
      </ListSection>
      <ListSection view={view} at="/photographs" title={t('label.photographs')}>
        <Photographs view={view} />
      </ListSection>
      <FieldSection view={view} name="related" />
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
