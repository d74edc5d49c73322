import { Facts } from '../../fields.tsx';
import { type PageView, textAt } from '../../pointer.ts';
import { ListSection } from '../../section.tsx';
import { LocalizedText } from '../../text.tsx';
import { Appearances } from '../attendances.tsx';

/**
 * A person's name with its reading above it, part by part where name and reading divide alike, else as a whole. The
 * reading stands in parentheses for who sees no ruby, and is marked where no source confirms it.
 */
export const RubyName = ({ view }: { view: PageView }) => {
  const { t } = view.messages;
  const [name, reading] = [textAt(view, '/name'), textAt(view, '/reading')];
  if (!name || !reading) return <>{name}</>;
  const parts = [textAt(view, '/familyName') ?? '', textAt(view, '/givenName') ?? ''];
  const readings = reading.split(/\s+/);
  const divided = parts.join('') === name && readings.length === parts.length;
  const pairs = divided ? parts.map((part, index) => [part, readings[index] ?? '']) : [[name, reading]];
  const [before = '', after = ''] = t('page.aside', { text: '\n' }).split('\n');
  return (
    <>
      {pairs.map(([written, read]) => (
        <ruby>
          {written}
          <rp>{before}</rp>
          <rt>{read}</rt>
          <rp>{after}</rp>
        </ruby>
      ))}
      {view.unverified.has('/reading') && ' '}
      {view.unverified.has('/reading') && <span class="mark mark-doubt">{t('page.unverifiedReading')}</span>}
    </>
  );
};

/** The parts of a person's page: the parts of the name, its reading, and the meetings attended. */
export const Participant = ({ view }: { view: PageView }) => {
  const { t } = view.messages;
  return (
    <>
      <Facts
        view={view}
        rows={[
          [t('label.familyName'), '/familyName', <LocalizedText view={view} at="/familyName" briefly />],
          [t('label.givenName'), '/givenName', <LocalizedText view={view} at="/givenName" briefly />],
          [t('label.reading'), '/reading', <LocalizedText view={view} at="/reading" briefly />],
        ]}
      />
      <ListSection view={view} at="/appearances" title={t('label.appearances')}>
        <Appearances view={view} />
      </ListSection>
    </>
  );
};
