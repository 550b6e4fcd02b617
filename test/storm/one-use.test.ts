import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { makeAttester, makeInstance } from '../../src/engine/testing/client-attestation.ts';
import { makeDpopKey } from '../../src/engine/testing/dpop-key.ts';
import { createTestClient, makePkce, obtainCode, requestToken } from '../support/oauth-client.ts';
import { assertionClaims, assertionForm, makeSigningKey } from '../support/signing-key.ts';
import { errorOr, flood } from './flood.ts';
import { startThreeServers, type ThreeServers } from './three-servers.ts';

const times = 10_000;

const form = (parameters: Readonly<Record<string, string>>): string => new URLSearchParams(parameters).toString();

describe(`what is good once, used ${times} times at once over three servers on PostgreSQL`, () => {
  let servers: ThreeServers;
  before(async () => {
    servers = await startThreeServers({ GRANTRY_DPOP_NONCES: 'true' });
  });
  after(() => servers[Symbol.asyncDispose]());

  const register = (settings: Readonly<Record<string, unknown>> = {}) =>
    createTestClient(servers.urls[0], servers.owner.api_token, settings);

  test('RFC 9126 §7.3: one request_uri gives one code', async () => {
    const { clientId: client_id, clientSecret: client_secret } = await register();
    const pushed = await fetch(`${servers.urls[1]}/oauth2/par`, {
      method: 'POST',
      body: new URLSearchParams({ client_id, client_secret, response_type: 'code' }),
    });
    const { request_uri } = (await pushed.json()) as { readonly request_uri: string };
    const counts = await flood(
      servers.urls,
      times,
      {
        method: 'POST',
        path: `/oauth2/authorize?${new URLSearchParams({ client_id, request_uri })}`,
        headers: { 'coder-session-token': servers.owner.api_token },
      },
      ({ status, location, body }) => {
        if (location !== undefined) return new URL(location).searchParams.has('code') ? 'code' : location;
        return `${status} ${errorOr('no error')({ status, location, body })}`;
      },
    );
    assert.deepEqual(counts, { code: 1, '400 invalid_request_uri': times - 1 });
  });

  test('RFC 7523 §3 (7): one client assertion succeeds once', async () => {
    const key = makeSigningKey();
    const { clientId } = await register({ token_endpoint_auth_method: 'private_key_jwt', jwks: { keys: [key.jwk] } });
    const body = form({ grant_type: 'client_credentials', ...assertionForm(key.sign(assertionClaims(clientId, servers.issuer))) });
    const counts = await flood(servers.urls, times, { method: 'POST', path: '/oauth2/tokens', body }, errorOr('issued'));
    assert.deepEqual(counts, { issued: 1, invalid_client: times - 1 });
  });

  test('draft-ietf-oauth-attestation-based-client-auth-11 §10.7: one proof beside an attestation succeeds once; a challenge of one server is good at all', async () => {
    const [attester, instance] = [makeAttester(), makeInstance()];
    const { clientId } = await register({ token_endpoint_auth_method: 'attest_jwt_client_auth', jwks: attester.jwks });
    const challenged = await fetch(`${servers.urls[0]}/oauth2/challenge`, { method: 'POST' });
    const { attestation_challenge: challenge } = (await challenged.json()) as { readonly attestation_challenge: string };
    const iat = Math.floor(Date.now() / 1000);
    const prove = () => ({
      'oauth-client-attestation': attester.attest(clientId, instance, { iat, exp: iat + 600 }),
      'oauth-client-attestation-pop': instance.prove({ aud: servers.issuer, iat, challenge }),
    });
    const body = form({ grant_type: 'client_credentials' });
    const send = (urls: readonly string[], count: number) =>
      flood(urls, count, { method: 'POST', path: '/oauth2/tokens', headers: prove(), body }, errorOr('issued'));
    for (const url of servers.urls) assert.deepEqual(await send([url], 1), { issued: 1 });
    assert.deepEqual(await send(servers.urls, 1000), { issued: 1, invalid_client_attestation: 999 });
  });

  test('RFC 9449 §11.1: one DPoP proof gives one token; a nonce of one server is good at all', async () => {
    const { clientId: client_id, clientSecret: client_secret } = await register();
    const path = '/oauth2/tokens';
    const key = makeDpopKey();
    const prove = (nonce?: string): string =>
      key.prove({ htm: 'POST', htu: servers.issuer + path, iat: Math.floor(Date.now() / 1000), nonce });
    const body = form({ grant_type: 'client_credentials', client_id, client_secret });

    const challenge = await fetch(servers.urls[0] + path, { method: 'POST', headers: { dpop: prove() }, body: new URLSearchParams(body) });
    assert.equal(((await challenge.json()) as { readonly error: string }).error, 'use_dpop_nonce');
    const nonce = challenge.headers.get('dpop-nonce') ?? '';
    for (const url of servers.urls) {
      const counts = await flood([url], 1, { method: 'POST', path, headers: { dpop: prove(nonce) }, body }, errorOr('issued'));
      assert.deepEqual(counts, { issued: 1 });
    }
    const counts = await flood(servers.urls, times, { method: 'POST', path, headers: { dpop: prove(nonce) }, body }, errorOr('issued'));
    assert.deepEqual(counts, { issued: 1, invalid_dpop_proof: times - 1 });
  });

  test('RFC 8628 §3.5: of a hundred polls at once for what was allowed one gets the tokens, and they stay good', async () => {
    const grant_type = 'urn:ietf:params:oauth:grant-type:device_code';
    const { clientId: client_id, clientSecret: client_secret } = await register({ grant_types: [grant_type, 'refresh_token'] });
    const started = await fetch(`${servers.urls[0]}/oauth2/device`, {
      method: 'POST',
      body: new URLSearchParams({ client_id, client_secret }),
    });
    const { device_code, user_code } = (await started.json()) as { readonly device_code: string; readonly user_code: string };
    const completed = await fetch(`${servers.urls[1]}/api/${servers.owner.service_id}/device/complete`, {
      method: 'POST',
      headers: { authorization: `Bearer ${servers.owner.service_token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ userCode: user_code, result: 'AUTHORIZED', subject: servers.owner.user_id }),
    });
    assert.equal(completed.status, 200);
    let token = '';
    const body = form({ grant_type, device_code, client_id, client_secret });
    const counts = await flood(servers.urls, 100, { method: 'POST', path: '/oauth2/tokens', body }, (answer) => {
      const outcome = errorOr('issued')(answer);
      if (outcome === 'issued') token = (JSON.parse(answer.body) as { readonly access_token: string }).access_token;
      return outcome;
    });
    assert.deepEqual(counts, { issued: 1, invalid_grant: 99 });
    for (const url of servers.urls) {
      const introspected = await fetch(`${url}/oauth2/introspect`, {
        method: 'POST',
        body: new URLSearchParams({ client_id, client_secret, token }),
      });
      assert.equal(((await introspected.json()) as { readonly active: boolean }).active, true);
    }
  });

  test('RFC 6749 §4.1.2: one code redeemed a hundred times gives tokens once, and all of them are dead afterwards', async () => {
    const client = await register();
    const { verifier, challenge } = makePkce();
    const code = await obtainCode(servers.urls[0], servers.owner.api_token, client, challenge);
    const issued: Readonly<Record<string, string>>[] = [];
    const body = form({
      grant_type: 'authorization_code',
      code,
      redirect_uri: client.redirectUri,
      code_verifier: verifier,
      client_id: client.clientId,
      client_secret: client.clientSecret,
    });
    const counts = await flood(servers.urls, 100, { method: 'POST', path: '/oauth2/tokens', body }, (answer) => {
      const outcome = errorOr('issued')(answer);
      if (outcome === 'issued') issued.push(JSON.parse(answer.body));
      return outcome;
    });
    assert.deepEqual(counts, { issued: 1, invalid_grant: 99 });
    const [{ access_token: token = '', refresh_token = '' } = {}] = issued;
    assert.ok(token !== '' && refresh_token !== '');
    for (const url of servers.urls) {
      const introspected = await fetch(`${url}/oauth2/introspect`, {
        method: 'POST',
        body: new URLSearchParams({ client_id: client.clientId, client_secret: client.clientSecret, token }),
      });
      assert.deepEqual(await introspected.json(), { active: false });
      const user = await fetch(`${url}/api/v2/users/me`, { headers: { authorization: `Bearer ${token}` } });
      assert.equal(user.status, 401);
      const refreshed = await requestToken(url, client, { grant_type: 'refresh_token', refresh_token });
      assert.deepEqual([refreshed.status, refreshed.body.error], [400, 'invalid_grant']);
    }
  });
});
