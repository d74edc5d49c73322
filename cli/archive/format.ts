/** The version of the format of an export: raised where an older importer would read it wrongly. */
export const formatVersion = 2;

/** The newest event of the moment that an export is of, and its time; null where nothing had happened yet. */
export interface Moment {
  event: number;
  at: string | null;
}

/** The first line of an export: what it is of. How much that is, the last line says. */
export interface Header {
  format: number;
  /** The origin of the service. */
  service: string;
  moment: Moment;
  /** Whether drafts, their revisions and events were left out. */
  public: boolean;
}

/** The last line of an export: how many lines of each sort it has, and the SHA-256 of all lines before (hexadecimal). */
export interface End {
  items: number;
  editions: number;
  revisions: number;
  drafts: number;
  events: number;
  sha256: string;
}

/** An item with its editions, or as many of them as one line has: the next line then goes on. */
export interface ItemLine {
  kind: string;
  slug: string;
  first: string;
  slugs: readonly string[];
  editions: readonly { number: number }[];
  more?: true;
}

type Line =
  | { export: Header }
  | { event: unknown }
  | ItemLine
  | { revision: unknown }
  | { draft: unknown }
  | { end: End };

/** Writes a line of an export. */
export const writeLine = (line: Line): string => `${JSON.stringify(line)}\n`;

/** How long a line may be, in bytes: as long as the history of an item in the first version of the format may be. */
export const maxLineBytes = 64 * 1024 * 1024;
