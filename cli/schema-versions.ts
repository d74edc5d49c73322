/**
 * Writes src/kinds/schema-versions.generated.ts: the version of each kind's schema, by which an edition says what it was
 * checked against when it was published. With --check it writes nothing, and exits 1 when the committed file differs.
 *
 * node cli/schema-versions.ts [--check]
 */
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { definitions } from '../src/kinds/index.ts';
import { recordSchema } from '../src/kinds/record-schema.ts';
import { digestOf } from '../src/lib/digest.ts';

const file = 'src/kinds/schema-versions.generated.ts';
const { values } = parseArgs({ options: { check: { type: 'boolean' } } });

const lines = definitions.map((definition) => {
  const schema = z.toJSONSchema(recordSchema(definition), { io: 'input', unrepresentable: 'any' });
  return `  ${definition.kind}: '${digestOf(schema).slice(0, 8)}',\n`;
});
const text = `// Written by \`npm run openapi\` from the kinds. Do not edit.

/** The version of the schema of each kind: a digest, which is another one as soon as the schema is. */
export const schemaVersions: Readonly<Record<string, string>> = {
${lines.join('')}};
`;

if (!values.check) await writeFile(file, text);
else if ((await readFile(file, 'utf8').catch(() => '')) !== text) {
  console.error(`${file} does not agree with the kinds; run: npm run openapi`);
  process.exitCode = 1;
}
