import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { formatCredential } from '../../protocol/credential.ts';
import { OAuthError } from '../../protocol/oauth-error.ts';
import { currentAttestationChallenge } from '../attestation/attestation-challenge.ts';
import { currentDpopNonce } from '../dpop/dpop-nonce.ts';
import type { Attester, ServiceAttestationRules } from '../model/attestation-rules.ts';
import { looseServiceRules } from '../model/binding-rules.ts';
import type { Client } from '../model/client.ts';
import { makeAttester, makeInstance } from '../testing/client-attestation.ts';
import { openEngine, type TestEngine } from '../testing/open-engine.ts';
import { now } from '../testing/records.ts';
import { processTokenRequest } from '../token/process-token-request.ts';
import type { AuthenticatedClient } from './authenticate-client.ts';
import { authenticateClient } from './authenticate-client.ts';

const draft = 'draft-ietf-oauth-attestation-based-client-auth-11';
const attester = makeAttester();
const stranger = makeAttester();
const instance = makeInstance();
const other = makeInstance();
const tokenUrl = 'https://auth.example.com/oauth2/tokens';

interface Sent {
  readonly attestations?: readonly string[];
  readonly proofs?: readonly string[];
  readonly dpop?: string;
  readonly form?: Readonly<Record<string, string>>;
}

const trusted: Attester = {
  issuer: 'https://wallet.example.com',
  jwks: attester.jwks.keys as Attester['jwks'],
  jwksUri: undefined,
  clientIds: undefined,
};
const trusting = (
  change: Partial<Attester> = {},
  rules: Partial<ServiceAttestationRules> = {},
): { readonly attestationRules: ServiceAttestationRules } => ({
  attestationRules: { attesters: [{ ...trusted, ...change }], challengeRequired: false, ...rules },
});

const registered = { tokenEndpointAuthMethod: 'attest_jwt_client_auth', jwks: attester.jwks };

const requestOf = (run: TestEngine, { attestations = [], proofs = [], dpop, form = {} }: Sent) => ({
  ...run.request(form),
  attestation: { attestations, proofs },
  ...(dpop === undefined ? {} : { dpop: { proofs: [dpop], method: 'POST', url: tokenUrl } }),
});
const authenticate = (run: TestEngine, sent: Sent): Promise<AuthenticatedClient | OAuthError> =>
  authenticateClient(run.engine, requestOf(run, sent), now).catch((error: unknown) =>
    error instanceof OAuthError ? error : assert.fail(String(error)),
  );
const token = (run: TestEngine, sent: Sent) =>
  processTokenRequest(run.engine, requestOf(run, { ...sent, form: { grant_type: 'client_credentials', ...sent.form } }));

function assertRefused(answer: AuthenticatedClient | OAuthError, code: string, reason: string): void {
  assert.ok(answer instanceof OAuthError);
  assert.deepEqual([answer.code, answer.reason], [code, reason]);
}

type Case = readonly [clause: string, title: string, sent: (client: Client) => Sent, reason: string];
const good = (client: Client): Sent => ({ attestations: [attester.attest(client.clientId, instance)], proofs: [instance.prove()] });
const attested = (client: Client, claims: object, header = {}): Sent => ({
  ...good(client),
  attestations: [attester.attest(client.clientId, instance, { ...claims }, header)],
});
const proven = (client: Client, claims: object, header = {}): Sent => ({
  ...good(client),
  proofs: [instance.prove({ ...claims }, header)],
});

