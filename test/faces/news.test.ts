import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { linkAccount, testAccessUrl, testCallback, upstreamSettings } from '../support/link-account.ts';
import { type OidcUpstream, startOidcUpstream } from '../support/oidc-upstream.ts';
import { type ServerProcess, type SetupResult, setUpOwner, startServer } from '../support/server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { openTestBroker, providersOf, testMasterKey } from '../support/test-broker.ts';
import { isGenuine, startWebhookReceiver, type WebhookReceiver } from '../support/webhook-receiver.ts';

describe('issue 3 item 4: news of connections', () => {
  const folder = temporaryFolder('news');
  let upstream: OidcUpstream;
  let receiver: WebhookReceiver;
  let server: ServerProcess;
  let owner: SetupResult;
  let secret: string;

  // biome-ignore lint/suspicious/noExplicitAny: tests say what they expect of a body by comparing it
  const call = async (method: string, path: string, body?: unknown, token: string = owner.api_token): Promise<any> => {
    const headers = { 'grantry-session-token': token, ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
    const response = await fetch(server.url + path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    const text = await response.text();
    return /^application\/json(;|$)/.test(response.headers.get('content-type') ?? '') ? JSON.parse(text) : text;
  };

  before(async () => {
    upstream = await startOidcUpstream({ redirectUris: [testCallback] });
    receiver = await startWebhookReceiver();
    const provider = upstreamSettings(upstream);
    const database = `sqlite:${join(folder.path, 'news.db')}`;
    server = await startServer({
      GRANTRY_DATA_DIR: folder.path,
      GRANTRY_DATABASE: database,
      GRANTRY_MASTER_KEY: testMasterKey.toString('base64'),
      GRANTRY_URL: testAccessUrl,
      GRANTRY_WEBHOOK_ALLOW_PRIVATE: 'true',
      ...Object.fromEntries(Object.entries(provider).map(([key, value]) => [`GRANTRY_EXTERNAL_AUTH_0_${key.toUpperCase()}`, value])),
    });
    owner = await setUpOwner(server.url, server.output());
    secret = (await call('POST', '/api/v2/webhooks', { url: receiver.url })).secret;
    await using opened = await openTestBroker({ database, accessUrl: testAccessUrl, providers: providersOf(provider) });
    await linkAccount(opened, '', owner.user_id);
  });
  after(async () => {
    await server[Symbol.asyncDispose]();
    await upstream[Symbol.asyncDispose]();
    await receiver[Symbol.asyncDispose]();
    folder[Symbol.dispose]();
  });

  test('what another node announced is sent within seconds, and a receiver can check it', async () => {
    await receiver.gotten(1);
    const [connected] = receiver.received;
    assert.ok(connected !== undefined && isGenuine(connected, secret, Math.floor(Date.now() / 1000)));
    const { type, data } = connected.body;
    assert.deepEqual([type, data.provider_id, data.user_id, data.relinked], ['connection.connected', 'upstream', owner.user_id, false]);
  });

  test('each hand-out is on the trail, with who, which, when and from where; and is counted', async () => {
    const agent = await call('POST', '/api/v2/agents', { name: 'ci' });
    for (let index = 0; index < 20; index++)
      await call('GET', '/api/v2/workspaceagents/me/external-auth?id=upstream', undefined, agent.token);
    await call('GET', '/api/v2/external-auth/upstream/access-token');
    await call('GET', '/api/v2/users/me/external-auth/nothing');
    const countOf = async (actor: string): Promise<number> =>
      (await call('GET', `/api/v2/audit?event=token_handed_out&actor=${actor}`)).events.reduce(
        (sum: number, { details }: { readonly details: { readonly count?: number } }) => sum + (details.count ?? 1),
        0,
      );
    while ((await countOf(`agent:${agent.agent.id}`)) < 20) await pause(50); // repetitions are written when their second is over
    assert.deepEqual([await countOf(`agent:${agent.agent.id}`), await countOf(`user:${owner.user_id}`)], [20, 1]);
    const { events } = await call('GET', '/api/v2/audit?event=token_handed_out');
    const [last] = events;
    const { data } = receiver.received[0]?.body ?? {};
    assert.deepEqual([last.target, last.address, last.details.provider], [`connection:${data.connection_id}`, '127.0.0.1', 'upstream']);
    assert.ok(Math.abs(Date.parse(last.at) - Date.now()) < 30_000 && last.request_id !== null);
    const metrics = await call('GET', '/metrics');
    assert.match(metrics, /grantry_hand_outs_total\{provider="upstream",outcome="token"\} 21/);
    assert.match(metrics, /grantry_connections\{provider="upstream",health="ok"\} 1/);
    assert.match(metrics, /grantry_webhook_deliveries_total\{outcome="delivered"\} 1/);
  });

  test('a hand-out that a policy denies is on the trail and announced at once, once a minute', async () => {
    const agent = await call('POST', '/api/v2/agents', { name: 'narrow', allowed_providers: ['another'] });
    for (let index = 0; index < 3; index++)
      await call('GET', '/api/v2/workspaceagents/me/external-auth?id=upstream', undefined, agent.token);
    await receiver.gotten(2);
    const denied = receiver.received.filter(({ body }) => body.type === 'hand_out.denied');
    assert.ok(denied.length === 1 || denied.length === 2, 'two when a minute ended meanwhile');
    const [first] = denied;
    assert.deepEqual([first?.body.data.agent_id, first?.body.data.provider_id], [agent.agent.id, 'upstream']);
    const { events } = await call('GET', `/api/v2/audit?event=hand_out_denied&actor=agent:${agent.agent.id}`);
    assert.equal(events.at(-1).target, 'provider:upstream');
  });

  test('an unlinked account is announced with what the provider made of it', async () => {
    const seen = receiver.received.length;
    const answer = await call('DELETE', '/api/v2/external-auth/upstream');
    await receiver.gotten(seen + 1);
    const last = receiver.received.at(-1)?.body;
    assert.equal(last.type, 'connection.revoked');
    assert.deepEqual([last.data.token_revoked, last.data.revocation_error], [answer.token_revoked, null]);
    assert.equal(answer.token_revoked, true);
  });

  test('no message holds a secret of the server, of the user or of the provider', () => {
    const text = receiver.received.map((message) => message.text).join('\n');
    for (const pattern of [/whsec_/, /g(?:at|rt|pt|ag)_/, /access_token/, /refresh_token/]) assert.doesNotMatch(text, pattern);
  });

  test('the trail is exported as JSON lines, whole', async () => {
    const lines: string[] = (await call('GET', '/api/v2/audit/export')).trim().split('\n');
    const sequences = lines.map((line) => JSON.parse(line).sequence);
    assert.deepEqual(
      sequences,
      Array.from({ length: sequences.length }, (_, index) => sequences.length - index),
    );
  });
});
