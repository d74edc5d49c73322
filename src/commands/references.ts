import { relationsOf } from '../kinds/definition.ts';
import { definitionOf, type Kind, kinds } from '../kinds/index.ts';
import type { Content } from '../kinds/record-schema.ts';
import { linksOf } from '../model/edition.ts';
import type { Refusal } from './decision.ts';
import type { CommandState, Expectation, RepeatedFact } from './types.ts';
import { pointerOf, validationError } from './validate/errors.ts';
import { validateAgreements, validateLinks } from './validate/references.ts';
import type { ValidRecord } from './validate/valid-record.ts';

type Facts = Content['facts'];

// The agreements by which items of any kind repeat facts of the items of a kind.
const agreementsWith = (target: Kind) =>
  kinds.flatMap((kind) => {
    const { agreements = [], fields } = definitionOf(kind);
    const leadsHere = (relation: string) =>
      relationsOf(fields).some((one) => one.relation === relation && one.kind === target);
    return agreements.filter(({ relation }) => leadsHere(relation)).map((agreement) => ({ kind, ...agreement }));
  });

/** Returns the facts that an item's new edition changes, and that the items which link to it repeat. */
export const changedFacts = ({ id, kind, live }: CommandState, facts: Facts): RepeatedFact[] =>
  agreementsWith(kind).flatMap((agreement) => {
    const value = facts[agreement.with];
    if (typeof value !== 'string' && typeof value !== 'number') return [];
    return live && live.edition.facts[agreement.with] !== value ? [{ ...agreement, target: id, value }] : [];
  });

/**
 * Checks that what a record links to is published, and agrees with it; and that the live items which repeat a fact of this
 * one agree with it, too. Problem: invalid-record; where others disagree, `references` names them.
 */
export const validateReferences = (state: CommandState, record: ValidRecord): Refusal | undefined => {
  const exists = (kind: Kind, slug: string) => state.linkTarget(kind, slug)?.withdrawn === false;
  // `validateRecord` knows the current slug and the first; this finds an item that links to itself by another one.
  const links = linksOf(state.kind, record.facts);
  const self = links.filter(({ kind, slug }) => state.linkTarget(kind, slug)?.id === state.id);
  const repeating = state.repeating.map(({ path, with: fact, value }) =>
    validationError(pointerOf(['facts', fact]), 'repeated', { item: path, value: String(value) }),
  );
  const errors = [
    ...self.map(({ relation }) => validationError(pointerOf(['facts', ...relation.split('.')]), 'self')),
    ...validateLinks(state.kind, record, exists),
    ...validateAgreements(state.kind, record, (kind, slug) => state.linkTarget(kind, slug)?.facts),
    ...repeating,
  ];
  if (errors.length === 0) return undefined;
  const references = state.repeating.map(({ path }) => path);
  return { code: 'invalid-record', errors, ...(references.length > 0 && { members: { references } }) };
};

/** What the batch checks again of the items that an edition links to, and of those that link to it. */
export const expectReferences = (
  state: CommandState,
  facts: Facts,
): Pick<Expectation, 'targets' | 'agrees' | 'repeated'> => {
  const links = linksOf(state.kind, facts);
  const idAt = (kind: Kind, slug: string) => state.linkTarget(kind, slug)?.id;
  const targets = [...new Set(links.map(({ kind, slug }) => idAt(kind, slug)))].filter((id) => id !== undefined);
  const agrees = (definitionOf(state.kind).agreements ?? []).flatMap(({ fact, relation, with: other }) => {
    const link = links.find((one) => one.relation === relation);
    const target = link && state.linkTarget(link.kind, link.slug);
    return target?.facts[other] === undefined ? [] : [{ id: target.id, fact: other, value: facts[fact] }];
  });
  const repeated = changedFacts(state, facts).map(({ kind, relation, fact, value }) => ({
    kind,
    relation,
    fact,
    value,
  }));
  return {
    targets,
    ...(agrees.length > 0 && { agrees }),
    ...(repeated.length > 0 && { repeated }),
  };
};
