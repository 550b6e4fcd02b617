import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { createGrantryAuth } from '../../packages/client/src/grantry/create-grantry-auth.ts';
import {
  CallerRefusedError,
  GrantryError,
  NotAllowedError,
  NotLinkedError,
  UnknownProviderError,
} from '../../packages/client/src/grantry/errors.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { type GrantryScene, startGrantryScene } from './grantry-scene.ts';

let scene: GrantryScene;
const provider = 'upstream';

before(async () => {
  scene = await startGrantryScene('ada', 'bob');
});
after(() => scene[Symbol.asyncDispose]());

/** Everything of an error a log may show. */
const everythingOf = (error: unknown): string => {
  assert.ok(error instanceof Error);
  return `${error.message} ${error.stack} ${JSON.stringify(error)} ${error.cause instanceof Error ? everythingOf(error.cause) : ''}`;
};

test('D.3: an account that is not linked is a NotLinkedError with the URL where it is', async () => {
  const auth = createGrantryAuth({ url: scene.url, provider, agentToken: scene.agentToken });
  await assert.rejects(auth(), (error) => error instanceof NotLinkedError && error.url.endsWith('/external-auth/upstream'));
});

test('D.1, D.2, A.1: agents and users get the token by the provider’s id or by a URL it serves', async () => {
  await scene.link('ada', 7200);
  const asked = [
    createGrantryAuth({ url: scene.url, provider, agentToken: scene.agentToken }),
    createGrantryAuth({ url: `${scene.url}/`, match: 'https://git.example/x/y', agentToken: async () => ` ${scene.agentToken}\n` }),
    createGrantryAuth({ url: scene.url, provider, userToken: scene.owner.api_token }),
    createGrantryAuth({ url: scene.url, match: 'https://git.example', userToken: scene.owner.api_token, account: 'ada' }),
  ];
  for (const auth of asked) {
    const { token, account, expiresAt, tokenType } = await auth();
    assert.deepEqual([token, account, tokenType], ['ada-1', 'ada', 'oauth']);
    assert.ok(Date.parse(expiresAt ?? '') > Date.now() + 7_000_000);
  }
  await scene.link('bob', 7200);
  const other = createGrantryAuth({ url: scene.url, provider, account: 'bob', agentToken: scene.agentToken });
  assert.equal((await other()).token, 'bob-1');
});

test('a token that was refused is reported, and the next one is another', async () => {
  const auth = createGrantryAuth({ url: scene.url, provider, agentToken: scene.agentToken });
  const { token } = await auth();
  scene.issuer.forget(token);
  assert.equal((await auth()).token, token, 'nobody knows yet');
  await auth.invalidate(token);
  assert.notEqual((await auth()).token, token);
  await auth.invalidate('somebody else’s');
});

test('J.1: a workload proves itself with a JWT, once for many tokens, and again when its session ends', async () => {
  using folder = temporaryFolder('client');
  const identity = { platform: 'oidc', issuer: scene.world.issuer, subject: 'job' };
  await scene.api.call('POST', '/api/v2/agents', { token: scene.owner.api_token, body: { name: 'job', identities: [identity] } });
  const audiences: string[] = [];
  const identityToken = ({ audience }: { readonly audience: string }) => {
    audiences.push(audience);
    return scene.world.token({ sub: 'job' });
  };
  const asked = { url: scene.url, provider, identityAudience: scene.world.audience };
  const auth = createGrantryAuth({ ...asked, identityToken });
  await auth();
  await auth({ refresh: true });
  assert.deepEqual(audiences, [scene.world.audience]);

  const identityTokenFile = join(folder.path, 'jwt');
  writeFileSync(identityTokenFile, `${await scene.world.token({ sub: 'job' })}\n`);
  assert.ok((await createGrantryAuth({ ...asked, identityTokenFile, agentName: 'job' })()).token);

  await scene.api.call('DELETE', '/api/v2/agents/job', { token: scene.owner.api_token });
  await scene.api.call('POST', '/api/v2/agents', { token: scene.owner.api_token, body: { name: 'again', identities: [identity] } });
  await auth({ refresh: true });
  assert.equal(audiences.length, 2);
});

