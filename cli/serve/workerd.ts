import { type ChildProcess, spawn } from 'node:child_process';
import { subscribe } from 'node:diagnostics_channel';

/** The workerd that miniflare has started last; it keeps the process to itself. */
export interface Workerd {
  /** Ends it when it has answered what is under way, after `milliseconds` at most; then calls `stopped`. */
  drain(milliseconds: number, stopped: () => void): void;
}

// Where this process is killed, nothing would end workerd, which would keep the port: a shell waits for the end of the
// pipe. Where there is no shell, as in a small container, everything ends with its first process.
const endWithThisProcess = (workerd: ChildProcess): void => {
  const words = ['-c', 'read -r _; kill -9 "$1"', 'sh', String(workerd.pid)];
  const shell = spawn('/bin/sh', words, { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  shell.on('error', () => {});
  shell.unref();
  workerd.once('exit', () => shell.kill());
};

/** Follows the workerd of this process, which has only one at a time, from its next start on. */
export const followWorkerd = (): Workerd => {
  let current: ChildProcess | undefined;
  subscribe('child_process', (message) => {
    const { process: child } = message as { process: ChildProcess };
    child.once('spawn', () => {
      if (!/\bworkerd$/.test(child.spawnfile)) return;
      current = child;
      endWithThisProcess(child);
    });
  });
  return {
    drain: (milliseconds, stopped) => {
      let isStopped = false;
      const stop = () => {
        if (!isStopped) stopped();
        isStopped = true;
      };
      // Before miniflare notices, which would start it again.
      current?.prependOnceListener('exit', stop);
      setTimeout(stop, milliseconds);
      if (!current?.kill('SIGTERM')) stop();
    },
  };
};
