import { describeError } from '../src/commands/validate/errors.ts';
import { type Language, languages } from '../src/languages.ts';
import { readRecords } from './records.ts';
import { checkRecords, type FileFault } from './validate.ts';

/** The language of whoever sits at the terminal, by `LC_ALL`, `LC_MESSAGES` or `LANG`; English when it is none of ours. */
export const terminalLanguage = (): Language => {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  const locale = LC_ALL || LC_MESSAGES || LANG || '';
  return languages.find(({ tag }) => locale.toLowerCase().startsWith(tag))?.tag ?? 'en';
};

/** One fault on one line: file, JSON Pointer, what to do. */
export const lineOf = (fault: FileFault): string =>
  `${fault.file}${fault.pointer && ` ${fault.pointer}`}: ${describeError(terminalLanguage(), fault)}`;

if (import.meta.main) {
  const directory = process.argv[2] ?? 'content';
  const files = await readRecords(directory);
  const { ready, faults } = checkRecords(files);
  for (const fault of faults) console.error(lineOf(fault));
  console.log(`${directory}: ${files.length} records, ${ready.length} sound, ${faults.length} faults`);
  if (faults.length > 0 || files.length === 0) process.exit(1);
}
