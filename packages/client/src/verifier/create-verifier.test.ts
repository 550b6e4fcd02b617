import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { AccessDeniedError } from './access-denied-error.ts';
import { createVerifier } from './create-verifier.ts';
import { type AlgorithmName, algorithmNames } from './jwt/algorithms.ts';
import { metadataUrls } from './metadata/discover.ts';
import { protectedResourceMetadataUrl } from './metadata/protected-resource.ts';
import { allowInsecureIssuer, allowTokensWithoutAudience, allowTokensWithoutType, type VerifierOptions } from './verifier-options.ts';

const [issuer, audience] = ['https://as.test', 'https://rs.test/api'];
const bearing = (token: string) => ({ method: 'GET', url: `${audience}/x`, authorization: `Bearer ${token}` });

/** A token of an algorithm, and the key to check it with. */
async function sign(alg: AlgorithmName, typ = 'at+jwt', more: Readonly<Record<string, unknown>> = {}) {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
  const token = await new SignJWT({ client_id: 'c', scope: 'read', ...more })
    .setProtectedHeader({ alg, typ, kid: 'k' })
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject('u')
    .setJti('j')
    .setIssuedAt()
    .setExpirationTime('5m')
    .sign(privateKey);
  return { token, jwks: { keys: [{ ...(await exportJWK(publicKey)), kid: 'k' }] } };
}

for (const algorithm of algorithmNames)
  test(`RFC 7518 §3, RFC 8037 §3.1: ${algorithm} is verified, and no other algorithm with its key`, async () => {
    const { token, jwks } = await sign(algorithm);
    assert.equal((await createVerifier({ issuer, audience, jwks }).verify(bearing(token))).subject, 'u');
    const others = algorithmNames.filter((name) => name !== algorithm);
    await assert.rejects(createVerifier({ issuer, audience, jwks, algorithms: others }).verify(bearing(token)), { code: 'invalid_token' });
  });

test('RFC 9068 §2.1: other types are taken only where they are named', async () => {
  const { token, jwks } = await sign('ES256', 'JWT');
  await assert.rejects(createVerifier({ issuer, audience, jwks }).verify(bearing(token)), { reason: 'typ is "JWT"' });
  assert.ok(await createVerifier({ issuer, audience, jwks, otherTokenTypes: ['JWT'] }).verify(bearing(token)));
});

test('RFC 7800 §3.1: a confirmation we cannot check, or that is none, is refused', async () => {
  for (const cnf of [{}, { kid: 'x' }, { jwk: {} }, 'x', null, [], { jkt: 7 }]) {
    const { token, jwks } = await sign('ES256', 'at+jwt', { cnf });
    const checked = createVerifier({ issuer, audience, jwks }).verify(bearing(token));
    await assert.rejects(checked, { code: 'invalid_token', reason: /cnf/ }, JSON.stringify(cnf));
  }
  const { token, jwks } = await sign('ES256');
  await assert.rejects(createVerifier({ issuer, audience, jwks, requireBinding: true }).verify(bearing(token)), {
    reason: /bound to nothing/,
  });
});

/** A server that answers introspection as told. */
const introspecting = (answer: () => Response, more: object = {}): VerifierOptions => ({
  issuer,
  audience,
  fetch: async () => answer(),
  introspection: { clientId: 'c', clientSecret: 's', endpoint: `${issuer}/introspect`, ...more },
});

test('RFC 7662 §2.2: what a server leaves out is let pass by symbols only', async () => {
  const bare = () => Response.json({ active: true, sub: 'u' });
  await assert.rejects(createVerifier(introspecting(bare)).verify(bearing('t')), { reason: /^aud/ });
  await assert.rejects(createVerifier(introspecting(bare, { [allowTokensWithoutAudience]: true })).verify(bearing('t')), {
    reason: /^token_type/,
  });
  const lenient = { [allowTokensWithoutAudience]: true, [allowTokensWithoutType]: true };
  assert.equal((await createVerifier(introspecting(bare, lenient)).verify(bearing('t'))).expiresAt, undefined);
});

test('answers that are too long, no JSON, redirects or errors are 503: nobody knows what the token is worth', async () => {
  const answers: readonly (() => Response)[] = [
    () => new Response('x'.repeat(600_000)),
    () => new Response('<html>'),
    () => Response.json([]),
    () => new Response(null, { status: 302, headers: { location: 'https://evil.test' } }),
    () => Response.json({ error: 'invalid_client' }, { status: 401 }),
    () => Response.json({}, { status: 404 }),
    () => {
      throw new TypeError('fetch failed');
    },
  ];
  for (const answer of answers) await assert.rejects(createVerifier(introspecting(answer)).verify(bearing('t')), { status: 503 });
});

