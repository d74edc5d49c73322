import { applyD1Migrations } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { vi } from 'vitest';
import { startOver } from './state.ts';

// The real migrations and the real records, and nothing of the file before; one that needs another state makes it.
await applyD1Migrations(env.DB, (env as unknown as { MIGRATIONS: Parameters<typeof applyD1Migrations>[1] }).MIGRATIONS);
await startOver();

// A line about every request is for whoever runs the service; the tests of the log hear it themselves.
vi.spyOn(console, 'info').mockImplementation(() => {});
