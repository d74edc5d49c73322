import { spawn } from 'node:child_process';

/** Runs wrangler to its end, quietly; what it said is shown only when it fails. */
export const wrangler = (...words: string[]): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = spawn('wrangler', words, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, CI: 'true' } });
    const said: Buffer[] = [];
    child.stdout.on('data', (data: Buffer) => said.push(data));
    child.stderr.on('data', (data: Buffer) => said.push(data));
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(Buffer.concat(said).toString()))));
  });

/** Applies the migrations that the embedded local database has not had yet. */
export const migrate = (): Promise<void> => wrangler('d1', 'migrations', 'apply', 'DB', '--local');
