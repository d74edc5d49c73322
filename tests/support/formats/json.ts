import { json } from '../../../src/formats/json.ts';
import type { Said, Subject } from '../cases/formats.ts';

const said = (value: unknown, fallbacks: Record<string, string>, pointer = ''): Said[] => {
  if (typeof value === 'string') return [{ text: value, language: fallbacks[pointer] }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => said(inner, fallbacks, `${pointer}/${name}`));
};

/** JSON, read by the platform. */
export const subject: Subject = {
  format: json,
  doubts: 'beside',
  read: (body) => {
    const document = JSON.parse(body);
    return said(document, document.fallbacks);
  },
};
