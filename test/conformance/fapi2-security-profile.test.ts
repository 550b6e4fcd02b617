import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { FapiClient } from '../support/fapi-client.ts';
import { createTestClient, makePkce, obtainCode, requestToken, type TestClient } from '../support/oauth-client.ts';
import { startFreshServer } from '../support/server.ts';

type Server = Awaited<ReturnType<typeof startFreshServer>>;

const apps = '/api/v2/oauth2-provider/apps';

/** Calls the REST API as the owner. */
async function callApi(server: Server, method: string, path: string, body: unknown) {
  const answer = await fetch(server.url + path, {
    method,
    headers: { 'coder-session-token': server.owner.api_token, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  // biome-ignore lint/suspicious/noExplicitAny: tests say what they expect of a body by comparing it
  return { status: answer.status, body: (await answer.json()) as any };
}

for (const by of ['service', 'client'] as const) {
  describe(`the FAPI 2.0 Security Profile of the ${by}, at a running server`, () => {
    let server: Server;
    let client: FapiClient;

    before(async () => {
      server = await startFreshServer(by === 'service' ? { GRANTRY_PROFILES: 'fapi2_security' } : {});
      client = await FapiClient.register(server.url, server.owner.api_token, by === 'client' ? { profiles: ['fapi2_security'] } : {});
    });
    after(() => server[Symbol.asyncDispose]());

    test('FAPI 2.0 Security Profile §5.3: a client that keeps every rule gets tokens, uses and refreshes them', async () => {
      const { status, body } = await client.obtain(server.owner.api_token);
      assert.equal(status, 200, JSON.stringify(body));
      assert.equal(body.token_type, 'DPoP');
      const me = `${server.url}/api/v2/users/me`;
      const ath = createHash('sha256').update(body.access_token).digest('base64url');
      const headers = { authorization: `DPoP ${body.access_token}`, dpop: await client.proof('GET', me, { ath }) };
      assert.equal((await fetch(me, { headers })).status, 200);
      const refreshed = await client.send('/oauth2/tokens', { grant_type: 'refresh_token', refresh_token: body.refresh_token });
      assert.equal(refreshed.status, 200, refreshed.text);
      assert.equal(refreshed.body.refresh_token, body.refresh_token, '§5.3.2.1 (9): it is not rotated');
      const again = await client.send('/oauth2/tokens', { grant_type: 'refresh_token', refresh_token: body.refresh_token });
      assert.equal(again.status, 200, again.text);
    });

    test('FAPI 2.0 Security Profile §5.3.2.1: a client gets tokens for itself', async () => {
      const { status, body } = await client.send('/oauth2/tokens', { grant_type: 'client_credentials' });
      assert.deepEqual([status, body.token_type], [200, 'DPoP']);
    });

    test('FAPI 2.0 Security Profile §5.3.2.1 (2): there is no password grant', async () => {
      const { body } = await client.send('/oauth2/tokens', { grant_type: 'password', username: 'owner', password: 'x' });
      assert.equal(body.error, 'unsupported_grant_type');
    });

    test('FAPI 2.0 Security Profile §5.3.2.1 (4): no proof, no token', async () => {
      const { status, body } = await client.send('/oauth2/tokens', { grant_type: 'client_credentials' }, { proves: false });
      assert.deepEqual([status, body.error], [400, 'invalid_dpop_proof']);
      assert.equal((await client.obtain(server.owner.api_token, { proves: false })).status, 400);
    });

    test('FAPI 2.0 Security Profile §5.3.2.1 (8): the audience of an assertion is the issuer, as a string', async () => {
      for (const aud of [[server.url], `${server.url}/oauth2/tokens`, [server.url, 'https://other.example']]) {
        const { status, body } = await client.send('/oauth2/tokens', { grant_type: 'client_credentials' }, { assertion: { aud } });
        assert.deepEqual([status, body.error], [401, 'invalid_client'], JSON.stringify(aud));
      }
    });

    test('FAPI 2.0 Security Profile §5.3.2.1 (13): a clock may be ten seconds ahead, and not more than a minute', async () => {
      for (const [ahead, expected] of [
        [10, 200],
        [65, 401],
      ] as const) {
        const at = Math.floor(Date.now() / 1000) + ahead;
        for (const assertion of [{ iat: at }, { nbf: at }]) {
          const { status } = await client.send('/oauth2/tokens', { grant_type: 'client_credentials' }, { assertion });
          assert.equal(status, expected, JSON.stringify(assertion));
        }
      }
    });

    const requests: readonly (readonly [clause: string, title: string, change: Readonly<Record<string, string | undefined>>])[] = [
      ['§5.3.2.2 (5)', 'without PKCE', { code_challenge: undefined, code_challenge_method: undefined }],
      ['§5.3.2.2 (5)', 'with a plain challenge', { code_challenge_method: 'plain' }],
      ['§5.3.2.2 (5)', 'that does not name the method', { code_challenge_method: undefined }],
      ['§5.3.2.2 (6)', 'without redirect_uri', { redirect_uri: undefined }],
    ];
    for (const [clause, title, change] of requests) {
      test(`FAPI 2.0 Security Profile ${clause}: a request ${title} is refused`, async () => {
        const { status, body } = await client.push(client.parameters(makePkce().challenge, change));
        assert.deepEqual([status, body.error], [400, 'invalid_request']);
      });
    }

    test('FAPI 2.0 Security Profile §5.3.2.2 (1): the implicit grant is refused', async () => {
      const { status, body } = await client.push(client.parameters(makePkce().challenge, { response_type: 'token' }));
      assert.deepEqual([status, body.error], [400, 'unsupported_response_type']);
    });

    test('FAPI 2.0 Security Profile §5.3.2.2 (3): a request that the browser brings goes back as an error', async () => {
      const parameters = { ...client.parameters(makePkce().challenge), client_id: client.clientId } as Record<string, string>;
      const answer = await fetch(`${server.url}/oauth2/authorize?${new URLSearchParams(parameters)}`, { redirect: 'manual' });
      const location = new URL(answer.headers.get('location') ?? '');
      assert.deepEqual([answer.status, location.searchParams.get('error')], [302, 'invalid_request']);
      assert.equal(location.searchParams.get('iss'), server.url, '§5.3.2.2 (7)');
    });

    test('FAPI 2.0 Security Profile §5.3.2.2 (4): who pushes without authentication is refused', async () => {
      const form = { client_id: client.clientId, client_assertion: undefined, client_assertion_type: undefined };
      const { status, body } = await client.push(client.parameters(makePkce().challenge), { form });
      assert.deepEqual([status, body.error], [401, 'invalid_client']);
    });

    test('FAPI 2.0 Security Profile §5.3.2.2 (9): a code is good once', async () => {
      const { verifier, challenge } = makePkce();
      const pushed = await client.push(client.parameters(challenge));
      assert.ok(pushed.body.expires_in < 600, '§5.3.2.2 (12)');
      const location = await client.approve(server.owner.api_token, pushed.body.request_uri);
      const code = location.searchParams.get('code') ?? '';
      const redeem = () =>
        client.send('/oauth2/tokens', {
          grant_type: 'authorization_code',
          code,
          code_verifier: verifier,
          redirect_uri: client.redirectUri,
        });
      assert.equal((await redeem()).status, 200);
      assert.equal((await redeem()).body.error, 'invalid_grant');
    });

    test('FAPI 2.0 Security Profile §5.3.2.1 (12): a code is bound to the key of the proof it was pushed with', async () => {
      const other = await FapiClient.register(server.url, server.owner.api_token);
      const { verifier, challenge } = makePkce();
      const pushed = await client.push(client.parameters(challenge));
      const location = await client.approve(server.owner.api_token, pushed.body.request_uri);
      const url = `${server.url}/oauth2/tokens`;
      const { status, body } = await client.send(
        '/oauth2/tokens',
        {
          grant_type: 'authorization_code',
          code: location.searchParams.get('code') ?? '',
          code_verifier: verifier,
          redirect_uri: client.redirectUri,
        },
        { proves: false, headers: { dpop: await other.proof('POST', url) } },
      );
      assert.deepEqual([status, body.error], [400, 'invalid_grant']);
    });

    test('FAPI 2.0 Security Profile §5.4.1 (1): an assertion signed with RS256 is refused', async () => {
      const settings = by === 'client' ? { profiles: ['fapi2_security'] } : {};
      const weak = await FapiClient.register(server.url, server.owner.api_token, settings, 'RS256');
      const { status, body } = await weak.send('/oauth2/tokens', { grant_type: 'client_credentials' });
      assert.deepEqual([status, body.error], [401, 'invalid_client']);
    });

    test('FAPI 2.0 Security Profile §5.3.2.1 (6): a client that cannot keep the profile is refused by name', async () => {
      const profiles = by === 'client' ? { profiles: ['fapi2_security'] } : {};
      const refused: readonly (readonly [field: string, settings: Readonly<Record<string, unknown>>])[] = [
        ['token_endpoint_auth_method', {}],
        ['client_type', { client_type: 'public', token_endpoint_auth_method: 'none' }],
      ];
      for (const [field, settings] of refused) {
        const { status, body } = await callApi(server, 'POST', apps, {
          name: 'App',
          callback_url: 'https://app.example.com/',
          ...profiles,
          ...settings,
        });
        assert.equal(status, 400);
        assert.deepEqual(
          body.validations.map((each: { readonly field: string }) => each.field),
          [field],
        );
        assert.match(body.validations[0].detail, /FAPI 2\.0 Security Profile §5\.3\.2\.1/);
      }
    });
  });
}

describe('switching the FAPI 2.0 Security Profile', () => {
  let server: Server;
  let plain: TestClient;
  before(async () => {
    server = await startFreshServer();
    plain = await createTestClient(server.url, server.owner.api_token);
  });
  after(() => server[Symbol.asyncDispose]());

  test('RFC 8414 §2: the metadata is as it was where nothing is switched on', async () => {
    const metadata = (await (await fetch(`${server.url}/.well-known/oauth-authorization-server`)).json()) as Record<string, unknown>;
    assert.equal(metadata.require_pushed_authorization_requests, false);
  });

  test('a client is put under it, shows it, and is taken out again', async () => {
    const client = await FapiClient.register(server.url, server.owner.api_token);
    const change = (profiles: readonly string[]) =>
      callApi(server, 'PUT', `${apps}/${client.clientId}`, { name: 'App', callback_url: client.redirectUri, profiles });
    const set = await change(['fapi2_security']);
    assert.deepEqual([set.status, set.body.profiles], [200, ['fapi2_security']]);
    assert.equal((await client.send('/oauth2/tokens', { grant_type: 'client_credentials' }, { proves: false })).status, 400);
    const freed = await change([]);
    assert.deepEqual([freed.status, freed.body.profiles], [200, []]);
    assert.equal((await client.send('/oauth2/tokens', { grant_type: 'client_credentials' }, { proves: false })).status, 200);
  });

  test('others are as free as before', async () => {
    const { verifier, challenge } = makePkce();
    const code = await obtainCode(server.url, server.owner.api_token, plain, challenge);
    const { status } = await requestToken(server.url, plain, {
      grant_type: 'authorization_code',
      code,
      code_verifier: verifier,
      redirect_uri: plain.redirectUri,
    });
    assert.equal(status, 200);
  });
});
