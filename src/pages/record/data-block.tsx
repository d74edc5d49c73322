import { itemNode } from '../../formats/jsonld/index.ts';
import type { ItemView, Urls } from '../../model/view.ts';

// In a script element character references are not read, so that JSON stands there as it is. A `<` could end the
// element, or begin a comment (HTML §4.12.1.3); with `&` and `>` escaped as well, a parser of XML reads the same.
const escapeJson = (json: string): string =>
  json.replace(/[<>&]/g, (character) => `\\u00${character.charCodeAt(0).toString(16)}`);

type Node = Readonly<Record<string, unknown>>;

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

// What says which item it is that another one names; all of it is in the page of that item.
const referenceKeys = ['@type', '@id', 'name', 'url'];

const shortenReferences = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(shortenReferences);
  if (!isNode(value)) return value;
  const entries = Object.entries(value);
  return Object.fromEntries(
    '@id' in value
      ? entries.filter(([key]) => referenceKeys.includes(key))
      : entries.map(([key, each]) => [key, shortenReferences(each)]),
  );
};

/** The node of an item, in which other items are references: what a page says of itself weighs less than its text. */
const shorten = ({ mainEntityOfPage, ...node }: Node): Node => ({
  ...Object.fromEntries(Object.entries(node).map(([key, value]) => [key, shortenReferences(value)])),
  mainEntityOfPage,
});

/**
 * The item as JSON-LD in its page, for search engines: a data block, which no browser runs and no policy of scripts
 * concerns.
 */
export const DataBlock = ({ item, urls }: { item: ItemView; urls: Urls }) => {
  const json = JSON.stringify(shorten(itemNode(item, urls)));
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: escapeJson(json) }} />;
};
