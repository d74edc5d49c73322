/** The origin that the service builds its URLs from: the same in each run, wherever it listens. */
export const origin = 'https://example.jp';

/**
 * An instance of the build: public; the editor's API with a publisher signed in; with English as the default language;
 * without Access; with Access and nobody signed in; without a way to its public reads.
 */
export type Instance = 'public' | 'editor' | 'english' | 'closed' | 'strict' | 'withoutReads';

/**
 * A request to an instance. In a header `{etag}` stands for the tag that the service gives at this path, `{gzip}` for the
 * same tag as a proxy writes it that has compressed the body.
 */
export interface ServiceRequest {
  at: Instance;
  method: string;
  path: string;
  headers: Readonly<Record<string, string>>;
  body?: string;
}

/** Makes a request of a reader. */
export const get = (path: string, headers: ServiceRequest['headers'] = {}, method = 'GET'): ServiceRequest => ({
  at: 'public',
  method,
  path,
  headers,
});

/** Removes repeated values; the order stays. */
export const unique = <Value>(values: readonly Value[]): Value[] => [...new Set(values)];

/** What browsers send as `Accept`. */
export const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8';

/** Languages and formats that are requested where no answer names them. */
export const languages = ['ja', 'en'] as const;
export const extensions = ['json', 'html', 'jsonld', 'md', 'atom', 'csv', 'ics'] as const;

/** Makes requests for each path, of a browser and of a program, in each language. */
export const forEachReader = (paths: readonly string[]): ServiceRequest[] =>
  paths.flatMap((path) =>
    languages.flatMap((language) => [
      get(path, { 'Accept-Language': language }),
      get(path, { 'Accept-Language': language, Accept: browser }),
    ]),
  );
