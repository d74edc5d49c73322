import type { ExampleRequest } from './openapi.ts';

/** The languages that samples are written in; the key is also that of their name. */
export const sampleLanguages = ['curl', 'javascript', 'python'] as const;
export type SampleLanguage = (typeof sampleLanguages)[number];

type Request = ExampleRequest & { url: string };

const indent = (text: string, spaces: number): string => text.replaceAll('\n', `\n${' '.repeat(spaces)}`);

// A quotation mark inside single quotes ends them, and begins them again (POSIX shell §2.2.2).
const quoteForShell = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

const curl = ({ method, url, headers, body }: Request): string =>
  [
    `curl --fail-with-body ${quoteForShell(url)}`,
    ...(method === 'GET' ? [] : [`--request ${method}`]),
    ...Object.entries(headers).map(([name, value]) => `--header ${quoteForShell(`${name}: ${value}`)}`),
    ...(body === undefined ? [] : [`--data ${quoteForShell(JSON.stringify(body, null, 2))}`]),
  ].join(' \\\n  ');

// A string of JSON is one of JavaScript, and of Python.
const quote = (text: string): string => JSON.stringify(text);

const javascript = (request: Request, readsJson: boolean): string => {
  const { method, url, headers, body } = request;
  const members = [
    ...(method === 'GET' ? [] : [`method: ${quote(method)}`]),
    ...(Object.keys(headers).length > 0 ? [`headers: ${indent(JSON.stringify(headers, null, 2), 2)}`] : []),
    ...(body === undefined ? [] : [`body: JSON.stringify(${indent(JSON.stringify(body, null, 2), 2)})`]),
  ];
  const options = members.length > 0 ? `, {\n  ${members.join(',\n  ')},\n}` : '';
  return [
    `const response = await fetch(${quote(url)}${options});`,
    'if (!response.ok) throw new Error(await response.text());',
    `console.log(await response.${readsJson ? 'json' : 'text'}());`,
  ].join('\n');
};

// JSON's true, false and null are Python's True, False and None; strings are left as they are.
const pythonValue = (value: unknown): string =>
  JSON.stringify(value, null, 4).replace(
    /"(?:[^"\\]|\\.)*"|\b(?:true|false|null)\b/g,
    (token) => ({ true: 'True', false: 'False', null: 'None' })[token] ?? token,
  );

const python = (request: Request, readsJson: boolean): string => {
  const { method, url, headers, body } = request;
  const needed = [
    ...(readsJson || body !== undefined ? ['import json'] : []),
    ...['import urllib.request', '', 'request = urllib.request.Request('],
    `    ${quote(url)},`,
    ...(method === 'GET' ? [] : [`    method=${quote(method)},`]),
    ...(Object.keys(headers).length > 0 ? [`    headers=${indent(pythonValue(headers), 4)},`] : []),
    ...(body === undefined ? [] : [`    data=json.dumps(${indent(pythonValue(body), 4)}).encode(),`]),
    ')',
    'with urllib.request.urlopen(request) as response:',
    readsJson ? '    print(json.load(response))' : '    print(response.read().decode())',
  ];
  return needed.join('\n');
};

/** Writes a request to a service as a program in each language, which prints what is answered; `mediaType` is that of the answer. */
export const writeSamples = (
  origin: string,
  example: ExampleRequest,
  mediaType: string,
): Record<SampleLanguage, string> => {
  const request = { ...example, url: origin + example.path };
  const readsJson = /[/+]json$/.test(mediaType);
  return { curl: curl(request), javascript: javascript(request, readsJson), python: python(request, readsJson) };
};
