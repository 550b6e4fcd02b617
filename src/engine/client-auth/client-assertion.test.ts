import assert from 'node:assert/strict';
import { createHmac, createPublicKey, generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { OAuthError } from '../../protocol/oauth-error.ts';
import type { ClientInput } from '../clients/client-input.ts';
import { openEngine, type TestEngine } from '../testing/open-engine.ts';
import { now } from '../testing/records.ts';
import type { TokenDecision } from '../token/token-decision.ts';
import { authenticateClient } from './authenticate-client.ts';

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const jwk = { ...pair.publicKey.export({ format: 'jwk' }), kid: 'one' };

type Signer = (input: string) => Buffer;
const ecdsa =
  (key: KeyObject): Signer =>
  (input) =>
    sign('sha256', Buffer.from(input), { key, dsaEncoding: 'ieee-p1363' });

const makeClaims = (clientId: string, changed: object = {}): object => ({
  iss: clientId,
  sub: clientId,
  aud: 'https://auth.example.com',
  exp: now + 60,
  jti: randomUUID(),
  ...changed,
});

const makeAssertion = (header: object, claims: object, signer: Signer): string => {
  const input = `${encode(header)}.${encode(claims)}`;
  return `${input}.${signer(input).toString('base64url')}`;
};

const tokenWith = (run: TestEngine, assertion: string, form: Readonly<Record<string, string>> = {}): Promise<TokenDecision> =>
  run.token({ grant_type: 'client_credentials', client_assertion_type: assertionType, client_assertion: assertion, ...form });

const keyed = (input: ClientInput = {}): ClientInput => ({ tokenEndpointAuthMethod: 'private_key_jwt', jwks: { keys: [jwk] }, ...input });

function assertRefused(decision: TokenDecision, reason: string, code = 'invalid_client'): void {
  assert.equal(decision.action, 'refuse');
  assert.deepEqual([decision.error.code, decision.error.reason], [code, reason]);
}

test('RFC 7523 §3 (7): an assertion is good once', async () => {
  await using run = await openEngine();
  const { client } = await run.addClient(keyed());
  const first = makeAssertion({ alg: 'ES256', kid: 'one' }, makeClaims(client.clientId), ecdsa(pair.privateKey));
  assert.equal((await tokenWith(run, first)).action, 'issue');
  assertRefused(await tokenWith(run, first), 'client_assertion: replayed');
});

test('RFC 7523 §3 (7): a request that is refused uses its assertion up', async () => {
  await using run = await openEngine();
  const { client } = await run.addClient(keyed());
  const assertion = makeAssertion({ alg: 'ES256', kid: 'one' }, makeClaims(client.clientId), ecdsa(pair.privateKey));
  const refused = await tokenWith(run, assertion, { scope: 'unknown' });
  assert.ok(refused.action === 'refuse' && refused.error.code === 'invalid_scope');
  assertRefused(await tokenWith(run, assertion), 'client_assertion: replayed');
});

test('RFC 7523 §3 (7): of many uses at once, one succeeds', async () => {
  await using run = await openEngine();
  const { client } = await run.addClient(keyed());
  const assertion = makeAssertion({ alg: 'ES256', kid: 'one' }, makeClaims(client.clientId), ecdsa(pair.privateKey));
  const decisions = await Promise.all(Array.from({ length: 50 }, () => tokenWith(run, assertion)));
  assert.equal(decisions.filter(({ action }) => action === 'issue').length, 1);
});

test('RFC 7523 §3 (7): another client may use the same jti', async () => {
  await using run = await openEngine();
  const [one, other] = [await run.addClient(keyed()), await run.addClient(keyed())];
  for (const { client } of [one, other]) {
    const claims = makeClaims(client.clientId, { jti: 'shared' });
    const decision = await tokenWith(run, makeAssertion({ alg: 'ES256', kid: 'one' }, claims, ecdsa(pair.privateKey)));
    assert.equal(decision.action, 'issue');
  }
});

const publicPem = createPublicKey(pair.privateKey).export({ format: 'pem', type: 'spki' }).toString();
const { kid: _kid, ...embedded } = { ...stranger.publicKey.export({ format: 'jwk' }), kid: 'x' };

const forgeries: readonly (readonly [clause: string, title: string, header: object, signer: Signer])[] = [
  ['RFC 8725 §3.1', 'none', { alg: 'none' }, () => Buffer.alloc(0)],
  ['RFC 8725 §3.1', 'None, in other letters', { alg: 'nOnE', kid: 'one' }, () => Buffer.alloc(0)],
  [
    'RFC 8725 §2.1',
    "HMAC with the public key's text",
    { alg: 'HS256', kid: 'one' },
    (input) => createHmac('sha256', publicPem).update(input).digest(),
  ],
  [
    'RFC 8725 §2.1',
    "HMAC with the public key's JWK",
    { alg: 'HS256' },
    (input) => createHmac('sha256', JSON.stringify(jwk)).update(input).digest(),
  ],
  ['RFC 7515 §4.1.3', 'a key in its own header', { alg: 'ES256', jwk: embedded }, ecdsa(stranger.privateKey)],
  ['RFC 7515 §4.1.3', 'a key in its own header, under our kid', { alg: 'ES256', kid: 'one', jwk: embedded }, ecdsa(stranger.privateKey)],
  [
    'RFC 7515 §4.1.2',
    'a set of keys elsewhere',
    { alg: 'ES256', kid: 'one', jku: 'https://evil.example/jwks' },
    ecdsa(stranger.privateKey),
  ],
  ['RFC 7515 §4.1.11', 'an extension that is critical', { alg: 'ES256', kid: 'one', crit: ['b64'], b64: false }, ecdsa(pair.privateKey)],
  [
    'RFC 8725 §3.1',
    'an algorithm of another type of key',
    { alg: 'RS256', kid: 'one' },
    (input) => sign('sha256', Buffer.from(input), rsa.privateKey),
  ],
  ['RFC 8725 §3.1', 'an algorithm of another curve', { alg: 'ES384', kid: 'one' }, ecdsa(pair.privateKey)],
  ['RFC 7518 §3.4', 'a signature in DER', { alg: 'ES256', kid: 'one' }, (input) => sign('sha256', Buffer.from(input), pair.privateKey)],
  ['RFC 7518 §3.4', 'a signature of zeros', { alg: 'ES256', kid: 'one' }, () => Buffer.alloc(64)],
  ['RFC 7515 §5.2', "somebody else's key", { alg: 'ES256', kid: 'one' }, ecdsa(stranger.privateKey)],
  ['RFC 8725 §3.11', 'a JWT of another type', { alg: 'ES256', kid: 'one', typ: 'at+jwt' }, ecdsa(pair.privateKey)],
];

for (const [clause, title, header, signer] of forgeries) {
  test(`${clause}: an assertion with ${title} is invalid_client`, async () => {
    await using run = await openEngine();
    const { client } = await run.addClient(keyed());
    const decision = await tokenWith(run, makeAssertion(header, makeClaims(client.clientId), signer));
    assert.equal(decision.action, 'refuse');
    assert.deepEqual([decision.error.code, decision.error.message], ['invalid_client', 'Client authentication failed.']);
  });
}

test('RFC 7591 §2: the registered algorithm is the only one', async () => {
  await using run = await openEngine();
  const { client, secret } = await run.addClient({ tokenEndpointAuthMethod: 'client_secret_jwt', tokenEndpointAuthSigningAlg: 'HS512' });
  const mac = (alg: string, digest: string): string =>
    makeAssertion({ alg }, makeClaims(client.clientId), (input) => createHmac(digest, secret).update(input).digest());
  assertRefused(await tokenWith(run, mac('HS256', 'sha256')), 'client_assertion: algorithm is not allowed');
  assert.equal((await tokenWith(run, mac('HS512', 'sha512'))).action, 'issue');
});

test('OpenID Connect Core §10.1: each of several secrets makes assertions, until it is deleted', async () => {
  await using run = await openEngine();
  const { client, secret } = await run.addClient({ tokenEndpointAuthMethod: 'client_secret_jwt' });
  const mac = (): string =>
    makeAssertion({ alg: 'HS256' }, makeClaims(client.clientId), (input) => createHmac('sha256', secret).update(input).digest());
  const issued = await tokenWith(run, mac());
  assert.equal(issued.action, 'issue');
  const [kept] = await run.engine.facts.listKeptSecrets(client.number);
  assert.equal(kept?.full.reveal(), secret);
  await run.engine.commit([{ change: 'delete_client_secret', clientNumber: client.number, secretId: kept.id }]);
  assertRefused(await tokenWith(run, mac()), 'client_assertion: no secret of the client fits');
});

test('DESIGN §3: the text of a secret is kept only where it is the key of an HMAC', async () => {
  await using run = await openEngine();
  const { client } = await run.addClient();
  assert.deepEqual(await run.engine.facts.listKeptSecrets(client.number), []);
});

const malformed: readonly (readonly [title: string, form: string, code: string])[] = [
  ['no assertion', `client_assertion_type=${assertionType}`, 'invalid_client'],
  ['no type', 'client_assertion=a.b.c', 'invalid_client'],
  [
    'another type',
    'client_assertion=a.b.c&client_assertion_type=urn:ietf:params:oauth:client-assertion-type:saml2-bearer',
    'invalid_client',
  ],
  ['text that is no JWT', `client_assertion=x&client_assertion_type=${assertionType}`, 'invalid_client'],
  ['a JWT of 20,000 letters', `client_assertion=${'e30.'.padEnd(20_000, 'A')}.A&client_assertion_type=${assertionType}`, 'invalid_client'],
  ['two assertions', `client_assertion=a&client_assertion=b&client_assertion_type=${assertionType}`, 'invalid_request'],
];

for (const [title, form, code] of malformed) {
  test(`RFC 7521 §4.2: ${title} → ${code}`, async () => {
    await using run = await openEngine();
    const decision = await run.token(`grant_type=client_credentials&client_id=a&${form}`);
    assert.ok(decision.action === 'refuse');
    assert.equal(decision.error.code, code);
  });
}

test('RFC 6749 §2.3: an assertion beside a secret is two methods, and refused', async () => {
  await using run = await openEngine();
  const { client, secret } = await run.addClient(keyed());
  const assertion = makeAssertion({ alg: 'ES256', kid: 'one' }, makeClaims(client.clientId), ecdsa(pair.privateKey));
  assertRefused(
    await tokenWith(run, assertion, { client_id: client.clientId, client_secret: secret }),
    'More than one way of client authentication was used.',
    'invalid_request',
  );
  assertRefused(await tokenWith(run, assertion, { client_id: 'another' }), 'The request names two clients.', 'invalid_request');
});

test('RFC 7521 §4.2: whatever is sent as an assertion, nothing but an OAuthError comes of it', async () => {
  await using run = await openEngine();
  const { client } = await run.addClient(keyed());
  const value = fc.oneof(fc.string({ unit: 'binary' }), fc.double(), fc.constant(client.clientId), fc.constant(now), fc.jsonValue());
  const object = (...names: string[]): fc.Arbitrary<object> =>
    fc.record(Object.fromEntries(names.map((name) => [name, value])), { requiredKeys: [] });
  await fc.assert(
    fc.asyncProperty(
      object('typ', 'kid', 'jwk', 'crit'),
      object('iss', 'aud', 'exp', 'nbf', 'iat', 'jti'),
      fc.constantFrom('ES256', 'HS256', 'none', 'RS256', ''),
      async (header, claims, alg) => {
        const assertion = makeAssertion({ ...header, alg }, { sub: client.clientId, ...claims }, () => Buffer.alloc(64, 1));
        const form = { client_assertion_type: assertionType, client_assertion: assertion };
        const refused = await authenticateClient(run.engine, run.request(form), now).catch((error: unknown) => error);
        assert.ok(refused instanceof OAuthError);
      },
    ),
    { numRuns: 200 },
  );
});
