import type { Format } from './format.ts';
import { json } from './json.ts';

/** The only list of formats, in the server's order of preference. */
export const formats: readonly Format[] = [json];

/** The formats that an item, or a collection, can be had in. */
export const formatsOf = (what: 'item' | 'page'): readonly Format[] => formats.filter((format) => format[what]);
