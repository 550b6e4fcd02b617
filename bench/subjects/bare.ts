import { fileURLToPath } from 'node:url';
import { clientCredentialsJob, connections } from '../load/token-requests.ts';
import type { Contender } from '../measure.ts';
import { peerClient } from '../peers/peer-client.ts';
import { startServer } from '../processes/start-server.ts';

/** A limit: a contender that is a server of its own. */
export interface Limit extends Contender {
  stop(): Promise<void>;
}

const peer = (name: string): string => fileURLToPath(new URL(`../peers/${name}.ts`, import.meta.url));

/** How long a limit's rounds last; it needs no more to be known well. */
const seconds = 3;

/** Starts the bare `node:http` handler for one token format. */
export async function startBareHandler(format: 'opaque' | 'es256'): Promise<Limit> {
  const server = await startServer([peer('bare-handler'), format]);
  const endpoint = { url: server.url, path: '/', clientId: peerClient.id, clientSecret: peerClient.secret };
  return {
    name: format === 'opaque' ? 'bare node:http, no store' : 'bare node:http, signs only',
    pid: server.pid,
    prepare: () => clientCredentialsJob(endpoint, seconds),
    stop: server.stop,
  };
}

/** Starts Fastify answering from memory what a hand-out answers. */
export async function startFastifyReply(): Promise<Limit> {
  const server = await startServer([peer('fastify-reply')]);
  return {
    name: 'bare Fastify reply',
    pid: server.pid,
    prepare: () => ({
      url: server.url,
      path: '/api/v2/workspaceagents/me/external-auth?id=github',
      method: 'GET',
      headers: { 'coder-session-token': 'gag_of_a_benchmark_that_is_about_as_long_as_one_of_our_own_agent_tokens_are' },
      connections,
      until: { seconds },
      bodies: { kind: 'none' },
    }),
    stop: server.stop,
  };
}
