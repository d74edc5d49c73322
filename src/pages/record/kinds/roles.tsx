import { Facts } from '../../fields.tsx';
import type { View } from '../../pointer.ts';
import { ListSection } from '../../section.tsx';
import { Ref } from '../../text.tsx';
import { Appearances } from '../attendances.tsx';

/** The parts of an office's page: where it belongs, and who held it at which meeting. */
export const Role = ({ view }: { view: View }) => {
  const { t } = view.words;
  return (
    <>
      <Facts view={view} rows={[[t('label.organisation'), '/organisation', <Ref view={view} at="/organisation" />]]} />
      <ListSection view={view} at="/appearances" title={t('label.appearances')}>
        <Appearances view={view} />
      </ListSection>
    </>
  );
};
