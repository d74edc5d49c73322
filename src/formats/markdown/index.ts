import type { CollectionView, ItemView, Urls } from '../../model/view.ts';
import type { Format } from '../format.ts';
import { address, frontMatter, linked, plainText } from './text.ts';
import { writerOf } from './writer.ts';

type Alias = { text: string; language: string; source: string };
type Source = { href: string; language: string };

const joined = (front: string, blocks: readonly string[]): string => `${front}\n${blocks.join('\n\n')}\n`;

const writeItem = (reading: ItemView, { id, self, more }: Urls): string => {
  const { kind, slug, language, name, fields: values, fallbacks, unverified, aliases, sources, licence } = reading;
  const { words, text, marked, body, sections } = writerOf(reading);
  const { t, languageName } = words;
  const { edition, published, modified, languages } = reading;
  const heading = (label: string, lines: readonly string[]) =>
    lines.length > 0 ? [`## ${plainText(label)}`, lines.join('\n')] : [];
  const inLanguage = (tag: string) => plainText(languageName(tag));
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
  return joined(frontMatter(front), [
    `# ${name === null ? plainText(slug) : marked(plainText(name), '/name')}`,
    ...body(kind, values, '', false),
    ...sections(kind, values, more),
    ...heading(
      t('record.aliases'),
      (aliases as readonly Alias[]).map(
        (alias, index) =>
          `- ${marked(plainText(alias.text), `/aliases/${index}`)} ${linked(languageName(alias.language), alias.source)}`,
      ),
    ),
    ...(values.note === undefined ? [] : heading(t('record.note'), [text(values.note, '/note')])),
    ...heading(
      t('record.sources'),
      (sources as readonly Source[]).map(({ href, language: tag }) => `- ${address(href)} ${inLanguage(tag)}`),
    ),
    ...heading(t('record.licence'), [address(licence)]),
  ]);
};

const writePage = (page: CollectionView, { self, next }: Urls): string => {
  const { kind, language, items, total, fallbacks, unverified } = page;
  const { words, reference, body } = writerOf(page);
  const { t } = words;
  const title = t(`kinds.${kind}`);
  const front = { kind, title, language, fallbacks, unverified, source: self, total, next: next ?? null };
  return joined(frontMatter(front), [
    `# ${plainText(title)}`,
    ...(items.length === 0 ? [plainText(t('page.none'))] : []),
    ...items.flatMap((card, index) => {
      const at = `/items/${index}`;
      return [`## ${reference(card, at)}`, ...body(kind, card, at, true)];
    }),
    ...(next ? [linked(t('collection.next'), next)] : []),
  ]);
};

/**
 * Markdown (CommonMark), RFC 7763: one item or a list, below front matter in YAML. Nothing that a record says can be
 * markup, HTML or an address; emphasis is never used.
 */
export const md: Format = {
  extension: 'md',
  mediaType: 'text/markdown',
  contentType: 'text/markdown; charset=utf-8; variant=CommonMark',
  item: writeItem,
  page: writePage,
};
