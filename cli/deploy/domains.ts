import type { DeployContext } from './context.ts';
import { deployMessage } from './messages.ts';
import { exit, Halt, type Ports } from './ports.ts';

// wrangler has commands for none of this, and where there is no terminal to ask at it takes a host name over from
// whatever has it: https://developers.cloudflare.com/api/resources/workers/subresources/domains/
const api = 'https://api.cloudflare.com/client/v4';

interface Page<Item> {
  success?: boolean;
  result?: Item[];
}

/** Lists what the account has at a path of Cloudflare's API; undefined where the token may not see it. */
const list = async <Item>(ports: Ports, path: string): Promise<Item[] | undefined> => {
  const headers = { Authorization: `Bearer ${ports.variables.CLOUDFLARE_API_TOKEN}` };
  const response = await ports.fetch(new Request(api + path, { headers })).catch(() => undefined);
  const body = (await response?.json().catch(() => undefined)) as Page<Item> | undefined;
  return response?.ok && body?.success ? (body.result ?? []) : undefined;
};

/** A custom domain, and the Worker that it leads to. */
interface Domain {
  hostname: string;
  service: string;
}

// Records of these types answer for a host name; a TXT or an MX beside them is nobody's business here.
const addressTypes = new Set(['A', 'AAAA', 'CNAME', 'NS']);

const zoneOf = async (ports: Ports, account: string, hostname: string): Promise<string | undefined> => {
  const labels = hostname.split('.');
  // From the whole name to the one before the last: a zone may be a subdomain, too.
  for (let from = 0; from < labels.length - 1; from += 1) {
    const name = labels.slice(from).join('.');
    const zones = await list<{ id: string; name: string }>(ports, `/zones?name=${name}&account.id=${account}`);
    const zone = zones?.find((one) => one.name === name);
    if (zone) return zone.id;
  }
  return undefined;
};

// A pattern of a route: `*` stands for anything, at the beginning of the host name and at the end of the path.
const covers = (pattern: string, hostname: string): boolean => {
  const [host = ''] = pattern.replace(/^https?:\/\//, '').split('/');
  return host === hostname || (host.startsWith('*') && hostname.endsWith(host.slice(1)));
};

/** Finds what a host name leads to where that is not our Worker: in words, for whoever deploys. */
const holderOf = async (
  { settings: { account }, resolved: { name } }: DeployContext,
  ports: Ports,
  hostname: string,
  domains: readonly Domain[],
): Promise<string | undefined> => {
  const { language } = ports;
  const domain = domains.find((one) => one.hostname === hostname);
  if (domain) return domain.service === name ? undefined : `Worker ${domain.service}`;
  const zone = await zoneOf(ports, account, hostname);
  if (!zone) throw new Halt(exit.setting, 'zoneMissing', { host: hostname });
  const routes = await list<{ pattern: string; script?: string }>(ports, `/zones/${zone}/workers/routes`);
  const records = await list<{ name: string; type: string; content?: string }>(
    ports,
    `/zones/${zone}/dns_records?name.exact=${hostname}&per_page=100`,
  );
  if (!routes || !records) throw new Halt(exit.setting, 'domainUnseen', { host: hostname });
  const route = routes.find(({ pattern, script }) => script && script !== name && covers(pattern, hostname));
  if (route) return `Worker ${route.script} (${route.pattern})`;
  const record = records.find((one) => one.name === hostname && addressTypes.has(one.type));
  return record && deployMessage(language, 'dnsRecord', { type: record.type, content: record.content ?? '' });
};

/**
 * Looks whose the host name is before anything is deployed there, and which other domains our Worker has: they stay.
 * Whatever else has the host name stops the deployment, unless it is to be taken over.
 */
export const checkDomain = async (context: DeployContext, ports: Ports): Promise<string> => {
  const { settings, resolved, origin, takeOver } = context;
  const { hostname } = new URL(origin);
  const domains = await list<Domain>(ports, `/accounts/${settings.account}/workers/domains`);
  if (!domains) throw new Halt(exit.setting, 'domainUnseen', { host: hostname });
  const own = domains.filter(({ service }) => service === resolved.name).map((one) => one.hostname);
  context.otherDomains = own.filter((one) => one !== hostname);
  const kept = context.otherDomains.length > 0 ? context.otherDomains.join(', ') : undefined;
  const found = kept ? deployMessage(ports.language, 'domainsKept', { kept }) : '';
  // workers.dev gives the name of a Worker to no other.
  if (hostname.endsWith('.workers.dev')) return found;
  const holder = takeOver ? undefined : await holderOf(context, ports, hostname, domains);
  if (holder !== undefined) throw new Halt(exit.setting, 'domainTaken', { host: hostname, holder });
  return found ? `${hostname}; ${found}` : hostname;
};
