import type { FormatCase } from '../cases/formats.ts';
import { atomCase } from './atom.ts';
import { csvCase } from './csv.ts';
import { htmlCase } from './html.ts';
import { icsCase } from './ics.ts';
import { jsonCase } from './json.ts';
import { jsonldCase } from './jsonld.ts';
import { markdownCase } from './markdown.ts';

/** A reader for each format, in the order of the formats. */
export const cases: readonly FormatCase[] = [jsonCase, htmlCase, jsonldCase, markdownCase, atomCase, csvCase, icsCase];
