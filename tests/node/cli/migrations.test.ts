import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readMigrations } from '../../../cli/migrations.ts';

const folder = '/tmp/migrations';

const madeUp = `-- A line; with a semicolon.
CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT DEFAULT ';', state TEXT); -- Behind; a statement.
/* A block; with a semicolon. */
CREATE TRIGGER notes_state AFTER INSERT ON notes WHEN NEW.text <> 'END;' BEGIN
  UPDATE notes SET state = CASE WHEN NEW.text = ';' THEN 'BEGIN' ELSE 'END;' END WHERE id = NEW.id; -- Inside; a trigger.
  DELETE FROM notes WHERE state = 'gone;';
END;
create trigger notes_a after delete on notes begin select 1; end; create trigger notes_b after delete on notes begin
  select 2;
end;

INSERT INTO notes (text) VALUES ('a;
b'), ('it''s; END')`;

beforeAll(async () => {
  await mkdir(folder, { recursive: true });
  await writeFile(`${folder}/0001_notes.sql`, madeUp);
  await writeFile(`${folder}/0002_one.sql`, 'CREATE INDEX notes_by_text ON notes (text);\n');
  await writeFile(`${folder}/README.md`, 'Not a migration; not read.');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const contents = (database: DatabaseSync) => ({
  schema: database.prepare('SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name').all(),
  notes: database.prepare("SELECT name FROM sqlite_schema WHERE name = 'notes'").get()
    ? database.prepare('SELECT text, state FROM notes ORDER BY id').all()
    : [],
});

describe('migrations', () => {
  it('are split where a statement ends, not inside triggers, texts or comments', async () => {
    const migrations = await readMigrations(folder);
    expect(migrations.map(({ name, statements }) => [name, statements.length])).toEqual([
      ['0001_notes.sql', 5],
      ['0002_one.sql', 1],
    ]);
    expect(migrations[0]?.statements.map((statement) => statement.split('\n').at(-1))).toEqual([
      "CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT DEFAULT ';', state TEXT)",
      'END',
      'create trigger notes_a after delete on notes begin select 1; end',
      'end',
      "b'), ('it''s; END')",
    ]);
  });

  it.each([
    ['the real ones', 'migrations'],
    ['made-up ones', folder],
  ])('leave the database that SQLite makes of the whole files: %s', async (_, from) => {
    const [whole, split] = [new DatabaseSync(':memory:'), new DatabaseSync(':memory:')];
    for (const { name, statements } of await readMigrations(from)) {
      whole.exec(await readFile(`${from}/${name}`, 'utf8'));
      for (const statement of statements) split.prepare(statement).run();
    }
    expect(contents(split)).toEqual(contents(whole));
  });
});
