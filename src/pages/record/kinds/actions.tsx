import { DatedList } from '../../dated-list.tsx';
import { entriesAt, type PageView } from '../../pointer.ts';
import { ListSection } from '../../section.tsx';
import { LocalizedText } from '../../text.tsx';
import { List } from '../lists.tsx';
import { PageFacts } from '../parts.tsx';
import { Timeline } from '../timeline/index.tsx';

/** The parts of a Joint Action's page: facts, a chart of its outcomes over time, and the same outcomes as text. */
export const Action = ({ view }: { view: PageView }) => {
  const { t } = view.messages;
  return (
    <>
      <PageFacts view={view} />
      <p class="lead">
        <LocalizedText view={view} at="/summary" />
      </p>
      <Timeline view={view} heading={t('label.settled')} />
      <ListSection view={view} at="/outcomes" title={t('label.settled')}>
        <DatedList
          view={view}
          entries={entriesAt(view, '/outcomes').reverse()}
          heading={(at) => `${at}/council`}
          more={(at) => <List view={view} at={`${at}/commitments`} kind="outcomes" name="commitments" />}
        />
      </ListSection>
    </>
  );
};
