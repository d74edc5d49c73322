import type { Kind } from '../resources/index.ts';
import type { Format } from './format.ts';
import { html } from './html.tsx';
import { json } from './json.ts';

/** The only list of formats, in the server's order of preference. */
export const formats: readonly Format[] = [json, html];

/** The formats that the items, or the collection, of a kind can be had in. */
export const formatsOf = (what: 'item' | 'page', kind: Kind): readonly Format[] =>
  formats.filter((format) => format[what] && (format[what === 'item' ? 'itemsOf' : 'pagesOf']?.includes(kind) ?? true));
