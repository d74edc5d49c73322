import * as z from 'zod';
import { describe, xmlOf } from '../../embeds/oembed.ts';
import { messagesFor } from '../../i18n/messages.ts';
import type { Kind } from '../../kinds/index.ts';
import { type Language, multilingual } from '../../languages.ts';
import { lazy } from '../../lib/lazy.ts';
import { formatPath, isRecordUrl, parsePath } from '../../url.ts';
import type { AppContext } from '../env.ts';
import { problem, shortLived, withVary } from '../responses.ts';
import { readItemName } from './item-name.ts';

const serializers = {
  json: { type: 'application/json', serialize: JSON.stringify },
  xml: { type: 'text/xml; charset=utf-8', serialize: xmlOf },
} as const;

const isSerialized = (format: string): format is keyof typeof serializers => Object.hasOwn(serializers, format);

/** Parses any URL of an item of ours; undefined for all other URLs. */
const parseItemUrl = (
  href: string,
  origin: string,
): { kind: Kind; slug: string; language: Language | undefined } | undefined => {
  const url = URL.parse(href);
  const parsed = url?.origin === origin ? parsePath(url.pathname.replace(/\/+$/, '')) : undefined;
  if (!parsed || !isRecordUrl(parsed) || !parsed.kind || !parsed.slug) return undefined;
  const { kind, slug, language } = parsed;
  return { kind, slug, language: language === multilingual ? undefined : language };
};

const pixels = lazy(() => z.string().regex(/^[1-9]\d{0,5}$/));

const invalid = (c: AppContext, parameter: string, expected: 'url' | 'pixels'): Response => {
  const { t } = messagesFor(c.var.language);
  const detail = t('problems:invalid-parameter.detail', {
    parameter,
    expected: t(`expected.${expected}`, { values: '' }),
  });
  return problem(c, { code: 'invalid-parameter', detail, members: { parameter } });
};

/**
 * `/oembed`: how to show an item in a frame, oEmbed 1.0. `url` may be any URL of the item; its language is that of the
 * answer, else `Accept-Language` decides. Other parameters belong to consumers and are ignored. Problems:
 * invalid-parameter (url, maxwidth, maxheight), not-implemented (format), not-found (no item of ours, or withdrawn).
 */
export const oembed = async (c: AppContext): Promise<Response> => {
  const { config, backend } = c.var;
  const { origin } = config;
  const { searchParams } = new URL(c.req.url);
  const format = searchParams.get('format') ?? 'json';
  if (!isSerialized(format))
    return problem(c, {
      code: 'not-implemented',
      values: { format: format.slice(0, 80) },
      members: { available: Object.keys(serializers) },
    });
  const href = searchParams.get('url');
  if (!href) return invalid(c, 'url', 'url');
  const [maxwidth, maxheight] = [searchParams.get('maxwidth'), searchParams.get('maxheight')];
  for (const [name, value] of Object.entries({ maxwidth, maxheight }))
    if (value !== null && !pixels().safeParse(value).success) return invalid(c, name, 'pixels');
  const target = parseItemUrl(href, origin);
  const language = target?.language ?? c.var.language;
  const item = target && (await readItemName(backend, origin, { ...target, language }));
  if (!item)
    return problem(c, { code: 'not-found', detail: messagesFor(c.var.language).t('problems:not-found.embed') });
  const { kind } = target;
  const { slug } = item;
  const description = describe({
    kind,
    language,
    origin,
    src: origin + formatPath({ language, variant: 'embed', kind, slug }),
    page: origin + formatPath({ language, kind, slug, format: 'html' }),
    title: item.name,
    ...(maxwidth && { maxwidth: Number(maxwidth) }),
    ...(maxheight && { maxheight: Number(maxheight) }),
  });
  const { type, serialize } = serializers[format];
  return withVary(shortLived(serialize(description), type, language), target.language ? '' : 'Accept-Language');
};
