/**
 * Writes src/database/schema.generated.ts: Kysely's row types, as SQLite itself reports them once every migration has
 * run in order, and the names of the migrations. With --check it writes nothing, and exits 1 when the committed file says otherwise.
 *
 * node cli/schema.ts [--check] [migrations [output]]
 */
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { parseArgs } from 'node:util';

type Table = { name: string; type: 'table' | 'virtual'; wr: 0 | 1 };
type Column = { name: string; type: string; notnull: 0 | 1; dflt_value: string | null; pk: number; hidden: number };

const types: Record<string, string> = { INTEGER: 'number', REAL: 'number', TEXT: 'string' };

const root = resolve(import.meta.dirname, '..');
const { values, positionals } = parseArgs({ options: { check: { type: 'boolean' } }, allowPositionals: true });
const [migrations = join(root, 'migrations'), output = join(root, 'src/database/schema.generated.ts')] = positionals;

const database = new DatabaseSync(':memory:');
const files = globSync('*.sql', { cwd: migrations }).sort();
if (files.length === 0) throw new Error(`${migrations} holds no migration`);
for (const file of files) {
  try {
    database.exec(readFileSync(join(migrations, file), 'utf8'));
  } catch (cause) {
    throw new Error(`${file} does not apply`, { cause });
  }
}

/** `type` is 'shadow' for the tables in which a virtual table keeps its own. */
const tables = database
  .prepare(
    `SELECT name, type, wr FROM pragma_table_list
     WHERE schema = 'main' AND type IN ('table', 'virtual') AND name NOT GLOB 'sqlite_*' AND name NOT GLOB 'd1_*'
     ORDER BY name`,
  )
  .all() as Table[];

const columnsOf = (table: Table): string[] => {
  // hidden = 1: what a virtual table adds of its own accord (rank); 2 and 3: GENERATED ALWAYS.
  const columns = database
    .prepare('SELECT * FROM pragma_table_xinfo(?) WHERE hidden <> 1 ORDER BY cid')
    .all(table.name) as Column[];
  const keys = columns.filter((column) => column.pk > 0);
  return columns.map((column) => {
    // The columns of a full-text table bear no type: they hold text.
    const type = table.type === 'virtual' && column.type === '' ? 'string' : types[column.type.toUpperCase()];
    if (!type) throw new Error(`${table.name}.${column.name}: no row type for '${column.type}'`);
    const nullable = column.notnull || column.pk ? type : `${type} | null`;
    const rowid = column.pk > 0 && keys.length === 1 && column.type.toUpperCase() === 'INTEGER' && !table.wr;
    if (column.hidden > 1) return `  ${column.name}: GeneratedAlways<${nullable}>;`;
    return `  ${column.name}: ${rowid || column.dflt_value !== null ? `Generated<${nullable}>` : nullable};`;
  });
};

const rowOf = (name: string): string => `${name.replace(/(?:^|_)(.)/g, (_, first) => first.toUpperCase())}Table`;
const rows = tables.map((table) => `export interface ${rowOf(table.name)} {\n${columnsOf(table).join('\n')}\n}\n`);
const list = `export interface Tables {\n${tables.map(({ name }) => `  ${name}: ${rowOf(name)};\n`).join('')}}\n`;
const wrappers = ['Generated', 'GeneratedAlways'].filter((name) => rows.some((row) => row.includes(`${name}<`)));
const names = files.map((name) => `  '${name}',\n`).join('');
const text = [
  '// Written by `npm run tables` from migrations/. Do not edit.\n',
  ...(wrappers.length > 0 ? [`import type { ${wrappers.join(', ')} } from 'kysely';\n`] : []),
  ...rows,
  list,
  `/** The migrations that this code was written for, in order. */\nexport const migrations = [\n${names}] as const;\n`,
].join('\n');

const shown = relative(root, output);
if (!values.check) {
  writeFileSync(output, text);
  console.log(`tables: ${tables.length} tables from ${files.length} migrations written to ${shown}`);
} else if (existsSync(output) && readFileSync(output, 'utf8') === text) {
  console.log(`tables: ${shown} agrees with ${files.length} migrations (${tables.length} tables)`);
} else {
  console.error(`tables: ${shown} does not agree with the migrations; run: npm run tables`);
  process.exitCode = 1;
}
