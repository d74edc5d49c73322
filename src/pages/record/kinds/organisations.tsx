import { Address, Day, Facts } from '../../fields.tsx';
import { textAt, type View } from '../../pointer.ts';
import { ListSection } from '../../section.tsx';
import { Notes, Ref, Refs, Said } from '../../text.tsx';
import { Appearances } from '../attendances.tsx';

const Country = ({ view }: { view: View }) => (
  <>
    {view.words.country(textAt(view, '/country') ?? '')}
    <Notes view={view} at="/country" />
  </>
);

/** The parts of an organisation's page: facts, what it came from and belongs to, its offices, where it was present. */
export const Organisation = ({ view }: { view: View }) => {
  const { t } = view.words;
  return (
    <>
      <Facts
        view={view}
        rows={[
          [t('label.abbreviation'), '/abbreviation', <Said view={view} at="/abbreviation" briefly />],
          [t('label.country'), '/country', <Country view={view} />],
          [t('label.homepage'), '/homepage', <Address view={view} at="/homepage" />],
          [t('label.established'), '/established', <Day view={view} at="/established" />],
          [t('label.parent'), '/parent', <Ref view={view} at="/parent" />],
          [t('label.formerParent'), '/formerParent', <Ref view={view} at="/formerParent" />],
          [t('label.predecessor'), '/predecessor', <Ref view={view} at="/predecessor" />],
        ]}
      />
      <ListSection view={view} at="/roles" title={t('label.roles')}>
        <Refs view={view} at="/roles" />
      </ListSection>
      <ListSection view={view} at="/appearances" title={t('label.appearances')}>
        <Appearances view={view} />
      </ListSection>
    </>
  );
};
