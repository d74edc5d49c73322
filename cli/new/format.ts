import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { formatTemplate, readerTemplate } from './format-templates.ts';
import { checkName } from './names.ts';
import { addElement, addImport, insertAfterLine, type Plan, PlanError, TODO } from './plan.ts';

const matrixFile = 'tests/support/formats/matrix.ts';

const addDocs = async (plan: Plan, extension: string, before: string, last: string): Promise<void> => {
  await plan.change('README.md', (text) =>
    text.replace(`\`.${before}\` or \`.${last}\``, `\`.${before}\`, \`.${last}\` or \`.${extension}\``),
  );
  await plan.change('README.ja.md', (text) =>
    text.replace(`\`.${before}\`、\`.${last}\``, `\`.${before}\`、\`.${last}\`、\`.${extension}\``),
  );
  await plan.change('docs/en/guide.md', (text) =>
    text.replace(`\`${before}\` and \`${last}\``, `\`${before}\`, \`${last}\` and \`${extension}\``),
  );
  await plan.change('docs/ja/guide.md', (text) =>
    text.replace(`\`${before}\`、\`${last}\``, `\`${before}\`、\`${last}\`、\`${extension}\``),
  );
  for (const [language, all] of [
    ['en', 'all'],
    ['ja', 'すべて'],
  ] as const) {
    const row = `| \`${extension}\` | \`text/x-${extension}\` | ${all} | ${all} | ${TODO} for whom |`;
    await plan.change(`docs/${language}/formats.md`, (text) => insertAfterLine(text, `| \`${last}\` |`, row));
  }
};

/** Plans a format: its file, its place in the lists, its reader for tests, its lines in the documents. */
export const planFormat = async (plan: Plan, extension: string): Promise<void> => {
  const extensions = [...(await readFile(matrixFile, 'utf8')).matchAll(/extension: '(\w+)'/g)].map(
    ([, each = '']) => each,
  );
  checkName('format', extension, extensions);
  if (extension.includes('-')) throw new PlanError('a format is named by its extension: letters and digits only');
  if (existsSync(`src/formats/${extension}`) || existsSync(`src/formats/${extension}.tsx`))
    throw new PlanError(`src/formats/ has ${extension} already: choose another name`);
  const [before = '', last = ''] = extensions.slice(-2);
  plan.create(`src/formats/${extension}.ts`, formatTemplate(extension));
  await plan.change('src/formats/index.ts', (text) =>
    addElement(addImport(text, `import { ${extension} } from './${extension}.ts';`), 'Format[] = [', extension),
  );
  plan.create(`tests/support/formats/${extension}.ts`, readerTemplate(extension));
  await plan.change('tests/support/formats/cases.ts', (text) =>
    addElement(
      addImport(text, `import { ${extension}Case } from './${extension}.ts';`),
      'FormatCase[] = [',
      `${extension}Case`,
    ),
  );
  const row = `  { extension: '${extension}', mediaType: 'text/x-${extension}', item: every, collection: every, recentChanges: false },\n`;
  await plan.change(matrixFile, (text) => text.replace(/\n\];\n/, `\n${row}];\n`));
  await addDocs(plan, extension, before, last);
  plan.leave(`src/formats/${extension}.ts: what the format writes, and its registered media type`);
  plan.leave(`tests/support/formats/${extension}.ts: a parser that is not ours; matrix.ts: what the format represents`);
  plan.leave(`docs/{en,ja}/formats.md: the media type, and for whom the format is`);
  plan.leave('npm run examples && npm run openapi');
};
