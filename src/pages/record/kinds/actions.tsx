import { DateText } from '../../fields.tsx';
import { entriesAt, type PageView } from '../../pointer.ts';
import { ListSection } from '../../section.tsx';
import { LocalizedText, Reference } from '../../text.tsx';
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
        <ol class="timeline">
          {entriesAt(view, '/outcomes')
            .reverse()
            .map((at) => (
              <li>
                <p class="when">
                  <DateText view={view} at={`${at}/date`} />
                </p>
                <h3>
                  <Reference view={view} at={`${at}/council`} />
                </h3>
                <p>
                  <LocalizedText view={view} at={`${at}/summary`} />
                </p>
                <List view={view} at={`${at}/commitments`} kind="outcomes" name="commitments" />
              </li>
            ))}
        </ol>
      </ListSection>
    </>
  );
};
