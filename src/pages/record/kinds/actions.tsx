import { CodeLabel, DateText, Facts } from '../../fields.tsx';
import { entriesAt, type PageView } from '../../pointer.ts';
import { ListSection } from '../../section.tsx';
import { LocalizedText, Reference } from '../../text.tsx';
import { Commitments } from '../commitments.tsx';
import { Timeline } from '../timeline/index.tsx';

/** The parts of a Joint Action's page: facts, the picture of its story, and the same in words. */
export const Action = ({ view }: { view: PageView }) => {
  const { t } = view.messages;
  return (
    <>
      <Facts
        view={view}
        rows={[
          [t('label.status'), '/status', <CodeLabel view={view} at="/status" of="status" />],
          [t('label.partnership'), '/partnership', <Reference view={view} at="/partnership" />],
        ]}
      />
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
                <Commitments view={view} at={`${at}/commitments`} />
              </li>
            ))}
        </ol>
      </ListSection>
    </>
  );
};
