import type { Kind } from '../kinds/index.ts';
import type { Content } from '../kinds/record-schema.ts';
import type { Language } from '../languages.ts';
import type { Edition, Item, ItemId } from '../model/edition.ts';
import type { ValidationError } from './validate/errors.ts';

/** The commands, as files, routes and events name them. */
export const commandNames = ['save', 'publish', 'withdraw', 'restore', 'discard', 'rename', 'import', 'erase'] as const;
export type CommandName = (typeof commandNames)[number];

/** The commands that events record: those of editors, and the purge of caches, which the service does by itself. */
export const eventCommands = [...commandNames, 'purge'] as const;
export type EventCommand = (typeof eventCommands)[number];

/** Who gives a command, and when (UTC, to the second). Commands are pure functions: the time is an argument. */
export interface Actor {
  who: string;
  at: string;
}

/** A draft as it is stored. Its record may be invalid: it may be incomplete, and schemas change. */
export interface StoredDraft {
  revision: number;
  /** The number of the live edition that it was made from; 0 for none. */
  base: number;
  record: unknown;
  /** By which revision the texts of each language were changed last; a language that it lacks: by this one. */
  changed: Readonly<Partial<Record<Language, number>>>;
  saved: string;
  who: string;
}

/** An item that another one links to, as far as commands need it. */
export interface LinkTarget {
  id: ItemId;
  withdrawn: boolean;
  facts: Content['facts'];
}

/** A live item that repeats a fact of the item that it links to, by an agreement of its kind. */
export interface Repetition {
  id: ItemId;
  /** The item that it links to. */
  target: ItemId;
  /** Its present `kind/slug`. */
  path: string;
  /** The fact of the other item that it repeats. */
  with: string;
  /** What it has for it. */
  value: unknown;
}

/** The state on which a command decides: that of its item, and of the items that it links to. */
export interface CommandState {
  kind: Kind;
  slug: string;
  id: ItemId;
  live?: Item;
  draft?: StoredDraft;
  /** The edition that the draft was made from, where another is live by now. */
  draftBase?: Edition;
  /** The revision of the newest draft, even if that is gone; 0 where there never was one. */
  revision: number;
  /** The item at a kind and slug; one of the same bulk publication counts as published. */
  linkTarget(kind: Kind, slug: string): LinkTarget | undefined;
  /** The item that has, or had, a slug; or that takes it in the same bulk publication. */
  slugOwner(kind: Kind, slug: string): ItemId | undefined;
  /** Whether an item that was never published has a draft at a kind and slug. */
  hasDraft(kind: Kind, slug: string): boolean;
  /** The first 20 live items that link to this one, as `kind/slug`. */
  referrers: readonly string[];
  /** Live items that repeat a fact of this one, which a change of it would contradict. */
  repeating: readonly Repetition[];
  /** The past edition that was loaded, by its number. */
  edition(number: number): Edition | undefined;
}

/** A fact that the items of a kind which link here by a relation repeat, and the value that all of them must have. */
export interface AgreedFact {
  kind: Kind;
  relation: string;
  fact: string;
  value: string | number;
}

/** An agreed fact of an item, by the name that this item has for it. */
export interface RepeatedFact extends AgreedFact {
  target: ItemId;
  with: string;
}

/** What the decision rests on: the batch checks it again, and writes nothing where it has changed. */
export interface Expectation {
  /** The number of the live edition; 0 for none. */
  edition: number;
  revision?: number;
  /** Items that must be published. */
  targets?: readonly ItemId[];
  /** The unchanged items of a bulk publication, with the number of their live edition. */
  unchanged?: readonly { id: ItemId; edition: number }[];
  /** Slugs that this change takes: no unpublished item may have a draft there. */
  withoutDraft?: readonly ItemId[];
  /** No published item may link to this one, but for those in `except`, which link to it no more. */
  unlinked?: true | { except: readonly ItemId[] };
  /** How many editions of its history were stored as parts. */
  parts?: number;
  /** Facts that items which are linked to must have. */
  agrees?: readonly { id: ItemId; fact: string; value: unknown }[];
  /** Facts that live items which link here must have, but for those in `except`. */
  repeated?: readonly (AgreedFact & { except?: readonly ItemId[] })[];
}

/** A draft that replaces the present one. Its record is null where it is deleted; without one it stays, on another base. */
export type NewDraft =
  | { revision: number; record: null }
  | Pick<StoredDraft, 'base'>
  | (Pick<StoredDraft, 'revision' | 'base' | 'record'> & {
      /** By which revision the texts of each language were changed last. */
      changed: Readonly<Partial<Record<Language, number>>>;
    });

/** What a command decides to change: written as a whole, with its event, or not at all. */
export interface Change {
  command: CommandName;
  by: Actor;
  item: { id: ItemId; kind: Kind; slug: string };
  expects: Expectation;
  /** The item with its new live edition. */
  live?: Item;
  /** New editions; the last of them is the live one. */
  editions?: readonly Edition[];
  /** The new draft. */
  draft?: NewDraft;
  /** The item's former slugs, where a history is imported. */
  slugs?: readonly string[];
  /** The editions that were sent in parts come before `editions`. */
  parts?: true;
  /** The editions whose facts and texts are erased, by their numbers. */
  erased?: readonly number[];
  /** The item's present editions and slugs are deleted first. */
  replaces?: true;
  detail?: Readonly<Record<string, unknown>>;
  /** What may be a mistake in the record, and is not refused for it. */
  warnings?: readonly ValidationError[];
  /** What the draft needs before it can be published. */
  missing?: readonly ValidationError[];
}
