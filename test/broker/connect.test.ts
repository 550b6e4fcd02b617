import assert from 'node:assert/strict';
import { test } from 'node:test';
import { handOut } from '../../src/broker/hand-out/hand-out.ts';
import { unlinkConnection } from '../../src/broker/unlink/unlink-connection.ts';
import { validateToken } from '../../src/broker/validate/validate-connection.ts';
import { linkAccount, testAccessUrl, testCallback, upstreamSettings } from '../support/link-account.ts';
import { startOidcUpstream } from '../support/oidc-upstream.ts';
import { openTestBroker, providersOf, userId } from '../support/test-broker.ts';

test('an account is linked through a real provider, handed out, refreshed with rotation, and unlinked with revocation', async () => {
  await using upstream = await startOidcUpstream({ redirectUris: [testCallback], accessTokenLifetime: 300 });
  await using opened = await openTestBroker({ accessUrl: testAccessUrl, providers: providersOf(upstreamSettings(upstream)) });
  const { broker, pass } = opened;
  const request = { userId, selector: { id: 'upstream' } };

  const before = await handOut(broker, request);
  assert.equal(before.action === 'link_needed' && before.url, `${testAccessUrl}/external-auth/upstream`);
  const linked = await linkAccount(opened, 'https://elsewhere.example/connections?tab=1');
  assert.deepEqual([linked.status, linked.headers.location], [307, '/connections?tab=1']);

  const first = await handOut(broker, request);
  assert.equal(first.action, 'token');
  pass(295);
  const refreshed = await Promise.all(Array.from({ length: 20 }, () => handOut(broker, request)));
  const tokens = new Set(refreshed.map((result) => (result.action === 'token' ? result.connection.accessToken.reveal() : result.action)));
  assert.equal(tokens.size, 1);
  assert.notEqual([...tokens][0], first.action === 'token' && first.connection.accessToken.reveal());
  assert.equal(upstream.count('refresh_token success'), 1);
  pass(300);
  assert.equal((await handOut(broker, request)).action, 'token', 'the rotated refresh token works');

  await linkAccount(opened); // B.3: linking again replaces the tokens
  const connections = await broker.facts.listConnections(userId);
  assert.equal(connections.length, 1);
  const [{ id, account, accessToken } = assert.fail()] = connections;
  assert.equal(account, 'upstream-person', 'OpenID Connect Core 1.0 §5.3: userinfo names the account');
  const [provider] = broker.providers;
  assert.ok(provider);
  assert.deepEqual(await unlinkConnection(broker, provider, id), { revoked: true, error: undefined });
  assert.equal(await unlinkConnection(broker, provider, id), undefined);
  assert.equal((await validateToken(broker, provider, { accessToken })).verdict, 'invalid', 'RFC 7009 §2.1: the grant is gone');
});
