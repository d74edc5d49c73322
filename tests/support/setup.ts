import { applyD1Migrations } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { vi } from 'vitest';
import { startOver } from './state.ts';

type Migrations = Parameters<typeof applyD1Migrations>[1];

// The real migrations, applied once for all files that share the Worker.
const shared = globalThis as { migrated?: boolean };
if (!shared.migrated) await applyD1Migrations(env.DB, (env as unknown as { MIGRATIONS: Migrations }).MIGRATIONS);
shared.migrated = true;

// The real records, and nothing of the file before; a file that needs another state makes it.
await startOver();

// A line about every request is for whoever runs the service; the tests of the log hear it themselves.
vi.spyOn(console, 'info').mockImplementation(() => {});
