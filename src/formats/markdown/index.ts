import { citationText } from '../../i18n/values.ts';
import { type CollectionView, type ItemView, pageOf, type Urls } from '../../model/view.ts';
import type { Format } from '../format.ts';
import { autolink, escapeText, frontMatter, link } from './text.ts';
import { createWriter } from './writer.ts';

type Alias = { text: string; language: string; source: string };

const writeDocument = (front: Readonly<Record<string, unknown>>, blocks: readonly string[]): string =>
  `${frontMatter(front)}\n${blocks.join('\n\n')}\n`;

const listSection = (label: string, lines: readonly string[]): string[] =>
  lines.length > 0 ? [`## ${escapeText(label)}`, lines.join('\n')] : [];

const writeItem = (view: ItemView, { id, self, more }: Urls): string => {
  const { kind, slug, language, name, fields, fallbacks, unverified, aliases, sources, licence } = view;
  const { edition, published, modified, languages } = view;
  const { messages, mark, writeHeading, writeText, writeBody, writeSections } = createWriter(view);
  const { t, languageName } = messages;
  const front = {
    id,
    kind,
    slug,
    title: name ?? slug,
    language,
    languages,
    fallbacks,
    unverified,
    source: self,
    sources,
    licence,
    edition,
    published,
    modified,
  };
  const aliasLines = (aliases as readonly Alias[]).map(
    (alias, index) =>
      `- ${mark(escapeText(alias.text), `/aliases/${index}`)} ${link(languageName(alias.language), alias.source)}`,
  );
  const sourceLines = sources.map((source) => {
    const cited = citationText(messages, source);
    const publisher = cited || !source.publisherName ? '' : `${escapeText(source.publisherName)} `;
    const page = cited ? link(cited, source.href) : publisher + autolink(source.href);
    return `- ${page} ${escapeText(languageName(source.language))}`;
  });
  return writeDocument(front, [
    ...writeHeading('#', escapeText(name ?? slug), kind, ''),
    ...writeBody(kind, fields, '', false),
    ...writeSections(kind, fields, more),
    ...listSection(t('record.aliases'), aliasLines),
    ...(fields.note === undefined ? [] : listSection(t('record.note'), [writeText(fields.note, '/note')])),
    ...listSection(t('record.sources'), sourceLines),
    ...listSection(t('record.licence'), [autolink(licence)]),
  ]);
};

const writeCollection = (view: CollectionView, { self, next }: Urls): string => {
  const { kind, language, items, total, fallbacks, unverified, licence } = view;
  const { messages, writeHeading, writeBody } = createWriter(view);
  const { t } = messages;
  const title = t(`kinds.${kind}`);
  const rights = licence && { licence };
  const front = { kind, title, language, fallbacks, unverified, source: self, ...rights, total, next: next ?? null };
  return writeDocument(front, [
    `# ${escapeText(title)}`,
    ...(items.length === 0 ? [escapeText(t('page.none'))] : []),
    ...items.flatMap((card, index) => {
      const pointer = `/items/${index}`;
      const heading = writeHeading('##', link(card.name ?? card.slug, pageOf(card)), kind, pointer);
      return [...heading, ...writeBody(kind, card, pointer, true)];
    }),
    ...(next ? [link(t('collection.next'), next)] : []),
  ]);
};

/**
 * Markdown (CommonMark), RFC 7763, with front matter in YAML. Texts of a record are escaped, so that none can become
 * markup, HTML or a link. Emphasis is not used.
 */
export const md: Format = {
  extension: 'md',
  mediaType: 'text/markdown',
  contentType: 'text/markdown; charset=utf-8; variant=CommonMark',
  item: writeItem,
  collection: writeCollection,
};
