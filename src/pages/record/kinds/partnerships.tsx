import { definitionOf } from '../../../kinds/index.ts';
import { DateText } from '../../fields.tsx';
import { entriesAt, type PageView } from '../../pointer.ts';
import { ListSection } from '../../section.tsx';
import { LocalizedText, Reference } from '../../text.tsx';
import { Cards } from '../cards.tsx';
import { Facts } from '../facts.tsx';
import { FieldSection, PageFacts } from '../parts.tsx';

const { fields: councilFields } = definitionOf('councils');

/** The parts of a partnership's page: facts, meetings in the order of time, Joint Actions. */
export const Partnership = ({ view }: { view: PageView }) => {
  const { t } = view.messages;
  return (
    <>
      <PageFacts view={view} />
      <p class="lead">
        <LocalizedText view={view} at="/summary" />
      </p>
      <ListSection view={view} at="/councils" title={t('label.councils')}>
        <ol class="timeline">
          {entriesAt(view, '/councils')
            .reverse()
            .map((at) => (
              <li>
                <p class="when">
                  <DateText view={view} at={`${at}/date`} />
                </p>
                <h3>
                  <Reference view={view} at={at} />
                </h3>
                <p>
                  <LocalizedText view={view} at={`${at}/summary`} />
                </p>
                <Facts view={view} at={at} fields={councilFields} names={['mode']} inline />
              </li>
            ))}
        </ol>
      </ListSection>
      <ListSection view={view} at="/actions" title={t('label.actions')}>
        <Cards view={view} at="/actions" kind="actions" level={3} />
      </ListSection>
      <FieldSection view={view} name="predecessors" />
    </>
  );
};