const refusals: readonly Case[] = [
  ['§4', 'an attestation of another type', (client) => attested(client, {}, { typ: 'JWT' }), 'typ is not oauth-client-attestation+jwt'],
  ['§4', 'an attestation without sub', (client) => attested(client, { sub: undefined }), 'sub or iss of the attestation is no text'],
  ['§4', 'an attestation without exp', (client) => attested(client, { exp: undefined }), 'exp, iat or nbf of the attestation is no time'],
  ['§4', 'an attestation without cnf', (client) => attested(client, { cnf: undefined }), 'cnf has no public key of a known type'],
  ['§4', 'an attestation from the future', (client) => attested(client, { iat: now + 61 }), 'iat of the attestation is in the future'],
  [
    '§7.1 (5)',
    'a private key in cnf',
    (client) => attested(client, { cnf: { jwk: { ...instance.jwk, d: 'AA' } } }),
    'cnf has no public key of a known type',
  ],
  [
    '§7.1 (3)',
    'an attestation with HS256',
    (client) => attested(client, {}, { alg: 'HS256' }),
    'attestation: algorithm HS256 is not allowed',
  ],
  ['§7.1 (3)', 'an attestation with none', (client) => attested(client, {}, { alg: 'none' }), 'attestation: algorithm none is not allowed'],
  [
    '§7.1 (4)',
    'an attestation of nobody known',
    (client) => ({ ...good(client), attestations: [stranger.attest(client.clientId, instance)] }),
    'attestation: wrong signature',
  ],
  [
    'RFC 8725 §3.10',
    "the attester's key in the header",
    (client) => ({
      ...good(client),
      attestations: [stranger.attest(client.clientId, instance, {}, { kid: undefined, jwk: stranger.jwks.keys[0] })],
    }),
    'attestation: wrong signature',
  ],
  [
    '§7.1 (1)',
    'two attestations',
    (client) => ({ ...good(client), attestations: Array(2).fill(attester.attest(client.clientId, instance)) }),
    'there must be one header with oauth-client-attestation+jwt',
  ],
  [
    '§7.1 (1)',
    'a proof without attestation',
    (client) => ({ ...good(client), attestations: [] }),
    'there must be one header with oauth-client-attestation+jwt',
  ],
  ['§7.2 (1)', 'no proof', (client) => ({ ...good(client), proofs: [] }), 'there must be one header with oauth-client-attestation-pop+jwt'],
  [
    '§7.2 (1)',
    'two proofs',
    (client) => ({ ...good(client), proofs: [instance.prove(), instance.prove()] }),
    'there must be one header with oauth-client-attestation-pop+jwt',
  ],
  [
    '§7.2 (1)',
    'proofs that a proxy joined',
    (client) => ({ ...good(client), proofs: [`${instance.prove()}, ${instance.prove()}`] }),
    'oauth-client-attestation-pop+jwt: not a compact JWT',
  ],
  ['§5.1', 'a proof of another type', (client) => proven(client, {}, { typ: 'dpop+jwt' }), 'typ is not oauth-client-attestation-pop+jwt'],
  ['§5.1', 'a proof without jti', (client) => proven(client, { jti: undefined }), 'jti of the proof is missing'],
  ['§5.1', 'a proof without iat', (client) => proven(client, { iat: undefined }), 'iat of the proof is missing'],
  ['-07 §5.2', 'a proof of another client', (client) => proven(client, { iss: 'another' }), 'iss of the proof is not the client'],
  ['§7.2 (7)', 'a proof for an endpoint', (client) => proven(client, { aud: tokenUrl }), 'aud of the proof is not the issuer alone'],
  [
    '§5.1',
    'a proof for several audiences',
    (client) => proven(client, { aud: ['https://auth.example.com', 'https://evil.example'] }),
    'aud of the proof is not the issuer alone',
  ],
  ['§7.2 (6)', 'a proof of two minutes ago', (client) => proven(client, { iat: now - 121 }), 'iat of the proof is too long ago'],
  ['§7.2 (6)', 'a proof from the future', (client) => proven(client, { iat: now + 61 }), 'iat of the proof is in the future'],
  ['§7.2 (4)', "a proof by another instance's key", (client) => ({ ...good(client), proofs: [other.prove()] }), 'proof: wrong signature'],
  ['§7.2 (3)', 'a proof with HS256', (client) => proven(client, {}, { alg: 'HS256' }), 'proof: algorithm HS256 is not allowed'],
  [
    '§7.2 (3)',
    'a proof with an algorithm of another curve',
    (client) => proven(client, {}, { alg: 'ES384' }),
    'proof: the attested key does not fit',
  ],
];

for (const [clause, title, sent, reason] of refusals) {
  test(`${clause.startsWith('RFC') ? clause : `${draft} ${clause}`}: ${title} is invalid_client_attestation`, async () => {
    await using run = await openEngine();
    const { client } = await run.addClient(registered);
    const answer = await authenticate(run, sent(client));
    assertRefused(answer, 'invalid_client_attestation', reason);
    assert.ok(answer instanceof OAuthError && answer.message === 'Client authentication failed.');
  });
}

test(`${draft} §7.4: an unknown client looks like a wrong attestation`, async () => {
  await using run = await openEngine();
  const { client } = await run.addClient(registered);
  assertRefused(await authenticate(run, good({ ...client, clientId: 'nobody' })), 'invalid_client_attestation', 'unknown client');
});

test(`${draft} §7.5: client_id beside an attestation must be its sub`, async () => {
  await using run = await openEngine();
  const { client } = await run.addClient(registered);
  const named = await authenticate(run, { ...good(client), form: { client_id: client.clientId } });
  assert.ok(!(named instanceof OAuthError));
  assertRefused(
    await authenticate(run, { ...good(client), form: { client_id: 'another' } }),
    'invalid_request',
    'The request names two clients.',
  );
});

