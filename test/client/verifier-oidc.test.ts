import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { SignJWT } from 'jose';
import * as openid from 'openid-client';
import { AccessDeniedError } from '../../packages/client/src/verifier/access-denied-error.ts';
import { createVerifier, type Verifier } from '../../packages/client/src/verifier/create-verifier.ts';
import type { VerifierOptions } from '../../packages/client/src/verifier/verifier-options.ts';
import { issueCertificate } from '../../src/identity/testing/certificates.ts';
import { type OidcIssuer, resourceOf, startOidcIssuer, type TokenFormat } from './oidc-issuer.ts';

let server: OidcIssuer;
before(async () => {
  server = await startOidcIssuer();
});
after(() => server[Symbol.asyncDispose]());

const formats: readonly TokenFormat[] = ['ES256', 'RS256', 'PS256', 'Ed25519', 'opaque'];

/** A verifier of the resource whose tokens have a format. */
function verifierOf(format: TokenFormat, more: Partial<VerifierOptions> = {}, now?: () => number): Verifier {
  const { issuer, clientId, clientSecret } = server;
  const introspection = format === 'opaque' ? { introspection: { clientId, clientSecret } } : {};
  return createVerifier({ issuer, audience: resourceOf(format), ...introspection, ...more }, now);
}
const bearing = (token: string) => ({ method: 'GET', url: 'https://rs.test/x', authorization: `Bearer ${token}` });

async function denialOf(checked: Promise<unknown>): Promise<AccessDeniedError> {
  const error: unknown = await checked.then(
    () => assert.fail('it was let through'),
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof AccessDeniedError, String(error));
  return error;
}

