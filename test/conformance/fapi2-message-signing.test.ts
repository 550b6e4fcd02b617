import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { FapiClient } from '../support/fapi-client.ts';
import { makePkce } from '../support/oauth-client.ts';
import { startFreshServer } from '../support/server.ts';

type Server = Awaited<ReturnType<typeof startFreshServer>>;

const profiles = ['fapi2_signed_requests', 'fapi2_signed_responses', 'fapi2_signed_introspection'];
const signedType = 'application/token-introspection+jwt';

describe('FAPI 2.0 Message Signing, at a running server', () => {
  let server: Server;
  let client: FapiClient;
  let keys: ReturnType<typeof createRemoteJWKSet>;

  before(async () => {
    server = await startFreshServer({ GRANTRY_PROFILES: profiles.join(',') });
    client = await FapiClient.register(server.url, server.owner.api_token);
    keys = createRemoteJWKSet(new URL(`${server.url}/oauth2/jwks`));
  });
  after(() => server[Symbol.asyncDispose]());

  const signed = (challenge: string, change: Readonly<Record<string, string | undefined>> = {}) =>
    client.parameters(challenge, { response_mode: 'jwt', ...change });
  const push = async (change: Readonly<Record<string, unknown>> = {}) =>
    client.push({ request: await client.requestObject(signed(makePkce().challenge), change) });

  async function obtain(): Promise<string> {
    const { verifier, challenge } = makePkce();
    const pushed = await client.push({ request: await client.requestObject(signed(challenge)) });
    assert.equal(pushed.status, 201, pushed.text);
    const location = await client.approve(server.owner.api_token, pushed.body.request_uri);
    assert.deepEqual([...location.searchParams.keys()], ['response'], 'RFC 9207 §2: iss is inside');
    const { payload, protectedHeader } = await jwtVerify(location.searchParams.get('response') ?? '', keys, {
      issuer: server.url,
      audience: client.clientId,
    });
    assert.equal(protectedHeader.alg, 'ES256');
    assert.equal(payload.state, 'xyz');
    const redemption = { code: String(payload.code), code_verifier: verifier, redirect_uri: client.redirectUri };
    const { body } = await client.send('/oauth2/tokens', { grant_type: 'authorization_code', ...redemption });
    return body.access_token;
  }

  test('FAPI 2.0 Message Signing §5.3.1 (1), §5.4.1 (1): a signed request leads to a signed answer, and that to a token', async () => {
    assert.ok((await obtain()).length > 0);
  });

  test('FAPI 2.0 Message Signing §5.3.1 (1): a request that nobody signed is refused', async () => {
    const { status, body } = await client.push(signed(makePkce().challenge));
    assert.deepEqual([status, body.error], [400, 'invalid_request']);
  });

  const now = Math.floor(Date.now() / 1000);
  const objects: readonly (readonly [clause: string, title: string, claims: Readonly<Record<string, unknown>>])[] = [
    ['§5.3.1 (2)', 'another audience', { aud: 'https://other.example' }],
    ['§5.3.1 (3)', 'no nbf', { nbf: undefined }],
    ['§5.3.1 (3)', 'an nbf of more than an hour ago', { nbf: now - 3700, exp: now + 10 }],
    ['§5.3.1 (4)', 'no exp', { exp: undefined }],
    ['§5.3.1 (4)', 'an exp more than an hour after nbf', { nbf: now - 60, exp: now + 3600 }],
  ];
  for (const [clause, title, claims] of objects) {
    test(`FAPI 2.0 Message Signing ${clause}: a request object with ${title} is refused`, async () => {
      const { status, body } = await push(claims);
      assert.deepEqual([status, body.error], [400, 'invalid_request_object']);
    });
  }

  test('FAPI 2.0 Message Signing §5.3.1 (2): the issuer may be one audience of several', async () => {
    assert.equal((await push({ aud: [server.url, 'https://other.example'] })).status, 201);
  });

  for (const response_mode of [undefined, 'query', 'form_post']) {
    test(`FAPI 2.0 Message Signing §5.4.1 (1): a request for an answer in ${response_mode ?? 'the default mode'} is refused`, async () => {
      const request = await client.requestObject(signed(makePkce().challenge, { response_mode }));
      const { status, body } = await client.push({ request });
      assert.deepEqual([status, body.error], [400, 'invalid_request']);
    });
  }

  test('RFC 9701 §4, §5: introspection is answered in a JWT for who asked', async () => {
    const token = await obtain();
    for (const accept of [signedType, '*/*']) {
      const { status, contentType, text } = await client.send('/oauth2/introspect', { token }, { headers: { accept } });
      assert.deepEqual([status, contentType], [200, signedType]);
      const { payload, protectedHeader } = await jwtVerify(text, keys, { issuer: server.url, audience: client.clientId });
      assert.deepEqual([protectedHeader.typ, protectedHeader.alg], ['token-introspection+jwt', 'ES256']);
      assert.equal(typeof payload.iat, 'number');
      assert.deepEqual([payload.sub, payload.exp], [undefined, undefined], 'RFC 9701 §5: it is no token');
      const described = payload.token_introspection as Readonly<Record<string, unknown>>;
      assert.deepEqual([described.active, described.client_id], [true, client.clientId]);
    }
  });

  test('RFC 9701 §5: of what is no token nothing is said', async () => {
    const { text } = await client.send('/oauth2/introspect', { token: 'nothing' }, { headers: { accept: signedType } });
    assert.deepEqual((await jwtVerify(text, keys)).payload.token_introspection, { active: false });
  });

  test('FAPI 2.0 Message Signing §5.5.1 (1): who does not take a signed answer gets none', async () => {
    const { status, body } = await client.send('/oauth2/introspect', { token: 'x' }, { headers: { accept: 'application/json' } });
    assert.deepEqual([status, body.error], [400, 'invalid_request']);
  });

  test('RFC 9701 §5: who does not authenticate is told nothing', async () => {
    const form = { client_assertion: undefined, client_assertion_type: undefined, client_id: client.clientId };
    const { status } = await client.send('/oauth2/introspect', { token: 'x' }, { form, headers: { accept: signedType } });
    assert.equal(status, 401);
  });

  test('RFC 8414 §2, JARM §4, RFC 9701 §7: the metadata tells of it', async () => {
    const metadata = (await (await fetch(`${server.url}/.well-known/oauth-authorization-server`)).json()) as Record<string, unknown>;
    assert.equal(metadata.require_pushed_authorization_requests, true);
    assert.equal(metadata.require_signed_request_object, true);
    assert.deepEqual(metadata.response_modes_supported, ['jwt', 'query.jwt', 'fragment.jwt', 'form_post.jwt']);
    for (const kind of ['introspection', 'authorization'])
      assert.deepEqual(metadata[`${kind}_signing_alg_values_supported`], ['ES256', 'PS256', 'EdDSA']);
    assert.equal(metadata.introspection_encryption_alg_values_supported, undefined, 'answers are not encrypted');
  });
});

describe('RFC 9701 without a profile', () => {
  let server: Server;
  before(async () => {
    server = await startFreshServer();
  });
  after(() => server[Symbol.asyncDispose]());

  test('RFC 9701 §4, §6: a resource server gets JSON unless it asks, and is signed to with what it registered', async () => {
    const client = await FapiClient.register(server.url, server.owner.api_token, { introspection_signed_response_alg: 'EdDSA' });
    const { body } = await client.send('/oauth2/tokens', { grant_type: 'client_credentials' });
    const ask = (accept: string) => client.send('/oauth2/introspect', { token: body.access_token }, { headers: { accept } });
    assert.equal((await ask('*/*')).body.active, true);
    assert.equal((await ask('application/json')).body.active, true);
    const { contentType, text } = await ask(`application/json;q=0.5, ${signedType}`);
    assert.equal(contentType, signedType);
    const { protectedHeader } = await jwtVerify(text, createRemoteJWKSet(new URL(`${server.url}/oauth2/jwks`)));
    assert.equal(protectedHeader.alg, 'EdDSA');
  });
});
