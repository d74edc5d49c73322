import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** `npm start`, which answers. */
export interface NpmStart {
  /** What it has printed on its standard output so far. */
  output(): string;
  /** What it has printed on its standard error output so far. */
  errors(): string;
  /** Ends npm and everything that it has started. */
  stop(): Promise<void>;
}

/** Runs `npm start` in a folder until it says that the service answers; throws with what it has printed where it ends. */
export const npmStart = async (folder: string, port: number, ...words: string[]): Promise<NpmStart> => {
  const env = { ...process.env, PORT: String(port), LC_ALL: 'C' };
  // In a group of its own: npm, the project's process and those of wrangler are ended together.
  const npm = spawn('npm', ['start', '--', ...words], { cwd: folder, env, detached: true });
  const { pid } = npm;
  if (pid === undefined) throw new Error('npm cannot be started');
  let [output, errors] = ['', ''];
  const ended = once(npm, 'exit');
  npm.stderr.on('data', (data: Buffer) => {
    errors += data;
  });
  await new Promise<void>((resolve, reject) => {
    npm.stdout.on('data', (data: Buffer) => {
      output += data;
      if (output.includes('Ctrl+C stops it.')) resolve();
    });
    npm.once('exit', () => reject(new Error(`npm start has ended:\n${output}${errors}`)));
  });
  return {
    output: () => output,
    errors: () => errors,
    stop: async () => {
      process.kill(-pid, 'SIGTERM');
      await ended;
    },
  };
};
