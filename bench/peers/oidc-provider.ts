/**
 * The peer: oidc-provider with everything in memory. `GET /bench/codes?count=N` makes codes that are ready to be exchanged.
 */
import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';
import { announce } from './announce.ts';
import { MapAdapter } from './map-adapter.ts';
import { peerClient } from './peer-client.ts';
import { pkcePair } from './pkce-pair.ts';

const key = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });

const provider = new Provider(peerClient.issuer, {
  adapter: MapAdapter,
  clients: [
    {
      client_id: peerClient.id,
      client_secret: peerClient.secret,
      redirect_uris: [peerClient.redirectUri],
      grant_types: ['authorization_code', 'refresh_token', 'client_credentials'],
      token_endpoint_auth_method: 'client_secret_post',
      application_type: 'native',
      id_token_signed_response_alg: 'ES256',
    },
    {
      client_id: peerClient.signingId,
      redirect_uris: [],
      response_types: [],
      grant_types: ['client_credentials'],
      token_endpoint_auth_method: 'private_key_jwt',
      token_endpoint_auth_signing_alg: 'ES256',
      id_token_signed_response_alg: 'ES256',
      jwks: { keys: [JSON.parse(process.env.BENCH_CLIENT_JWK ?? '{}')] }, // bench/subjects/oidc-provider.ts gives it
    },
  ],
  jwks: { keys: [{ ...key, alg: 'ES256', use: 'sig', kid: 'peer' }] },
  scopes: ['all'],
  cookies: { keys: ['benchmark'] },
  features: {
    devInteractions: { enabled: false },
    clientCredentials: { enabled: true },
    introspection: { enabled: true },
    dPoP: { enabled: true },
    resourceIndicators: {
      enabled: true,
      getResourceServerInfo: () => ({ scope: 'all', accessTokenFormat: 'jwt', jwt: { sign: { alg: 'ES256' } } }),
      useGrantedResource: () => true,
    },
  },
  ttl: { AccessToken: 3600, AuthorizationCode: 600, ClientCredentials: 3600, Grant: 86_400, IdToken: 3600, RefreshToken: 86_400 },
  issueRefreshToken: async () => true,
  rotateRefreshToken: true,
  findAccount: async (_context: unknown, id: string) => ({ accountId: id, claims: async () => ({ sub: id }) }),
});

const makeCode = async (): Promise<string> => {
  const client = await provider.Client.find(peerClient.id);
  if (client === undefined) throw new Error('the client is missing');
  const grant = new provider.Grant({ accountId: 'somebody', clientId: peerClient.id });
  grant.addOIDCScope('all offline_access');
  const grantId = await grant.save();
  const code = new provider.AuthorizationCode({
    accountId: 'somebody',
    client,
    grantId,
    gty: 'authorization_code',
    scope: 'all offline_access',
    redirectUri: peerClient.redirectUri,
    codeChallenge: pkcePair.challenge,
    codeChallengeMethod: 'S256',
  });
  return code.save();
};

const answerProvider = provider.callback();

announce(
  createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (url.pathname !== '/bench/codes') return answerProvider(request, response);
    Promise.all(Array.from({ length: Number(url.searchParams.get('count')) }, makeCode)).then(
      (codes) => response.end(JSON.stringify(codes)),
      (error: Error) => response.writeHead(500).end(error.message),
    );
  }),
);
