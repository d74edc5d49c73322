import { isPoisoned, languageFault } from './checks.ts';
import { type Answered, same } from './http.ts';
import type { Request } from './requests.ts';

const entityTag = /(?:W\/)?("[^"]*")/g;

/** What was seen to be wrong, by what it breaks, with the first examples of each. */
export const openLedger = () => {
  const faults = new Map<string, string[]>();
  const bytes = new Map<string, string>();
  const tags = new Map<string, Set<string>>();
  const note = (promise: string, example: string) => faults.set(promise, [...(faults.get(promise) ?? []), example]);
  const show = ({ method, path, headers }: Request) => `${method} ${path} ${JSON.stringify(headers)}`;

  return {
    note,
    /** How often a promise was broken, and how at first. */
    broken: (promise: string) => ({
      count: faults.get(promise)?.length ?? 0,
      examples: faults.get(promise)?.slice(0, 3) ?? [],
    }),
    /** The tags that a path has been answered with. */
    tagsSeen: (path: string): string[] => [...(tags.get(path) ?? [])],
    /** Judges an answer by itself and by those before it. */
    judge: (request: Request, answer: Answered) => {
      const fault = languageFault(request, answer);
      if (fault) note('language', `${show(request)}: ${fault}`);
      if (isPoisoned(answer)) note('poison', show(request));
      if (!answer.headers['cache-control']) note('cache-control', show(request));
      const etag = answer.headers.etag;
      if (request.method !== 'GET' || answer.status !== 200 || !etag) return;
      if ((bytes.get(etag) ?? answer.digest) !== answer.digest) note('etag', `${show(request)}: ${etag}`);
      bytes.set(etag, answer.digest);
      tags.set(request.path, (tags.get(request.path) ?? new Set()).add(etag));
    },
    /** Judges a 304 by what the same reader would get without a condition. */
    judgeUnchanged: (request: Request, answer: Answered, full: Answered) => {
      const condition = request.headers['If-None-Match'] ?? '';
      const held =
        condition === '*' ? [full.headers.etag ?? ''] : [...condition.matchAll(entityTag)].map(([, tag]) => tag);
      const unchanged = held.some((tag) => tag !== undefined && bytes.get(tag) === full.digest);
      const alike = same({ ...answer, status: 200, digest: full.digest }, full);
      if (!unchanged || !alike) note('304', `${show(request)}: ${JSON.stringify([answer.headers, full.headers])}`);
    },
  };
};

export type Ledger = ReturnType<typeof openLedger>;
