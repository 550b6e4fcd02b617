import assert from 'node:assert/strict';
import { test } from 'node:test';
import { handOut } from '../../src/broker/hand-out/hand-out.ts';
import { rejectToken } from '../../src/broker/refresh/reject-token.ts';
import { seconds } from '../../src/protocol/units.ts';
import { sha256 } from '../../src/stores/mint.ts';
import { type Fault, json, startFaultyUpstream, text } from '../support/faulty-upstream.ts';
import { openTestBroker, providersOf, tokensUntil, userId } from '../support/test-broker.ts';
import { keepConnection } from '../support/test-connection.ts';

/** A provider that numbers its tokens, and the token its user gets. */
async function start() {
  const upstream = await startFaultyUpstream();
  let issued = 1;
  const issue: Fault = (response, request) =>
    json(200, { access_token: `access-${++issued}`, refresh_token: `refresh-${issued}`, expires_in: 600 })(response, request);
  upstream.script('/token', issue);
  const urls = { client_id: 'c', auth_url: `${upstream.url}/a`, token_url: `${upstream.url}/token`, validate_url: `${upstream.url}/user` };
  upstream.script('/user', json(200, {}));
  const opened = await openTestBroker({ providers: providersOf({ id: 'upstream', ...urls }), times: { retries: seconds(0) } });
  const { broker } = opened;
  return {
    ...opened,
    upstream,
    link: (refreshToken?: string) =>
      keepConnection(opened, { ...tokensUntil(broker.clock() + 600), ...(refreshToken === '' ? { refreshToken: undefined } : {}) }),
    get: async () => {
      const answer = await handOut(broker, { userId, selector: { id: 'upstream' } });
      return answer.action === 'token' ? answer.connection.accessToken.reveal() : answer.action;
    },
    reject: (token: string, policy?: readonly { readonly provider: string }[]) =>
      rejectToken(broker, { userId, accessTokenHash: sha256(token), policy }),
    count: (path: string) => upstream.seen.filter((request) => request.path === path).length,
    async [Symbol.asyncDispose]() {
      await opened[Symbol.asyncDispose]();
      await upstream[Symbol.asyncDispose]();
    },
  };
}

test('a token that was refused where it was used is refreshed before it is handed out again, once', async () => {
  await using at = await start();
  await at.link();
  assert.equal(await at.get(), 'access-1');
  await at.reject('access-1');
  assert.deepEqual(await Promise.all([at.get(), at.get(), at.get()]), ['access-2', 'access-2', 'access-2']);
  await at.reject('access-1');
  assert.equal(await at.get(), 'access-2');
  assert.equal(at.count('/token'), 1);
});

test('a refused token that is a minute old is refreshed; a younger one is only validated again', async () => {
  await using at = await start();
  await at.link();
  await at.reject('access-1');
  assert.equal(await at.get(), 'access-2');
  await at.reject('access-2');
  assert.equal(await at.get(), 'access-2');
  assert.deepEqual([at.count('/token'), at.count('/user')], [1, 2]);
  at.pass(60);
  await at.reject('access-2');
  assert.equal(await at.get(), 'access-3');
});

test('a refused token that cannot be refreshed is asked about again, and needs the user if the provider says no', async () => {
  await using at = await start();
  await at.link('');
  assert.equal(await at.get(), 'access-1');
  at.upstream.script('/user', text(401, ''));
  assert.equal(await at.get(), 'access-1'); // the provider's yes still counts
  await at.reject('access-1');
  assert.equal(await at.get(), 'link_needed');
  at.upstream.script('/user', json(200, {}));
  assert.equal(await at.get(), 'access-1');
});

test('a refused token is served while the provider cannot be asked for another and says that it works', async () => {
  await using at = await start();
  await at.link();
  await at.reject('access-1');
  at.upstream.script('/token', text(503, ''), json(200, { access_token: 'access-2', expires_in: 600 }));
  assert.equal(await at.get(), 'access-1');
  at.pass(30);
  await at.reject('access-1');
  assert.equal(await at.get(), 'access-2');
});

for (const [title, token, policy] of [
  ['nobody’s', 'access-9', undefined],
  ['of a provider the caller may not have tokens of', 'access-1', [{ provider: 'other' }]],
] as const) {
  test(`a refused token that is ${title} changes nothing`, async () => {
    await using at = await start();
    await at.link();
    await at.reject(token, policy);
    assert.equal(await at.get(), 'access-1');
    assert.equal(at.count('/token'), 0);
  });
}
