import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SignJWT } from 'jose';
import { epochSeconds } from '../../protocol/units.ts';
import { createTestIssuer } from '../testing/issue-tokens.ts';
import { trustingNobody } from '../testing/open-test-identity.ts';
import type { FetchedDocument } from './fetch-document.ts';
import { google } from './google.ts';
import { createKeySets, keyTimes } from './key-sets.ts';
import { oidc } from './oidc.ts';
import type { Workload } from './ports.ts';
import type { TrustedIssuer } from './trust.ts';

const start = 1_790_000_000;
const issuer = 'https://ci.example';
const audience = 'https://grantry.example';
const jwksUri = 'https://ci.example/keys';
const subject = 'repo:octo/app';

/** A world of documents by their URLs, at a time of its own. */
function createWorld(documents: Readonly<Record<string, () => unknown>>, trusted: Partial<TrustedIssuer> = {}) {
  const world = {
    now: epochSeconds(start),
    asked: [] as string[],
    isDown: false,
    documents,
  };
  const fetchDocument = async ({ url }: { readonly url: string }): Promise<FetchedDocument> => {
    world.asked.push(url);
    const body = world.documents[url]?.();
    if (world.isDown) return { outcome: 'failed', words: 'nobody answers' };
    return { outcome: 'answered', status: body === undefined ? 404 : 200, body: typeof body === 'string' ? body : JSON.stringify(body) };
  };
  const workload: Workload = {
    ...trustingNobody,
    trust: {
      ...trustingNobody.trust,
      google: { issuer, jwksUri, audiences: ['coder', audience] },
      issuers: [{ issuer, audience, jwksUri: undefined, ...trusted }],
    },
    keySets: createKeySets({ fetchDocument, clock: () => world.now, mayFollow: (from, to) => new URL(from).origin === new URL(to).origin }),
  };
  return {
    ...world,
    world,
    outcome: async (token: string): Promise<string> => {
      const verification = await oidc.verify(workload, { token }, world.now);
      return verification.outcome === 'refused' ? `${verification.why}: ${verification.words}` : verification.outcome;
    },
    google: (token: string) => google.verify(workload, { token }, world.now),
    oidc: (token: string) => oidc.verify(workload, { token }, world.now),
  };
}

const signer = await createTestIssuer(issuer);
const metadata = { issuer, jwks_uri: jwksUri };
const documents = { [`${issuer}/.well-known/openid-configuration`]: () => metadata, [jwksUri]: () => ({ keys: signer.keys }) };
const claims = { sub: subject, aud: audience, iat: start, exp: start + 300 };

test('RFC 7519 §7.2: a token of a trusted issuer proves subject and claims', async () => {
  const { oidc: verify, asked } = createWorld(documents);
  const token = await signer.sign({ ...claims, ref: 'refs/heads/main' });
  assert.deepEqual(await verify(token), {
    outcome: 'proven',
    workload: { platform: 'oidc', issuer, subject, claims: { iss: issuer, ...claims, ref: 'refs/heads/main' } },
  });
  assert.equal((await verify(token)).outcome, 'proven');
  assert.deepEqual(asked, [`${issuer}/.well-known/openid-configuration`, jwksUri], 'keys are fetched once');
});

test('jwks_uri may be told, and then no metadata is read', async () => {
  const { outcome, asked } = createWorld(documents, { jwksUri });
  assert.equal(await outcome(await signer.sign(claims)), 'proven');
  assert.deepEqual(asked, [jwksUri]);
});

