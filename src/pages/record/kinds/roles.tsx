import { Facts } from '../../fields.tsx';
import type { PageView } from '../../pointer.ts';
import { ListSection } from '../../section.tsx';
import { Reference } from '../../text.tsx';
import { Appearances } from '../attendances.tsx';

/** The parts of an office's page: where it belongs, and who held it at which meeting. */
export const Role = ({ view }: { view: PageView }) => {
  const { t } = view.messages;
  return (
    <>
      <Facts
        view={view}
        rows={[[t('label.organisation'), '/organisation', <Reference view={view} at="/organisation" />]]}
      />
      <ListSection view={view} at="/appearances" title={t('label.appearances')}>
        <Appearances view={view} />
      </ListSection>
    </>
  );
};
