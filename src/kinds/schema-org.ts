/**
 * The property of a field at schema.org: for its value, its text or its item; for a code as a member of an enumeration, or
 * as a thing of a type with the code's label as name; for entries as things of their own; or for an entry as a Role between the item and the one it links to
 * (https://schema.org/Role).
 */
export type Property =
  | string
  | { property: string; members: Readonly<Record<string, string>> }
  | { property: string; types: Readonly<Record<string, string>> }
  | { property: string; thing: SchemaOrg }
  | { property: string; role: Role };

/** A Role, by names of an entry's fields. */
export interface Role {
  /** The link to the other item. */
  to: string;
  /** The office, which gives the role its name. */
  office: string;
  /** The organisation that the office belongs to. */
  within?: string;
  /** The item's date on which the office was held. */
  on?: string;
  /** The link to the meeting at which it was, where the item has no such date. */
  at?: string;
}

/** The type of a kind, or of a list's entry, at schema.org; fields without a property there are left out. */
export interface SchemaOrg {
  type: string;
  /** By field; a field of a group as `group.field`. */
  fields: Readonly<Record<string, Property | readonly Property[]>>;
}

/** The modes of a meeting, as members of EventAttendanceModeEnumeration. */
export const attendanceModes = {
  'in-person': 'https://schema.org/OfflineEventAttendanceMode',
  online: 'https://schema.org/OnlineEventAttendanceMode',
  hybrid: 'https://schema.org/MixedEventAttendanceMode',
} as const;

/** The locations of meetings by mode, as far as the mode says them: an in-person meeting has a place that no fact states. */
export const locations = { online: 'VirtualLocation', hybrid: 'VirtualLocation' } as const;

/** The statuses of an action, as members of ActionStatusType. */
export const actionStatuses = {
  announced: 'https://schema.org/PotentialActionStatus',
  ongoing: 'https://schema.org/ActiveActionStatus',
  done: 'https://schema.org/CompletedActionStatus',
} as const;
