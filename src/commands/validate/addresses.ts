import { type ValidationError, validationError } from './errors.ts';

// RFC 1035 §2.3.1, with the digits that RFC 1123 §2.1 allows at the beginning.
const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

// Names that lead to a machine or a network of one's own (RFC 6761, RFC 6762, RFC 8375, and what ICANN keeps for it).
const ownNetworks = ['localhost', 'local', 'internal', 'lan', 'home.arpa', 'invalid'];

/** Whether a host name is one of the public DNS: two labels at least, the last of them no number. */
const isPublicHost = (host: string): boolean => {
  const labels = host.split('.');
  if (labels.length < 2 || host.length > 253 || !labels.every((one) => label.test(one))) return false;
  return !/^\d+$/.test(labels.at(-1) ?? '') && !ownNetworks.some((own) => host === own || host.endsWith(`.${own}`));
};

/**
 * Checks that a URL leads to a public page: a host name of the DNS, no IP address, no user name or password (RFC 9110
 * §4.2.4). Rule: host. What is no URL is left to the schema.
 */
export const checkAddress = (text: string, pointer: string): ValidationError[] => {
  if (!/^https?:/i.test(text) || /\s/.test(text)) return [];
  const { username = '', password = '', hostname = '', port = '' } = URL.parse(text) ?? {};
  // URL passes over slashes that lack: https:example.jp is read as https://example.jp.
  const isPublic =
    /^https?:\/\/[^/]/i.test(text) && username === '' && password === '' && port !== '0' && isPublicHost(hostname);
  return isPublic && !/^https?:\/\/[^/?#]*@/i.test(text) ? [] : [validationError(pointer, 'host')];
};
