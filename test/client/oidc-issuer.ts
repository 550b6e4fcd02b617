import { generateKeyPairSync, randomBytes, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';
import * as openid from 'openid-client';
import { MapAdapter } from '../../bench/peers/map-adapter.ts';

/** How the tokens of a resource are made: opaque, or signed with an algorithm. */
export type TokenFormat = 'opaque' | 'ES256' | 'RS256' | 'PS256' | 'Ed25519';

/** Extra claims of every token. */
export const signIn = { acr: 'urn:password', authenticatedSecondsAgo: 100 } as const;

/** An authorization server that is not ours, and a client of it. */
export interface OidcIssuer extends AsyncDisposable {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** openid-client's view of it. */
  readonly configuration: openid.Configuration;
  /** Requests of a path it was sent. */
  count(path: string): number;
  /** A token for a resource; `options` may bind it to a key. */
  token(resource: string, scope?: string, options?: openid.DPoPOptions): Promise<string>;
  /** A token bound to a certificate, which whoever ends TLS says the client used. */
  tokenBoundTo(certificate: X509Certificate, resource: string): Promise<string>;
  /** Answers this status to everything, until told undefined. */
  breakWith(status: number | undefined): void;
}

/** The resource whose tokens have a format. */
export const resourceOf = (format: TokenFormat): string => `https://rs.test/${format}`;

const certificateHeader = 'x-client-certificate';

const jwkOf = (type: 'ec' | 'rsa' | 'ed25519', more: object): object => {
  const pair =
    type === 'ec'
      ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
      : type === 'rsa'
        ? generateKeyPairSync('rsa', { modulusLength: 2048 })
        : generateKeyPairSync('ed25519');
  return { ...pair.privateKey.export({ format: 'jwk' }), use: 'sig', ...more };
};

const configuration = (clientId: string, clientSecret: string): object => {
  const client = { client_secret: clientSecret, grant_types: ['client_credentials'], redirect_uris: [], response_types: [] };
  return {
    adapter: MapAdapter,
    clients: [
      { ...client, client_id: clientId },
      { ...client, client_id: `${clientId}-mtls`, tls_client_certificate_bound_access_tokens: true },
    ],
    jwks: { keys: [jwkOf('ec', { kid: 'ec' }), jwkOf('rsa', { kid: 'rsa' }), jwkOf('ed25519', { kid: 'ed' })] },
    cookies: { keys: ['unused'] },
    enabledJWA: { dPoPSigningAlgValues: ['ES256', 'Ed25519', 'RS256', 'PS256'] },
    ttl: { ClientCredentials: 300 },
    extraTokenClaims: () => ({ acr: signIn.acr, auth_time: Math.floor(Date.now() / 1000) - signIn.authenticatedSecondsAgo }),
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      introspection: { enabled: true, allowedPolicy: () => true },
      dPoP: { enabled: true },
      mTLS: {
        enabled: true,
        certificateBoundAccessTokens: true,
        getCertificate: (context: { get(name: string): string }) => {
          const der = context.get(certificateHeader);
          return der === '' ? undefined : new X509Certificate(Buffer.from(der, 'base64'));
        },
      },
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: (_context: unknown, resource: string) => {
          const format = resource.split('/').at(-1);
          const signed = { accessTokenFormat: 'jwt', jwt: { sign: { alg: format } } };
          const base = { scope: 'read write', audience: resource, accessTokenTTL: 300 };
          return { ...base, ...(format === 'opaque' ? { accessTokenFormat: 'opaque' } : signed) };
        },
      },
    },
  };
};

/** Starts one on a free port of the loopback interface: oidc-provider, with DPoP and certificate-bound tokens. */
export async function startOidcIssuer(): Promise<OidcIssuer> {
  const [clientId, clientSecret] = ['rs:client', `s/e:c+r ${randomBytes(24).toString('base64')}`];
  let handle: (request: IncomingMessage, response: ServerResponse) => void = () => {};
  let broken: number | undefined;
  const counts = new Map<string, number>();
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://here').pathname;
    counts.set(path, (counts.get(path) ?? 0) + 1);
    if (broken === undefined) handle(request, response);
    else response.writeHead(broken).end('broken');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // a TCP server's address is no string
  handle = new Provider(issuer, configuration(clientId, clientSecret)).callback();
  const insecure = { execute: [openid.allowInsecureRequests] };
  const discovered = await openid.discovery(new URL(issuer), clientId, clientSecret, openid.ClientSecretBasic(clientSecret), insecure);
  return {
    issuer,
    clientId,
    clientSecret,
    configuration: discovered,
    count: (path) => counts.get(path) ?? 0,
    token: async (resource, scope = 'read', options) =>
      (await openid.clientCredentialsGrant(discovered, { resource, scope }, options)).access_token,
    tokenBoundTo: async (certificate, resource) => {
      const answer = await fetch(`${issuer}/token`, {
        method: 'POST',
        headers: {
          [certificateHeader]: certificate.raw.toString('base64'),
          authorization: `Basic ${btoa(`${encodeURIComponent(`${clientId}-mtls`)}:${encodeURIComponent(clientSecret)}`)}`,
        },
        body: new URLSearchParams({ grant_type: 'client_credentials', resource, scope: 'read' }),
      });
      return ((await answer.json()) as { access_token: string }).access_token;
    },
    breakWith: (status) => {
      broken = status;
    },
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
