/**
 * What a field is called by schema.org: a property for the value, the text or the item itself; a code as a member of
 * an enumeration; entries as things of their own; an entry as a Role, which stands between the item and whom it leads
 * to (https://schema.org/Role).
 */
export type Property =
  | string
  | { property: string; members: Readonly<Record<string, string>> }
  | { property: string; thing: SchemaOrg }
  | { property: string; role: Role };

/** A Role, by names of an entry's fields. */
export interface Role {
  /** What it leads to. */
  to: string;
  /** The office, which gives the role its name. */
  office: string;
  /** The organisation that whoever it leads to held the office in. */
  within?: string;
  /** The item's own date on which it was held. */
  on?: string;
}

/** What a kind, or an entry of a list, is in the vocabulary of schema.org: fields it has no word for are not named. */
export interface SchemaOrg {
  type: string;
  /** By field; a field of a group as `group.field`. */
  fields: Readonly<Record<string, Property | readonly Property[]>>;
}

/** The mode of a meeting as schema.org has it. */
export const attendanceModes = {
  'in-person': 'https://schema.org/OfflineEventAttendanceMode',
  online: 'https://schema.org/OnlineEventAttendanceMode',
  hybrid: 'https://schema.org/MixedEventAttendanceMode',
} as const;

/** How far something is, as schema.org has it. */
export const actionStatuses = {
  announced: 'https://schema.org/PotentialActionStatus',
  ongoing: 'https://schema.org/ActiveActionStatus',
  done: 'https://schema.org/CompletedActionStatus',
} as const;
