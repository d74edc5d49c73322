import { embedProblem } from '../embeds/variants.tsx';
import { label, messagesFor } from '../i18n/messages.ts';
import type { Language } from '../languages.ts';
import type { Annotations, Card } from '../model/view.ts';
import { problemPage } from '../pages/site/problem.tsx';
import { type ProblemCode, problemStatuses } from '../problem-codes.ts';
import { embedVariantIn } from '../url.ts';
import { contentLanguage } from './public/respond.ts';

/** What a problem says beside its code: values for its sentence, and members that help (RFC 9457 §3.2). */
export interface Problem {
  code: ProblemCode;
  /** The whole sentence, where it is not simply the code's own. */
  detail?: string;
  /** Values for the code's own sentence. */
  values?: Readonly<Record<string, string | number>>;
  /** A text within the sentence that stands in another language than the reader's. */
  quoted?: { text: string; language: Language };
  /** The parameter that is wrong, what there is instead, the same in other languages, what stands in its place. */
  members?: Readonly<{
    parameter?: string;
    available?: readonly string[];
    alternates?: Readonly<Record<string, string>>;
    withdrawn?: string;
    replacement?: Card;
    /** What other members borrow, and what of them no source confirms: as in answers, by JSON Pointer. */
    fallbacks?: Annotations['fallbacks'];
    unverified?: readonly string[];
    /** What is wrong with a body, each with a JSON Pointer. */
    errors?: readonly { pointer: string; detail: string }[];
    /** Of a set, what became of each item. */
    results?: readonly unknown[];
    /** Numbers that differ, items that point here. */
    expected?: unknown;
    actual?: unknown;
    references?: readonly string[];
    /** What `/readyz` has checked. */
    checks?: Readonly<Record<string, 'passed' | 'failed'>>;
  }>;
  headers?: Readonly<Record<string, string>>;
}

/** The reader of a problem: language, whether a page is wanted, and where it happened. */
export interface Reader {
  language: Language;
  page: boolean;
  origin: string;
  path: string;
}

/** Statuses that a cache may keep for a minute; the rest are not to be stored (contract §6). */
const keepable = new Set([400, 404, 405, 406, 410]);

/** A problem as an answer: `application/problem+json` (RFC 9457), a page for those who asked for HTML, a card where one was asked. */
export const problemResponse = (
  { code, detail, values = {}, quoted, members = {}, headers = {} }: Problem,
  reader: Reader,
): Response => {
  const { language, origin, path } = reader;
  const status = problemStatuses[code];
  const { t } = messagesFor(language);
  const body = {
    type: `${origin}/problems/${code}`,
    title: t(`problems:${code}.title`),
    status,
    detail: detail ?? label(t, `problems:${code}`, 'detail', values),
    // A URI longer than any we serve is not repeated back.
    ...(path.length <= 1000 && { instance: path }),
    ...members,
  };
  const shape = embedVariantIn(path);
  const written = () => {
    if (shape) return embedProblem(shape, language, body, origin);
    return reader.page ? problemPage(language, code, { ...body, ...(quoted && { quoted }) }) : JSON.stringify(body);
  };
  const caching = keepable.has(status) ? 'public, max-age=60' : 'no-store';
  return new Response(written(), {
    status,
    headers: {
      'Content-Type': shape || reader.page ? 'text/html; charset=utf-8' : 'application/problem+json',
      'Content-Language': contentLanguage(language, {
        ...members.fallbacks,
        ...(quoted && { '/detail': quoted.language }),
      }),
      'Cache-Control': caching,
      'CDN-Cache-Control': caching,
      ...headers,
    },
  });
};
