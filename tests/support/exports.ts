import { importInto } from '../../cli/import.ts';
import type { SourcedPublication } from '../../cli/types.ts';
import { definitionOf, type Kind, kinds } from '../../src/kinds/index.ts';
import { languageTags } from '../../src/languages.ts';
import { publicAt } from './editor/client.ts';

/** The paths of everything that readers can ask for about items under these slugs, and of all collections. */
export const urlsOf = (items: readonly { kind: string; slugs: readonly string[] }[]): string[] =>
  languageTags.flatMap((language) => [
    ...kinds.flatMap((kind) => ['json', 'html', 'csv', 'atom'].map((format) => `/${language}/${kind}.${format}`)),
    ...items.flatMap(({ kind, slugs }) =>
      slugs.flatMap((slug) => [
        `/${language}/${kind}/${slug}.json`,
        `/${language}/${kind}/${slug}.json?fallback=none`,
        `/${language}/${kind}/${slug}.html`,
        `/${language}/${kind}/${slug}.jsonld`,
        ...(definitionOf(kind as Kind).calendar ? [`/${language}/${kind}/${slug}.ics`] : []),
      ]),
    ),
  ]);

/**
 * What a database answers at each path; without `Last-Modified`, which may be when the copy began to show what it shows.
 */
export const answersOf = async (database: D1Database, paths: readonly string[]) => {
  const read = publicAt(database);
  const answerOf = async (path: string) => {
    const { headers, ...answer } = await read(path);
    return [path, { ...answer, headers: headers.filter(([name]) => name !== 'last-modified') }] as const;
  };
  return new Map(await Promise.all(paths.map(answerOf)));
};

export { importInto, type SourcedPublication };
