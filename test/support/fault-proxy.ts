import { once } from 'node:events';
import { type ClientRequest, createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the provider behind the proxy answered. */
export interface RealAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** One request at the proxy: a fault may ask the provider, or not, and says what is answered. */
export interface Exchange {
  readonly response: ServerResponse;
  /** Lets the request reach the provider, and waits for its answer. */
  ask(): Promise<RealAnswer>;
}

/** Breaks one exchange on purpose. */
export type ProxyFault = (exchange: Exchange) => Promise<void> | void;

/** Stands between us and a provider, and passes everything on unless it was told to break it. */
export interface FaultProxy extends AsyncDisposable {
  readonly url: string;
  /** Requests of a path that came, whatever became of them. */
  count(path: string): number;
  /** Breaks the next requests of a path, one fault each; what comes after is passed on. */
  breakNext(path: string, ...faults: readonly ProxyFault[]): void;
  /** Breaks every request of every path, until told otherwise by undefined. */
  breakAll(fault: ProxyFault | undefined): void;
  /** Stops listening: connections are refused. */
  refuse(): Promise<void>;
  /** Listens again, at the same place. */
  listen(): Promise<void>;
}

/** Of its own, so that nobody else's server answers while this one refuses. Linux owns all of 127/8. */
const host = process.platform === 'linux' ? '127.78.0.1' : '127.0.0.1';

const readAll = async (message: IncomingMessage): Promise<string> => {
  const pieces: Uint8Array[] = [];
  for await (const piece of message) pieces.push(piece as Uint8Array); // no encoding is set
  return Buffer.concat(pieces).toString('utf8');
};

/** Sends what came to the provider, as if it had come there: with the host that was asked for. */
async function pass(origin: string, request: IncomingMessage, body: string): Promise<RealAnswer> {
  const sent: ClientRequest = httpRequest(new URL(request.url ?? '/', origin), {
    method: request.method ?? 'GET',
    headers: { ...request.headers, connection: 'close' },
  });
  sent.end(body);
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  const headers = Object.entries(answer.headers).filter(([name]) => !['transfer-encoding', 'content-length', 'connection'].includes(name));
  return {
    status: answer.statusCode ?? 500,
    headers: Object.fromEntries(headers.map(([name, value]) => [name, value as string])), // node takes arrays of cookies back as they are
    body: await readAll(answer),
  };
}

const passOn: ProxyFault = async ({ ask, response }) => {
  const { status, headers, body } = await ask();
  response.writeHead(status, headers).end(body);
};

/** Starts one on a free port. `origin` is asked when a request comes, so the provider may be started later. */
export async function startFaultProxy(origin: () => string): Promise<FaultProxy> {
  const faults = new Map<string, ProxyFault[]>();
  const counts = new Map<string, number>();
  let everywhere: ProxyFault | undefined;
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://here').pathname;
    counts.set(path, (counts.get(path) ?? 0) + 1);
    const body = await readAll(request);
    const fault = everywhere ?? faults.get(path)?.shift() ?? passOn;
    try {
      await fault({ response, ask: () => pass(origin(), request, body) });
    } catch {
      response.destroy();
    }
  });
  const listen = async (port: number): Promise<void> => {
    server.listen(port, host);
    await once(server, 'listening');
  };
  const refuse = async (): Promise<void> => {
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  };
  await listen(0);
  const { port } = server.address() as AddressInfo; // a TCP server's address is no string
  return {
    url: `http://${host}:${port}`,
    count: (path) => counts.get(path) ?? 0,
    breakNext: (path, ...next) => void faults.set(path, [...(faults.get(path) ?? []), ...next]),
    breakAll: (fault) => {
      everywhere = fault;
    },
    refuse,
    listen: () => listen(port),
    [Symbol.asyncDispose]: () => (server.listening ? refuse() : Promise.resolve()),
  };
}
