import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { AccessDeniedError } from '../../packages/client/src/verifier/access-denied-error.ts';
import { createVerifier, type Verifier } from '../../packages/client/src/verifier/create-verifier.ts';
import type { IntrospectionOptions } from '../../packages/client/src/verifier/verifier-options.ts';
import { createTestClient, makePkce, obtainCode, requestToken, type TestClient } from '../support/oauth-client.ts';
import { runGrantry, startFreshServer } from '../support/server.ts';

const audience = 'https://api.example.com';
const bearing = (token: string | undefined) => ({ method: 'GET', url: `${audience}/x`, authorization: `Bearer ${token}` });
const isInvalid = (error: unknown): boolean => error instanceof AccessDeniedError && error.code === 'invalid_token';

describe('tokens of our own server', () => {
  let server: Awaited<ReturnType<typeof startFreshServer>>;
  let client: Readonly<Record<'jwt' | 'opaque', TestClient>>;

  before(async () => {
    server = await startFreshServer();
    const make = (access_token_format: string) => createTestClient(server.url, server.owner.api_token, { access_token_format });
    client = { jwt: await make('jwt'), opaque: await make('opaque') };
  });
  after(() => server[Symbol.asyncDispose]());

  const verifierOf = (format: 'jwt' | 'opaque', more: Partial<IntrospectionOptions> = {}, now?: () => number): Verifier => {
    const { clientId, clientSecret } = client.opaque;
    const asks = format === 'opaque' || more.jwts === true;
    return createVerifier({ issuer: server.url, audience, ...(asks ? { introspection: { clientId, clientSecret, ...more } } : {}) }, now);
  };
  const tokenFor = async (app: TestClient, more: Readonly<Record<string, string>> = {}): Promise<string> => {
    const { body } = await requestToken(server.url, app, {
      grant_type: 'client_credentials',
      scope: 'external_auth:read',
      resource: audience,
      ...more,
    });
    return body.access_token ?? '';
  };

  for (const format of ['jwt', 'opaque'] as const) {
    test(`RFC 9068 §4, RFC 7662 §2.2: a client’s token (${format}) is good where it is for, with its scopes`, async () => {
      const token = await tokenFor(client[format]);
      const access = await verifierOf(format).verify(bearing(token), { scopes: ['external_auth:read'] });
      assert.deepEqual([access.clientId, access.scopes, access.format], [client[format].clientId, ['external_auth:read'], format]);
      const elsewhere = await tokenFor(client[format], { resource: 'https://elsewhere.example.com' });
      await assert.rejects(verifierOf(format).verify(bearing(elsewhere)), isInvalid);
      await assert.rejects(verifierOf(format).verify(bearing(token), { scopes: ['all'] }), { status: 403 });
      await assert.rejects(verifierOf(format).verify(bearing(token.slice(0, -1))), isInvalid);
    });

    test(`RFC 9068 §2.2: a user’s token (${format}) names the user`, async () => {
      const { verifier, challenge } = makePkce();
      const code = await obtainCode(server.url, server.owner.api_token, client[format], challenge);
      const exchange = { grant_type: 'authorization_code', code, code_verifier: verifier };
      const { body } = await requestToken(server.url, client[format], exchange);
      assert.equal(body.error, undefined, body.error_description);
      const own = createVerifier({
        issuer: server.url,
        audience: [audience, server.url],
        introspection: { clientId: client.opaque.clientId, clientSecret: client.opaque.clientSecret },
      });
      assert.equal((await own.verify(bearing(body.access_token))).subject, server.owner.user_id);
      await assert.rejects(own.verify(bearing(body.refresh_token)), isInvalid, 'a refresh token opens nothing');
    });

    test(`RFC 7009 §2: a revoked token (${format}) is refused where the server is asked`, async () => {
      const token = await tokenFor(client[format]);
      const asking = verifierOf(format, { jwts: true, activeForInSeconds: 0 });
      await asking.verify(bearing(token));
      const { clientId, clientSecret } = client[format];
      const form = new URLSearchParams({ client_id: clientId, client_secret: clientSecret, token });
      assert.equal((await fetch(`${server.url}/oauth2/revoke`, { method: 'POST', body: form })).status, 200);
      await assert.rejects(asking.verify(bearing(token)), isInvalid);
    });
  }

  test('RFC 9068 §5: keys that are rotated are found, without a restart', async () => {
    const verifier = verifierOf('jwt');
    await verifier.verify(bearing(await tokenFor(client.jwt)));
    assert.equal((await runGrantry(['signing-keys', 'rotate'], server.environment)).status, 0);
    await verifier.verify(bearing(await tokenFor(client.jwt)));
  });

  test('RFC 6749 §2.3.1: either way of a secret is understood, and a wrong one is 503, not 401', async () => {
    const token = await tokenFor(client.opaque);
    assert.ok(await verifierOf('opaque', { method: 'client_secret_post' }).verify(bearing(token)));
    await assert.rejects(verifierOf('opaque', { clientSecret: 'wrong' }).verify(bearing(token)), { status: 503 });
  });

  test('RFC 9728 §3, RFC 8414 §3.3: the resource’s own metadata, and a server that is not who it says', async () => {
    const { metadata } = verifierOf('jwt');
    assert.equal(metadata?.url, `${audience}/.well-known/oauth-protected-resource`);
    assert.deepEqual(metadata.document.authorization_servers, [server.url]);
    const posing = createVerifier({ issuer: server.url.replace('127.0.0.1', 'localhost'), audience });
    await assert.rejects(
      posing.verify(bearing(await tokenFor(client.jwt))),
      (error) => error instanceof AccessDeniedError && /^iss is/.test(error.reason),
    );
  });
});
