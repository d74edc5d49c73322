import { applyD1Migrations } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { checkRecords, loadRecords } from '../cli/load.ts';
import { openDatabase } from '../src/store/database.ts';
import { recordFiles } from './records.ts';

// The real migrations and the real records; a file that needs another state makes it from there.
await applyD1Migrations(env.DB, (env as unknown as { MIGRATIONS: Parameters<typeof applyD1Migrations>[1] }).MIGRATIONS);
await loadRecords(openDatabase(env.DB), checkRecords(recordFiles).ready, '2026-11-23T00:00:00Z');
