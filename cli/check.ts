import { describeError } from '../src/commands/validate/errors.ts';
import { counted } from './counted.ts';
import { readRecords } from './records.ts';
import { terminalLanguage } from './terminal-language.ts';
import { checkRecords, type FileError } from './validate.ts';

/** Writes an error as one line: file, JSON Pointer, what to do. */
export const lineOf = (error: FileError): string =>
  `${error.file}${error.pointer && ` ${error.pointer}`}: ${describeError(terminalLanguage(), error)}`;

if (import.meta.main) {
  const directory = process.argv[2] ?? 'content';
  const files = await readRecords(directory);
  const { ready, errors, warnings } = checkRecords(files);
  for (const each of [...errors, ...warnings]) console.error(lineOf(each));
  console.log(
    `${directory}: ${counted(files.length, 'record')}, ${ready.length} sound, ${counted(errors.length, 'fault')}`,
  );
  if (errors.length > 0 || files.length === 0) process.exit(1);
}