test('J.2, RFC 7519 §4.1: a token that is not for us, not now or not the issuer’s is untrusted', async (t) => {
  const { outcome, asked } = createWorld(documents);
  const other = await createTestIssuer('https://other.example');
  const secret = new TextEncoder().encode(JSON.stringify(signer.keys[0]));
  const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from(JSON.stringify({ iss: issuer, ...claims })).toString('base64url')}.`;
  const good = await signer.sign(claims);
  const cases: Readonly<Record<string, string>> = {
    'another audience': await signer.sign({ ...claims, aud: 'https://elsewhere.example' }),
    'no audience': await signer.sign({ ...claims, aud: undefined }),
    'an issuer nobody trusts': await other.sign(claims),
    'an issuer nobody trusts under a trusted name': await other.sign({ ...claims, iss: issuer }, { kid: signer.keys[0]?.kid ?? '' }),
    'no issuer': await signer.sign({ ...claims, iss: undefined }),
    'an expiry in the past': await signer.sign({ ...claims, exp: start - 61 }),
    'no expiry': await signer.sign({ ...claims, exp: undefined }),
    'a beginning in the future': await signer.sign({ ...claims, nbf: start + 61 }),
    'no subject': await signer.sign({ ...claims, sub: undefined }),
    'RFC 8725 §3.1: no algorithm': none,
    'RFC 8725 §3.1: HMAC with the public key': await new SignJWT({ iss: issuer, ...claims })
      .setProtectedHeader({ alg: 'HS256' })
      .sign(secret),
    'a changed payload': good.replace(
      /\.[^.]+\./,
      `.${Buffer.from(JSON.stringify({ iss: issuer, ...claims, sub: 'x' })).toString('base64url')}.`,
    ),
    'no signature': good.replace(/[^.]+$/, ''),
    'no JWT': 'nonsense',
    'an empty one': '',
  };
  for (const [title, token] of Object.entries(cases)) await t.test(title, async () => assert.match(await outcome(token), /^untrusted: /));
  assert.ok(!asked.some((url) => url.includes('other.example')), 'nobody else is asked');
});

test('clocks may differ by a minute', async () => {
  const { outcome } = createWorld(documents);
  assert.equal(await outcome(await signer.sign({ ...claims, exp: start - 59, nbf: start + 59 })), 'proven');
});

test('a key that is new is looked for, at most every half minute', async () => {
  const rotating = await createTestIssuer(issuer);
  const { outcome, world } = createWorld({ ...documents, [jwksUri]: () => ({ keys: rotating.keys }) }, { jwksUri });
  assert.equal(await outcome(await rotating.sign(claims)), 'proven');
  await rotating.rotate();
  const token = await rotating.sign(claims);
  assert.match(await outcome(token), /^untrusted/);
  world.now = epochSeconds(start + keyTimes.missing);
  assert.equal(await outcome(token), 'proven');
  assert.match(await outcome(await rotating.sign(claims, { kid: 'unknown' })), /^untrusted/);
  assert.equal(world.asked.length, 2);
  world.now = epochSeconds(start + keyTimes.missing + keyTimes.believed);
  await outcome(token);
  assert.equal(world.asked.length, 3, 'after a while they are fetched again');
});

test('keys outlive an issuer that does not answer, for a day', async () => {
  const { outcome, world } = createWorld(documents);
  const at = async (time: number): Promise<string> => {
    world.now = epochSeconds(time);
    return outcome(await signer.sign({ ...claims, exp: time + 60 }));
  };
  world.isDown = true;
  assert.match(await at(start), /^unavailable: The keys of https:\/\/ci.example cannot be had: nobody answers/);
  world.isDown = false;
  assert.match(await at(start + 1), /^unavailable/, 'it is left alone for half a minute');
  assert.equal(await at(start + 30), 'proven');
  world.isDown = true;
  assert.equal(await at(start + 30 + keyTimes.outlive - 1), 'proven');
  assert.match(await at(start + 30 + 2 * keyTimes.outlive), /^unavailable/);
});

test('everybody who waits for keys waits for the same request', async () => {
  const { outcome, asked } = createWorld(documents);
  const token = await signer.sign(claims);
  assert.deepEqual(await Promise.all([outcome(token), outcome(token), outcome(token)]), ['proven', 'proven', 'proven']);
  assert.equal(asked.length, 2);
});

for (const [title, change] of [
  [
    'OpenID Connect Discovery 1.0 §4.3: metadata of another issuer',
    { [`${issuer}/.well-known/openid-configuration`]: () => ({ ...metadata, issuer: `${issuer}/` }) },
  ],
  [
    'DESIGN §11: metadata that leads into the network behind us',
    { [`${issuer}/.well-known/openid-configuration`]: () => ({ issuer, jwks_uri: 'http://169.254.169.254/keys' }) },
  ],
  ['metadata without keys', { [`${issuer}/.well-known/openid-configuration`]: () => ({ issuer }) }],
  ['no metadata', { [`${issuer}/.well-known/openid-configuration`]: () => undefined }],
  ['keys that are no JSON', { [jwksUri]: () => '<html>' }],
  ['keys that are no list', { [jwksUri]: () => ({ keys: {} }) }],
  ['more keys than anybody has', { [jwksUri]: () => ({ keys: Array(101).fill(signer.keys[0]) }) }],
] as const) {
  test(`${title}: nothing can be checked`, async () => {
    const { outcome } = createWorld({ ...documents, ...change });
    assert.match(await outcome(await signer.sign(claims)), /^unavailable: /);
  });
}

test('a key that is broken is of no use', async () => {
  const broken = { ...signer.keys[0], n: 'AQAB' };
  const { outcome } = createWorld({ ...documents, [jwksUri]: () => ({ keys: [broken] }) });
  assert.match(await outcome(await signer.sign(claims)), /^untrusted: /);
});

const machine = { ...claims, aud: 'coder', google: { compute_engine: { instance_id: '4711' } } };

test('J.1 Google: a token of a machine proves its instance id', async () => {
  const { google: verify, asked } = createWorld(documents);
  assert.deepEqual(await verify(await signer.sign(machine)), { outcome: 'proven', workload: { platform: 'google', instanceId: '4711' } });
  assert.deepEqual(asked, [jwksUri]);
  assert.equal((await verify(await signer.sign({ ...machine, aud: audience }))).outcome, 'proven');
});

test('J.2 Google: an expired token is untrusted, and one for somebody else too', async () => {
  const { google: verify } = createWorld(documents);
  for (const change of [{ exp: start - 61 }, { aud: 'elsewhere' }, { iss: 'https://other.example' }]) {
    const verification = await verify(await signer.sign({ ...machine, ...change }));
    assert.equal(verification.outcome === 'refused' && verification.why, 'untrusted', JSON.stringify(change));
  }
  const elliptic = await createTestIssuer(issuer, 'ES256');
  const { google: other } = createWorld({ ...documents, [jwksUri]: () => ({ keys: elliptic.keys }) });
  const verification = await other(await elliptic.sign(machine));
  assert.equal(verification.outcome === 'refused' && verification.why, 'untrusted', 'RS256 and nothing else');
});

test('spec §7, Google: claims that say no machine are malformed', async () => {
  const { google: verify } = createWorld(documents);
  for (const said of [
    undefined,
    null,
    'x',
    {},
    { compute_engine: null },
    { compute_engine: {} },
    { compute_engine: { instance_id: 4711 } },
  ]) {
    const verification = await verify(await signer.sign({ ...machine, google: said }));
    assert.equal(verification.outcome === 'refused' && verification.why, 'malformed', JSON.stringify(said));
  }
});