test('RFC 6749 §2.3: an attestation beside a secret is two methods, and refused', async () => {
  await using run = await openEngine();
  const { client } = await run.addClient(registered);
  const answer = await authenticate(run, { ...good(client), form: { client_id: client.clientId, client_secret: 'x' } });
  assertRefused(answer, 'invalid_request', 'More than one way of client authentication was used.');
});

test(`${draft} §7.4: an expired attestation is use_fresh_attestation, and only its attester can tell`, async () => {
  await using run = await openEngine();
  const { client } = await run.addClient(registered);
  const late = { exp: now - 61 };
  assertRefused(await authenticate(run, attested(client, late)), 'use_fresh_attestation', 'The client attestation is expired.');
  assert.ok(!((await authenticate(run, attested(client, { exp: now - 59 }))) instanceof OAuthError));
  const forged = { ...good(client), attestations: [stranger.attest(client.clientId, instance, late)] };
  assertRefused(await authenticate(run, forged), 'invalid_client_attestation', 'attestation: wrong signature');
});

test(`${draft} §10.2, §10.7: an attestation is good many times, a proof once`, async () => {
  await using run = await openEngine();
  const { client } = await run.addClient(registered);
  const sent = good(client);
  assert.equal((await token(run, sent)).action, 'issue');
  const again = await token(run, sent);
  assert.deepEqual(again.action === 'refuse' && [again.error.code, again.error.reason], ['invalid_client_attestation', 'proof replayed']);
  assert.equal((await token(run, { ...sent, proofs: [instance.prove()] })).action, 'issue');
});

test(`${draft} §10.7: of one proof sent a hundred times at once, one is good`, async () => {
  await using run = await openEngine();
  const { client } = await run.addClient(registered);
  const sent = good(client);
  const decisions = await Promise.all(Array.from({ length: 100 }, () => token(run, sent)));
  assert.equal(decisions.filter(({ action }) => action === 'issue').length, 1);
});

test(`${draft} §10.8: the operator's attesters vouch for the clients they may vouch for, under their own name`, async () => {
  const ask = async (change: Partial<Attester>, claims: object): Promise<string> => {
    await using run = await openEngine(trusting(change));
    const { client } = await run.addClient({ tokenEndpointAuthMethod: 'attest_jwt_client_auth' });
    const answer = await authenticate(run, attested(client, claims));
    return answer instanceof OAuthError ? answer.reason : 'authenticated';
  };
  const nobody = 'nobody is believed to attest this client';
  assert.equal(await ask({}, {}), 'authenticated');
  assert.equal(await ask({}, { iss: trusted.issuer }), 'authenticated');
  assert.equal(await ask({}, { iss: 'https://other.example.com' }), nobody);
  assert.equal(await ask({ clientIds: ['another'] }, {}), nobody);
  assert.equal(await ask({ jwks: stranger.jwks.keys as Attester['jwks'] }, {}), 'attestation: wrong signature');
});

test(`${draft} §10.8: attesters are kept with their service`, async () => {
  await using run = await openEngine(trusting({ clientIds: ['a'] }, { challengeRequired: true }));
  const kept = await run.engine.facts.findService(run.service.id);
  assert.equal(kept?.attestationRules.challengeRequired, true);
  assert.deepEqual(kept.attestationRules.attesters[0]?.jwks, attester.jwks.keys);
});

test(`${draft} §6.1: where a challenge is demanded, a proof without ours is use_attestation_challenge`, async () => {
  await using run = await openEngine({ attestationRules: { attesters: [], challengeRequired: true } });
  const { client } = await run.addClient(registered);
  assertRefused(await authenticate(run, good(client)), 'use_attestation_challenge', 'challenge missing');
  const challenge = currentAttestationChallenge(run.engine, run.service.id, now);
  assert.ok(!((await authenticate(run, proven(client, { challenge }))) instanceof OAuthError));
  for (const wrong of ['x', currentDpopNonce(run.engine, run.service, now), currentAttestationChallenge(run.engine, 2, now)]) {
    assertRefused(await authenticate(run, proven(client, { challenge: wrong })), 'use_attestation_challenge', 'challenge old or not ours');
  }
});

test(`${draft} §6: a challenge that nobody demanded must be ours all the same`, async () => {
  await using run = await openEngine();
  const { client } = await run.addClient(registered);
  assertRefused(await authenticate(run, proven(client, { challenge: 'x' })), 'use_attestation_challenge', 'challenge old or not ours');
});

