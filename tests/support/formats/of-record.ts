import type { RecordFile } from '../../../cli/records.ts';
import type { Format } from '../../../src/formats/format.ts';
import { formatsOf } from '../../../src/formats/index.ts';
import type { Kind } from '../../../src/kinds/index.ts';

/** The formats of the item that a record makes: of outcomes, only those with a dated commitment are in a calendar. */
export const formatsOfRecord = ({ kind, record }: Pick<RecordFile, 'kind' | 'record'>): readonly Format[] => {
  const formats = formatsOf('item', kind as Kind);
  if (kind !== 'outcomes') return formats;
  const { facts } = record as { facts: { commitments?: { due?: { from?: string; until?: string } }[] } };
  const isDated = (facts.commitments ?? []).some(({ due }) => due?.from ?? due?.until);
  return isDated ? formats : formats.filter(({ extension }) => extension !== 'ics');
};
