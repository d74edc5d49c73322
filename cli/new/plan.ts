import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** What marks a text that is still to be written: `npm run words` fails while there is one. */
export const TODO = 'TODO:';

/** An error that says what to do; nothing has been written. */
export class PlanError extends Error {}

/** The files that are to be written, computed before any of them is. */
export interface Plan {
  /** Adds a new file. @throws PlanError where the file exists. */
  create(path: string, text: string): void;
  /** Adds a new file of JSON. */
  createJson(path: string, value: unknown): void;
  /** Changes a text file. */
  change(path: string, edit: (text: string) => string): Promise<void>;
  /** Changes a file of JSON. */
  changeJson<Value>(path: string, edit: (value: Value) => void): Promise<void>;
  /** Adds a step that is left to do by hand. */
  leave(step: string): void;
  /** The steps that are left to do, in order. */
  readonly left: readonly string[];
  /** The paths of new files, and of files that change. */
  paths(): { created: string[]; changed: string[] };
  /** Writes all files. */
  write(): Promise<void>;
}

const format = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** Begins a plan that writes nothing. */
export const createPlan = (): Plan => {
  const created = new Map<string, string>();
  const changed = new Map<string, string>();
  const left: string[] = [];
  const create = (path: string, text: string): void => {
    if (existsSync(path)) throw new PlanError(`${path} exists already: choose another name, or delete it first`);
    created.set(path, text);
  };
  const change = async (path: string, edit: (text: string) => string): Promise<void> => {
    const text = changed.get(path) ?? (await readFile(path, 'utf8'));
    const next = edit(text);
    if (next === text)
      throw new PlanError(`${path} is not as cli/new/ expects it: make this change by hand, or mend it`);
    changed.set(path, next);
  };
  return {
    create,
    createJson: (path, value) => create(path, format(value)),
    change,
    changeJson: (path, edit) =>
      change(path, (text) => {
        const value = JSON.parse(text);
        edit(value);
        return format(value);
      }),
    leave: (step) => {
      left.push(step);
    },
    left,
    paths: () => ({ created: [...created.keys()], changed: [...changed.keys()] }),
    write: async () => {
      for (const [path, text] of [...created, ...changed]) {
        await mkdir(dirname(path), { recursive: true });
        await writeFile(path, text);
      }
    },
  };
};

/** Adds lines after the last line that begins with `start`; returns the text as it is where there is none. */
export const insertAfterLine = (text: string, start: string, added: string): string => {
  const lines = text.split('\n');
  const index = lines.findLastIndex((line) => line.startsWith(start));
  return index < 0 ? text : lines.toSpliced(index + 1, 0, added).join('\n');
};

/** Adds an import to a module; biome puts it in its place. */
export const addImport = (text: string, line: string): string => insertAfterLine(text, 'import ', line);

/** Adds an element at the end of an array literal that `opening` begins, such as `const all = [`. */
export const addElement = (text: string, opening: string, element: string): string => {
  const start = text.indexOf(opening);
  const end = text.indexOf(']', start + opening.length);
  if (start < 0 || end < 0) return text;
  const before = text.slice(0, end).trimEnd();
  return `${before}${before.endsWith(',') ? '' : ','} ${element}${text.slice(end)}`;
};
