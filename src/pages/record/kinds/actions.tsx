import { Code, Day, Facts } from '../../fields.tsx';
import { entriesAt, type View } from '../../pointer.ts';
import { ListSection } from '../../section.tsx';
import { Ref, Said } from '../../text.tsx';
import { Commitments } from '../commitments.tsx';
import { Story } from '../timeline/index.tsx';

/** The parts of a Joint Action's page: facts, the picture of its story, and the same in words. */
export const Action = ({ view }: { view: View }) => {
  const { t } = view.words;
  return (
    <>
      <Facts
        view={view}
        rows={[
          [t('label.status'), '/status', <Code view={view} at="/status" of="status" />],
          [t('label.partnership'), '/partnership', <Ref view={view} at="/partnership" />],
        ]}
      />
      <p class="lead">
        <Said view={view} at="/summary" />
      </p>
      <Story view={view} heading={t('label.settled')} />
      <ListSection view={view} at="/outcomes" title={t('label.settled')}>
        <ol class="timeline">
          {entriesAt(view, '/outcomes')
            .reverse()
            .map((at) => (
              <li>
                <p class="when">
                  <Day view={view} at={`${at}/date`} />
                </p>
                <h3>
                  <Ref view={view} at={`${at}/council`} />
                </h3>
                <p>
                  <Said view={view} at={`${at}/summary`} />
                </p>
                <Commitments view={view} at={`${at}/commitments`} />
              </li>
            ))}
        </ol>
      </ListSection>
    </>
  );
};
