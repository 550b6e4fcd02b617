import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a path answers. */
export type DocumentAnswer = (request: IncomingMessage, response: ServerResponse) => void;

/** A web server of applications, with their metadata documents. */
export interface DocumentHost extends AsyncDisposable {
  readonly url: string;
  /** Serves a document, whose `client_id` is its URL unless it says another; returns that URL. */
  put(path: string, metadata: Readonly<Record<string, unknown>>, headers?: Readonly<Record<string, string>>): string;
  /** Answers a path as told. */
  answer(path: string, answer: DocumentAnswer): string;
  /** How often a path was asked for. */
  asked(path: string): number;
}

/** Starts one on this machine. */
export async function startDocumentHost(): Promise<DocumentHost> {
  const answers = new Map<string, DocumentAnswer>();
  const counts = new Map<string, number>();
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    counts.set(path, (counts.get(path) ?? 0) + 1);
    const answer = answers.get(path);
    if (answer === undefined) response.writeHead(404).end();
    else answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // it listens on a port
  const put: DocumentHost['put'] = (path, metadata, headers = {}) => {
    answers.set(path, (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', ...headers });
      response.end(JSON.stringify({ client_id: url + path, ...metadata }));
    });
    return url + path;
  };
  return {
    url,
    put,
    answer: (path, answer) => {
      answers.set(path, answer);
      return url + path;
    },
    asked: (path) => counts.get(path) ?? 0,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
