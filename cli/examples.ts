/**
 * Writes what the tests hold the service to, and what the API reference shows, when its origin is https://example.jp and
 * content/ was loaded on the day the tests set: tests/examples/{kind}.{language}.json, one answer for each kind and
 * language, and tests/examples/exchanges/{language}.json, a request and its answer for each operation of both APIs.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import './jsx.ts';
import { openDatabase } from '../src/database/connection.ts';
import { batchSize } from '../src/database/documents/refresh.ts';
import { kinds } from '../src/kinds/index.ts';
import { type Language, languageTags } from '../src/languages.ts';
import type { Document, ExampleRequest } from '../src/pages/site/docs/openapi.ts';
import { partnership } from '../src/partnership.ts';
import type { SessionRecord } from '../tests/support/editing-session.ts';
import { exampleAddress, loadedOn } from '../tests/support/examples.ts';
import { load } from '../tests/support/load.ts';
import { type Exchange, type Exchanges, requestOf } from '../tools/openapi/exchanges.ts';
import { freePorts } from './free-ports.ts';
import { runProduction } from './production.ts';
import { readRecords } from './records.ts';
import { checkRecords } from './validate.ts';

// The routes lead to pages, which are JSX.
const { editingSession, shortened, withoutMoments } = await import('../tests/support/editing-session.ts');

const directory = 'tests/examples';
const origin = 'https://example.jp';

const { ready, errors } = checkRecords(await readRecords('content'));
if (errors.length > 0) throw new Error(`content/ has ${errors.length} faults: npm run check:content names them`);

const write = async (file: string, value: unknown): Promise<void> => {
  await writeFile(`${directory}/${file}`, `${JSON.stringify(value, null, 2)}\n`);
  console.log(`${directory}/${file}`);
};

/** A running service: sends a request, as a publisher where it is one of the editor's API. */
type Send = (request: ExampleRequest, language?: Language) => Promise<Response>;

/** Runs the service on a database of its own with the records of content/, and stops it afterwards. */
const withService = async (use: (send: Send) => Promise<void>): Promise<void> => {
  const [port = 0] = await freePorts(1);
  const settings = { PUBLIC_ORIGIN: origin, LOCAL_PUBLISHER: 'yes' };
  const running = await runProduction([{ name: 'gateway', port, settings }], () => {});
  try {
    await load(openDatabase((await running.database()) as unknown as D1Database), ready, loadedOn);
    // Cron refreshes the documents, a hundred items at a time.
    for (const _ of ready.slice(0, Math.ceil(ready.length / batchSize))) await running.runCron('gateway');
    await use(({ method, path, headers, body }, language) => {
      const isEditing = path.startsWith('/editor/');
      return fetch((isEditing ? running.editorOrigin : `http://127.0.0.1:${port}`) + path, {
        method,
        redirect: 'manual',
        headers: { ...(language && { 'Accept-Language': language }), ...headers },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
    });
  } finally {
    await running.stop();
  }
};

const read = async (response: Response) => {
  const mediaType = (response.headers.get('Content-Type') ?? '').replace(/\s*;.*$/, '');
  const text = await response.text();
  return { mediaType, body: /[/+]json$/.test(mediaType) ? (JSON.parse(text) as unknown) : text };
};

const documentIn = async (api: string, language: Language): Promise<Document> =>
  JSON.parse(await readFile(`public/openapi/${api}.${language}.json`, 'utf8'));

const throwIfRefused = async (method: string, path: string, response: Response): Promise<void> => {
  if (!response.ok) throw new Error(`${method} ${path} answers ${response.status}: ${await response.text()}`);
};

// A page is no answer that one reads in an example, and a document of the API is its own.
const isShown = (mediaType: string, path: string) => mediaType !== 'text/html' && !path.includes('openapi');

/** Sends what the document of an API says of its operations that only read. */
const recordReading = async (send: Send, language: Language): Promise<Exchanges> => {
  const operations: Record<string, Exchange> = {};
  const answers: Record<string, unknown> = {};
  const document = await documentIn('reading', language);
  for (const [path, methods] of Object.entries(document.paths))
    for (const [method, operation] of Object.entries(methods)) {
      const kind = kinds.find((each) => each === operation.tags[0]);
      const slugs = ready.filter((each) => each.kind === kind).map(({ slug }) => slug);
      for (const slug of slugs.length > 0 ? slugs : ['']) {
        const request = requestOf(document, { method, path, operation }, slug);
        if (!request) break;
        const negotiated = operation.parameters?.some(
          (each) => '$ref' in each && each.$ref.endsWith('/Accept-Language'),
        );
        const headers = { ...(negotiated && { 'Accept-Language': language }), ...request.headers };
        const response = await send({ ...request, headers });
        // Not every item has a calendar.
        if (response.status === 404 && path.includes('{slug}')) continue;
        await throwIfRefused(request.method, request.path, response);
        const { mediaType, body } = await read(response);
        const canonical = response.headers.get('Content-Location') ?? request.path;
        const answer = `${request.method} ${canonical.replace(origin, '')}`;
        if (isShown(mediaType, path)) answers[answer] = typeof body === 'string' ? shortened(body) : body;
        operations[operation.operationId] = {
          request: { ...request, headers },
          status: response.status,
          mediaType,
          answer,
        };
        break;
      }
    }
  return { operations, answers };
};

/** Sends the requests of a day's editing, in which each operation has its turn. */
const recordEditing = async (send: Send, language: Language, record: SessionRecord): Promise<Exchanges> => {
  const operations: Record<string, Exchange> = {};
  const answers: Record<string, unknown> = {};
  for (const { operationId, request } of editingSession(language, record)) {
    const response = await send(request, language);
    await throwIfRefused(request.method, request.path, response);
    const { mediaType, body } = await read(response);
    if (!operationId) continue;
    answers[operationId] = withoutMoments(body);
    operations[operationId] = { request, status: response.status, mediaType, answer: operationId };
  }
  return { operations, answers };
};

await mkdir(`${directory}/exchanges`, { recursive: true });
const kind = 'terms';
const slug = partnership.examples[kind] ?? '';
const record = JSON.parse(await readFile(`content/${kind}/${slug}.json`, 'utf8'));
for (const language of languageTags)
  await withService(async (send) => {
    for (const each of kinds) {
      const path = exampleAddress(each, language);
      const response = await send({ method: 'GET', path, headers: {} });
      await throwIfRefused('GET', path, response);
      await write(`${each}.${language}.json`, await response.json());
    }
    const reading = await recordReading(send, language);
    const editing = await recordEditing(send, language, { kind, slug, record });
    await write(`exchanges/${language}.json`, {
      operations: { ...reading.operations, ...editing.operations },
      answers: { ...reading.answers, ...editing.answers },
    } satisfies Exchanges);
  });
