import { describe, expect, it } from 'vitest';
import { formats, formatsOf } from '../../../src/formats/index.ts';
import { kinds } from '../../../src/kinds/index.ts';
import { formatCases } from '../../support/cases/formats.ts';
import { cases } from '../../support/formats/cases.ts';
import { matrix, rowsOf } from '../../support/formats/matrix.ts';
import { published } from '../../support/published.ts';

/** The extensions that the published OpenAPI document has a path for, behind the one given. */
const publishedExtensions = (path: string): string[] =>
  Object.keys(published.paths).flatMap((each) => (each.startsWith(`${path}.`) ? [each.slice(path.length + 1)] : []));

describe('the table of formats and kinds (tests/support/formats/matrix.ts)', () => {
  it('has every format of the service, in its order of preference', () => {
    expect(formats.map(({ extension, mediaType }) => ({ extension, mediaType }))).toEqual(
      matrix.map(({ extension, mediaType }) => ({ extension, mediaType })),
    );
  });

  it('has a reader for every format', () => {
    expect(cases.map(({ format }) => format.extension)).toEqual(matrix.map(({ extension }) => extension));
  });

  it.each(kinds)('agrees with the service and with the published document about %s', (kind) => {
    for (const [viewType, path] of [
      ['item', `/{language}/${kind}/{slug}`],
      ['collection', `/{language}/${kind}`],
    ] as const) {
      const extensions = rowsOf(viewType, kind).map(({ extension }) => extension);
      expect(formatsOf(viewType, kind).map(({ extension }) => extension)).toEqual(extensions);
      expect(publishedExtensions(path)).toEqual(extensions);
    }
  });

  it('agrees with the service and with the published document about the recent changes', () => {
    const extensions = rowsOf('recentChanges').map(({ extension }) => extension);
    expect(formatsOf('recentChanges').map(({ extension }) => extension)).toEqual(extensions);
    expect(publishedExtensions('/{language}/changes')).toEqual(extensions);
  });
});

cases.forEach(formatCases);
