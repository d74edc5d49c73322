import type { Kind } from '../kinds/index.ts';
import type { Content } from '../kinds/schemas.ts';
import type { Edition, Item, ItemId } from '../model/edition.ts';

/** The verbs, as routes, files and events name them. */
export type Verb = 'save' | 'publish' | 'withdraw' | 'restore' | 'discard' | 'rename' | 'import';

/** What events tell of: the verbs, and the purge of caches, which the service does by itself. */
export type EventCommand = Verb | 'purge';

/** Whoever gives a command, and when: handed in, since a command has no clock and asks nobody. */
export interface Actor {
  who: string;
  at: string;
}

/** A draft as it is stored: its record may no longer pass a schema that has grown since. */
export interface StoredDraft {
  revision: number;
  record: unknown;
  saved: string;
  who: string;
}

/** Another item, as a command sees what it points at. */
export interface LinkTarget {
  id: ItemId;
  withdrawn: boolean;
  facts: Content['facts'];
}

/** What a command knows of its item and of what surrounds it. */
export interface CommandState {
  kind: Kind;
  slug: string;
  id: ItemId;
  live?: Item;
  draft?: StoredDraft;
  /** The newest revision there ever was, of drafts that are gone too; 0 when none. */
  revision: number;
  /** What there is, or will be in the same batch, at a kind and slug. */
  linkTarget(kind: Kind, slug: string): LinkTarget | undefined;
  /** The item that a slug leads to as things stand, or that takes it in the same batch. */
  slugOwner(kind: Kind, slug: string): ItemId | undefined;
  /** Whether there is a draft of an item that would first be published at a kind and slug. */
  hasDraft(kind: Kind, slug: string): boolean;
  /** Live items that point here, `kind/slug`; the first of them where they are many. */
  referrers: readonly string[];
  /** A past edition of the item. */
  edition(number: number): Edition | undefined;
}

/** What must still be so when the batch is written; where it is not, nothing of it is. */
export interface Expectation {
  edition: number;
  revision?: number;
  /** Items that must be published then. */
  targets?: readonly ItemId[];
  /** Items of the same set that stay as they are: the editions they must still bear. */
  unchanged?: readonly { id: ItemId; edition: number }[];
  /** Identities that no draft may be waiting for: slugs that this change takes. */
  withoutDraft?: readonly ItemId[];
  /** Nothing published may point here. */
  unlinked?: true;
}

/** A change that was decided: written whole with its event, or not at all. */
export interface Change {
  verb: Verb;
  by: Actor;
  item: { id: ItemId; kind: Kind; slug: string };
  expects: Expectation;
  /** The item with its new live edition. */
  live?: Item;
  /** New editions to keep; the last of them is the live one. */
  editions?: readonly Edition[];
  /** The new draft, or null when it is gone. */
  draft?: { revision: number; record: unknown };
  /** Slugs that lead here beside the live one, where a history is imported. */
  slugs?: readonly string[];
  detail?: Readonly<Record<string, unknown>>;
}
