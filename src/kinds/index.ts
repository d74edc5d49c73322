import { partnership } from '../partnership.ts';
import { actions } from './actions.ts';
import { councils } from './councils.ts';
import type { KindDefinition, KindTable } from './definition.ts';
import { documents } from './documents.ts';
import { organisations } from './organisations.ts';
import { outcomes } from './outcomes.ts';
import { participants } from './participants.ts';
import { partnerships } from './partnerships.ts';
import { roles } from './roles.ts';
import { terms } from './terms.ts';

/** Every kind that there is. config.json names those that the service has, in the order in which it presents them. */
const all = [partnerships, councils, actions, outcomes, participants, organisations, roles, documents, terms] as const;

/** A kind is the name of its collection: in URLs, files, the database and the keys of locales/. */
export type Kind = (typeof all)[number]['kind'];

/** The names of all kinds that there are. */
export const registeredKinds: readonly Kind[] = all.map(({ kind }) => kind);

const registered = (name: string): KindDefinition<Kind> => {
  const found = all.find(({ kind }) => kind === name);
  if (!found) throw new Error(`config.json: there is no kind "${name}"; there are ${registeredKinds.join(', ')}`);
  return found;
};

export const definitions: readonly KindDefinition<Kind>[] = partnership.kinds.map(registered);

export const kinds: readonly Kind[] = definitions.map(({ kind }) => kind);

/** Whether a word of a URL or a path is a kind; case-sensitive, as paths are. */
export const isKind = (word: string | undefined): word is Kind =>
  (kinds as readonly (string | undefined)[]).includes(word);

/** The definition of a kind. */
export const definitionOf = (kind: Kind): KindDefinition<Kind> => {
  const definition = definitions.find((candidate) => candidate.kind === kind);
  if (!definition) throw new Error(`unknown kind: ${kind}`);
  return definition;
};

/** A table of the entries of a list, over all items of a kind. */
export type Table = KindTable<Kind>;

/** The tables, as the definitions of the kinds have them. @throws Error if a name has another meaning in URLs. */
export const tables: readonly Table[] = definitions.flatMap(({ kind, fields, tables: own = {} }) =>
  Object.entries(own).map(([name, table]) => {
    const list = fields[name];
    if (list?.type !== 'list') throw new Error(`${kind}: there is no list ${name}`);
    if (isKind(name) || name === 'changes') throw new Error(`${kind}: the URLs of the table ${name} are others'`);
    return { name, kind, list, ...table };
  }),
);

/** The table of a name; undefined where there is none. */
export const tableNamed = (name: string | undefined): Table | undefined => tables.find((table) => table.name === name);
