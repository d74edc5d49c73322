import type { Answer } from '../../cli/client.ts';

/** What an editor does between two stretches of reading, and the answer to it. */
export interface Change {
  what: string;
  run(): Promise<Answer>;
}

type Send = (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>;

/** The editor's API, with the preconditions that single commands take. */
export const senderTo =
  (origin: string): Send =>
  async (method, path, body, headers = {}) => {
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    // On a connection of its own: one that was idle for five seconds is closed, perhaps at this very moment.
    const own = { 'Accept-Language': 'en', 'Content-Type': 'application/json', Connection: 'close' };
    const all = { ...own, ...headers };
    const response = await fetch(`${origin}/editor/api${path}`, { method, headers: all, ...sent });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };

interface Live {
  number: number;
  facts: Record<string, unknown> & { sources: unknown[] };
  texts: Record<string, Record<string, unknown>>;
}

const notice = { ja: '掲載を終了しました。', en: 'No longer published.' };

/** A session of editing: each step is a publication or a withdrawal that readers notice, or one that they must not. What
 * is rare empties much of a cache at once, in a record as small and as closely linked as this one. */
export const changesFor = (
  send: Send,
  slugs: ReadonlyMap<string, readonly string[]>,
): Record<'daily' | 'rare', Change[]> => {
  let step = 0;
  const liveOf = async (name: string): Promise<Live> => {
    const { status, body } = await send('GET', `/${name}`);
    if (status !== 200) throw new Error(`${name}: ${status} ${JSON.stringify(body)}`);
    return body.live as Live;
  };
  const seen = async (name: string) => ({ 'If-Match': `"e${(await liveOf(name)).number}"` });
  const edited = async (name: string) => {
    const { facts, texts } = await liveOf(name);
    step += 1;
    const add = ([language, text]: [string, Record<string, unknown>]) => {
      const field = ['summary', 'definition', 'title', 'description'].find((each) => typeof text[each] === 'string');
      return [language, field ? { ...text, [field]: `${text[field]} (${step})` } : text];
    };
    const sources = [...facts.sources, { href: `https://example.jp/source-${step}`, language: 'en' }];
    return { facts: { ...facts, sources }, texts: Object.fromEntries(Object.entries(texts).map(add as never)) };
  };
  const itemOf = (name: string) => ({ kind: name.split('/')[0], slug: name.split('/')[1], match: 'any' });
  const publish = async (...names: string[]) => {
    const items = [];
    for (const name of names) items.push({ ...itemOf(name), record: await edited(name) });
    return send('POST', '/publications', { items });
  };
  const change = (what: string, run: Change['run']): Change => ({ what, run });
  const copy = async (from: string, slug: string, facts: Record<string, unknown> = {}) => {
    const { facts: own, texts } = await liveOf(from);
    const record = { facts: { ...own, ...facts }, texts };
    return send('POST', '/publications', { items: [{ kind: from.split('/')[0], slug, match: null, record }] });
  };
  const more = 'outcomes/council-2-2024-more';
  const terms = (slugs.get('terms') ?? []).filter((slug) => slug !== 'dfft').slice(0, 10);
  return {
    daily: [
      change('a participant is changed', () => publish('participants/kozuki-ryosuke')),
      change('a term is withdrawn in English', async () =>
        send('POST', '/terms/dfft/withdraw', { languages: ['en'], notice }, await seen('terms/dfft')),
      ),
      change('a draft is saved, which nobody is to see', async () =>
        send('PUT', '/terms/open-ran/draft', await edited('terms/open-ran'), { 'If-None-Match': '*' }),
      ),
      change('a new outcome, which its council and action did not show', () =>
        copy('outcomes/council-2-2024-data', 'council-2-2024-more', { order: 90 }),
      ),
    ],
    rare: [
      change('an outcome is withdrawn', async () => send('POST', `/${more}/withdraw`, { notice }, await seen(more))),
      change('an action is renamed', async () =>
        send('POST', '/actions/data/rename', { slug: 'data-and-trust' }, await seen('actions/data')),
      ),
      change('ten terms at one moment', () => publish(...terms.map((slug) => `terms/${slug}`))),
      change('the term is restored', async () =>
        send('POST', '/terms/dfft/restore', { number: 1 }, await seen('terms/dfft')),
      ),
      change('a council is changed, which half of the record is linked with', () => publish('councils/council-2-2024')),
      change('the outcome is restored', async () => send('POST', `/${more}/restore`, { number: 1 }, await seen(more))),
      change('the action has its name back', async () =>
        send('POST', '/actions/data-and-trust/rename', { slug: 'data' }, await seen('actions/data-and-trust')),
      ),
      change('an organisation is changed', () => publish('organisations/digital-agency')),
    ],
  };
};
