const width = 30;

const seconds = (milliseconds: number): number => Math.max(milliseconds / 1000, 0.001);

/** A stream to tell progress on: a terminal or not. */
export interface OutputStream {
  isTTY?: boolean | undefined;
  write(text: string): unknown;
}

/** A part of a whole as a bar of 30 cells, never fuller than full. */
const bar = (done: number, total: number): string => {
  const full = Math.min(width, Math.floor((width * done) / Math.max(total, 1)));
  return '█'.repeat(full) + '░'.repeat(width - full);
};

/**
 * Says how far a long run of `total` records has come: a bar that renews itself on a terminal, a plain line for each
 * thousand elsewhere. `note` says something else between; `end` leaves the bar as it stands.
 */
export const createProgress = (screen: OutputStream, total: number, now: () => number = Date.now) => {
  const began = now();
  let lastCount = 0;
  let open = false;
  const close = () => {
    if (open) screen.write('\n');
    open = false;
  };
  return {
    progress: (done: number): void => {
      const rate = Math.round(done / seconds(now() - began));
      const words = `${done} of ${total} records, ${rate} a second`;
      if (screen.isTTY) {
        screen.write(`\r\u001B[K${bar(done, total)} ${words}`);
        open = true;
      } else if (Math.floor(done / 1000) > Math.floor(lastCount / 1000)) screen.write(`${words}\n`);
      lastCount = done;
    },
    note: (line: string): void => {
      close();
      screen.write(`${line}\n`);
    },
    end: close,
    done: () => lastCount,
  };
};
