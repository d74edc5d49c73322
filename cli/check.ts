import { describeError } from '../src/commands/validate/errors.ts';
import { defaultLanguage, type Language, languages } from '../src/languages.ts';
import { readRecords } from './records.ts';
import { checkRecords, type FileError } from './validate.ts';

/**
 * Returns the language of the terminal, by `LC_ALL`, `LC_MESSAGES` or `LANG`. Where that is none of the languages:
 * English, which a terminal without a locale speaks, if it is one of them, else the default language.
 */
export const terminalLanguage = (): Language => {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  const locale = LC_ALL || LC_MESSAGES || LANG || '';
  const starting = (text: string) => languages.find(({ tag }) => text.toLowerCase().startsWith(tag.toLowerCase()))?.tag;
  return starting(locale) ?? starting('en') ?? defaultLanguage;
};

/** Writes an error as one line: file, JSON Pointer, what to do. */
export const lineOf = (error: FileError): string =>
  `${error.file}${error.pointer && ` ${error.pointer}`}: ${describeError(terminalLanguage(), error)}`;

if (import.meta.main) {
  const directory = process.argv[2] ?? 'content';
  const files = await readRecords(directory);
  const { ready, errors } = checkRecords(files);
  for (const error of errors) console.error(lineOf(error));
  console.log(`${directory}: ${files.length} records, ${ready.length} sound, ${errors.length} faults`);
  if (errors.length > 0 || files.length === 0) process.exit(1);
}
