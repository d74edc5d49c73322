import { DateText, Facts, UrlLink } from '../../fields.tsx';
import { type PageView, textAt } from '../../pointer.ts';
import { ListSection } from '../../section.tsx';
import { LocalizedText, Marks, Reference, References } from '../../text.tsx';
import { Appearances } from '../attendances.tsx';

const Country = ({ view }: { view: PageView }) => (
  <>
    {view.messages.country(textAt(view, '/country') ?? '')}
    <Marks view={view} at="/country" />
  </>
);

/** The parts of an organisation's page: facts, what it came from and belongs to, its offices, where it was present. */
export const Organisation = ({ view }: { view: PageView }) => {
  const { t } = view.messages;
  return (
    <>
      <Facts
        view={view}
        rows={[
          [t('label.abbreviation'), '/abbreviation', <LocalizedText view={view} at="/abbreviation" briefly />],
          [t('label.country'), '/country', <Country view={view} />],
          [t('label.homepage'), '/homepage', <UrlLink view={view} at="/homepage" />],
          [t('label.established'), '/established', <DateText view={view} at="/established" />],
          [t('label.parent'), '/parent', <Reference view={view} at="/parent" />],
          [t('label.formerParent'), '/formerParent', <Reference view={view} at="/formerParent" />],
          [t('label.predecessor'), '/predecessor', <Reference view={view} at="/predecessor" />],
        ]}
      />
      <ListSection view={view} at="/roles" title={t('label.roles')}>
        <References view={view} at="/roles" />
      </ListSection>
      <ListSection view={view} at="/appearances" title={t('label.appearances')}>
        <Appearances view={view} />
      </ListSection>
    </>
  );
};
