import { Appearances } from './attendances.tsx';
import { Ref } from './said.tsx';
import { ListSection } from './section.tsx';
import { Facts } from './value.tsx';
import type { View } from './view.ts';

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
