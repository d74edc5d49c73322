import { randomUUID } from 'node:crypto';
import { Agent, createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import { isLoopback, LOCAL_SECRET_HEADER } from '../src/http/editor/access-settings.ts';
import { freePorts } from './free-ports.ts';

// What stands before the local service of npm start. wrangler and its emulator let headers of their own (MF-…) replace
// the URL of a request and the person who is signed in; nobody else is to send them. And only what comes for a name of
// this machine gets the secret, by which the Worker knows that the made-up publisher may be meant: a web site can have
// a name of its own lead here.

const maxHeaderSize = 65_536;
// Of these each connection has its own (RFC 9110 §7.6.1); the server answers an Expect itself.
const dropped = new Set(['connection', 'keep-alive', 'expect', LOCAL_SECRET_HEADER.toLowerCase()]);

const pairsOf = ({ rawHeaders }: IncomingMessage): [string, string][] =>
  rawHeaders.flatMap((name, index) => (index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? '']] : []));

const kept = (message: IncomingMessage): string[] =>
  pairsOf(message)
    .filter(([name]) => !dropped.has(name.toLowerCase()) && !/^mf-/i.test(name))
    .flat();

const isForThisMachine = ({ headers }: IncomingMessage): boolean =>
  isLoopback(URL.parse(`http://${headers.host ?? ''}/`)?.hostname ?? '');

/** Where the service is, the name under which it is asked for, and the secret that it expects. */
export interface LocalService {
  port: number;
  secret: string;
}

/** Chooses a port that nothing uses, and a secret. */
export const chooseService = async (): Promise<LocalService> => {
  const [port = 0] = await freePorts(1);
  return { port, secret: randomUUID() };
};

const forward =
  ({ port, secret }: LocalService, agent: Agent) =>
  (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    const { method, url: path } = incoming;
    const headers = [...kept(incoming), ...(isForThisMachine(incoming) ? [LOCAL_SECRET_HEADER, secret] : [])];
    const sent = request({ host: '127.0.0.1', port, method, path, headers, agent, maxHeaderSize });
    sent.on('response', (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.statusMessage, kept(answer));
      answer.pipe(outgoing);
    });
    sent.on('error', () => (outgoing.headersSent ? outgoing.destroy() : outgoing.writeHead(502).end()));
    outgoing.on('close', () => sent.destroy());
    incoming.pipe(sent);
  };

const listen = (service: LocalService, port: number, host: string): Promise<Server> =>
  new Promise((resolve, reject) => {
    const agent = new Agent({ keepAlive: true });
    const server = createServer({ maxHeaderSize }, forward(service, agent)).once('error', reject);
    server.listen(port, host, () => resolve(server));
  });

/** Forwards what comes to a port of this machine, by IPv4 and, where there is one, IPv6, to the local service. */
export const startProxy = async (service: LocalService, port: number): Promise<Server[]> => {
  const ipv4 = await listen(service, port, '127.0.0.1');
  const ipv6 = await listen(service, port, '::1').catch(() => undefined);
  return ipv6 ? [ipv4, ipv6] : [ipv4];
};
