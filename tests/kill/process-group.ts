import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';

/** The service in a process group of its own. */
export interface RunningService {
  /** Where the local publisher is signed in. */
  editorOrigin: string;
  /** The errors that it has logged. */
  errors: readonly string[];
  /** Kills the group, workerd in it, by SIGKILL; waits until nothing of it can write any more. */
  kill(): Promise<void>;
}

/** Whether something listens on a port of this machine. */
export const isListening = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('connect', () => resolve(true)).on('error', () => resolve(false));
    socket.on('connect', () => socket.destroy());
  });

/** Starts the service with the words that `service.ts` takes; the first is its port. */
export const startService = async (...words: string[]): Promise<RunningService> => {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'service.ts'), ...words], {
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const { pid } = child;
  if (pid === undefined) throw new Error('the service cannot be started');
  const errors: string[] = [];
  const exited = once(child, 'exit');
  const kill = async () => {
    process.kill(-pid, 'SIGKILL');
    await exited;
    // workerd is a child of what has exited: its port is closed with its files.
    while (await isListening(Number(words[0]))) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  const editorOrigin = await new Promise<string>((resolve, reject) => {
    child.on('message', (message: { editorOrigin?: string; error?: string }) => {
      if (message.error !== undefined) errors.push(message.error);
      if (message.editorOrigin !== undefined) resolve(message.editorOrigin);
    });
    child.once('exit', (code) => reject(new Error(`the service ended with ${code}: ${errors.join('\n')}`)));
  });
  return { editorOrigin, errors, kill };
};
