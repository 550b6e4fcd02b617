import { fileURLToPath } from 'node:url';
import { clientKey } from '../load/client-key.ts';
import type { TokenEndpoint } from '../load/token-requests.ts';
import { peerClient } from '../peers/peer-client.ts';
import { startServer } from '../processes/start-server.ts';
import type { Subject } from './subject.ts';

const script = fileURLToPath(new URL('../peers/oidc-provider.ts', import.meta.url));

/** Starts oidc-provider, with everything in memory. */
export async function startOidcProvider(): Promise<Subject> {
  const server = await startServer([script], { BENCH_CLIENT_JWK: JSON.stringify(clientKey.jwk) });
  const endpoint: TokenEndpoint = { url: server.url, path: '/token', clientId: peerClient.id, clientSecret: peerClient.secret };
  return {
    name: 'oidc-provider (memory)',
    pid: server.pid,
    endpoint,
    introspectionPath: '/token/introspection',
    jwt: { parameters: { resource: 'urn:example:api' }, endpoint },
    signing: { endpoint: { ...endpoint, clientId: peerClient.signingId }, audience: peerClient.issuer },
    makeCodes: async (count) => (await (await fetch(`${server.url}/bench/codes?count=${count}`)).json()) as readonly string[], // our own peer script
    stop: server.stop,
  };
}
