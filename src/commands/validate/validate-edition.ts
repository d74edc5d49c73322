import { editionShape } from '../../kinds/edition-schema.ts';
import { definitionOf, type Kind } from '../../kinds/index.ts';
import type { Edition } from '../../model/edition.ts';
import { errorsOfIssue, type ValidationError } from './errors.ts';

const shapes = new Map<Kind, ReturnType<typeof editionShape>>();
const shapeOf = (kind: Kind) => {
  const shape = shapes.get(kind) ?? editionShape(definitionOf(kind));
  shapes.set(kind, shape);
  return shape;
};

/**
 * Checks that an edition, published at some time by some build, can be read and rendered by this one. It is a fact: the
 * rules for records, the words of locales/ and what else is published have no say. Pointers begin at the edition.
 */
export const validateEdition = (kind: Kind, { facts, texts }: Pick<Edition, 'facts' | 'texts'>): ValidationError[] => {
  const parsed = shapeOf(kind).safeParse({ facts, texts }, { reportInput: true });
  return parsed.success ? [] : parsed.error.issues.flatMap(errorsOfIssue);
};
