import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Provider } from 'oidc-provider';
import { MapAdapter } from '../../bench/peers/map-adapter.ts';

/** A real authorization server on this machine, where the demo's person has two accounts. */
export interface Upstream {
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Registers Grantry as a client, once its callback is known. */
  register(callbackUrl: string): void;
  stop(): Promise<void>;
}

/** The accounts of the demo's person. */
export const accounts = ['ada', 'ada-at-work'] as const;

const page = (uid: string): string => `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Demo provider</title>
<h1>Demo provider</h1>
<p>Grantry wants to act for you here.</p>
<form method="post" action="/interaction/${uid}">
${accounts.map((account) => `<button name="account" value="${account}">Sign in as ${account}, and allow it</button>`).join('\n')}
</form></html>`;

/** Shows the one page of this provider, and signs in and consents when one of its buttons is pressed. */
const interact = async (provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const { uid, params } = await provider.interactionDetails(request, response);
  if (request.method !== 'POST') {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page(uid));
    return;
  }
  const chosen = new URLSearchParams(await text(request)).get('account');
  const accountId = accounts.find((account) => account === chosen) ?? accounts[0];
  const grant = new provider.Grant({ accountId, clientId: params.client_id ?? '' });
  grant.addOIDCScope(params.scope ?? 'openid');
  await provider.interactionFinished(request, response, { login: { accountId }, consent: { grantId: await grant.save() } });
};

const makeProvider = (url: string, client: { readonly id: string; readonly secret: string }, callbackUrl: string): Provider =>
  new Provider(url, {
    adapter: MapAdapter,
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: [callbackUrl],
        grant_types: ['authorization_code', 'refresh_token'],
        token_endpoint_auth_method: 'client_secret_basic',
        id_token_signed_response_alg: 'ES256',
      },
    ],
    jwks: {
      keys: [{ ...generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }), alg: 'ES256', use: 'sig' }],
    },
    cookies: { keys: [randomBytes(16).toString('hex')] },
    features: { devInteractions: { enabled: false }, revocation: { enabled: true }, introspection: { enabled: true } },
    interactions: { url: (_context: unknown, { uid }: { readonly uid: string }) => `/interaction/${uid}` },
    findAccount: (_context: unknown, id: string) => ({ accountId: id, claims: () => ({ sub: id, preferred_username: id }) }),
    claims: { openid: ['sub'], profile: ['preferred_username'] },
    issueRefreshToken: () => true,
    rotateRefreshToken: true,
    ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 86_400, IdToken: 600, Interaction: 600, RefreshToken: 86_400, Session: 86_400 },
  });

/** Starts the provider on a free port of the loopback interface. */
export async function startUpstream(): Promise<Upstream> {
  let provider: Provider | undefined;
  const server = createServer((request, response) => {
    if (provider === undefined) response.writeHead(503).end();
    else if (!request.url?.startsWith('/interaction/')) provider.callback()(request, response);
    else interact(provider, request, response).catch((error: Error) => response.writeHead(500).end(error.message));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // a TCP server's address is no string
  const url = `http://127.0.0.1:${port}`;
  const client = { id: 'grantry-demo', secret: randomBytes(24).toString('base64url') };
  return {
    url,
    clientId: client.id,
    clientSecret: client.secret,
    register: (callbackUrl) => {
      provider = makeProvider(url, client, callbackUrl);
    },
    stop: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
