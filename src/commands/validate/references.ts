import { definitionOf, type Kind } from '../../kinds/index.ts';
import type { Content } from '../../kinds/record-schema.ts';
import { linksOf } from '../../model/edition.ts';
import { pointerOf, type ValidationError, validationError } from './errors.ts';
import type { ValidRecord } from './valid-record.ts';

/** Checks that the items which a record links to exist, or will. */
export const validateLinks = (
  kind: Kind,
  record: ValidRecord,
  exists: (kind: Kind, slug: string) => boolean,
): ValidationError[] =>
  linksOf(kind, record.facts).flatMap((link) => {
    if (exists(link.kind, link.slug)) return [];
    const [outer = '', inner] = link.relation.split('.');
    const path = inner ? ['facts', outer, link.position, inner] : ['facts', outer];
    return [validationError(pointerOf(path), 'dangling', { kind: link.kind, slug: link.slug })];
  });

/** Checks that facts which repeat one of a linked item are equal to it. */
export const validateAgreements = (
  kind: Kind,
  record: ValidRecord,
  factsAt: (kind: Kind, slug: string) => Content['facts'] | undefined,
): ValidationError[] =>
  (definitionOf(kind).agreements ?? []).flatMap(({ fact, relation, with: other }) => {
    const target = linksOf(kind, record.facts).find((link) => link.relation === relation);
    const value = target && factsAt(target.kind, target.slug)?.[other];
    if (!target || value === undefined || value === record.facts[fact]) return [];
    return [
      validationError(pointerOf(['facts', fact]), 'disagreement', {
        kind: target.kind,
        slug: target.slug,
        fact: other,
        value: String(value),
      }),
    ];
  });
