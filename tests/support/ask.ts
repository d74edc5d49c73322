import { exports } from 'cloudflare:workers';
import { faultsIn, operationAt, resolve } from './published.ts';

/** An answer of the service, its body read. */
export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  json: unknown;
}

/** Headers that need no documentation: any server adds them, or the content of a response names them. */
const exemptHeaders = new Set(['content-type', 'content-length', 'content-encoding', 'transfer-encoding', 'date']);

type Documented = ReturnType<typeof operationAt>['operation']['responses'][string];

const headerFaults = (headers: Headers, documented: Documented['headers'] = {}): string[] => {
  const entries = Object.entries(documented).map(([name, header]) => [name.toLowerCase(), resolve(header)] as const);
  const known = new Map(entries);
  const undocumented = [...headers.keys()].filter((name) => !known.has(name) && !exemptHeaders.has(name));
  return [
    ...undocumented.map((name) => `the header ${name} is not documented: ${headers.get(name)}`),
    ...entries.flatMap(([name, { required, schema }]) => {
      const value = headers.get(name);
      if (value === null) return required ? [`the header ${name} is missing`] : [];
      const read = schema?.type === 'integer' ? Number(value) : value;
      return faultsIn(read, schema ?? {}).map((fault) => `the header ${name}: ${value} (${fault})`);
    }),
  ];
};

const isJson = (mediaType: string) => /^application\/(?:.+\+)?json$/.test(mediaType);
const mediaTypeOf = (headers: Headers) => (headers.get('Content-Type') ?? '').replace(/\s*;.*$/, '').toLowerCase();

const bodyFaults = (method: string, headers: Headers, text: string, response: Documented): string[] => {
  const { content, 'x-other-media-types': others = [], 'x-problem-codes': codes } = response;
  if (!content) return text === '' ? [] : [`there must be no body: ${text.slice(0, 200)}`];
  const mediaType = mediaTypeOf(headers);
  const documented = content[mediaType];
  if (!documented && !others.includes(mediaType))
    return [`the content type ${mediaType || '(none)'} is none of ${[...Object.keys(content), ...others].join(', ')}`];
  if (method === 'HEAD') return text === '' ? [] : ['an answer to HEAD has a body'];
  if (!isJson(mediaType)) return documented ? faultsIn(text, documented.schema) : [];
  try {
    const body = JSON.parse(text);
    const code = codes && String(body.type).replace(/^.*\/problems\//, '');
    return [
      ...(documented ? faultsIn(body, documented.schema).map((fault) => `the body at ${fault}`) : []),
      ...(code !== undefined && !codes?.includes(code) ? [`the body at #/type: ${code} is none of ${codes}`] : []),
    ];
  } catch {
    return [`the body is not JSON: ${text.slice(0, 200)}`];
  }
};

/** Compares an answer with the published OpenAPI document; returns a line for each difference. */
export const openApiFaults = (
  method: string,
  path: string,
  { status, headers, text }: Omit<Answer, 'json'>,
): string[] => {
  const { pathname, searchParams } = new URL(`https://example.jp${path}`);
  const { template, operation } = operationAt(method, pathname);
  const response = operation.responses[status];
  if (!response) return [`${template} documents no ${status}, but ${Object.keys(operation.responses).join(', ')}`];
  const parameters = (operation.parameters ?? []).map((parameter) => resolve(parameter));
  const query = parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name);
  const unknown = [...new Set(searchParams.keys())].filter((name) => status === 200 && !query.includes(name));
  const documented = resolve(response);
  return [
    ...unknown.map((name) => `${template} documents no parameter ${name}`),
    ...headerFaults(headers, documented.headers),
    ...bodyFaults(method, headers, text, documented),
  ];
};

/**
 * Requests a path of the service; follows no redirect. @throws Error if status, content type, headers or body are not as
 * the published OpenAPI document has them.
 */
export const ask = async (path: string, init: RequestInit = {}): Promise<Answer> => {
  const method = (init.method ?? 'GET').toUpperCase();
  const answer = await exports.default.fetch(`https://example.jp${path}`, {
    redirect: 'manual',
    ...init,
  });
  const { status, headers } = answer;
  const text = await answer.text();
  const faults = openApiFaults(method, path, { status, headers, text });
  if (faults.length > 0) {
    const error = new Error(`${method} ${path} → ${status} is not as in public/openapi:\n  ${faults.join('\n  ')}`);
    Error.captureStackTrace(error, ask);
    throw error;
  }
  return { status, headers, text, json: isJson(mediaTypeOf(headers)) && text !== '' ? JSON.parse(text) : undefined };
};
