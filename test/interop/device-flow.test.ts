import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import * as openid from 'openid-client';
import { Visitor } from '../console/visitor.ts';
import { ownerCredentials, startFreshServer } from '../support/server.ts';

const grantType = 'urn:ietf:params:oauth:grant-type:device_code';

describe('RFC 8628: openid-client is a device, a person at a browser allows it', () => {
  let server: Awaited<ReturnType<typeof startFreshServer>>;
  let config: openid.Configuration;
  let person: Visitor;

  before(async () => {
    server = await startFreshServer({ GRANTRY_DEVICE_POLLING_INTERVAL: '1' });
    const made = await fetch(`${server.url}/api/v2/oauth2-provider/apps`, {
      method: 'POST',
      headers: { 'coder-session-token': server.owner.api_token, 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'TV', client_type: 'public', grant_types: [grantType, 'refresh_token'] }),
    });
    const app = (await made.json()) as { readonly id: string; readonly endpoints: { readonly device_authorization: string } };
    assert.equal(app.endpoints.device_authorization, `${server.url}/oauth2/device`);
    config = await openid.discovery(new URL(server.url), app.id, undefined, openid.None(), { execute: [openid.allowInsecureRequests] });
    person = await new Visitor(server.url).open('/login');
    await person.submit('/login', { login: ownerCredentials.email, password: ownerCredentials.password });
  });
  after(() => server[Symbol.asyncDispose]());

  const decide = async (link: string, decision: 'allow' | 'deny'): Promise<void> => {
    await person.open(link);
    await person.submit('/device');
    await person.submit('/device/decision', { decision });
    assert.equal(person.status, 200);
  };

  test('RFC 8628 §4: metadata names the endpoint and the grant type', () => {
    const metadata = config.serverMetadata();
    assert.equal(metadata.device_authorization_endpoint, `${server.url}/oauth2/device`);
    assert.ok(metadata.grant_types_supported?.includes(grantType));
  });

  test('RFC 8628 §3.4, OpenID Connect Core §3.1.3.3: an allowed device gets tokens, an ID token among them, and refreshes them', async () => {
    const device = await openid.initiateDeviceAuthorization(config, { scope: 'openid email' });
    assert.equal(device.expires_in, 600);
    await decide(device.verification_uri_complete ?? '', 'allow');
    const tokens = await openid.pollDeviceAuthorizationGrant(config, device);
    assert.equal(tokens.scope, 'openid email');
    const { sub = '', auth_time, amr }: Partial<openid.IDToken> = tokens.claims() ?? {};
    assert.deepEqual([sub, typeof auth_time, amr], [server.owner.user_id, 'number', ['pwd']]);
    assert.equal((await openid.fetchUserInfo(config, tokens.access_token, sub)).email, ownerCredentials.email);
    const refreshed = await openid.refreshTokenGrant(config, tokens.refresh_token ?? '');
    assert.equal(refreshed.scope, tokens.scope);
  });

  test('RFC 9449 §5: tokens of a device are bound to its key', async () => {
    const DPoP = openid.getDPoPHandle(config, await openid.randomDPoPKeyPair());
    const device = await openid.initiateDeviceAuthorization(config, { scope: 'openid' });
    await decide(device.verification_uri_complete ?? '', 'allow');
    const tokens = await openid.pollDeviceAuthorizationGrant(config, device, undefined, { DPoP });
    assert.equal(tokens.token_type, 'dpop');
  });

  test('RFC 8628 §3.5: a device that is denied gives up', async () => {
    const device = await openid.initiateDeviceAuthorization(config, { scope: 'openid' });
    await decide(device.verification_uri_complete ?? '', 'deny');
    await assert.rejects(openid.pollDeviceAuthorizationGrant(config, device), { error: 'access_denied' });
  });
});
