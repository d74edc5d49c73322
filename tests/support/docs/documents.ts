import { type Language, languageTags } from '../../../src/languages.ts';

const files = import.meta.glob<string>(
  ['../../../*.md', '../../../docs/*/*.md', '../../../{bench,examples}/README.md'],
  {
    query: '?raw',
    import: 'default',
    eager: true,
  },
);

/** Every document that people read, by its path in the repository. */
export const documents: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(files).map(([path, text]) => [path.replace('../../../', ''), text]),
);

// The README that GitHub shows is the English one.
const readmeIn = (language: Language): string => (language === 'en' ? 'README.md' : `README.${language}.md`);

/** The text of one document in one language: `README`, or the name of a file of docs/. */
export const documentIn = (language: Language, name: string): string => {
  const path = name === 'README' ? readmeIn(language) : `docs/${language}/${name}.md`;
  const text = documents[path];
  if (text === undefined) throw new Error(`there is no ${path}`);
  return text;
};

/** What a document shows as code of its own, between fences. */
export const examplesIn = (text: string): string[] =>
  [...text.matchAll(/^```\w*\n(.*?)^```/gms)].map(([, code = '']) => code);

/** What a document names within its sentences, between single backquotes. */
export const namedIn = (text: string): Set<string> => {
  const sentences = text.replace(/^```.*?^```/gms, '').replace(/\s*\n\s*/g, ' ');
  return new Set([...sentences.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name));
};

/** The documents that are there in each language. */
export const names: readonly string[] = [
  'README',
  ...Object.keys(documents).flatMap((path) => /^docs\/en\/(.+)\.md$/.exec(path)?.[1] ?? []),
];

/** Every document in every language, for tests of each. */
export const each = names.flatMap((name) => languageTags.map((language) => [name, language] as const));
