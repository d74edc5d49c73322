/** An answer of the editor's API. */
export interface Answer {
  status: number;
  body: Record<string, unknown>;
}

const pause = (seconds: number) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

const mostTries = 6;

/** The network and the shell's variables. */
interface Around {
  fetch(url: string, init: RequestInit): Promise<Response>;
  variables: Readonly<Record<string, string | undefined>>;
}

/**
 * The editor's API of a service, local or remote. A remote one is reached with a service token of Cloudflare Access,
 * from `CF_ACCESS_CLIENT_ID` and `CF_ACCESS_CLIENT_SECRET`. Waits when it is told to (429, 503) and tries again when
 * the connection breaks: every call is safe to send twice.
 */
export const editorAt = (
  origin: string,
  language: string,
  around: Around = { fetch: (url, init) => fetch(url, init), variables: process.env },
) => {
  const { CF_ACCESS_CLIENT_ID: id, CF_ACCESS_CLIENT_SECRET: secret } = around.variables;
  const headers = {
    'Accept-Language': language,
    ...(id && secret && { 'CF-Access-Client-Id': id, 'CF-Access-Client-Secret': secret }),
  };
  return async (method: 'GET' | 'POST', path: string, body?: unknown): Promise<Answer> => {
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const type = body === undefined ? {} : { 'Content-Type': 'application/json' };
    for (let attempt = 1; ; attempt += 1) {
      const init = { method, headers: { ...headers, ...type }, redirect: 'manual' as const, ...sent };
      const response = await around.fetch(`${origin}/editor/api${path}`, init).catch((error: Error) => error);
      const last = attempt === mostTries;
      if (response instanceof Error) {
        if (last) throw new Error(`${origin} does not answer: ${String(response.cause ?? response.message)}`);
        await pause(2 ** attempt / 4);
        continue;
      }
      // A service that says to come back much later is not busy but closed: its answer says why.
      const wait = Number(response.headers.get('Retry-After') ?? 1);
      if ((response.status === 429 || response.status === 503) && wait <= 60 && !last) {
        await response.body?.cancel();
        await pause(wait);
        continue;
      }
      const json = response.headers.get('Content-Type')?.includes('json') ? await response.json() : {};
      return { status: response.status, body: json as Record<string, unknown> };
    }
  };
};

export type Editor = ReturnType<typeof editorAt>;
