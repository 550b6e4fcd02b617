import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import { OAuthError } from '../../protocol/oauth-error.ts';
import { epochSeconds, seconds } from '../../protocol/units.ts';
import { looseServiceRules } from '../model/binding-rules.ts';
import { plainOfferRules } from '../model/offer-rules.ts';
import { athOf, type DpopKey, makeDpopKey } from '../testing/dpop-key.ts';
import { openEngine, type TestEngine } from '../testing/open-engine.ts';
import { now } from '../testing/records.ts';
import { currentDpopNonce, isRecentDpopNonce } from './dpop-nonce.ts';
import { type DpopCheck, type ProvenKey, verifyDpop } from './verify-dpop.ts';

const url = 'https://auth.example.com/oauth2/tokens';
const claims = { htm: 'POST', htu: url, iat: now };
const key = makeDpopKey();

const check = (run: TestEngine, proof: string | readonly string[], change: Partial<DpopCheck> = {}): Promise<ProvenKey | OAuthError> =>
  verifyDpop(run.engine, {
    service: run.service,
    dpop: { proofs: typeof proof === 'string' ? [proof] : proof, method: 'POST', url },
    accessToken: undefined,
    now,
    ...change,
  });

/** The outcome in a word: the thumbprint, or the error with its exact reason. */
const outcomeOf = (result: ProvenKey | OAuthError): string =>
  result instanceof OAuthError ? `${result.code}: ${result.reason}` : result.jkt;

for (const kind of ['ES256', 'Ed25519', 'RS256'] as const) {
  test(`RFC 9449 §4.3: a proof by ${kind} shows its key`, async () => {
    await using run = await openEngine();
    const other = makeDpopKey(kind);
    assert.equal(outcomeOf(await check(run, other.prove(claims))), other.jkt);
  });
}

/** An HMAC with the public key as its secret, the oldest confusion of algorithms. */
function macProof(): string {
  const [head = '', body = ''] = key.prove(claims).split('.');
  const { jwk } = JSON.parse(Buffer.from(head, 'base64url').toString());
  const signed = `${Buffer.from(JSON.stringify({ typ: 'dpop+jwt', alg: 'HS256', jwk })).toString('base64url')}.${body}`;
  return `${signed}.${createHmac('sha256', JSON.stringify(jwk)).update(signed).digest('base64url')}`;
}

const flipped = (proof: string): string => {
  const at = proof.lastIndexOf('.') + 5;
  return proof.slice(0, at) + (proof[at] === 'A' ? 'B' : 'A') + proof.slice(at + 1);
};

const publicPart = (other: DpopKey): unknown =>
  JSON.parse(Buffer.from(other.prove(claims).split('.')[0] ?? '', 'base64url').toString()).jwk;

