import { kinds } from '../src/kinds/index.ts';
import { languageTags } from '../src/languages.ts';
import { compareTimes, type Pace } from './compare.ts';
import type { Ports } from './workerd.ts';

const sample = async (port: number, path: string) => {
  const response = await fetch(`http://localhost:${port}${path}`);
  if (response.status !== 200) throw new Error(`${path}: ${response.status}`);
  const rows = Number(response.headers.get('X-Bench-Rows'));
  if (!(rows > 0)) throw new Error(`${path}: no rows are said to have been read`);
  return { rows, body: (await response.json()) as Body };
};

interface Body {
  items?: { slug: string }[];
  next?: string | null;
}

const isReference = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'href' in value && 'kind' in value && 'slug' in value;

/** How many references a body holds, at whatever depth. */
export const referencesIn = (value: unknown): number =>
  typeof value === 'object' && value !== null
    ? Object.values(value).reduce<number>((sum, inner) => sum + referencesIn(inner), isReference(value) ? 1 : 0)
    : 0;

const sampled = ['terms', 'organisations', 'participants', 'actions', 'councils', 'outcomes', 'documents'] as const;

/** Of items of a kind: the rows read for one, and how many it may be: 4 × its references + 10. The worst of 20 is told. */
const itemsOf = async (port: number, kind: string) => {
  const { body } = await sample(port, `/en/${kind}.json?limit=20`);
  const found = await Promise.all(
    (body.items ?? []).map(async ({ slug }) => {
      const { rows, body: item } = await sample(port, `/en/${kind}/${slug}.json`);
      const references = referencesIn(item);
      return { slug, rows, references, allowed: 4 * references + 10 };
    }),
  );
  return found.toSorted((one, other) => other.rows / other.allowed - one.rows / one.allowed)[0];
};

const limit = 50;

/** Of the pages of a collection: the rows read for the first, and for one in the middle. */
const pagesOf = async (port: number, kind: string) => {
  const first = await sample(port, `/en/${kind}.json?limit=${limit}`);
  const next = first.body.next ? new URL(first.body.next) : undefined;
  const second = next ? (await sample(port, next.pathname + next.search)).rows : 0;
  return { rows: Math.max(first.rows, second), allowed: 4 * limit + 10 };
};

/** Rows read for one request, in the small database and in the large one, for each kind. */
export const rowsRead = async ({ loadSmall, loadLarge }: Ports) => {
  const rows = [];
  for (const kind of sampled)
    for (const [size, port] of [
      ['small', loadSmall],
      ['large', loadLarge],
    ] as const)
      rows.push({ kind, size, item: await itemsOf(port, kind), page: await pagesOf(port, kind) });
  return rows;
};

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The rows that one miss reads of the real records, on average over every item and first page in every language. */
export const rowsOfAMiss = async ({ loadReal }: Ports) => {
  const items: number[] = [];
  const pages: number[] = [];
  for (const language of languageTags)
    for (const kind of kinds) {
      pages.push((await sample(loadReal, `/${language}/${kind}.json`)).rows);
      const { body } = await sample(loadReal, `/${language}/${kind}.json?limit=100`);
      if (body.next) throw new Error(`${kind}: more than are asked for here`);
      for (const { slug } of body.items ?? [])
        items.push((await sample(loadReal, `/${language}/${kind}/${slug}.json`)).rows);
    }
  return { urls: items.length + pages.length, item: mean(items), page: mean(pages), miss: mean([...items, ...pages]) };
};

// The made records are numbered: any of a kind can be asked for, each time another.
const anyOf = (kind: string, count: number) => {
  let state = 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return `/en/${kind}/${kind}-${state % count}.json`;
  };
};

/** The median time of an answer in the large database, against the same in the small one. */
export const times = async ({ small, large }: Ports, sizes: { small: number; large: number }, pace: Pace) => {
  const shares = { terms: 0.1, participants: 0.15, outcomes: 0.4 } as const;
  const found = [];
  for (const [kind, share] of Object.entries(shares)) {
    const count = (size: number) => Math.max(1, Math.round(size * share));
    const subject = { ports: [large], path: anyOf(kind, count(sizes.large)) };
    const baseline = { ports: [small], path: anyOf(kind, count(sizes.small)) };
    found.push({ what: `one of ${kind}`, ...(await compareTimes(subject, baseline, pace)) });
  }
  const page = '/en/terms.json?limit=10';
  const pages = await compareTimes({ ports: [large], path: page }, { ports: [small], path: page }, pace);
  return {
    found: [...found, { what: 'ten of terms', ...pages }],
    worst: Math.max(...[...found, pages].map((one) => one.ratio)),
  };
};
