import { languageTags } from '../../languages.ts';
import { apis } from '../../pages/site/docs/openapi.ts';
import { partnership } from '../../partnership.ts';
import type { AppContext } from '../env.ts';
import { formatLink } from '../link-header.ts';
import { shortLived } from '../responses.ts';
import { catalogPath, describeApi } from '../service-links.ts';

const catalogType = 'application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727"';

/** `/.well-known/api-catalog` (RFC 9727): the APIs and what describes them, as a linkset (RFC 9264 §4.2). */
export const apiCatalog = (c: AppContext): Response => {
  const { origin } = c.var.config;
  const described = apis.map((api) => describeApi(origin, api, languageTags));
  const catalog = { anchor: origin + catalogPath, item: described.map(({ anchor }) => ({ href: anchor })) };
  const response = shortLived(JSON.stringify({ linkset: [catalog, ...described] }), catalogType);
  // HEAD is to have the link, too (RFC 9727 §2).
  response.headers.set('Link', formatLink(origin + catalogPath, 'api-catalog'));
  return response;
};

/** The first day of the month in half a year: an answer is the same for a month, and holds for six to seven more. */
const expiry = (now: Date): string =>
  new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 7, 1)).toISOString().replace('.000', '');

/** `/.well-known/security.txt` (RFC 9116): to whom a vulnerability is reported, as config.json says. */
export const securityText = (c: AppContext): Response => {
  const lines = [
    ...partnership.securityContacts.map((contact) => `Contact: ${contact}`),
    `Expires: ${expiry(new Date())}`,
    `Preferred-Languages: ${languageTags.join(', ')}`,
    `Canonical: ${c.var.config.origin}/.well-known/security.txt`,
  ];
  return shortLived(`${lines.join('\n')}\n`, 'text/plain; charset=utf-8');
};