const refused: readonly (readonly [title: string, proof: string, reason: string])[] = [
  ['§4.3 (5): alg none', key.prove(claims, { alg: 'none' }), 'algorithm none is not allowed'],
  ['§4.3 (5): alg HS256', macProof(), 'algorithm HS256 is not allowed'],
  ['§4.3 (5): an alg nobody knows', key.prove(claims, { alg: 'ES256K' }), 'algorithm ES256K is not allowed'],
  ['§4.3 (6): another algorithm than the key is for', key.prove(claims, { alg: 'RS256' }), 'jwk does not fit alg'],
  ['§4.3 (6): a changed signature', flipped(key.prove(claims)), 'wrong signature'],
  ['§4.3 (6): the key of somebody else', key.prove(claims, { jwk: publicPart(makeDpopKey()) }), 'wrong signature'],
  ['§4.3 (6): a point off the curve', key.prove(claims, { jwk: { kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA' } }), 'wrong signature'],
  ['§4.3 (7): a private key', key.prove(claims, { jwk: { ...(publicPart(key) as object), d: 'AA' } }), 'jwk is no public key'],
  ['§4.3 (8): another method', key.prove({ ...claims, htm: 'GET' }), 'htm is another method'],
  ['§4.3 (8): the method in small letters', key.prove({ ...claims, htm: 'post' }), 'htm is another method'],
  ['§4.3 (9): another path', key.prove({ ...claims, htu: `${url}/` }), 'htu is another URL'],
  ['§4.3 (9): another host', key.prove({ ...claims, htu: 'https://evil.example/oauth2/tokens' }), 'htu is another URL'],
  ['§4.3 (9): another scheme', key.prove({ ...claims, htu: url.replace('https', 'http') }), 'htu is another URL'],
  ['§4.3 (9): another port', key.prove({ ...claims, htu: url.replace('.com', '.com:8443') }), 'htu is another URL'],
  ['§4.3 (9): user information', key.prove({ ...claims, htu: url.replace('https://', 'https://a@') }), 'htu is another URL'],
  ['§4.3 (9): a URL without its host', key.prove({ ...claims, htu: '/oauth2/tokens' }), 'htu is another URL'],
  ['§4.3 (11): ten minutes old', key.prove({ ...claims, iat: now - 600 }), 'iat is too long ago'],
  ['§4.3 (11): one second too old', key.prove({ ...claims, iat: now - 121 }), 'iat is too long ago'],
  ['§4.3 (11): ten minutes ahead', key.prove({ ...claims, iat: now + 600 }), 'iat is in the future'],
  ['§4.3 (11): one second too far ahead', key.prove({ ...claims, iat: now + 61 }), 'iat is in the future'],
];
for (const [title, proof, reason] of refused) {
  test(`RFC 9449 ${title} is invalid_dpop_proof`, async () => {
    await using run = await openEngine();
    const outcome = outcomeOf(await check(run, proof));
    assert.ok(outcome.startsWith(`invalid_dpop_proof: ${reason}`), outcome);
  });
}

const accepted: readonly (readonly [title: string, change: Partial<typeof claims>])[] = [
  ['§4.3 (9): a query and a fragment', { htu: `${url}?a=b#c` }],
  ['§4.3 (9): the default port', { htu: url.replace('.com', '.com:443') }],
  ['§4.3 (9): the host in capitals', { htu: url.replace('auth.example.com', 'AUTH.Example.COM') }],
  ['§4.3 (9): an escape that need not be', { htu: url.replace('tokens', '%74okens') }],
  ['§11.1: a clock that is a minute behind', { iat: epochSeconds(now - 60) }],
  ['§11.1: a clock that is a minute ahead', { iat: epochSeconds(now + 60) }],
];
for (const [title, change] of accepted) {
  test(`RFC 9449 ${title} does not matter`, async () => {
    await using run = await openEngine();
    assert.equal(outcomeOf(await check(run, key.prove({ ...claims, ...change }))), key.jkt);
  });
}

test('RFC 9449 §4.2: a kid beside the key in the header does not matter', async () => {
  await using run = await openEngine();
  assert.equal(outcomeOf(await check(run, key.prove(claims, { kid: 'mine' }))), key.jkt);
});

test('RFC 9449 §11.1: a proof is good once, until it would be refused for its age', async () => {
  await using run = await openEngine();
  const proof = key.prove(claims);
  const first = await check(run, proof);
  assert.ok(!(first instanceof OAuthError));
  assert.equal((await run.engine.commit(first.changes)).outcome, 'committed');
  assert.equal(outcomeOf(await check(run, proof)), 'invalid_dpop_proof: proof replayed');
  assert.equal((await run.engine.commit(first.changes)).outcome, 'conflict');
  const [change] = first.changes;
  assert.ok(change?.change === 'mark_used' && change.mark.expiresAt >= now + 120, 'the mark outlives the proof');
});

test('RFC 9449 §11.1: the jti of one key is nothing to another', async () => {
  await using run = await openEngine();
  const first = await check(run, key.prove({ ...claims, jti: 'same' }));
  assert.ok(!(first instanceof OAuthError));
  await run.engine.commit(first.changes);
  const other = makeDpopKey();
  assert.equal(outcomeOf(await check(run, other.prove({ ...claims, jti: 'same' }))), other.jkt);
});

test('RFC 9449 §4.3 (12): with an access token, its hash must be in the proof', async () => {
  await using run = await openEngine();
  const outcome = async (ath: string | undefined) => outcomeOf(await check(run, key.prove({ ...claims, ath }), { accessToken: 'token' }));
  assert.equal(await outcome(athOf('token')), key.jkt);
  for (const ath of [athOf('other'), undefined, 'token'])
    assert.equal(await outcome(ath), 'invalid_dpop_proof: ath is not the hash of the access token');
});

const demanding = { ...looseServiceRules, dpopNonceRequired: true };

test('RFC 9449 §8: a service that demands nonces takes its own of this minute and the one before, from any node', async () => {
  await using run = await openEngine({ bindingRules: demanding });
  const nonce = currentDpopNonce(run.engine, run.service, now);
  const at = async (seconds: number, given: string | undefined = nonce): Promise<string> => {
    const then = epochSeconds(now + seconds);
    return outcomeOf(await check(run, key.prove({ ...claims, iat: then, nonce: given }), { now: then }));
  };
  assert.equal(await at(0), key.jkt);
  assert.equal(await at(60), key.jkt);
  assert.equal(await at(-60), key.jkt, 'the nonce of a node whose clock is a minute ahead');
  assert.equal(await at(120), 'use_dpop_nonce: nonce missing or old');
  assert.equal(await at(0, 'a'.repeat(22)), 'use_dpop_nonce: nonce missing or old');
  assert.equal(outcomeOf(await check(run, key.prove(claims))), 'use_dpop_nonce: nonce missing or old');
});

test('RFC 9449 §8: a nonce is of one service, and changes with time', async () => {
  await using run = await openEngine();
  const nonces = [
    currentDpopNonce(run.engine, run.service, now),
    currentDpopNonce(run.engine, { ...run.service, id: 2 }, now),
    currentDpopNonce(run.engine, run.service, epochSeconds(now + 60)),
  ];
  assert.equal(new Set(nonces).size, 3);
  for (const nonce of nonces) assert.match(nonce, /^[\w-]{22}$/);
  assert.equal(isRecentDpopNonce(run.engine, { ...run.service, id: 2 }, nonces[0] ?? '', now), false);
});

test('RFC 9449 §8: one request may demand a nonce though its service does not, and never the other way round', async () => {
  await using run = await openEngine();
  const dpop = { proofs: [key.prove(claims)], method: 'POST', url };
  assert.match(outcomeOf(await check(run, '', { dpop: { ...dpop, isNonceRequired: true } })), /^use_dpop_nonce/);
  const strict = { ...run.service, bindingRules: demanding };
  assert.equal(
    outcomeOf(await check(run, '', { service: strict, dpop: { ...dpop, isNonceRequired: false } })),
    'use_dpop_nonce: nonce missing or old',
  );
});

for (const lifetime of [10, 600])
  test(`RFC 9449 §8: a nonce of a service that says ${lifetime} s is good for as long, and no longer than twice that`, async () => {
    await using run = await openEngine({ bindingRules: { ...demanding, dpopNonceLifetime: seconds(lifetime) } });
    const nonce = currentDpopNonce(run.engine, run.service, now);
    const isGood = (age: number): boolean => isRecentDpopNonce(run.engine, run.service, nonce, epochSeconds(now + age));
    assert.deepEqual([isGood(0), isGood(lifetime), isGood(2 * lifetime)], [true, true, false]);
  });

test('RFC 7519 §4.1.6: a clock may be off as far as the service says, and the proof is remembered for as long', async () => {
  await using run = await openEngine({ offerRules: { ...plainOfferRules, clockTolerance: seconds(300) } });
  const old = await check(run, key.prove({ ...claims, iat: now - 360 }));
  assert.equal(outcomeOf(old), key.jkt);
  const [change] = old instanceof OAuthError ? [] : old.changes;
  assert.ok(change?.change === 'mark_used' && change.mark.expiresAt >= now);
  assert.equal(outcomeOf(await check(run, key.prove({ ...claims, iat: now - 361 }))), 'invalid_dpop_proof: iat is too long ago');
  assert.equal(outcomeOf(await check(run, key.prove({ ...claims, iat: now + 300 }))), key.jkt);
});
