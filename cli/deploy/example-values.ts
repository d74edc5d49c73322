import type { Partnership } from '../../src/partnership.ts';

// RFC 2606, RFC 6761, and what JPRS reserves below .jp.
const reserved = /(?:^|\.)(?:example|test|invalid|localhost)$|(?:^|\.)example\d?\.(?:com|net|org|jp|[a-z]{2}\.jp)$/i;

/** Whether a host name is reserved for examples: it is nobody's. */
export const isExampleHost = (host: string): boolean => reserved.test(host);

/** The host of a URI: of mailto:, that of its address (RFC 6068 §2); none of tel:. */
const hostOf = (uri: string): string => {
  if (!/^mailto:/i.test(uri)) return URL.parse(uri)?.hostname ?? '';
  const [address = ''] = uri.split('?', 1);
  return address.slice(address.lastIndexOf('@') + 1);
};

const isExampleName = (name: string): boolean => /^example\b|（例）$/i.test(name);

/** The values of a configuration that are examples, each after its key. */
export const exampleValues = ({
  operator,
  securityContacts,
}: Pick<Partnership, 'operator' | 'securityContacts'>): string[] => {
  const addresses = [
    ['operator.contact', operator.contact] as const,
    ...securityContacts.map((contact) => ['securityContacts', contact] as const),
  ].filter(([, uri]) => isExampleHost(hostOf(uri)));
  const names = Object.entries(operator.name)
    .filter(([, name]) => isExampleName(name))
    .map(([tag, name]) => [`operator.name.${tag}`, name] as const);
  return [...names, ...addresses].map(([key, value]) => `${key} (${value})`);
};