for (const format of formats) {
  test(`RFC 9068 §4, RFC 7662 §2: a token of oidc-provider (${format}) is good at its resource, and at no other`, async () => {
    const token = await server.token(resourceOf(format));
    const access = await verifierOf(format).verify(bearing(token), { scopes: ['read'] });
    assert.deepEqual(
      [access.clientId, access.scopes, access.audience, access.binding, access.format],
      [server.clientId, ['read'], [resourceOf(format)], 'none', format === 'opaque' ? 'opaque' : 'jwt'],
    );
    assert.ok(Math.abs((access.expiresAt ?? 0) - Date.now() / 1000 - 300) < 5);
    const elsewhere = await denialOf(verifierOf(format, { audience: 'https://other.test' }).verify(bearing(token)));
    assert.match(elsewhere.reason, /aud/);
  });

  test(`RFC 6750 §3.1, RFC 9470 §3: what a token (${format}) lacks is told by the challenge`, async () => {
    const verifier = verifierOf(format, { scopes: ['read'] });
    const token = await server.token(resourceOf(format));
    const scope = await denialOf(verifier.verify(bearing(token), { scopes: ['write'] }));
    assert.deepEqual([scope.status, scope.code], [403, 'insufficient_scope']);
    assert.match(scope.headers['www-authenticate'] ?? '', /scope="read write", resource_metadata="https:\/\/rs\.test\/\.well-known\//);
    assert.ok(await verifier.verify(bearing(token), { acrValues: ['urn:password'], maxAgeInSeconds: 200 }));
    for (const [requirements, challenge] of [
      [{ acrValues: ['urn:passkey'] }, /insufficient_user_authentication".*acr_values="urn:passkey"/],
      [{ maxAgeInSeconds: 50 }, /insufficient_user_authentication".*max_age="50"/],
    ] as const) {
      const stepUp = await denialOf(verifier.verify(bearing(token), requirements));
      assert.equal(stepUp.status, 401);
      assert.match(stepUp.headers['www-authenticate'] ?? '', challenge);
    }
  });

  test(`RFC 9449 §7: a token (${format}) bound to a key needs a proof of it, and a proof is good once`, async () => {
    const verifier = verifierOf(format, { dpop: {} });
    const keys = await openid.randomDPoPKeyPair(format === 'opaque' ? 'ES256' : format);
    const DPoP = openid.getDPoPHandle(server.configuration, keys);
    const token = await server.token(resourceOf(format), 'read', { DPoP });
    const [request] = await captureRequests(token, DPoP, 'https://rs.test/x?y=1');
    assert.ok(request);
    const access = await verifier.verifyRequest(request);
    assert.equal(access.binding, 'dpop');

    const replayed = await denialOf(verifier.verifyRequest(request));
    assert.deepEqual([replayed.status, replayed.code, replayed.reason], [401, 'invalid_dpop_proof', 'the proof was used before']);
    assert.match(replayed.headers['www-authenticate'] ?? '', /^DPoP error="invalid_dpop_proof".*algs="ES256 /);

    const bare = await denialOf(verifier.verify(bearing(token)));
    assert.deepEqual([bare.status, bare.code], [401, 'invalid_token']);
    assert.match(bare.headers['www-authenticate'] ?? '', /^Bearer error="invalid_token".*, DPoP algs=/);

    const moved = new Request('https://rs.test/z', {
      headers: (await captureRequests(token, DPoP, 'https://rs.test/x'))[0]?.headers ?? {},
    });
    assert.match((await denialOf(verifier.verifyRequest(moved))).reason, /^htu/);
    const unbound = await server.token(resourceOf(format));
    const posing = await denialOf(verifier.verify({ ...bearing(unbound), authorization: `DPoP ${unbound}` }));
    assert.match(posing.reason, /bound to no key/);
  });

  test(`RFC 8705 §3: a token (${format}) bound to a certificate needs it`, async () => {
    const [own, other] = await Promise.all([issueCertificate({ name: 'client' }), issueCertificate({ name: 'other' })]);
    const token = await server.tokenBoundTo(own.x509, resourceOf(format));
    const verifier = verifierOf(format);
    const der = own.x509.raw;
    const thumbprint = Buffer.from(await crypto.subtle.digest('SHA-256', new Uint8Array(der))).toString('base64url');
    for (const certificate of [{ der }, { thumbprint }])
      assert.equal((await verifier.verify({ ...bearing(token), certificate })).binding, 'mtls');
    for (const certificate of [undefined, { der: other.x509.raw }, { thumbprint: 'x' }])
      assert.match((await denialOf(verifier.verify({ ...bearing(token), certificate }))).reason, /certificate/);
  });
}

/** What openid-client sends to a resource, without sending it. */
async function captureRequests(token: string, DPoP: openid.DPoPHandle, url: string, answers: readonly Response[] = []): Promise<Request[]> {
  const requests: Request[] = [];
  const configuration = new openid.Configuration(server.configuration.serverMetadata(), server.clientId);
  configuration[openid.customFetch] = async (target, init) => {
    requests.push(new Request(target, init as RequestInit)); // the same thing, in openid-client's own words
    return answers[requests.length - 1] ?? Response.json({});
  };
  await openid.fetchProtectedResource(configuration, token, new URL(url), 'GET', null, new Headers(), { DPoP }).catch((error) => {
    if (answers.length === 0) throw error;
  });
  return requests;
}

test('RFC 9449 §9: a nonce is asked for, and openid-client comes back with it', async () => {
  const { rotatingNonces } = await import('../../packages/client/src/verifier/dpop/nonces.ts');
  const nonces = rotatingNonces(crypto.getRandomValues(new Uint8Array(32)));
  const verifier = verifierOf('ES256', { dpop: { nonces }, requireBinding: true });
  const DPoP = openid.getDPoPHandle(server.configuration, await openid.randomDPoPKeyPair());
  const token = await server.token(resourceOf('ES256'), 'read', { DPoP });
  const configuration = new openid.Configuration(server.configuration.serverMetadata(), server.clientId);
  const answers: number[] = [];
  configuration[openid.customFetch] = async (target, init) => {
    const answer = await verifier.verifyRequest(new Request(target, init as RequestInit)).then(
      ({ responseHeaders }) => Response.json({}, { headers: responseHeaders }),
      (error: AccessDeniedError) => error.toResponse(),
    );
    answers.push(answer.status);
    return answer;
  };
  const url = new URL('https://rs.test/x');
  const ask = () => openid.fetchProtectedResource(configuration, token, url, 'GET', null, new Headers(), { DPoP });
  assert.equal((await ask()).headers.get('dpop-nonce'), await nonces.current());
  await ask();
  assert.deepEqual(answers, [401, 200, 200]);
  const plain = await denialOf(verifier.verify(bearing(await server.token(resourceOf('ES256')))));
  assert.match(plain.headers['www-authenticate'] ?? '', /^DPoP error="invalid_token"/);
});

test('RFC 8725 §3.1: an unsigned token, one of another key, an HMAC over a public key and an ID token are refused', async () => {
  const verifier = verifierOf('ES256');
  const [head = '', payload = '', signature = ''] = (await server.token(resourceOf('ES256'))).split('.');
  const header = JSON.parse(Buffer.from(head, 'base64url').toString());
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
  const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const { privateKey } = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign']);
  const secret = new TextEncoder().encode(
    JSON.stringify(((await (await fetch(`${server.issuer}/jwks`)).json()) as { keys: object[] }).keys[0]),
  );
  const forged: Readonly<Record<string, string>> = {
    none: `${encode({ ...header, alg: 'none' })}.${payload}.`,
    'another key': await new SignJWT(claims).setProtectedHeader(header).sign(privateKey),
    HMAC: await new SignJWT(claims).setProtectedHeader({ ...header, alg: 'HS256' }).sign(secret),
    'other claims': `${head}.${encode({ ...claims, sub: 'root' })}.${signature}`,
    'another typ': `${encode({ ...header, typ: 'JWT' })}.${payload}.${signature}`,
    'another kid': await new SignJWT(claims).setProtectedHeader({ ...header, kid: 'x' }).sign(privateKey),
    'a key of its own': await new SignJWT(claims)
      .setProtectedHeader({ ...header, kid: 'x', jwk: { kty: 'EC' }, jku: 'https://evil.test', x5u: 'https://evil.test' })
      .sign(privateKey),
    'no JWT at all': 'opaque',
  };
  for (const [title, token] of Object.entries(forged)) {
    const denial = await denialOf(verifier.verify(bearing(token)));
    assert.deepEqual(
      [denial.status, denial.body],
      [401, { error: 'invalid_token', error_description: 'The access token is not valid.' }],
      title,
    );
  }
  const narrowed = await denialOf(verifierOf('ES256', { algorithms: ['EdDSA'] }).verify(bearing(`${head}.${payload}.${signature}`)));
  assert.equal(narrowed.reason, 'alg is "ES256"');
});

test('RFC 7662 §4: one question for many requests, and an end that is heeded', async () => {
  const token = await server.token(resourceOf('opaque'));
  let now = Date.now();
  const verifier = verifierOf('opaque', {}, () => now);
  const before = server.count('/token/introspection');
  await Promise.all(Array.from({ length: 50 }, () => verifier.verify(bearing(token))));
  assert.equal(server.count('/token/introspection') - before, 1);
  now += 29_000;
  await verifier.verify(bearing(token));
  assert.equal(server.count('/token/introspection') - before, 1);
  for (let times = 0; times < 20; times++) await denialOf(verifier.verify(bearing('unknown')));
  assert.equal(server.count('/token/introspection') - before, 2);
});

test('a server that is down is 503 for what must be asked, and keys at hand go on working', async () => {
  const token = await server.token(resourceOf('ES256'));
  const opaque = await server.token(resourceOf('opaque'));
  let now = Date.now();
  const warm = verifierOf('ES256', { clockToleranceInSeconds: 100_000 }, () => now);
  await warm.verify(bearing(token));
  server.breakWith(503);
  try {
    now += 3_600_000;
    assert.ok(await warm.verify(bearing(token)));
    for (const [verifier, presented] of [
      [verifierOf('ES256'), token],
      [verifierOf('opaque'), opaque],
    ] as const) {
      const denial = await denialOf(verifier.verify(bearing(presented)));
      assert.deepEqual([denial.status, denial.headers['retry-after'], denial.headers['www-authenticate']], [503, '5', undefined]);
    }
  } finally {
    server.breakWith(undefined);
  }
});

test('no denial shows a token, a proof or the client’s secret', async () => {
  const { issuer, clientId, clientSecret } = server;
  const DPoP = openid.getDPoPHandle(server.configuration, await openid.randomDPoPKeyPair());
  const bound = await server.token(resourceOf('ES256'), 'read', { DPoP });
  const [request] = await captureRequests(bound, DPoP, 'https://rs.test/x');
  const proof = request?.headers.get('dpop') ?? '';
  const opaque = await server.token(resourceOf('opaque'));
  const wrongSecret = { introspection: { clientId, clientSecret: `wrong-${clientSecret}` } };
  const cases = [
    () => verifierOf('opaque').verify(bearing('unknown-token-canary')),
    () => verifierOf('opaque', { ...wrongSecret }).verify(bearing(opaque)),
    () => verifierOf('opaque', { introspection: { clientId, clientSecret, endpoint: `${issuer}/nowhere` } }).verify(bearing(opaque)),
    () => verifierOf('opaque', { introspection: { clientId, clientSecret, endpoint: 'http://127.0.0.1:1/x' } }).verify(bearing(opaque)),
    () => verifierOf('opaque').verify(bearing(bound)),
    () => verifierOf('ES256').verify(bearing(bound)),
    () => verifierOf('ES256').verify({ ...bearing(bound), authorization: `DPoP ${bound}`, dpop: `${proof}, ${proof}` }),
    () => verifierOf('ES256').verify({ method: 'PUT', url: 'https://rs.test/x', authorization: `DPoP ${bound}`, dpop: proof }),
    () => verifierOf('ES256').verify({ ...bearing(''), authorization: `Bearer ${opaque} canary` }),
  ];
  for (const check of cases) {
    const denial = await denialOf(check());
    const shown = `${denial.stack} ${JSON.stringify(denial)} ${denial.reason} ${String(denial.cause)} ${await denial.toResponse().text()}`;
    for (const secret of [clientSecret, bound, opaque, proof, 'canary'])
      assert.ok(!shown.includes(secret) && !shown.includes(encodeURIComponent(secret)), `${denial.reason}`);
  }
});
