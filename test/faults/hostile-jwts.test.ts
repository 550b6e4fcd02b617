import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { type FaultyUpstream, json, startFaultyUpstream } from '../support/faulty-upstream.ts';
import { embeddedKeys, type GoodJwt, hostileJwts } from '../support/hostile-jws.ts';
import { createTestClient, type TestClient } from '../support/oauth-client.ts';
import { startFreshServer } from '../support/server.ts';
import { assertionClaims, assertionForm, type Members, makeSigningKey } from '../support/signing-key.ts';

type Server = Awaited<ReturnType<typeof startFreshServer>>;

const form = { 'content-type': 'application/x-www-form-urlencoded' };
const now = (): number => Math.floor(Date.now() / 1000);

/** A header takes no line breaks, and its ends are trimmed. */
const inHeader = (jwt: string): string => jwt.replaceAll('\n', '%0a');

/** Has the form of a token. */
const unknownToken = `gat_${'x'.repeat(64)}`;

/** Time claims of a client whose clock, or of a node whose own, is off. */
const skews = [-600, 600] as const;

describe('JWTs that nobody may believe, at a running server', () => {
  const key = makeSigningKey('ES256', 'one');
  let server: Server;
  /** Where strangers say that their keys are; nobody may ask. */
  let elsewhere: FaultyUpstream;
  let client: TestClient;
  /** Its backend and its instances have the same key. */
  let attested: TestClient;
  let forwarded = 0;

  before(async () => {
    elsewhere = await startFaultyUpstream();
    elsewhere.script('/keys', json(200, { keys: [key.jwk] }));
    // Each request says that it comes from another network, so that the limit of refusals is out of the way.
    server = await startFreshServer({ GRANTRY_CLIENT_ALLOW_PRIVATE: 'true', GRANTRY_TRUST_PROXY: '127.0.0.1' });
    client = await createTestClient(server.url, server.owner.api_token, {
      token_endpoint_auth_method: 'private_key_jwt',
      jwks: { keys: [key.jwk] },
    });
    attested = await createTestClient(server.url, server.owner.api_token, {
      token_endpoint_auth_method: 'attest_jwt_client_auth',
      jwks: { keys: [key.jwk] },
    });
  });
  after(async () => {
    await elsewhere[Symbol.asyncDispose]();
    await server[Symbol.asyncDispose]();
  });

  /** The outcome in two words. */
  async function post(
    path: string,
    parameters: Readonly<Record<string, string>>,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<string> {
    const response = await fetch(server.url + path, {
      method: 'POST',
      headers: { ...form, 'x-forwarded-for': `198.18.${forwarded++ % 250}.1`, ...headers },
      body: new URLSearchParams(parameters).toString(),
    });
    assert.match(response.headers.get('content-type') ?? 'application/json', /^application\/json/);
    const { error = 'no error' } = JSON.parse((await response.text()) || '{}') as { readonly error?: string };
    return `${response.status} ${error}`;
  }

  const assertion = (): GoodJwt => ({ key, claims: assertionClaims(client.clientId, server.url) });
  const requestObject = (): GoodJwt => ({
    key,
    claims: {
      iss: client.clientId,
      client_id: client.clientId,
      aud: server.url,
      exp: now() + 300,
      nbf: now(),
      response_type: 'code',
      redirect_uri: client.redirectUri,
    },
    header: { typ: 'oauth-authz-req+jwt' },
  });
  const proof = (): GoodJwt => ({
    key,
    claims: { jti: randomUUID(), htm: 'POST', htu: `${server.url}/oauth2/tokens`, iat: now() },
    header: { typ: 'dpop+jwt', jwk: { kty: key.jwk.kty, crv: key.jwk.crv, x: key.jwk.x, y: key.jwk.y } },
  });
  const attestation = (): GoodJwt => ({
    key,
    claims: { sub: attested.clientId, iat: now(), exp: now() + 300, cnf: { jwk: key.jwk } },
    header: { typ: 'oauth-client-attestation+jwt' },
  });
  const attestationProof = (): GoodJwt => ({
    key,
    claims: { aud: server.url, jti: randomUUID(), iat: now() },
    header: { typ: 'oauth-client-attestation-pop+jwt' },
  });
  const good = ({ claims, header }: GoodJwt): string => key.sign(claims, header);
  const attest = (attestationJwt: string, proofJwt: string): Promise<string> =>
    post(
      '/oauth2/tokens',
      { grant_type: 'client_credentials' },
      { 'oauth-client-attestation': inHeader(attestationJwt), 'oauth-client-attestation-pop': inHeader(proofJwt) },
    );
  const freshAssertion = (): Readonly<Record<string, string>> => {
    const { claims } = assertion();
    return assertionForm(key.sign(claims));
  };

  const refused: Readonly<
    Record<
      string,
      { readonly good: () => GoodJwt; send(jwt: string): Promise<string>; readonly outcome: string; readonly accepted: string }
    >
  > = {
    'RFC 7523 §3: a client assertion at the token endpoint': {
      good: assertion,
      send: (jwt) => post('/oauth2/tokens', { grant_type: 'client_credentials', ...assertionForm(jwt) }),
      outcome: '401 invalid_client',
      accepted: '200 no error',
    },
    'RFC 7662 §2.1: a client assertion at the introspection endpoint': {
      good: assertion,
      send: (jwt) => post('/oauth2/introspect', { token: unknownToken, ...assertionForm(jwt) }),
      outcome: '401 invalid_client',
      accepted: '200 no error',
    },
    'RFC 7009 §2.1: a client assertion at the revocation endpoint': {
      good: assertion,
      send: (jwt) => post('/oauth2/revoke', { token: unknownToken, ...assertionForm(jwt) }),
      outcome: '401 invalid_client',
      accepted: '200 no error',
    },
    'RFC 9126 §2: a client assertion at the endpoint for pushed requests': {
      good: assertion,
      send: (jwt) => post('/oauth2/par', { response_type: 'code', ...assertionForm(jwt) }),
      outcome: '401 invalid_client',
      accepted: '201 no error',
    },
    'RFC 9101 §6.2: a request object that is pushed': {
      good: requestObject,
      send: (jwt) => post('/oauth2/par', { client_id: client.clientId, request: jwt, ...freshAssertion() }),
      outcome: '400 invalid_request_object',
      accepted: '201 no error',
    },
    'RFC 9449 §4.3: a DPoP proof at the token endpoint': {
      good: proof,
      send: (jwt) => post('/oauth2/tokens', { grant_type: 'client_credentials', ...freshAssertion() }, { dpop: inHeader(jwt) }),
      outcome: '400 invalid_dpop_proof',
      accepted: '200 no error',
    },
    'draft-ietf-oauth-attestation-based-client-auth-11 §7.1: a client attestation': {
      good: attestation,
      send: (jwt) => attest(jwt, good(attestationProof())),
      outcome: '400 invalid_client_attestation',
      accepted: '200 no error',
    },
    'draft-ietf-oauth-attestation-based-client-auth-11 §7.2: the proof beside a client attestation': {
      good: attestationProof,
      send: (jwt) => attest(good(attestation()), jwt),
      outcome: '400 invalid_client_attestation',
      accepted: '200 no error',
    },
  };

  for (const [title, { good, send, outcome, accepted }] of Object.entries(refused)) {
    test(`${title}: alg none, confused algorithms, broken signatures and forms are refused`, async () => {
      const valid = good();
      for (const [name, jwt] of hostileJwts(valid)) assert.equal(await send(jwt), outcome, name);
      assert.equal(await send(key.sign(valid.claims, valid.header)), accepted, 'none of them used the claims up');
    });

    // A proof's own key is in its header; what it proves is that the sender has it.
    if (good === proof) continue;
    test(`${title}: a key in the header, or named there, is nobody's`, async () => {
      for (const [name, jwt] of embeddedKeys(good(), `${elsewhere.url}/keys`)) assert.equal(await send(jwt), outcome, name);
      assert.deepEqual(elsewhere.seen, []);
    });
  }

  const shift = (claims: Members, by: number): Members =>
    Object.fromEntries(Object.entries(claims).map(([name, value]) => [name, typeof value === 'number' ? value + by : value]));
  for (const [title, { good, send, outcome, accepted }] of Object.entries(refused)) {
    if (good === attestation) continue; // it may be as old as it likes, and one that is expired is refused with words of its own
    test(`${title}: made by a clock that is ten minutes off it is refused, and by one that is half a minute off it is taken`, async () => {
      const makeAt = (by: number): string => {
        const { claims, header } = good();
        return key.sign(shift(claims, by), header);
      };
      for (const by of skews) assert.equal(await send(makeAt(by)), outcome, `${by} s`);
      for (const by of [-30, 30]) assert.equal(await send(makeAt(by)), accepted, `${by} s`);
    });
  }

  test('RFC 9449 §7.1: the same at a protected resource is 401, with a challenge', async () => {
    const headers = { authorization: `DPoP ${server.owner.api_token}` };
    const { claims, header } = proof();
    for (const [name, jwt] of hostileJwts({
      key,
      claims: { ...claims, htm: 'GET', htu: `${server.url}/api/v2/users/me` },
      header: header ?? {},
    })) {
      const response = await fetch(`${server.url}/api/v2/users/me`, { headers: { ...headers, dpop: inHeader(jwt) } });
      await response.body?.cancel();
      assert.deepEqual([response.status, response.headers.has('www-authenticate')], [401, true], name);
    }
  });
});
