import type { Fields, NamePart } from '../../kinds/fields.ts';
import { definitionOf } from '../../kinds/index.ts';
import { type PageView, textAt } from '../pointer.ts';
import { Marks } from '../text.tsx';

const partAt = (fields: Fields, part: NamePart): string => {
  const [name] = Object.entries(fields).find(([, field]) => field.type === 'name' && field.part === part) ?? [];
  return `/${name ?? ''}`;
};

/**
 * A person's name with its reading above it: part by part where the name and its reading have the same parts, else as a
 * whole. Browsers without ruby show the reading in parentheses. It is marked where no source confirms it.
 */
export const RubyName = ({ view }: { view: PageView }) => {
  const { t } = view.messages;
  const { fields } = definitionOf(view.kind);
  const at = partAt(fields, 'reading');
  const [name, reading] = [textAt(view, '/name'), textAt(view, at)];
  if (!name || !reading) return <>{name}</>;
  const parts = (['family', 'given'] as const).map((part) => textAt(view, partAt(fields, part)) ?? '');
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
      <Marks view={view} at={at} />
    </>
  );
};
