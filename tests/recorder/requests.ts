/** The origin that the service builds its URLs from: the same in each run, wherever it listens. */
export const origin = 'https://example.jp';

/** Where the service is asked: in public, by someone signed in, or with other settings. */
export type Door = 'public' | 'desk' | 'english' | 'closed' | 'strict' | 'cutOff';

/**
 * A request. In a header `{etag}` stands for the tag that the service gives at this path, `{gzip}` for the same tag as
 * a proxy writes it that has compressed the body.
 */
export interface Asked {
  at: Door;
  method: string;
  path: string;
  headers: Readonly<Record<string, string>>;
  body?: string;
}

/** Asks in public. */
export const get = (path: string, headers: Asked['headers'] = {}, method = 'GET'): Asked => ({
  at: 'public',
  method,
  path,
  headers,
});

/** Each value once, in the order in which they come. */
export const unique = <Value>(values: readonly Value[]): Value[] => [...new Set(values)];

/** What browsers send as `Accept`. */
export const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8';

/** Languages and formats that the recorder asks for where no answer names them. */
export const languages = ['ja', 'en'] as const;
export const extensions = ['json', 'html', 'jsonld', 'md', 'atom', 'csv', 'ics'] as const;

/** Asks for each path as a browser and as a program does, in each language. */
export const byEach = (paths: readonly string[]): Asked[] =>
  paths.flatMap((path) =>
    languages.flatMap((language) => [
      get(path, { 'Accept-Language': language }),
      get(path, { 'Accept-Language': language, Accept: browser }),
    ]),
  );
