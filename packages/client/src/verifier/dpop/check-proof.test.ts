import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { algorithmNames } from '../jwt/algorithms.ts';
import { checkProof, type DpopRules } from './check-proof.ts';
import { memoryReplayStore } from './replay-store.ts';

const now = 1_800_000_000;
const tokenHash = 'fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo';
const context = { method: 'GET', url: 'https://rs.test/a', tokenHash, now, clockToleranceInSeconds: 10, lifetimeInSeconds: 60 };
const nonces = { current: () => 'n2', accepts: (nonce: string) => nonce === 'n1' || nonce === 'n2' };
const rules = (more: Partial<DpopRules> = {}): DpopRules => ({
  algorithms: algorithmNames,
  replays: memoryReplayStore(10, () => now),
  nonces: undefined,
  ...more,
});

interface Holder {
  readonly jwk: JWK;
  readonly privateJwk: JWK;
  readonly thumbprint: string;
  /** A proof with these header members and claims changed. */
  prove(header?: object, claims?: object): Promise<string>;
}

async function makeHolder(): Promise<Holder> {
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = await exportJWK(publicKey);
  return {
    jwk,
    privateJwk: await exportJWK(privateKey),
    thumbprint: await calculateJwkThumbprint(jwk),
    prove: (header = {}, claims = {}) =>
      new SignJWT({ jti: crypto.randomUUID(), htm: 'GET', htu: 'https://rs.test/a', ath: tokenHash, iat: now, ...claims })
        .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk, ...header })
        .sign(privateKey),
  };
}

let holder: Holder;
let thief: Holder;
before(async () => {
  [holder, thief] = await Promise.all([makeHolder(), makeHolder()]);
});

const reasonOf = async (proof: string | undefined, more: Partial<DpopRules> = {}): Promise<string | undefined> =>
  (await checkProof(proof, holder.thumbprint, context, rules(more)))?.reason;

test('RFC 9449 §4.3: the holder of the key is let through', async () => {
  assert.equal(await reasonOf(await holder.prove()), undefined);
  assert.equal(await reasonOf(await holder.prove({ kid: 'x', x5u: 'https://evil.test' }, { more: 1 })), undefined);
});

test('RFC 9449 §4.3, numbers 1 to 7: what is no proof of the holder’s is refused', async () => {
  const proof = await holder.prove();
  const [head = '', claims = ''] = proof.split('.');
  const stolen = await holder.prove({}, { htm: 'GET' });
  const cases: readonly (readonly [title: string, proof: string | undefined, reason: RegExp])[] = [
    ['1: none', undefined, /no proof/],
    ['1: an empty header', '', /no proof/],
    ['1: two', `${proof}, ${proof}`, /no single JWT/],
    ['2: no JWT', 'x', /no single JWT/],
    ['2: too long', `${proof}${'A'.repeat(9000)}`, /no single JWT/],
    ['5: unsigned', `${Buffer.from('{"alg":"none","typ":"dpop+jwt"}').toString('base64url')}.${claims}.`, /^alg/],
    ['5: HMAC', `${Buffer.from('{"alg":"HS256","typ":"dpop+jwt"}').toString('base64url')}.${claims}.AAAA`, /^alg/],
    ['6: a signature of something else', `${head}.${claims}.${stolen.split('.')[2]}`, /signature is wrong/],
    ['6: somebody else’s signature with the holder’s key', await thief.prove({ jwk: holder.jwk }), /signature is wrong/],
    ['7: a private key', await holder.prove({ jwk: holder.privateJwk }), /no public key/],
    ['7: no key', await holder.prove({ jwk: undefined }), /no public key/],
    ['7: a key of another kind', await holder.prove({ jwk: { ...holder.jwk, crv: 'P-384' } }), /no public key/],
    ['12: somebody else’s proof', await thief.prove(), /another key/],
  ];
  for (const [title, presented, reason] of cases) assert.match((await reasonOf(presented)) ?? 'accepted', reason, title);
});

test('RFC 9449 §11.6: algorithms may be narrowed', async () => {
  assert.match((await reasonOf(await holder.prove(), { algorithms: ['EdDSA'] })) ?? '', /^alg/);
});

test('RFC 9449 §9: the nonce of this server is asked for, and one of before will do', async () => {
  for (const nonce of ['n1', 'n2']) assert.equal(await reasonOf(await holder.prove({}, { nonce }), { nonces }), undefined);
  for (const nonce of [undefined, 'n0', 7, '']) {
    const denial = await checkProof(await holder.prove({}, { nonce }), holder.thumbprint, context, rules({ nonces }));
    assert.equal(denial?.code, 'use_dpop_nonce');
  }
});

test('RFC 9449 §11.1: a proof is good once, however many present it at once; a denied one is not used up', async () => {
  const shared = rules();
  const proof = await holder.prove({}, { nonce: 'n1' });
  const check = (bound: string) => checkProof(proof, bound, context, shared);
  assert.equal((await check(thief.thumbprint))?.reason, 'the token is bound to another key');
  const outcomes = await Promise.all(Array.from({ length: 20 }, () => check(holder.thumbprint)));
  assert.equal(outcomes.filter((denial) => denial === undefined).length, 1);
  const same = await makeHolder();
  const claims = { jti: 'the same' };
  assert.equal(await checkProof(await same.prove({}, claims), same.thumbprint, context, shared), undefined);
  assert.equal(await checkProof(await holder.prove({}, claims), holder.thumbprint, context, shared), undefined, 'a jti is its key’s own');
});
