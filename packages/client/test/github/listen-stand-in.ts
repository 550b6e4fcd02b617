import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { GitHub } from './stand-in.ts';

/** A stand-in behind a socket. */
export interface ListeningGitHub {
  /** Where its API is, as an enterprise server's. */
  readonly baseUrl: string;
  stop(): Promise<void>;
}

/** Puts a stand-in behind a socket of its own; its API is below `/api/v3`. */
export async function listenStandIn(gitHub: GitHub): Promise<ListeningGitHub> {
  const server = createServer(async (request, reply) => {
    const body = await text(request);
    const path = (request.url ?? '').replace(/^\/api\/v3/, '');
    const answer = await gitHub.answer(
      new Request(`https://api.github.com${path}`, {
        method: request.method ?? 'GET',
        headers: { authorization: request.headers.authorization ?? '' },
        ...(body === '' ? {} : { body }),
      }),
    );
    reply.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // it listens on a port, not on a pipe
  return {
    baseUrl: `http://127.0.0.1:${port}/api/v3`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
