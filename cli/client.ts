/** An answer of the editor's API. */
export interface Answer {
  status: number;
  body: Record<string, unknown>;
}

const TIMEOUT = 120_000;
const MAX_PAUSE = 30;

/** How long to go on trying where nothing else is said, in minutes. */
export const defaultPatience = 10;

/** The origin that someone has typed, as the URL standard writes it; undefined where it is none: no path, http or https. */
export const parseOrigin = (typed: string): string | undefined => {
  if (!URL.canParse(typed)) return undefined;
  const { protocol, origin, href } = new URL(typed);
  return /^https?:$/.test(protocol) && href === `${origin}/` ? origin : undefined;
};

/** What surrounds the editor's API: whom to tell that a call has to wait, and why; the network, the shell's variables. */
interface ClientOptions {
  /** For how many minutes a call is tried again. */
  patience?: number;
  onWait?: (seconds: number, reason: string) => void;
  fetch?: (url: string, init: RequestInit) => Promise<Response>;
  variables?: Readonly<Record<string, string | undefined>>;
  now?: () => number;
  pause?: (seconds: number) => Promise<unknown>;
}

// Busy, restarting, or out of reach behind a proxy or Cloudflare (520 to 530): somebody may answer in a moment.
const isPassing = (status: number): boolean =>
  [429, 502, 503, 504].includes(status) || (status >= 520 && status <= 530);

/** Parses `Retry-After` (RFC 9110 §10.2.3), seconds or a date, as seconds from now. */
const parseRetryAfter = (value: string | null, now: number): number | undefined => {
  if (value === null) return undefined;
  if (/^\d+$/.test(value.trim())) return Number(value);
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - now) / 1000));
};

/**
 * The editor's API of a service, local or remote. A remote one is reached with a service token of Cloudflare Access,
 * from `CF_ACCESS_CLIENT_ID` and `CF_ACCESS_CLIENT_SECRET`. While nobody answers, or the answer is that it is not possible
 * now (429, 502, 503, 504), a call is sent again, which is safe: after as long as `Retry-After` says, or after a second,
 * two, four and so on up to 30, for as long as its patience lasts. A service that says to come back later than that gets
 * no second call.
 */
export const createEditorClient = (
  origin: string,
  language: string,
  {
    patience = defaultPatience,
    onWait = () => {},
    fetch = (url, init) => globalThis.fetch(url, init),
    variables = process.env,
    now = Date.now,
    pause = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000)),
  }: ClientOptions = {},
) => {
  const { CF_ACCESS_CLIENT_ID: id, CF_ACCESS_CLIENT_SECRET: secret } = variables;
  const headers = {
    'Accept-Language': language,
    ...(id && secret && { 'CF-Access-Client-Id': id, 'CF-Access-Client-Secret': secret }),
  };
  const send = async (method: 'GET' | 'POST', path: string, body?: unknown) => {
    const response = await fetch(`${origin}/editor/api${path}`, {
      method,
      headers: { ...headers, ...(body !== undefined && { 'Content-Type': 'application/json' }) },
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT),
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('Content-Type')?.includes('json');
    const wait = parseRetryAfter(response.headers.get('Retry-After'), now());
    return { status: response.status, wait, body: (isJson ? JSON.parse(text) : {}) as Answer['body'] };
  };
  return async (method: 'GET' | 'POST', path: string, body?: unknown): Promise<Answer> => {
    const deadline = now() + patience * 60_000;
    for (let attempt = 0; ; attempt += 1) {
      const answer = await send(method, path, body).catch((error: Error) => error);
      if (!(answer instanceof Error) && !isPassing(answer.status)) return { status: answer.status, body: answer.body };
      const backoff = Math.min(2 ** attempt, MAX_PAUSE);
      const seconds = answer instanceof Error ? backoff : (answer.wait ?? backoff);
      const isLast = now() + seconds * 1000 > deadline;
      if (answer instanceof Error) {
        const reason = String((answer.cause as Error | undefined)?.message || answer.message);
        if (isLast) throw new Error(`${origin} does not answer: ${reason}`);
        onWait(seconds, reason);
      } else {
        if (isLast) return { status: answer.status, body: answer.body };
        onWait(seconds, [answer.status, answer.body.title].filter((part) => part !== undefined).join(' '));
      }
      await pause(seconds);
    }
  };
};

export type EditorClient = ReturnType<typeof createEditorClient>;