test(`${draft} §5.2, §7.3: a DPoP proof stands in for the proof, and binds the tokens`, async () => {
  await using run = await openEngine();
  const { client } = await run.addClient(registered);
  const attestations = [attester.attest(client.clientId, instance)];
  const dpop = instance.proveDpop(tokenUrl);
  const decision = await token(run, { attestations, dpop });
  assert.equal(decision.action, 'issue', decision.action === 'refuse' ? decision.error.reason : '');
  assert.equal(typeof decision.issued.confirmation?.jkt, 'string');
  const again = await token(run, { attestations, dpop });
  assert.deepEqual(again.action === 'refuse' && again.error.code, 'invalid_dpop_proof');
  const foreign = await authenticate(run, { attestations, dpop: other.proveDpop(tokenUrl) });
  assertRefused(foreign, 'invalid_client_attestation', 'the key of the DPoP proof is not the attested one');
});

test(`${draft} §7.4: the DPoP proof of the combined mode needs the DPoP nonce, not the challenge`, async () => {
  await using run = await openEngine({
    bindingRules: { ...looseServiceRules, dpopNonceRequired: true },
    attestationRules: { attesters: [], challengeRequired: true },
  });
  const { client } = await run.addClient(registered);
  const attestations = [attester.attest(client.clientId, instance)];
  assertRefused(await authenticate(run, { attestations, dpop: instance.proveDpop(tokenUrl) }), 'use_dpop_nonce', 'nonce missing or old');
  const nonce = currentDpopNonce(run.engine, run.service, now);
  assert.ok(!((await authenticate(run, { attestations, dpop: instance.proveDpop(tokenUrl, { nonce }) })) instanceof OAuthError));
});

test('RFC 9449 §8: a caller may demand a nonce of the proof that authenticates the instance', async () => {
  await using run = await openEngine();
  const { client } = await run.addClient(registered);
  const sent = { attestations: [attester.attest(client.clientId, instance)], dpop: instance.proveDpop(tokenUrl) };
  const request = requestOf(run, { ...sent, form: { grant_type: 'client_credentials' } });
  const decision = await processTokenRequest(run.engine, request, { isDpopNonceRequired: true });
  assert.deepEqual(decision.action === 'refuse' && decision.error.code, 'use_dpop_nonce');
});

test(`${draft} §5.2: beside a proof of its own, a DPoP proof may be by another key`, async () => {
  await using run = await openEngine();
  const { client } = await run.addClient(registered);
  const decision = await token(run, { ...good(client), dpop: other.proveDpop(tokenUrl) });
  assert.equal(decision.action, 'issue');
});

test(`${draft} §10.3: a refresh token belongs to the instance it was issued to`, async () => {
  await using run = await openEngine();
  const { client } = await run.addClient(registered);
  const redeem = async (form: Readonly<Record<string, string>>, by = instance, dpop?: string) =>
    token(run, {
      attestations: [attester.attest(client.clientId, by)],
      proofs: [by.prove()],
      form,
      ...(dpop === undefined ? {} : { dpop }),
    });
  const code = await run.authorize({ client_id: client.clientId });
  const first = await redeem({ grant_type: 'authorization_code', code }, instance, other.proveDpop(tokenUrl));
  assert.equal(first.action, 'issue', first.action === 'refuse' ? first.error.reason : '');
  const refresh_token = formatCredential(first.issued.refreshToken ?? assert.fail());
  const form = { grant_type: 'refresh_token', refresh_token };
  const stolen = await redeem(form, other);
  assert.deepEqual(stolen.action === 'refuse' && [stolen.error.code, stolen.error.reason], ['invalid_grant', 'another DPoP key']);
  assert.equal((await redeem(form)).action, 'issue');
});

test(`${draft} §7: whatever is sent in the two headers, nothing but an OAuthError comes of it`, async () => {
  await using run = await openEngine(trusting());
  const { client } = await run.addClient(registered);
  const value = fc.oneof(fc.string({ unit: 'binary' }), fc.double(), fc.constant(now), fc.jsonValue());
  const claims = (...names: string[]): fc.Arbitrary<object> =>
    fc.record(Object.fromEntries(names.map((name) => [name, value])), { requiredKeys: [] });
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(fc.constant({}), claims('iss', 'exp', 'iat', 'nbf', 'cnf')),
      claims('iss', 'aud', 'iat', 'jti', 'challenge'),
      claims('alg', 'kid', 'typ', 'jwk', 'crit', 'b64'),
      async (about, proof, header) => {
        const attestations = [attester.attest(client.clientId, instance, { ...about })];
        const answer = await authenticate(run, { attestations, proofs: [other.prove({ ...proof }, { ...header })] });
        assert.ok(answer instanceof OAuthError);
      },
    ),
    { numRuns: 150 },
  );
});
