import { Day, Facts } from '../../fields.tsx';
import type { View } from '../../pointer.ts';
import { ListSection } from '../../section.tsx';
import { Ref, Said } from '../../text.tsx';
import { Commitments } from '../commitments.tsx';

/** The parts of an outcome's page: which meeting, which Joint Action, what was settled and promised. */
export const Outcome = ({ view }: { view: View }) => {
  const { t } = view.words;
  return (
    <>
      <Facts
        view={view}
        rows={[
          [t('label.date'), '/date', <Day view={view} at="/date" />],
          [t('label.council'), '/council', <Ref view={view} at="/council" />],
          [t('label.action'), '/action', <Ref view={view} at="/action" />],
        ]}
      />
      <p class="lead">
        <Said view={view} at="/summary" />
      </p>
      <ListSection view={view} at="/commitments" title={t('label.commitments')}>
        <Commitments view={view} at="/commitments" />
      </ListSection>
    </>
  );
};
