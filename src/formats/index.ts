import { type Kind, kinds } from '../kinds/index.ts';
import { atom } from './atom.ts';
import { csv } from './csv.ts';
import type { Format, ViewType } from './format.ts';
import { html } from './html.tsx';
import { ics } from './ics/index.ts';
import { json } from './json.ts';
import { jsonld } from './jsonld/index.ts';
import { md } from './markdown/index.ts';

/** The only list of formats, in the server's order of preference. */
export const formats: readonly Format[] = [json, html, jsonld, md, atom, csv, ics];

const find = (what: ViewType, kind?: Kind): readonly Format[] =>
  formats.filter((format) => {
    const among = { item: format.itemKinds, page: format.collectionKinds, changes: undefined }[what];
    return format[what] && (!kind || (among?.includes(kind) ?? true));
  });

const found = new Map<Kind | undefined, Readonly<Record<ViewType, readonly Format[]>>>(
  [undefined, ...kinds].map((kind) => [
    kind,
    { item: find('item', kind), page: find('page', kind), changes: find('changes', kind) },
  ]),
);

/**
 * The formats that the items or the collection of a kind, or what was published last, can be had in: always the same
 * list for the same question.
 */
export const formatsOf = (what: ViewType, kind?: Kind): readonly Format[] => found.get(kind)?.[what] ?? [];
