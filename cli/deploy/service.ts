import { cacheResultOf } from '../../src/http/public/backend.ts';
import { languageTags } from '../../src/languages.ts';
import { createEditorClient } from '../client.ts';
import { importInto, rebuildListings } from '../import.ts';
import { namesOf, type Sourced } from '../types.ts';
import type { DeployContext } from './context.ts';
import { deployMessage } from './messages.ts';
import { exit, Halt, type Ports } from './ports.ts';

const read = async (ports: Ports, url: string) => {
  const request = new Request(url, { redirect: 'manual' });
  const response = await ports.fetch(request).catch((error: Error) => error);
  if (response instanceof Error) return { status: 0, headers: new Headers(), text: response.message, json: undefined };
  const text = await response.text();
  const isJson = response.headers.get('Content-Type')?.includes('json') ?? false;
  const json = isJson ? (JSON.parse(text) as Record<string, unknown>) : undefined;
  return { status: response.status, headers: response.headers, text, json };
};

const tries = 30;

/** Waits until the service answers and its database is of this build; a new domain needs some minutes. */
export const awaitService = async ({ origin }: DeployContext, ports: Ports): Promise<string> => {
  let said = '';
  for (let attempt = 1; attempt <= tries; attempt += 1) {
    const live = await read(ports, `${origin}/healthz`);
    const ready = live.status === 200 ? await read(ports, `${origin}/readyz`) : live;
    const checks = ready.json?.checks as Record<string, string> | undefined;
    // Lists may still have to be made anew: that comes with the records.
    if (checks?.database === 'passed' && checks.migrations === 'passed') return origin;
    said = `${ready.status} ${ready.text.slice(0, 400)}`;
    if (attempt < tries) await ports.pause(10);
  }
  throw new Halt(exit.failed, 'serviceSilent', { origin }, said);
};

const editorOf = ({ origin }: DeployContext, ports: Ports) =>
  createEditorClient(origin, ports.language, {
    fetch: (url, init) => ports.fetch(new Request(url, init)),
    variables: ports.variables,
  });

/** Whether the editorial side lets our service token in; says which part of Access is still to be set up. */
export const checkAccess = async (context: DeployContext, ports: Ports): Promise<string> => {
  const { origin, settings } = context;
  const values = { origin, host: new URL(origin).host };
  if (!settings.token) throw new Halt(exit.yours, 'accessMissing', values);
  const { status, body } = await editorOf(context, ports)('GET', '/archive?limit=1');
  const said = `${status} ${String(body.title ?? '')}`;
  if (status === 503) throw new Halt(exit.yours, 'accessMissing', values, said);
  if (status === 401) throw new Halt(exit.yours, 'accessNotInFront', values, said);
  if (status === 403 && body.type) throw new Halt(exit.yours, 'accessWithoutRole', { id: settings.token.id }, said);
  // Access itself refuses with a page, or sends to its own.
  if (status !== 200) throw new Halt(exit.yours, 'accessRefused', { ...values, id: settings.token.id }, said);
  return '';
};

const namesThere = async (context: DeployContext, ports: Ports): Promise<Set<string>> => {
  const editor = editorOf(context, ports);
  const names = new Set<string>();
  for (let after: unknown = ''; after !== null; ) {
    const { status, body } = await editor('GET', `/archive?limit=100&after=${encodeURIComponent(String(after))}`);
    if (status !== 200) throw new Halt(exit.failed, 'serviceFailed', {}, `${status} ${String(body.title ?? '')}`);
    for (const { kind, slug, slugs } of body.items as { kind: string; slug: string; slugs: string[] }[])
      for (const name of [slug, ...slugs]) names.add(`${kind}/${name}`);
    after = body.next;
  }
  return names;
};

async function* absentFrom(names: ReadonlySet<string>, records: AsyncIterable<Sourced>) {
  for await (const one of records)
    if (!('publication' in one) || !namesOf(one.publication).some((name) => names.has(name))) yield one;
}

/** Publishes the records that the service has not, and makes its lists anew where names have changed. */
export const loadRecords = async (context: DeployContext, ports: Ports): Promise<string> => {
  const editor = editorOf(context, ports);
  const records = await ports.publications();
  const wanted = context.replace ? records : absentFrom(await namesThere(context, ports), records);
  const imported = await importInto(editor, wanted, { dryRun: false, progress: () => {} }).catch((error: Error) => {
    throw new Halt(exit.failed, 'serviceFailed', {}, error.message);
  });
  const { created, changed, refused } = imported;
  const lines = refused.map(({ from, pointer, reason }) => `${from} ${pointer}: ${reason}`);
  if (lines.length > 0) throw new Halt(exit.failed, 'recordsRefused', {}, lines.join('\n'));
  await rebuildListings(editor);
  return `+${created} ~${changed}`;
};

/**
 * Makes lists anew where names differ, and with that has caches forget what another version has said. Without a service
 * token it goes on, and says what is left to do: whoever rolls back is in a hurry.
 */
export const forget = async (context: DeployContext, ports: Ports): Promise<string> => {
  if (!context.settings.token) return deployMessage(ports.language, 'leftCache');
  await rebuildListings(editorOf(context, ports)).catch((error: Error) => {
    throw new Halt(exit.failed, 'serviceFailed', {}, error.message);
  });
  return '';
};

const samples = async (ports: Ports): Promise<{ kind: string; slug: string }[]> => {
  const first = new Map<string, { kind: string; slug: string }>();
  for await (const one of await ports.publications())
    if ('publication' in one && !first.has(one.publication.kind)) first.set(one.publication.kind, one.publication);
  return [...first.values()];
};

/** Reads an item of every kind back in every language, as a reader would, and asks whether all is ready. */
export const readBack = async ({ origin }: DeployContext, ports: Ports): Promise<string> => {
  let read200 = 0;
  for (const { kind, slug } of await samples(ports)) {
    for (const language of languageTags) {
      const url = `${origin}/${language}/${kind}/${slug}.json`;
      const { status, headers, json, text } = await read(ports, url);
      // Editors may have renamed or withdrawn it since.
      if (status === 308 || status === 410) continue;
      const spoken = headers.get('Content-Language')?.split(',')[0];
      const sound = status === 200 && spoken === language && json?.language === language;
      if (!sound || json.id !== `${origin}/${kind}/${slug}`)
        throw new Halt(exit.failed, 'notReadBack', { url }, `${status} ${spoken ?? ''} ${text.slice(0, 400)}`);
      read200 += 1;
    }
  }
  const ready = await read(ports, `${origin}/readyz`);
  if (ready.status !== 200) throw new Halt(exit.failed, 'notReady', { origin }, ready.text.slice(0, 400));
  return String(read200);
};

const looks = 10;

/** Reads one URL again and again until its cache has answered. */
export const seeCacheHit = async ({ origin }: DeployContext, ports: Ports): Promise<string> => {
  const url = `${origin}/${languageTags[0]}/actions.json`;
  let said = '';
  for (let attempt = 1; attempt <= looks; attempt += 1) {
    const { status, headers } = await read(ports, url);
    const timing = headers.get('Server-Timing') ?? '';
    if (status === 200 && (timing.includes('cache;desc=hit') || cacheResultOf(headers) === 'hit')) return url;
    said = `${status} Server-Timing: ${timing} Cf-Cache-Status: ${headers.get('Cf-Cache-Status') ?? ''}`;
    if (attempt < looks) await ports.pause(1);
  }
  throw new Halt(exit.failed, 'cacheSilent', { url }, said);
};
