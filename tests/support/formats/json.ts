import { json } from '../../../src/formats/json.ts';
import type { FormatCase, ReadText } from '../cases/formats.ts';

const textsOf = (value: unknown, fallbacks: Record<string, string>, pointer = ''): ReadText[] => {
  if (typeof value === 'string') return [{ text: value, language: fallbacks[pointer] }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => textsOf(inner, fallbacks, `${pointer}/${name}`));
};

/** JSON, parsed by the platform. */
export const jsonCase: FormatCase = {
  format: json,
  unverifiedMark: 'elsewhere',
  read: (body) => {
    const document = JSON.parse(body);
    return textsOf(document, document.fallbacks);
  },
};