test('a token file is read again when the server refuses what was in it', async () => {
  using folder = temporaryFolder('client');
  const agentTokenFile = join(folder.path, 'token');
  writeFileSync(agentTokenFile, `${scene.agentToken}\n`);
  const auth = createGrantryAuth({ url: scene.url, provider, agentTokenFile });
  assert.ok((await auth()).token);
  writeFileSync(agentTokenFile, 'gag_stale');
  await assert.rejects(auth({ refresh: true }), CallerRefusedError);
  const missing = createGrantryAuth({ url: scene.url, provider, agentTokenFile: join(folder.path, 'none') });
  await assert.rejects(missing(), (error) => error instanceof CallerRefusedError && error.message.includes('/none'));
});

test('every refusal has a kind of its own, and none shows a credential', async () => {
  const secret = 'gag_canary_0123456789';
  const jwt = await scene.world.token({ sub: 'nobody' });
  const agent = { url: scene.url, agentToken: scene.agentToken };
  const rule = { provider: 'other' };
  const ruled = await scene.api.call('POST', '/api/v2/agents', {
    token: scene.owner.api_token,
    body: { name: 'ruled', hand_out_rules: [rule], rules: [rule] },
  });
  const cases: readonly (readonly [title: string, auth: () => Promise<unknown>, kind: new (...args: never[]) => Error])[] = [
    ['unknown agent', createGrantryAuth({ url: scene.url, provider, agentToken: secret }), CallerRefusedError],
    ['unknown user', createGrantryAuth({ url: scene.url, provider, userToken: secret }), CallerRefusedError],
    ['an agent as user', createGrantryAuth({ url: scene.url, provider, userToken: scene.agentToken }), NotAllowedError],
    ['unknown provider', createGrantryAuth({ ...agent, provider: 'nobody' }), UnknownProviderError],
    ['unserved URL', createGrantryAuth({ ...agent, match: 'https://nowhere.example' }), UnknownProviderError],
    ['not a credential', createGrantryAuth({ url: scene.url, provider, agentToken: `${secret}\nx: y` }), CallerRefusedError],
    ['no credential', createGrantryAuth({ url: scene.url, provider, agentToken: '' }), CallerRefusedError],
    ['unknown workload', createGrantryAuth({ url: scene.url, provider, identityToken: jwt }), CallerRefusedError],
    ['empty identity', createGrantryAuth({ url: scene.url, provider, identityToken: ' ' }), CallerRefusedError],
    ['another server', createGrantryAuth({ ...agent, url: scene.issuer.upstream.url, provider }), UnknownProviderError],
    ['policy', createGrantryAuth({ url: scene.url, provider, agentToken: ruled.body.token }), NotAllowedError],
  ];
  for (const [title, auth, kind] of cases) {
    await assert.rejects(auth(), (error) => {
      assert.ok(error instanceof kind && error instanceof GrantryError, `${title}: ${error}`);
      const shown = everythingOf(error);
      for (const hidden of [secret, jwt, scene.agentToken, scene.owner.api_token]) assert.ok(!shown.includes(hidden), title);
      return true;
    });
  }
});

test('options that leave open which token is meant, or who asks, are refused at once', () => {
  const { url } = scene;
  // The types already refuse these; callers without types are told too.
  const wrong = [
    { url, provider },
    { url, agentToken: 'a' },
    { url, provider, match: 'x', agentToken: 'a' },
  ] as never[];
  for (const options of [
    ...wrong,
    { url, provider, agentToken: 'a', userToken: 'b' } as never,
    { url: 'x', provider, agentToken: 'a' } as never,
  ])
    assert.throws(() => createGrantryAuth(options), TypeError);
});
