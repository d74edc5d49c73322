/** An answer of the editor's API. */
export interface Answer {
  status: number;
  body: Record<string, unknown>;
}

const pause = (seconds: number) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

const MAX_ATTEMPTS = 6;
const TIMEOUT = 120_000;

/** The origin that someone has typed, as the URL standard writes it; undefined where it is none: no path, http or https. */
export const parseOrigin = (typed: string): string | undefined => {
  if (!URL.canParse(typed)) return undefined;
  const { protocol, origin, href } = new URL(typed);
  return /^https?:$/.test(protocol) && href === `${origin}/` ? origin : undefined;
};

/** What surrounds the editor's API: whom to tell that a call has to wait, and why; the network, the shell's variables. */
interface ClientOptions {
  onWait?: (seconds: number, reason: string) => void;
  fetch?: (url: string, init: RequestInit) => Promise<Response>;
  variables?: Readonly<Record<string, string | undefined>>;
}

/**
 * The editor's API of a service, local or remote. A remote one is reached with a service token of Cloudflare Access,
 * from `CF_ACCESS_CLIENT_ID` and `CF_ACCESS_CLIENT_SECRET`. Waits when it is told to (429, 503) and tries again when
 * the connection breaks: every call is safe to send twice. Where nobody has answered yet, it does not try again.
 */
export const createEditorClient = (
  origin: string,
  language: string,
  {
    onWait = () => {},
    fetch = (url, init) => globalThis.fetch(url, init),
    variables = process.env,
  }: ClientOptions = {},
) => {
  const { CF_ACCESS_CLIENT_ID: id, CF_ACCESS_CLIENT_SECRET: secret } = variables;
  const headers = {
    'Accept-Language': language,
    ...(id && secret && { 'CF-Access-Client-Id': id, 'CF-Access-Client-Secret': secret }),
  };
  let connected = false;
  const send = async (method: 'GET' | 'POST', path: string, body?: unknown) => {
    const response = await fetch(`${origin}/editor/api${path}`, {
      method,
      headers: { ...headers, ...(body !== undefined && { 'Content-Type': 'application/json' }) },
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT),
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    connected = true;
    const text = await response.text();
    const isJson = response.headers.get('Content-Type')?.includes('json');
    const wait = Number(response.headers.get('Retry-After') ?? 1);
    return { status: response.status, wait, body: (isJson ? JSON.parse(text) : {}) as Answer['body'] };
  };
  return async (method: 'GET' | 'POST', path: string, body?: unknown): Promise<Answer> => {
    for (let attempt = 1; ; attempt += 1) {
      const answer = await send(method, path, body).catch((error: Error) => error);
      const last = attempt === MAX_ATTEMPTS;
      if (answer instanceof Error) {
        const reason = String((answer.cause as Error | undefined)?.message || answer.message);
        if (last || !connected) throw new Error(`${origin} does not answer: ${reason}`);
        onWait(2 ** attempt / 4, reason);
        await pause(2 ** attempt / 4);
        continue;
      }
      const { status, wait } = answer;
      // A service that says to come back much later is not busy but closed: its answer says why.
      if ((status === 429 || status === 503) && wait <= 60 && !last) {
        onWait(wait, String(status));
        await pause(wait);
        continue;
      }
      return { status, body: answer.body };
    }
  };
};

export type EditorClient = ReturnType<typeof createEditorClient>;
