import { readFile } from 'node:fs/promises';
import { PlanError } from './plan.ts';

/** `set-date` → `setDate`. */
export const camelCase = (name: string): string => name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());

/** `set-date` → `SetDate`. */
export const pascalCase = (name: string): string => camelCase(`-${name}`);

/** `set-date` → `set date`. */
export const words = (name: string): string => name.replaceAll('-', ' ');

// What ECMAScript allows as no identifier in a module (§12.7.2).
const reservedWords =
  /^(?:arguments|await|break|case|catch|class|const|continue|debugger|default|delete|do|else|enum|eval|export|extends|false|finally|for|function|if|implements|import|in|instanceof|interface|let|new|null|package|private|protected|public|return|static|super|switch|this|throw|true|try|typeof|var|void|while|with|yield)$/;

/** Checks a name that becomes a file, an identifier and a segment of URLs. @throws PlanError where it cannot. */
export const checkName = (what: string, name: string, taken: readonly string[]): void => {
  if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(name) || name.length > 40)
    throw new PlanError(`"${name}" is no name for a ${what}: use lower-case letters, digits and single hyphens`);
  if (reservedWords.test(name)) throw new PlanError(`"${name}" is a reserved word of TypeScript: choose another name`);
  if (taken.includes(name)) throw new PlanError(`"${name}" is taken: choose another name for the ${what}`);
};

/** Reads the segments that the paths of the editor's API end in: `drafts`, and behind an item `draft`, `publish`. */
export const readEditorSegments = async (): Promise<string[]> => {
  const text = await readFile('src/http/editor/routes.ts', 'utf8');
  return [...text.matchAll(/(?:path: '|\$\{item\})\/([a-z-]+)['`]/g)].map(([, segment = '']) => segment);
};
