import { spawn } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A server, which runs. */
export interface Server {
  /** Stops it and removes its directory. */
  stop(): Promise<void>;
}

/** Runs a server in a directory of its own, until it answers. @throws Error with `errors`, where it does not start. */
export const runServer = async (
  command: string,
  words: readonly string[],
  directory: string,
  answers: () => Promise<boolean>,
  errors: () => Promise<string> = async () => '',
): Promise<Server> => {
  const child = spawn(command, words, { stdio: ['ignore', 'ignore', 'inherit'] });
  const gone = new Promise<void>((resolve) => child.on('exit', () => resolve()));
  // However this process ends, the server ends with it.
  process.on('exit', () => child.kill('SIGTERM'));
  for (let tries = 0; !(await answers().catch(() => false)); tries += 1) {
    if (child.exitCode !== null || tries > 200) throw new Error(`${command} does not start\n${await errors()}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    stop: async () => {
      child.kill('SIGTERM');
      await gone;
      await rm(directory, { recursive: true, force: true });
    },
  };
};

/** nginx, which runs. */
export interface Nginx extends Server {
  /** What it has written to its error log. */
  errors(): Promise<string>;
}

/** Runs nginx in a directory of its own, which has a folder `logs`, with what stands in its `http` block. */
export const runNginx = async (directory: string, http: string, answers: () => Promise<boolean>): Promise<Nginx> => {
  const folders = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${directory}/${name};`,
  );
  const log = join(directory, 'error.log');
  const configuration = join(directory, 'nginx.conf');
  await writeFile(
    configuration,
    `daemon off; master_process off; pid ${directory}/pid; error_log ${log};
     events {} http { access_log off; ${folders.join(' ')} ${http} }`,
  );
  const errors = () => readFile(log, 'utf8').catch(() => '');
  const words = ['-p', directory, '-e', log, '-c', configuration];
  return { ...(await runServer('nginx', words, directory, answers, errors)), errors };
};
