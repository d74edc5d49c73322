import { readTable, type TableDocument } from '../../database/read/table.ts';
import { isInTable } from '../../formats/csv/table.ts';
import type { Format } from '../../formats/format.ts';
import { formatsOf } from '../../formats/index.ts';
import { pageSize } from '../../kinds/definition.ts';
import { type Table, tableNamed } from '../../kinds/index.ts';
import { type AnswerLanguage, type Language, languageTags } from '../../languages.ts';
import { digestOf } from '../../lib/digest.ts';
import { parseView } from '../../model/document.ts';
import { identifierOf } from '../../model/edition.ts';
import type { TableRow, Urls } from '../../model/view.ts';
import { formatPath } from '../../url.ts';
import { encodeCursor, positionOf } from '../cursor.ts';
import { alternateLinks, formatLink, urlsByFormat, urlsByLanguage } from '../link-header.ts';
import { formatQuery } from '../query-string.ts';
import type { CanonicalRequest, Loaded } from './env.ts';

type Entry = Readonly<Record<string, unknown>>;

/** The entries of a list in a view, with their pointers; by group, where the list has groups. */
const entriesOf = ({ name, list: { by } }: Table, value: unknown): [pointer: string, entry: Entry][] => {
  const numbered = (entries: readonly Entry[], pointer: string) =>
    entries.map((entry, index): [string, Entry] => [`${pointer}/${index}`, entry]);
  if (!by) return numbered((value ?? []) as readonly Entry[], `/${name}`);
  return Object.entries((value ?? {}) as Record<string, readonly Entry[]>).flatMap(([group, entries]) =>
    numbered(entries, `/${name}/${group}`).map(([pointer, entry]): [string, Entry] => [
      pointer,
      { [by]: group, ...entry },
    ]),
  );
};

const rowsOf = (table: Table, { item: id, view, head }: TableDocument, origin: string): TableRow[] => {
  const item = parseView(id, view ?? '', head);
  return entriesOf(table, item.fields[table.name]).map(([pointer, entry]) => {
    return { id: identifierOf(origin, id), item, entry, pointer };
  });
};

/** Loads one page of a table: the entries of a list, over as many items as a page of their collection has. */
export const loadTable = async (request: CanonicalRequest): Promise<Loaded> => {
  const { url, language, problemLanguage, format, parameters, options, origin, database } = request;
  const table = tableNamed(url.table);
  if (!table) throw new Error(`there is no table ${url.table}`);
  const { name, kind } = table;
  const position = positionOf(parameters.after);
  const selection = {
    filters: {},
    limit: parameters.limit === undefined ? pageSize : Number(parameters.limit),
    ...(position && { after: position }),
  };
  const page = await readTable(database, kind, selection, options);
  const { documents, stale } = page;
  const formats = formatsOf('table', kind);
  const href = (tag: AnswerLanguage, query: typeof parameters, { extension }: Pick<Format, 'extension'> = format) =>
    origin + formatPath({ language: tag, table: name, format: extension }) + formatQuery(query);
  const { after: _, ...first } = parameters;
  const { fallback: __, ...withFallbacks } = parameters;
  const canonical = href(language, withFallbacks);
  const next = page.next && href(language, { ...parameters, after: encodeCursor({ language, kind, ...page.next }) });
  const [licence, ...others] = new Set(documents.map(({ head }) => head.licence));
  const urls = (): Urls => ({
    id: origin + formatPath({ table: name, format: format.extension }),
    origin,
    self: href(language, parameters),
    canonical,
    first: href(language, first),
    alternates: urlsByLanguage(
      languageTags.filter((tag) => tag !== language),
      (tag) => href(tag, first),
    ),
    ...urlsByFormat(formats, (each) => href(language, parameters, each)),
    flags: new Set(parameters.excel === '1' ? ['excel'] : []),
    ...(next && { next }),
    more: {},
  });
  const written = documents.flatMap(({ head }) =>
    Object.entries(head.fallbacks).flatMap(([pointer, tag]): Language[] => (isInTable(table, pointer) ? [tag] : [])),
  );
  return {
    version: digestOf([...documents.map(({ version }) => version), next]),
    dependencies: documents.flatMap(({ head }) => head.dependencies),
    fallbackLanguages: written,
    tags: { kinds: [kind] },
    links: [
      { link: formatLink(canonical, 'canonical'), rank: 1 },
      ...alternateLinks({ language, format }, languageTags, formats, (tag, each) => href(tag, first, each)),
      ...(next ? [{ link: formatLink(next, 'next'), rank: 0 }] : []),
      ...(licence && others.length === 0 ? [{ link: formatLink(licence, 'license'), rank: 0 }] : []),
    ],
    stale,
    // They are in one language each: `/mul/attendances.csv` is no URL of the record.
    render: () => {
      const rows = documents.flatMap((document) => rowsOf(table, document, origin));
      return format.table?.({ table, language: problemLanguage, rows }, urls()) ?? '';
    },
  };
};
