import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it } from 'vitest';

let project = '';
const state = () => join(project, '.wrangler/state');

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'reset-'));
});
afterEach(() => rmSync(project, { recursive: true, force: true }));

const fill = () => {
  const folder = join(state(), 'v3/d1/miniflare-D1DatabaseObject');
  mkdirSync(folder, { recursive: true });
  const database = new DatabaseSync(join(folder, 'a.sqlite'));
  for (const name of readdirSync('migrations').sort()) database.exec(readFileSync(join('migrations', name), 'utf8'));
  database.exec(`INSERT INTO drafts (item, kind, slug, revision, record, saved, who)
    VALUES ('terms/a', 'terms', 'a', 1, '{}', '2026-11-29T00:00:00Z', 'editor'), ('terms/b', 'terms', 'b', 2, NULL, '', '')`);
  database.close();
};
const reset = (...words: string[]) =>
  spawnSync(process.execPath, [resolve('cli/reset.ts'), ...words], { cwd: project, encoding: 'utf8', input: '' });

it('npm run reset, where nobody can be asked → it says what would go, and leaves it', () => {
  fill();
  const { status, stderr } = reset();
  expect(status).toBe(1);
  expect(stderr).toMatch(/0 published items and all editions, 1 draft and 0 events/);
  expect(stderr).toMatch(/Nothing was deleted/);
  expect(existsSync(state())).toBe(true);
});

it('npm run reset -- --yes → it is gone', () => {
  fill();
  expect(reset('--yes')).toMatchObject({ status: 0, stdout: expect.stringMatching(/is gone/) });
  expect(existsSync(state())).toBe(false);
});

it('npm run reset, without a database → nothing to do', () => {
  expect(reset()).toMatchObject({ status: 0, stdout: expect.stringMatching(/no local database/) });
});
