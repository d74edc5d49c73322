import type { JWTPayload } from 'jose';
import { pointerOf } from '../../lib/json-pointers.ts';

/** An editor writes drafts; a publisher may do everything. */
export type Role = 'editor' | 'publisher';

const roles = ['publisher', 'editor'] as const satisfies readonly Role[];

/** Whom a role is given to; e-mail addresses and their domains are in lower case. */
interface Members {
  emails: ReadonlySet<string>;
  domains: ReadonlySet<string>;
  serviceTokens: ReadonlySet<string>;
  groups: ReadonlySet<string>;
}

/** The members of each role. */
export type Roles = Readonly<Record<Role, Members>>;

/** What is wrong with `ACCESS_ROLES`: the keys of the sentences that a deployment prints. */
export type RolesFault =
  | 'notJson'
  | 'notObject'
  | 'unknownRole'
  | 'notList'
  | 'notText'
  | 'emptyEntry'
  | 'pattern'
  | 'noEmail'
  | 'noDomain';

/** A fault and its place, as a JSON Pointer (RFC 6901). */
export interface InvalidRoles {
  pointer: string;
  fault: RolesFault;
}

const domainName = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]{2,}$/;
const localPart = /^[^\s@*"(),:;<>[\\\]]+$/;

const prefixes = { group: 'group:', serviceToken: 'service-token:' } as const;

type Entry = { as: keyof Members; value: string } | { fault: RolesFault };

/**
 * Tells what an entry names by its form: an e-mail address, all addresses at a domain (`@example.go.jp`, without its
 * subdomains), a service token (its Client ID ends in `.access`) or a group. `group:` and `service-token:` say it where
 * the form does not: some identity providers have groups whose names are e-mail addresses.
 */
const parseEntry = (entry: unknown): Entry => {
  if (typeof entry !== 'string') return { fault: 'notText' };
  if (entry.trim() === '') return { fault: 'emptyEntry' };
  // A space around a name, or a character of a full-width keyboard, is a name that no token has.
  if (entry !== entry.trim() || /[*\uFF20\p{Cc}]/u.test(entry)) return { fault: 'pattern' };
  for (const [as, prefix] of [['groups', prefixes.group] as const, ['serviceTokens', prefixes.serviceToken] as const])
    if (entry.startsWith(prefix)) {
      const value = entry.slice(prefix.length);
      return value.trim() === '' || value !== value.trim() ? { fault: 'emptyEntry' } : { as, value };
    }
  if (entry.includes('@')) {
    const at = entry.lastIndexOf('@');
    const [local, domain] = [entry.slice(0, at), entry.slice(at + 1).toLowerCase()];
    if (local === '') return domainName.test(domain) ? { as: 'domains', value: domain } : { fault: 'noDomain' };
    const isAddress = localPart.test(local) && domainName.test(domain);
    return isAddress ? { as: 'emails', value: entry.toLowerCase() } : { fault: 'noEmail' };
  }
  return { as: entry.endsWith('.access') ? 'serviceTokens' : 'groups', value: entry };
};

const parseMembers = (list: unknown, pointer: string): Members | InvalidRoles => {
  if (!Array.isArray(list)) return { pointer, fault: 'notList' };
  const entries = list.map(parseEntry);
  for (const [index, entry] of entries.entries())
    if ('fault' in entry) return { pointer: `${pointer}/${index}`, fault: entry.fault };
  const valuesOf = (kind: keyof Members) =>
    new Set(entries.flatMap((entry) => ('as' in entry && entry.as === kind ? [entry.value] : [])));
  return {
    emails: valuesOf('emails'),
    domains: valuesOf('domains'),
    serviceTokens: valuesOf('serviceTokens'),
    groups: valuesOf('groups'),
  };
};

/**
 * Parses `ACCESS_ROLES`, JSON such as `{"publisher": ["sato@example.go.jp", "web-team"], "editor": ["@example.go.jp"]}`;
 * returns the first fault and its place where a role, a list or an entry is not one.
 */
export const parseRoles = (json: string): Roles | InvalidRoles => {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch {
    return { pointer: '', fault: 'notJson' };
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    return { pointer: '', fault: 'notObject' };
  const given = parsed as Readonly<Record<string, unknown>>;
  const unknown = Object.keys(given).find((key) => !roles.some((role) => role === key));
  if (unknown !== undefined) return { pointer: pointerOf([unknown]), fault: 'unknownRole' };
  const publisher = parseMembers(given.publisher ?? [], '/publisher');
  if ('fault' in publisher) return publisher;
  const editor = parseMembers(given.editor ?? [], '/editor');
  return 'fault' in editor ? editor : { publisher, editor };
};

const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/**
 * Returns the highest role that the claims of a valid token have. A token with an e-mail address is a person's: the
 * address counts, unless the provider says that it is not verified, and the groups, which some providers put under
 * `custom`. One without is a service token's, which Access names in `common_name`.
 */
export const roleOf = (claims: JWTPayload, members: Roles): Role | undefined => {
  const { email, email_verified: verified, common_name: name, groups, custom } = claims;
  const address = isText(email) && email.includes('@') && verified !== false ? email.toLowerCase() : undefined;
  const memberships = [...texts(groups), ...texts((custom as { groups?: unknown } | null | undefined)?.groups)];
  return roles.find((role) => {
    const { emails, domains, serviceTokens, groups: named } = members[role];
    if (memberships.some((group) => named.has(group))) return true;
    if (address !== undefined) return emails.has(address) || domains.has(address.slice(address.lastIndexOf('@') + 1));
    return !isText(email) && isText(name) && serviceTokens.has(name);
  });
};
