import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { createOAuthDeviceAuth, type OAuthDeviceAuth, type OAuthDeviceStrategyOptions } from '../../src/github-app/index.ts';
import { clientId, GitHub, type GitHubOptions } from '../github/stand-in.ts';
import { mockTime } from '../probes/mock-time.ts';
import { newRequest } from '../probes/new-request.ts';
import type { Time } from '../probes/probe.ts';

interface Scene {
  readonly gitHub: GitHub;
  readonly auth: OAuthDeviceAuth;
  readonly time: Time;
  /** Seconds from the start at which GitHub was asked for the token. */
  readonly askedAt: number[];
}

const scene = (
  context: TestContext,
  replies: Record<string, unknown>[],
  options: Partial<OAuthDeviceStrategyOptions> = {},
  userTokens: GitHubOptions['userTokens'] = 'oauth-app',
): Scene => {
  const time = mockTime(context);
  const gitHub = new GitHub({ userTokens });
  gitHub.users.deviceReplies = replies;
  const start = Date.now();
  const askedAt: number[] = [];
  const fetch: typeof gitHub.fetch = (input, init) => {
    if (String(input).endsWith('access_token')) askedAt.push((Date.now() - start) / 1000);
    return gitHub.fetch(input, init);
  };
  const request = newRequest(gitHub, { request: { fetch } });
  const clientType = userTokens === 'oauth-app' ? 'oauth-app' : 'github-app';
  return { gitHub, time, askedAt, auth: createOAuthDeviceAuth({ clientId, clientType, onVerification: () => {}, request, ...options }) };
};

const pending = { error: 'authorization_pending' };

test('E8, E9: what is missing is named at once, the client ID first', () => {
  assert.throws(() => createOAuthDeviceAuth({} as never), {
    message: '[@octokit/auth-oauth-device] "clientId" option must be set (https://github.com/octokit/auth-oauth-device.js#usage)',
  });
  assert.throws(() => createOAuthDeviceAuth({ clientId } as never), {
    message:
      '[@octokit/auth-oauth-device] "onVerification" option must be a function (https://github.com/octokit/auth-oauth-device.js#usage)',
  });
});

test('RFC 8628 §3.4: GitHub is asked at once, then every interval, until the user is done', async (context) => {
  const { auth, time, askedAt, gitHub } = scene(context, [pending, pending], { scopes: ['repo', 'gist'] });
  const authentication = await time.passUntil(auth({ type: 'oauth' }));
  assert.deepEqual(askedAt, [0, 5, 10]);
  assert.deepEqual(authentication, {
    type: 'token',
    tokenType: 'oauth',
    clientType: 'oauth-app',
    clientId,
    token: gitHub.users.live[0]?.token,
    scopes: ['repo', 'gist'],
  });
});

test('RFC 8628 §3.5: slow_down raises the interval for good, to what the server says or by 5 seconds', async (context) => {
  const { auth, time, askedAt } = scene(context, [{ error: 'slow_down' }, pending, { error: 'slow_down', interval: 20 }, pending]);
  await time.passUntil(auth({ type: 'oauth' }));
  assert.deepEqual(askedAt, [0, 12, 22, 44, 64]);
});

test('questions nobody answers are asked again, three in a row at most', async (context) => {
  const trouble = { status: 502 };
  const { auth, time } = scene(context, [trouble, trouble, trouble, pending, trouble]);
  await time.passUntil(auth({ type: 'oauth' }));
  context.mock.timers.reset();
  const hopeless = scene(context, [trouble, trouble, trouble, trouble]);
  await assert.rejects(hopeless.time.passUntil(hopeless.auth({ type: 'oauth' })), { status: 502 });
});

test('a user who refuses ends it', async (context) => {
  const { auth, time } = scene(context, [pending, { error: 'access_denied' }]);
  await assert.rejects(time.passUntil(auth({ type: 'oauth' })), {
    status: 400,
    message: 'About access_denied. (access_denied, https://docs.github.com/errors)',
  });
});

test('RFC 8628 §3.2: nobody asks after the code has ended', async (context) => {
  const { auth, time, askedAt } = scene(
    context,
    Array.from({ length: 500 }, () => pending),
  );
  await assert.rejects(time.passUntil(auth({ type: 'oauth' })), /did not enter the code before it ended/);
  assert.equal(askedAt.at(-1), 895);
});

test('a signal ends the waiting', async (context) => {
  const giveUp = new AbortController();
  const { auth, time } = scene(
    context,
    Array.from({ length: 500 }, () => pending),
    { signal: giveUp.signal },
  );
  setTimeout(() => giveUp.abort(new Error('enough')), 7000);
  await assert.rejects(time.passUntil(auth({ type: 'oauth' })), { message: 'enough' });
});

test('a token is kept for its scopes; others, or refresh, ask the user again', async (context) => {
  const { auth, gitHub } = scene(context, [], { scopes: ['repo'] });
  const { token } = await auth({ type: 'oauth' });
  assert.equal((await auth({ type: 'oauth', scopes: ['repo'] })).token, token);
  await auth({ type: 'oauth', scopes: ['repo', 'gist'] });
  await auth({ type: 'oauth', scopes: ['repo', 'gist'], refresh: true });
  assert.equal(gitHub.count('/login/device/code'), 3);
});

test('a GitHub App sends no scope; a token that ended is refreshed without the user', async (context) => {
  const { auth, gitHub, time } = scene(context, [], {}, 'github-app with expiry');
  const first = await auth({ type: 'oauth' });
  assert.deepEqual(gitHub.asked[0]?.body, { client_id: clientId });
  assert.ok(first.refreshToken !== undefined && !('clientSecret' in first));
  time.advance(9 * 3600);
  assert.notEqual((await auth({ type: 'oauth' })).token, first.token);
  assert.equal(gitHub.count('/login/device/code'), 1);
});

test('a token that cannot be refreshed any more asks the user again', async (context) => {
  const { auth, gitHub, time } = scene(context, [], {}, 'github-app with expiry');
  await auth({ type: 'oauth' });
  gitHub.users.live.length = 0;
  time.advance(9 * 3600);
  assert.equal((await auth({ type: 'oauth' })).token, gitHub.users.live[0]?.token);
  assert.equal(gitHub.count('/login/device/code'), 2);
});

test('hook: requests carry the token, and what has no secret asks nothing as the app', async (context) => {
  const { auth, gitHub } = scene(context, []);
  const request = newRequest(gitHub);
  assert.equal((await auth.hook(request, 'GET /user')).data.login, 'octocat');
  await auth.hook(request, 'GET /user');
  assert.equal(gitHub.count('/login/device/code'), 1);
});
