import {
  type Document,
  type ExampleRequest,
  type OperationAtPath,
  resolveRef,
} from '../../src/pages/site/docs/openapi.ts';
import type { DocumentBuilder, Node } from './builder.ts';

/** A request of an operation, and what the service answers: the name of an answer where several operations have the same. */
export interface Exchange {
  request: ExampleRequest;
  status: number;
  mediaType: string;
  answer: string;
}

/** What was recorded of an API in one language: an exchange for each operation, and the answers by name. */
export interface Exchanges {
  operations: Readonly<Record<string, Exchange>>;
  answers: Readonly<Record<string, unknown>>;
}

/**
 * Returns the request that the examples of an operation's parameters make, with `slug` where its path takes one that has
 * no example; undefined for what changes something, and where a parameter that is required has no example.
 */
export const requestOf = (
  document: Document,
  { method, path, operation }: OperationAtPath,
  slug: string,
): ExampleRequest | undefined => {
  if (method !== 'get' || operation.security) return undefined;
  const parameters = (operation.parameters ?? []).map((each) => resolveRef(document, each));
  const given = parameters
    .map((each) => (each.name === 'slug' && each.example === undefined ? { ...each, example: slug } : each))
    .filter(({ required, example }) => required || example !== undefined);
  if (given.some(({ example }) => example === undefined)) return undefined;
  const among = (place: string) =>
    given.filter((each) => each.in === place).map(({ name, example }): [string, string] => [name, String(example)]);
  const filled = among('path').reduce((url, [name, value]) => url.replace(`{${name}}`, value), path);
  const query = new URLSearchParams(among('query')).toString();
  return { method: 'GET', path: query ? `${filled}?${query}` : filled, headers: Object.fromEntries(among('header')) };
};

/** Adds to each operation what was recorded of it: `x-example-request`, its body, and the answer as an example of its response. */
export const addExchanges = (
  builder: Pick<DocumentBuilder, 'share' | 'language'>,
  paths: Node,
  { operations, answers }: Exchanges,
): void => {
  // An answer that several operations have is named after the first: the same name in every language.
  const names = new Map<string, string>();
  for (const operation of Object.values(paths).flatMap((item) => Object.values(item as Record<string, Node>))) {
    const exchange = operations[String(operation.operationId)];
    if (!exchange) continue;
    const { request, status, mediaType, answer } = exchange;
    const { body, ...rest } = request;
    operation['x-example-request'] = rest;
    const bodies = operation.requestBody as { content: Record<string, Node> } | undefined;
    for (const media of Object.values(bodies?.content ?? {})) media.examples = { request: { value: body } };
    const responses = operation.responses as Record<string, { content?: Record<string, Node> }>;
    const content = responses[status]?.content;
    if (!content?.[mediaType] || !(answer in answers)) continue;
    const name = names.get(answer) ?? String(operation.operationId);
    names.set(answer, name);
    const example = builder.share('examples', name, () => ({ value: answers[answer] }));
    content[mediaType] = { ...content[mediaType], examples: { [builder.language]: example } };
  }
};
