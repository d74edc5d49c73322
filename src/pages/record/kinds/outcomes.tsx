import { DateText, Facts } from '../../fields.tsx';
import type { PageView } from '../../pointer.ts';
import { ListSection } from '../../section.tsx';
import { LocalizedText, Reference } from '../../text.tsx';
import { Commitments } from '../commitments.tsx';

/** The parts of an outcome's page: which meeting, which Joint Action, what was settled and promised. */
export const Outcome = ({ view }: { view: PageView }) => {
  const { t } = view.messages;
  return (
    <>
      <Facts
        view={view}
        rows={[
          [t('label.date'), '/date', <DateText view={view} at="/date" />],
          [t('label.council'), '/council', <Reference view={view} at="/council" />],
          [t('label.action'), '/action', <Reference view={view} at="/action" />],
        ]}
      />
      <p class="lead">
        <LocalizedText view={view} at="/summary" />
      </p>
      <ListSection view={view} at="/commitments" title={t('label.commitments')}>
        <Commitments view={view} at="/commitments" />
      </ListSection>
    </>
  );
};
