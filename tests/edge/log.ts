import { isPoisoned, languageFault, tellsOurCache } from './checks.ts';
import { type HttpResponse, same } from './http.ts';
import type { Request } from './requests.ts';

const entityTag = /(?:W\/)?("[^"]*")/g;

/** What was seen to be wrong, by what it breaks, with the first examples of each. */
export const createLog = () => {
  const faults = new Map<string, string[]>();
  const bytes = new Map<string, string>();
  const tags = new Map<string, Set<string>>();
  const dates = new Map<string, Set<string>>();
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
    /** The dates of `Last-Modified` that a path has been answered with. */
    datesSeen: (path: string): string[] => [...(dates.get(path) ?? [])],
    /** Judges an answer by itself and by those before it. */
    judge: (request: Request, answer: HttpResponse) => {
      const fault = languageFault(request, answer);
      if (fault) note('language', `${show(request)}: ${fault}`);
      if (isPoisoned(answer)) note('poison', show(request));
      if (tellsOurCache(answer)) note('own', show(request));
      if (!answer.headers['cache-control']) note('cache-control', show(request));
      const etag = answer.headers.etag;
      if (request.method !== 'GET' || answer.status !== 200 || !etag) return;
      if ((bytes.get(etag) ?? answer.digest) !== answer.digest) note('etag', `${show(request)}: ${etag}`);
      bytes.set(etag, answer.digest);
      tags.set(request.path, (tags.get(request.path) ?? new Set()).add(etag));
      const date = answer.headers['last-modified'];
      if (date) dates.set(request.path, (dates.get(request.path) ?? new Set()).add(date));
    },
    /** Judges a 304 by what the same reader would get without a condition. */
    judgeUnchanged: (request: Request, answer: HttpResponse, full: HttpResponse) => {
      const condition = request.headers['If-None-Match'] ?? '';
      const since = request.headers['If-Modified-Since'];
      const held =
        condition === '*' ? [full.headers.etag ?? ''] : [...condition.matchAll(entityTag)].map(([, tag]) => tag);
      // A date counts where there is no tag.
      const unchanged =
        condition === '' && since !== undefined
          ? Date.parse(full.headers['last-modified'] ?? '') <= Date.parse(since)
          : held.some((tag) => tag !== undefined && bytes.get(tag) === full.digest);
      const alike = same({ ...answer, status: 200, digest: full.digest }, full);
      if (!unchanged || !alike) note('304', `${show(request)}: ${JSON.stringify([answer.headers, full.headers])}`);
    },
  };
};

export type Log = ReturnType<typeof createLog>;
