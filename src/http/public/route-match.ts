import { embedFormat } from '../../embeds/variants.tsx';
import type { Format } from '../../formats/format.ts';
import { formatsOf } from '../../formats/index.ts';
import type { Language } from '../../languages.ts';
import { memoize } from '../../lib/memoize.ts';
import { formatPath, type InvalidPath, isRecordUrl, parsePath, type RecordUrl, viewTypeOf } from '../../url.ts';

/** What a path of the record asks for. */
export interface Asked {
  readonly address: RecordUrl;
  /** Which form of URL it is; of the values in it only the kind, of which there is a short list. */
  readonly route: string;
  /** What the path has chosen already. A shape is one format, and names it. */
  readonly named: Pick<RecordUrl, 'language' | 'format'>;
  /** The formats it can be had in, in order of preference. */
  readonly offered: readonly Format[];
  /** The path of the canonical URL. */
  readonly canonical: (language: Language, format: Format) => string;
}

const routeOf = ({ language, variant: shape, changes, kind, slug, format }: RecordUrl): string => {
  let route = language ? '/{language}' : '';
  if (shape) route += `/${shape}`;
  if (changes) route += '/changes';
  if (kind) route += `/${kind}`;
  if (slug !== undefined) route += '/{slug}';
  return (route || '/') + (format === undefined ? '' : '.{format}');
};

// Of each language and format the path is written once.
const canonicalOf = (address: RecordUrl): Asked['canonical'] => {
  const written = new Map<Format, Partial<Record<Language, string>>>();
  return (language, format) => {
    const before = written.get(format);
    const found = before?.[language];
    if (found !== undefined) return found;
    const path = formatPath({ ...address, language, ...(!address.variant && { format: format.extension }) });
    written.set(format, { ...before, [language]: path });
    return path;
  };
};

/** What a path asks for, or what is wrong with it. */
export const askedBy = memoize((path: string): Asked | InvalidPath => {
  const address = parsePath(path);
  if (!isRecordUrl(address)) return address;
  const { variant: shape, kind } = address;
  return {
    address,
    route: routeOf(address),
    named: shape ? { ...address, format: shape } : address,
    offered: shape ? [embedFormat(shape)] : formatsOf(viewTypeOf(address), kind),
    canonical: canonicalOf(address),
  };
});
