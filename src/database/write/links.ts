import type { Compilable } from 'kysely';
import { type Item, languagesOf, linksOf } from '../../model/edition.ts';
import { db } from '../connection.ts';
import { jsonChunks, jsonEach } from '../json.ts';

interface LinkValue {
  source: string;
  relation: string;
  position: number;
  kind: string;
  slug: string;
}

/** The statements that replace the links of items by those of their live editions; what is withdrawn has none. */
export const linkStatements = (items: readonly Item[]): Compilable<unknown>[] => {
  const links = items
    .filter((item) => languagesOf(item.edition).length > 0)
    .flatMap(({ id, kind, edition }) =>
      linksOf(kind, edition.facts).map((link): LinkValue => ({ source: id, ...link })),
    );
  return [
    ...jsonChunks(items.map(({ id }) => id)).map((json) =>
      db
        .deleteFrom('links')
        .where('source', 'in', db.selectFrom(jsonEach<string, 'item'>(json, 'item')).select('item.value')),
    ),
    ...jsonChunks(links).map((json) =>
      db
        .insertInto('links')
        .columns(['source', 'relation', 'place', 'target'])
        .expression(
          db
            .selectFrom(jsonEach<LinkValue, 'link'>(json, 'link'))
            .innerJoin('slugs', (join) =>
              join
                .on((eb) => eb('slugs.kind', '=', eb.ref('link.value', '->>').key('kind')))
                .on((eb) => eb('slugs.slug', '=', eb.ref('link.value', '->>').key('slug'))),
            )
            .select((eb) => {
              const value = eb.ref('link.value', '->>');
              return [
                value.key('source').as('source'),
                value.key('relation').as('relation'),
                value.key('position').as('place'),
                eb.ref('slugs.item').as('target'),
              ];
            }),
        ),
    ),
  ];
};
