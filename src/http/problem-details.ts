import { embedProblem } from '../embeds/variants.tsx';
import { formatsIn } from '../formats/index.ts';
import { label, messagesFor } from '../i18n/messages.ts';
import { type Language, multilingual } from '../languages.ts';
import type { Annotations, ItemReference } from '../model/view.ts';
import { chooseMedia } from '../negotiation/media-type.ts';
import { problemPage } from '../pages/site/problem.tsx';
import { type ProblemCode, problemStatuses } from '../problem-codes.ts';
import { type EmbedVariant, isRecordUrl, viewTypeOf } from '../url.ts';
import { ONE_MINUTE } from './cache-headers.ts';
import type { AppContext } from './env.ts';
import { contentLanguage } from './link-header.ts';
import { varyOn } from './negotiate.ts';

/** A problem (RFC 9457): its code, the values of its sentence, and the extension members (§3.2) that help. */
export interface Problem {
  code: ProblemCode;
  /** The detail, where it is not the code's own sentence. */
  detail?: string;
  /** Values for the code's own sentence. */
  values?: Readonly<Record<string, string | number>>;
  /** A part of the detail that is in another language than the rest. */
  quoted?: { text: string; language: Language };
  members?: Readonly<{
    parameter?: string;
    available?: readonly string[];
    alternates?: Readonly<Record<string, string>>;
    withdrawn?: string;
    /** Since when the text of what was withdrawn is erased. */
    erased?: string;
    replacement?: ItemReference;
    /** Annotations of other members, by JSON Pointer, as in answers. */
    fallbacks?: Annotations['fallbacks'];
    unverified?: readonly string[];
    /** What is wrong with a request body, each with a JSON Pointer. */
    errors?: readonly { pointer: string; detail: string }[];
    /** The result for each item of a bulk publication. */
    results?: readonly unknown[];
    expected?: unknown;
    actual?: unknown;
    /** The edition that differs. */
    number?: number;
    /** What publishing a draft would undo, by JSON Pointer into the live edition. */
    differs?: readonly string[];
    /** The items that link to this one. */
    references?: readonly string[];
    /** The checks of `/readyz`. */
    checks?: Readonly<Record<string, 'passed' | 'failed'>>;
  }>;
  headers?: Readonly<Record<string, string>>;
}

/** In which language and form a problem is shown, and the path that it happened at. */
export interface Audience {
  language: Language;
  form: 'json' | 'html' | EmbedVariant;
  origin: string;
  path: string;
}

const html = 'text/html';

/**
 * Chooses the form of a problem: an embed's own, else the format that the path names, else JSON or HTML by `Accept`. An
 * extension that the URL cannot have says nothing about the reader.
 */
export const problemAudience = (c: AppContext): { audience: Audience; vary: string } => {
  const { url, language, config } = c.var;
  const named =
    isRecordUrl(url) &&
    formatsIn(url.language, viewTypeOf(url), url.kind).find((each) => each.extension === url.format);
  const accepts = () =>
    chooseMedia(c.req.header('Accept'), ['application/problem+json', 'application/json', html]) === html;
  const isHtml = named ? named.mediaType === html : !url.variant && accepts();
  return {
    audience: { language, form: url.variant ?? (isHtml ? 'html' : 'json'), origin: config.origin, path: c.req.path },
    vary: varyOn({ format: !named && !url.variant, language: (url.language ?? multilingual) === multilingual }),
  };
};

// The other statuses must not be stored (RFC 9111 §3).
const storable = new Set([400, 404, 405, 406, 410]);

/** The sentence of a problem's code, in a language. */
export const problemDetail = (language: Language, code: ProblemCode, values: Problem['values'] = {}): string =>
  label(messagesFor(language).t, `problems:${code}`, 'detail', values);

/** Renders a problem: `application/problem+json` (RFC 9457), a page, a card or a page with a card. */
export const problemResponse = (
  { code, detail, values = {}, quoted, members = {}, headers = {} }: Problem,
  { language, form, origin, path }: Audience,
): Response => {
  const status = problemStatuses[code];
  const { t } = messagesFor(language);
  const body = {
    type: `${origin}/problems/${code}`,
    title: t(`problems:${code}.title`),
    status,
    detail: detail ?? problemDetail(language, code, values),
    // No URL of ours is as long: a longer one is not repeated back.
    ...(path.length <= 1000 && { instance: path }),
    ...members,
  };
  const render = (): string => {
    if (form === 'json') return JSON.stringify(body);
    if (form === 'html') return problemPage(language, code, { ...body, ...(quoted && { quoted }) });
    return embedProblem(form, language, body, origin);
  };
  return new Response(render(), {
    status,
    headers: {
      'Content-Type': form === 'json' ? 'application/problem+json' : 'text/html; charset=utf-8',
      'Content-Language': contentLanguage(language, [
        ...Object.values(members.fallbacks ?? {}),
        ...(quoted ? [quoted.language] : []),
      ]),
      'Cache-Control': storable.has(status) ? ONE_MINUTE : 'no-store',
      ...headers,
    },
  });
};
