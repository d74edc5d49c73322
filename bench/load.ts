import { connect, type Socket } from 'node:net';

/** What is asked: at a port of this machine, a path with header fields; and with which status it is answered. */
export interface Target {
  port: number;
  path: string | (() => string);
  headers?: Readonly<Record<string, string>>;
  status?: number;
}

const textOf = ({ port, path, headers = {} }: Target): string => {
  const fields = Object.entries({ Host: `localhost:${port}`, ...headers }).map(([name, value]) => `${name}: ${value}`);
  return `GET ${typeof path === 'string' ? path : path()} HTTP/1.1\r\n${fields.join('\r\n')}\r\n\r\n`;
};

const empty = Buffer.alloc(0);
const blank = Buffer.from('\r\n\r\n');
const lastChunk = Buffer.from('0\r\n\r\n');

// The length of the answer that a buffer begins with, undefined as long as it is not whole (RFC 9112 §6).
const wholeIn = (buffer: Buffer): { length: number; status: number } | undefined => {
  const end = buffer.indexOf(blank);
  if (end < 0) return undefined;
  const head = buffer.toString('latin1', 0, end);
  const status = Number(head.slice(9, 12));
  const begin = end + blank.length;
  if (status === 304 || status === 204) return { length: begin, status };
  const [, announced] = /\r\ncontent-length: (\d+)/i.exec(head) ?? [];
  if (announced !== undefined)
    return buffer.length >= begin + Number(announced) ? { length: begin + Number(announced), status } : undefined;
  const last = buffer.indexOf(lastChunk, begin);
  return last < 0 ? undefined : { length: last + lastChunk.length, status };
};

/** A keep-alive connection that asks one thing after another. */
class Line {
  #buffer = empty;
  #settle: { resolve: (status: number) => void; reject: (error: Error) => void } | undefined;
  readonly #socket: Socket;

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on('error', (error) => this.#settle?.reject(error));
    socket.on('close', () => this.#settle?.reject(new Error('the connection was closed')));
    socket.on('data', (data) => {
      this.#buffer = this.#buffer.length === 0 ? data : Buffer.concat([this.#buffer, data]);
      const whole = wholeIn(this.#buffer);
      if (!whole) return;
      this.#buffer = this.#buffer.subarray(whole.length);
      this.#settle?.resolve(whole.status);
    });
  }

  /** Asks, and resolves to the status when the answer is whole. */
  ask(text: string): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
      this.#socket.write(text);
    });
  }

  end(): void {
    this.#socket.removeAllListeners();
    this.#socket.destroy();
  }
}

const lineTo = (port: number): Promise<Line> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('error', reject);
    socket.once('connect', () => resolve(new Line(socket)));
  });

/** What came of asking: answers a second, and how long each took (ms). */
export interface Load {
  rate: number;
  times: number[];
}

/** Asks one target for some milliseconds over a number of connections, as fast as answers come. */
export const load = async (target: Target, connections: number, milliseconds: number): Promise<Load> => {
  // New ones each time: what is idle for seconds is closed by the server.
  const lines = await Promise.all(Array.from({ length: connections }, () => lineTo(target.port)));
  const { status = 200 } = target;
  const fixed = typeof target.path === 'string' ? textOf(target) : undefined;
  const times: number[] = [];
  const began = performance.now();
  const until = began + milliseconds;
  await Promise.all(
    lines.map(async (line) => {
      for (let now = performance.now(); now < until; ) {
        const answered = await line.ask(fixed ?? textOf(target));
        if (answered !== status) throw new Error(`${target.port}: ${answered} instead of ${status}`);
        times.push(performance.now() - now);
        now = performance.now();
      }
    }),
  );
  const rate = times.length / ((performance.now() - began) / 1000);
  for (const line of lines) line.end();
  return { rate, times };
};
