import { embedAs } from '../../embeds/variants.tsx';
import type { Format } from '../../formats/format.ts';
import { formatsOf } from '../../formats/index.ts';
import type { Language } from '../../languages.ts';
import { remembering } from '../../lib/memoize.ts';
import { type Address, isAddress, type Misaddressed, parseAddress, pathOf, whatOf } from '../../url.ts';

/** What a path of the record asks for. */
export interface Asked {
  readonly address: Address;
  /** Which form of URL it is; of the values in it only the kind, of which there is a short list. */
  readonly route: string;
  /** What the path has chosen already. A shape is one format, and names it. */
  readonly named: Pick<Address, 'language' | 'format'>;
  /** The formats it can be had in, in order of preference. */
  readonly offered: readonly Format[];
  /** The path of the canonical URL. */
  readonly canonical: (language: Language, format: Format) => string;
}

const routeOf = ({ language, shape, changes, kind, slug, format }: Address): string => {
  let route = language ? '/{language}' : '';
  if (shape) route += `/${shape}`;
  if (changes) route += '/changes';
  if (kind) route += `/${kind}`;
  if (slug !== undefined) route += '/{slug}';
  return (route || '/') + (format === undefined ? '' : '.{format}');
};

// Of each language and format the path is written once.
const canonicalOf = (address: Address): Asked['canonical'] => {
  const written = new Map<Format, Partial<Record<Language, string>>>();
  return (language, format) => {
    const before = written.get(format);
    const found = before?.[language];
    if (found !== undefined) return found;
    const path = pathOf({ ...address, language, ...(!address.shape && { format: format.extension }) });
    written.set(format, { ...before, [language]: path });
    return path;
  };
};

/** What a path asks for, or what is wrong with it. */
export const askedBy = remembering((path: string): Asked | Misaddressed => {
  const address = parseAddress(path);
  if (!isAddress(address)) return address;
  const { shape, kind } = address;
  return {
    address,
    route: routeOf(address),
    named: shape ? { ...address, format: shape } : address,
    offered: shape ? [embedAs(shape)] : formatsOf(whatOf(address), kind),
    canonical: canonicalOf(address),
  };
});
