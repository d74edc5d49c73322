import { type Kind, kinds } from '../../../src/kinds/index.ts';
import type { ViewType } from '../../../src/url.ts';

/** What a format can represent: written by hand, not read from the code. */
export interface Row {
  extension: string;
  mediaType: string;
  /** The kinds whose items it represents. */
  item: readonly Kind[];
  /** The kinds whose collections it represents. */
  collection: readonly Kind[];
  recentChanges: boolean;
}

const every = kinds;
const none = [] as const;

/** The formats in the order of preference that the contract gives them. */
export const matrix: readonly Row[] = [
  { extension: 'json', mediaType: 'application/json', item: every, collection: every, recentChanges: false },
  { extension: 'html', mediaType: 'text/html', item: every, collection: every, recentChanges: false },
  { extension: 'jsonld', mediaType: 'application/ld+json', item: every, collection: every, recentChanges: false },
  { extension: 'md', mediaType: 'text/markdown', item: every, collection: every, recentChanges: false },
  // An item has a feed of the list in it: the outcomes of a meeting, those of a Joint Action.
  {
    extension: 'atom',
    mediaType: 'application/atom+xml',
    item: ['councils', 'actions'],
    collection: every,
    recentChanges: true,
  },
  { extension: 'csv', mediaType: 'text/csv', item: none, collection: every, recentChanges: false },
  // What has a date or a due period is an event.
  {
    extension: 'ics',
    mediaType: 'text/calendar',
    item: ['councils', 'outcomes'],
    collection: ['councils', 'outcomes'],
    recentChanges: false,
  },
];

/** The row of a format. */
export const rowOf = (extension: string): Row => {
  const row = matrix.find((each) => each.extension === extension);
  if (!row) throw new Error(`tests/support/formats/matrix.ts has no row for ${extension}`);
  return row;
};

/** The rows of a view, in order. */
export const rowsOf = (viewType: ViewType, kind?: Kind): readonly Row[] =>
  matrix.filter((row) => {
    if (viewType === 'recentChanges') return row.recentChanges;
    if (viewType === 'table') return row.extension === 'csv';
    return kind !== undefined && row[viewType].includes(kind);
  });
