import { TODO } from './plan.ts';

/** Writes a format that gives the members of a view as JSON, one a line, until it is written. */
export const formatTemplate = (extension: string): string => `import type { Format } from './format.ts';

const writeLines = (members: object): string =>
  Object.entries(members)
    .map(([name, value]) => \`\${name}: \${JSON.stringify(value)}\\n\`)
    .join('');

/** ${TODO} the name of the format and its standard. Writes each member as a line: its name, a colon, its value as JSON. */
export const ${extension}: Format = {
  extension: '${extension}',
  // ${TODO} the registered media type (RFC 6838).
  mediaType: 'text/x-${extension}',
  item: ({ name, language, fields, aliases, sources, fallbacks, unverified }, { self }) =>
    writeLines({ self, language, name, ...fields, aliases, sources, fallbacks, unverified }),
  collection: ({ language, items, fallbacks, unverified }, { self }) =>
    writeLines({ self, language, items, fallbacks, unverified }),
};
`;

/** Writes the reader that tests read such documents with. */
export const readerTemplate = (
  extension: string,
): string => `import { ${extension} } from '../../../src/formats/${extension}.ts';
import type { FormatCase, ReadText } from '../cases/formats.ts';

const textsOf = (value: unknown, fallbacks: Record<string, string>, pointer = ''): ReadText[] => {
  if (typeof value === 'string') return [{ text: value, language: fallbacks[pointer] }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => textsOf(inner, fallbacks, \`\${pointer}/\${name}\`));
};

/** ${TODO} the name of the format, parsed by a package that is not ours. */
export const ${extension}Case: FormatCase = {
  format: ${extension},
  unverifiedMark: 'elsewhere',
  read: (body) => {
    const lines = body.trimEnd().split('\\n');
    const document = Object.fromEntries(
      lines.map((line) => {
        const [, name = '', value = ''] = /^(\\w+): (.*)$/.exec(line) ?? [];
        return [name, JSON.parse(value)];
      }),
    );
    return textsOf(document, document.fallbacks);
  },
};
`;