test('RFC 8414 §2, §3.3: metadata that is another issuer’s, names no keys, or keys on the open network is of no use', async () => {
  const { token } = await sign('ES256');
  const documents = [
    { issuer: 'https://evil.test' },
    { issuer },
    { issuer, jwks_uri: 'http://as.test/jwks' },
    { issuer, jwks_uri: 'file:///etc/passwd' },
  ];
  const reasons = [/another issuer/, /names no jwksUri/, /jwksUri must be an https: URL/, /jwksUri must be an https: URL/];
  for (const [index, document] of documents.entries()) {
    const asked: string[] = [];
    const answer: typeof fetch = async (url) => {
      asked.push(String(url));
      return Response.json(document);
    };
    await assert.rejects(createVerifier({ issuer, audience, fetch: answer }).verify(bearing(token)), {
      status: 503,
      reason: reasons[index],
    });
    assert.ok(
      asked.every((url) => url.startsWith(`${issuer}/.well-known/`)),
      asked.join(),
    );
  }
});

test('a bug is not passed off as a denial', async () => {
  const { token, jwks } = await sign('ES256');
  const broken = {
    get keys(): never {
      throw new RangeError('a bug');
    },
  };
  assert.throws(() => createVerifier({ issuer, audience, jwks: broken }), RangeError);
  const dpop = { replayStore: { remember: () => Promise.reject(new RangeError('a bug')) } };
  assert.ok(await createVerifier({ issuer, audience, jwks, dpop }).verify(bearing(token)), 'a bearer token needs no store');
});

test('RFC 8414 §2: an issuer is reached over TLS, unless it is on this machine or that is asked for', () => {
  for (const fine of [issuer, 'http://127.0.0.1:1', 'http://localhost', 'http://[::1]:1'])
    assert.ok(createVerifier({ issuer: fine, audience }));
  for (const wrong of ['', 'as.test', 'http://as.test', 'https://u:p@as.test', 'ftp://as.test', 'http://127.0.0.1.evil.test'])
    assert.throws(() => createVerifier({ issuer: wrong, audience }), TypeError, wrong);
  assert.ok(createVerifier({ issuer: 'http://as.test', audience, [allowInsecureIssuer]: true }));
  for (const wrong of ['', [], ['']]) assert.throws(() => createVerifier({ issuer, audience: wrong }), TypeError);
});

test('RFC 8414 §3.1, OpenID Connect Discovery §4: metadata of an issuer with a path is at either place', () => {
  assert.deepEqual(metadataUrls('https://as.test/tenant/'), [
    'https://as.test/.well-known/oauth-authorization-server/tenant',
    'https://as.test/tenant/.well-known/openid-configuration',
  ]);
});

test('RFC 9728 §3.1: the well-known path goes between host and path', () => {
  assert.equal(createVerifier({ issuer, audience }).metadata?.path, '/.well-known/oauth-protected-resource/api');
  assert.equal(createVerifier({ issuer, audience: 'api' }).metadata, undefined);
  assert.equal(protectedResourceMetadataUrl('https://rs.test/?a').href, 'https://rs.test/.well-known/oauth-protected-resource?a');
  assert.throws(() => protectedResourceMetadataUrl('https://rs.test/#a'), TypeError);
  const { metadata } = createVerifier({ issuer, audience, scopes: ['read'], dpop: { algorithms: ['ES256'] }, requireBinding: true });
  assert.deepEqual(metadata?.document, {
    resource: audience,
    authorization_servers: [issuer],
    bearer_methods_supported: ['header'],
    scopes_supported: ['read'],
    dpop_signing_alg_values_supported: ['ES256'],
    dpop_bound_access_tokens_required: true,
  });
});

test('RFC 6750 §3: a denial is a whole answer', async () => {
  const error = await createVerifier({ issuer, audience })
    .verify({ ...bearing(''), authorization: undefined })
    .catch((thrown: unknown) => thrown);
  assert.ok(error instanceof AccessDeniedError);
  const response = error.toResponse();
  assert.deepEqual([response.status, response.headers.get('cache-control')], [401, 'no-store']);
  assert.equal(
    response.headers.get('www-authenticate'),
    'Bearer resource_metadata="https://rs.test/.well-known/oauth-protected-resource/api"',
  );
  assert.deepEqual(await response.json(), { error_description: 'An access token is needed.' });
});
