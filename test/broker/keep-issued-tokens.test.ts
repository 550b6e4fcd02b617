import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keepIssuedTokens } from '../../src/broker/connect/keep-issued-tokens.ts';
import { handOut } from '../../src/broker/hand-out/hand-out.ts';
import type { ConnectionTokens } from '../../src/broker/model/connection.ts';
import { Secret } from '../../src/protocol/secret.ts';
import { type Fault, json, startFaultyUpstream } from '../support/faulty-upstream.ts';
import { openTestBroker, providersOf, type TestBroker, userId } from '../support/test-broker.ts';

const tokensOf = (name: string): ConnectionTokens => ({
  accessToken: new Secret(`access-${name}`),
  refreshToken: new Secret(`refresh-${name}`),
  expiresAt: undefined,
  extra: undefined,
  scopes: [],
});

/** A provider that says whose a token is when the test lets it, and a broker. */
async function scene() {
  const upstream = await startFaultyUpstream();
  const at = upstream.url;
  const provider = {
    id: 'upstream',
    type: 'github',
    client_id: 'c',
    auth_url: `${at}/a`,
    token_url: `${at}/t`,
    validate_url: `${at}/user`,
  };
  const opened = await openTestBroker({ providers: providersOf(provider) });
  const [configured = assert.fail('there is a provider')] = opened.broker.providers;
  const link = (name: string, another = false): Promise<string> =>
    keepIssuedTokens(opened.broker, configured, { userId, another, tokens: tokensOf(name), members: {} });
  return {
    opened,
    upstream,
    link,
    async [Symbol.asyncDispose]() {
      await opened[Symbol.asyncDispose]();
      await upstream[Symbol.asyncDispose]();
    },
  };
}

const octo = json(200, { id: 7, login: 'octo' });
const kept = async ({ broker }: TestBroker): Promise<readonly (readonly [string, string])[]> =>
  (await broker.facts.listConnections(userId)).map(({ account, accessToken }) => [account, accessToken.reveal()] as const);
const said = (before: () => Promise<unknown>): Fault => {
  return (response, seen) => void before().then(() => octo(response, seen));
};

test('DESIGN §5: what was issued is durable, and handed out, before the provider has said whose it is', async () => {
  await using at = await scene();
  const gate = Promise.withResolvers<void>();
  const asked = Promise.withResolvers<void>();
  at.upstream.script(
    '/user',
    said(() => {
      asked.resolve();
      return gate.promise;
    }),
    octo,
  );
  const linking = at.link('1');
  await asked.promise;
  const [[account, token] = assert.fail('nothing is kept')] = await kept(at.opened);
  assert.match(account, /^unnamed-/);
  assert.equal(token, 'access-1');
  const early = await handOut(at.opened.broker, { userId, selector: { id: 'upstream' } });
  assert.equal(early.action, 'token');
  gate.resolve();
  await linking;
  assert.deepEqual(await kept(at.opened), [['octo', 'access-1']]);
});

test('the same account again takes the tokens over, and nothing is left of what held them', async () => {
  await using at = await scene();
  at.upstream.script('/user', octo);
  const first = await at.link('1');
  assert.equal(await at.link('2'), first);
  assert.deepEqual(await kept(at.opened), [['octo', 'access-2']]);
});

test('tokens that were refreshed while the provider was asked are the ones that stay', async () => {
  await using at = await scene();
  const { broker } = at.opened;
  at.upstream.script(
    '/user',
    said(async () => {
      const [held = assert.fail('nothing is kept')] = await broker.facts.listConnections(userId);
      const lease = { holder: 'x', until: broker.clock() };
      await broker.commit([{ change: 'begin_refresh', connectionId: held.id, attempt: held.attempt, lease, at: broker.clock() }]);
      const changed = { connectionId: held.id, attempt: held.attempt + 1, tokens: tokensOf('rotated'), at: broker.clock() };
      await broker.commit([{ change: 'store_refreshed_tokens', ...changed }]);
    }),
    octo,
  );
  await at.link('1');
  assert.deepEqual(await kept(at.opened), [['octo', 'access-rotated']]);
});

test('an account that is unlinked while the provider is asked stays unlinked', async () => {
  await using at = await scene();
  const { broker } = at.opened;
  at.upstream.script(
    '/user',
    said(async () => {
      const [held = assert.fail('nothing is kept')] = await broker.facts.listConnections(userId);
      await broker.commit([{ change: 'delete_connection', connectionId: held.id, generation: held.generation }]);
    }),
    octo,
  );
  await at.link('1');
  assert.deepEqual(await kept(at.opened), []);
});
