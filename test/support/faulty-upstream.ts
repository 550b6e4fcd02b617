import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a request said. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** Answers one request, well or badly. */
export type Fault = (response: ServerResponse, request: SeenRequest) => void;

/** A server that answers as it is told: each request takes the next answer of its path, and the last one stays. */
export interface FaultyUpstream extends AsyncDisposable {
  readonly url: string;
  readonly seen: readonly SeenRequest[];
  script(path: string, ...answers: readonly Fault[]): void;
}

/** Answers with a status and a JSON body. */
export const json =
  (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Fault =>
  (response) =>
    void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));

/** Answers with a status and text of any type. */
export const text =
  (status: number, body: string, headers: Readonly<Record<string, string>> = {}): Fault =>
  (response) =>
    void response.writeHead(status, headers).end(body);

/** Answers half, and hangs up. */
export const half =
  (body: string): Fault =>
  (response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length * 2 });
    response.write(body, () => response.destroy());
  };

/** Hangs up without an answer. */
export const nothing: Fault = (response) => void response.destroy();

/** Starts one on a free port of the loopback interface. */
export async function startFaultyUpstream(): Promise<FaultyUpstream> {
  const scripts = new Map<string, Fault[]>();
  const seen: SeenRequest[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const path = new URL(request.url ?? '/', 'http://here').pathname;
    const said: SeenRequest = { method: request.method ?? '', path, headers: request.headers, body };
    seen.push(said);
    const script = scripts.get(path) ?? [];
    const fault = script.length > 1 ? script.shift() : script[0];
    (fault ?? text(404, 'nothing here'))(response, said);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, // a TCP server's address is no string
    seen,
    script: (path, ...answers) => void scripts.set(path, [...answers]),
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
