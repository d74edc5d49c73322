import { definitionOf } from '../../../kinds/index.ts';
import { DatedList } from '../../dated-list.tsx';
import { StatusNote } from '../../fields.tsx';
import { entriesAt, type PageView } from '../../pointer.ts';
import { ListSection } from '../../section.tsx';
import { LocalizedText } from '../../text.tsx';
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
        <DatedList
          view={view}
          entries={entriesAt(view, '/councils').reverse()}
          more={(at) => <Facts view={view} at={at} fields={councilFields} names={['mode']} inline />}
        />
      </ListSection>
      <ListSection view={view} at="/actions" title={t('label.actions')}>
        <Cards view={view} at="/actions" kind="actions" level={3} />
        <StatusNote view={view} />
      </ListSection>
      <FieldSection view={view} name="predecessors" />
    </>
  );
};
