import { cacheResultOf } from '../../src/http/public/backend.ts';
import { languageTags } from '../../src/languages.ts';
import { createEditorClient } from '../client.ts';
import { importInto, rebuildListings } from '../import.ts';
import { namesOf, type SourcedPublication, type Unsendable } from '../types.ts';
import type { DeployContext } from './context.ts';
import { deployMessage } from './messages.ts';
import { exit, Halt, type Ports } from './ports.ts';

const read = async (around: Ports, url: string) => {
  const request = new Request(url, { redirect: 'manual' });
  const response = await around.fetch(request).catch((error: Error) => error);
  if (response instanceof Error) return { status: 0, headers: new Headers(), text: response.message, json: undefined };
  const text = await response.text();
  const isJson = response.headers.get('Content-Type')?.includes('json') ?? false;
  const json = isJson ? (JSON.parse(text) as Record<string, unknown>) : undefined;
  return { status: response.status, headers: response.headers, text, json };
};

const tries = 30;

/** Waits until the service answers and its database is of this build; a new domain needs some minutes. */
export const awaitService = async ({ origin }: DeployContext, around: Ports): Promise<string> => {
  let said = '';
  for (let attempt = 1; attempt <= tries; attempt += 1) {
    const live = await read(around, `${origin}/healthz`);
    const ready = live.status === 200 ? await read(around, `${origin}/readyz`) : live;
    const checks = ready.json?.checks as Record<string, string> | undefined;
    // Lists may still have to be made anew: that comes with the records.
    if (checks?.database === 'passed' && checks.migrations === 'passed') return origin;
    said = `${ready.status} ${ready.text.slice(0, 400)}`;
    if (attempt < tries) await around.pause(10);
  }
  throw new Halt(exit.failed, 'serviceSilent', { origin }, said);
};

const editorOf = ({ origin }: DeployContext, around: Ports) =>
  createEditorClient(origin, around.language, {
    fetch: (url, init) => around.fetch(new Request(url, init)),
    variables: around.variables,
  });

/** Whether the editorial side lets our service token in; says which part of Access is still to be set up. */
export const checkAccess = async (course: DeployContext, around: Ports): Promise<string> => {
  const { origin, settings } = course;
  const values = { origin, host: new URL(origin).host };
  if (!settings.token) throw new Halt(exit.yours, 'accessMissing', values);
  const { status, body } = await editorOf(course, around)('GET', '/archive?limit=1');
  const said = `${status} ${String(body.title ?? '')}`;
  if (status === 503) throw new Halt(exit.yours, 'accessMissing', values, said);
  if (status === 401) throw new Halt(exit.yours, 'accessNotInFront', values, said);
  if (status === 403 && body.type) throw new Halt(exit.yours, 'accessWithoutRole', { id: settings.token.id }, said);
  // Access itself refuses with a page, or sends to its own.
  if (status !== 200) throw new Halt(exit.yours, 'accessRefused', { ...values, id: settings.token.id }, said);
  return '';
};

const namesThere = async (course: DeployContext, around: Ports): Promise<Set<string>> => {
  const editor = editorOf(course, around);
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

async function* absentFrom(names: ReadonlySet<string>, records: AsyncIterable<SourcedPublication | Unsendable>) {
  for await (const one of records)
    if (!('publication' in one) || !namesOf(one.publication).some((name) => names.has(name))) yield one;
}

/** Publishes the records that the service has not, and makes its lists anew where names have changed. */
export const loadRecords = async (course: DeployContext, around: Ports): Promise<string> => {
  const editor = editorOf(course, around);
  const records = await around.publications();
  const wanted = course.replace ? records : absentFrom(await namesThere(course, around), records);
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
export const forget = async (course: DeployContext, around: Ports): Promise<string> => {
  if (!course.settings.token) return deployMessage(around.language, 'leftCache');
  await rebuildListings(editorOf(course, around)).catch((error: Error) => {
    throw new Halt(exit.failed, 'serviceFailed', {}, error.message);
  });
  return '';
};

const samples = async (around: Ports): Promise<{ kind: string; slug: string }[]> => {
  const first = new Map<string, { kind: string; slug: string }>();
  for await (const one of await around.publications())
    if ('publication' in one && !first.has(one.publication.kind)) first.set(one.publication.kind, one.publication);
  return [...first.values()];
};

/** Reads an item of every kind back in every language, as a reader would, and asks whether all is ready. */
export const readBack = async ({ origin }: DeployContext, around: Ports): Promise<string> => {
  let read200 = 0;
  for (const { kind, slug } of await samples(around)) {
    for (const language of languageTags) {
      const url = `${origin}/${language}/${kind}/${slug}.json`;
      const { status, headers, json, text } = await read(around, url);
      // Editors may have renamed or withdrawn it since.
      if (status === 308 || status === 410) continue;
      const spoken = headers.get('Content-Language')?.split(',')[0];
      const sound = status === 200 && spoken === language && json?.language === language;
      if (!sound || json.id !== `${origin}/${kind}/${slug}`)
        throw new Halt(exit.failed, 'notReadBack', { url }, `${status} ${spoken ?? ''} ${text.slice(0, 400)}`);
      read200 += 1;
    }
  }
  const ready = await read(around, `${origin}/readyz`);
  if (ready.status !== 200) throw new Halt(exit.failed, 'notReady', { origin }, ready.text.slice(0, 400));
  return String(read200);
};

const looks = 10;

/** Reads one URL again and again until its cache has answered. */
export const seeCacheHit = async ({ origin }: DeployContext, around: Ports): Promise<string> => {
  const url = `${origin}/${languageTags[0]}/actions.json`;
  let said = '';
  for (let attempt = 1; attempt <= looks; attempt += 1) {
    const { status, headers } = await read(around, url);
    const timing = headers.get('Server-Timing') ?? '';
    if (status === 200 && (timing.includes('cache;desc=hit') || cacheResultOf(headers) === 'hit')) return url;
    said = `${status} Server-Timing: ${timing} Cf-Cache-Status: ${headers.get('Cf-Cache-Status') ?? ''}`;
    if (attempt < looks) await around.pause(1);
  }
  throw new Halt(exit.failed, 'cacheSilent', { url }, said);
};
