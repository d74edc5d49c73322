import * as z from 'zod';
import { describe, xmlOf } from '../../embeds/oembed.ts';
import { messagesFor } from '../../i18n/messages.ts';
import type { Kind } from '../../kinds/index.ts';
import type { Language } from '../../languages.ts';
import { lazy } from '../../lib/lazy.ts';
import type { Annotations } from '../../model/view.ts';
import type { ItemOption } from '../../pages/site/embed-builder-form.tsx';
import { formatPath, isRecordUrl, parsePath } from '../../url.ts';
import { languageFor, siteOf } from '../negotiate.ts';
import type { Visit } from '../request-context.ts';
import { problem, withVary } from '../responses.ts';
import type { Backend } from './backend.ts';

const written = {
  json: { type: 'application/json', write: JSON.stringify },
  xml: { type: 'text/xml; charset=utf-8', write: xmlOf },
} as const;

const isWritten = (format: string): format is keyof typeof written => Object.hasOwn(written, format);

/** What is asked for: an item, and the language where the URL names one. */
interface Target {
  kind: Kind;
  slug: string;
  language?: Language;
}

/** The item that a URL of ours leads to, whatever its form; undefined for all other URLs. */
const targetOf = (href: string, origin: string): Target | undefined => {
  const url = URL.parse(href);
  const address = url?.origin === origin ? parsePath(url.pathname.replace(/\/+$/, '')) : undefined;
  if (!address || !isRecordUrl(address)) return undefined;
  const { kind, slug, language } = address;
  return kind && slug ? { kind, slug, ...(language && { language }) } : undefined;
};

/** What answers of the public reads tell of an item's name, and what is noted of the answer. */
export type Named = { slug: string; name: string | null };
export type Noted = Pick<Annotations, 'fallbacks' | 'unverified'>;

/** An item by its name, with what is noted of that at a pointer: its language, if borrowed, and that no source confirms it. */
export const offered = ({ slug, name }: Named, { fallbacks, unverified }: Noted, at: string): ItemOption => ({
  slug,
  name: name ?? slug,
  ...(fallbacks[at] && { lang: fallbacks[at] }),
  ...(unverified.includes(at) && { unverified: true }),
});

/** The name of an item and the slug it has now, as the cached public reads tell it; undefined where there is none to show. */
export const nameFrom = async (
  reads: Backend,
  origin: string,
  target: Required<Target>,
): Promise<ItemOption | undefined> => {
  const canonical = origin + formatPath({ ...target, format: 'json' });
  const first = await reads(canonical);
  const moved = first.status === 308 ? first.headers.get('Location') : null;
  const response = moved ? await reads(moved) : first;
  if (response.status >= 500) throw new Error(`the public reads answered ${response.status}`);
  if (response.status !== 200) return undefined;
  const item = await response.json<Named & Noted>();
  return offered(item, item, '/name');
};

const pixels = lazy(() => z.string().regex(/^[1-9]\d{0,5}$/));

/** A length that was asked for: undefined where none was, null where it is none. */
const lengthFrom = (asked: string | null): number | undefined | null => {
  if (asked === null) return undefined;
  return pixels().safeParse(asked).success ? Number(asked) : null;
};

const invalid = (visit: Visit, language: Language, parameter: string, expected: 'url' | 'pixels') => {
  const { t } = messagesFor(language);
  const detail = t('problems:invalid-parameter.detail', {
    parameter,
    expected: t(`expected.${expected}`, { values: '' }),
  });
  return problem(visit, { code: 'invalid-parameter', detail, members: { parameter } });
};

/**
 * `/oembed`: how to show an item in a frame, oEmbed 1.0. The URL may be any of an item's; its language is that of the
 * answer, else `Accept-Language` decides. Parameters that oEmbed does not know are consumers' own, and left alone.
 * Problems: invalid-parameter (no url, no length), not-implemented (no such format), not-found (nothing of ours, or withdrawn).
 */
export const oembed = async (visit: Visit, reads: Backend): Promise<Response> => {
  const { search, headers, env } = visit;
  const { origin } = siteOf(env);
  const negotiatedLanguage = languageFor(headers.get('Accept-Language'), siteOf(env));
  const query = new URLSearchParams(search);
  const format = query.get('format') ?? 'json';
  if (!isWritten(format))
    return problem(visit, {
      code: 'not-implemented',
      values: { format: format.slice(0, 80) },
      members: { available: Object.keys(written) },
    });
  const url = query.get('url');
  if (!url) return invalid(visit, negotiatedLanguage, 'url', 'url');
  const [width, height] = [lengthFrom(query.get('maxwidth')), lengthFrom(query.get('maxheight'))];
  if (width === null) return invalid(visit, negotiatedLanguage, 'maxwidth', 'pixels');
  if (height === null) return invalid(visit, negotiatedLanguage, 'maxheight', 'pixels');
  const target = targetOf(url, origin);
  const language = target?.language ?? negotiatedLanguage;
  const found = target && (await nameFrom(reads, origin, { ...target, language }));
  if (!found)
    return problem(visit, { code: 'not-found', detail: messagesFor(negotiatedLanguage).t('problems:not-found.embed') });
  const { type, write } = written[format];
  const described = describe({
    language,
    origin,
    src: origin + formatPath({ language, variant: 'embed', kind: target.kind, slug: found.slug }),
    title: found.name,
    ...(width && { maxwidth: width }),
    ...(height && { maxheight: height }),
  });
  const response = new Response(write(described), {
    headers: {
      'Content-Type': type,
      'Content-Language': language,
      'Cache-Control': 'public, max-age=60',
      'CDN-Cache-Control': 'public, max-age=60',
    },
  });
  return withVary(response, target.language ? '' : 'Accept-Language');
};
