import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import {
  createOAuthUserAuth,
  type OAuthUserAuth,
  type OAuthUserStrategyOptions,
  type RemediedError,
  type UserAuthentication,
} from '../../src/github-app/index.ts';
import { clientId, clientSecret, GitHub, type GitHubOptions } from '../github/stand-in.ts';
import { mockTime } from '../probes/mock-time.ts';
import { newUserOctokit } from '../probes/new-octokit.ts';
import { newRequest } from '../probes/new-request.ts';
import type { Time } from '../probes/probe.ts';

const hour = 3600;

interface Scene {
  readonly gitHub: GitHub;
  readonly auth: OAuthUserAuth;
  readonly time: Time;
}

/** A user who comes back with the code `code123`. */
const scene = (context: TestContext, userTokens: GitHubOptions['userTokens'], options: Partial<OAuthUserStrategyOptions> = {}): Scene => {
  const time = mockTime(context);
  const gitHub = new GitHub({ ...(userTokens === undefined ? {} : { userTokens }) });
  gitHub.users.codes.set('code123', {});
  const clientType = userTokens === 'oauth-app' ? 'oauth-app' : 'github-app';
  const request = newRequest(gitHub);
  return { gitHub, time, auth: createOAuthUserAuth({ clientId, clientSecret, clientType, code: 'code123', request, ...options }) };
};

test('a user of an OAuth app has scopes', async (context) => {
  const { gitHub, auth } = scene(context, 'oauth-app');
  assert.deepEqual(await auth(), {
    type: 'token',
    tokenType: 'oauth',
    clientType: 'oauth-app',
    clientId,
    clientSecret,
    token: gitHub.users.live[0]?.token,
    scopes: ['repo', 'gist'],
  });
  await assert.rejects(auth({ type: 'refresh' }), { message: '[@octokit/auth-oauth-user] OAuth Apps do not support expiring tokens' });
});

test('a user of a GitHub App whose tokens end has both ends, by the clock of GitHub', async (context) => {
  const { auth } = scene(context, 'github-app with expiry');
  const { expiresAt, refreshTokenExpiresAt } = await auth();
  assert.equal(expiresAt, new Date(Date.now() + 28_800_000).toISOString());
  assert.equal(refreshTokenExpiresAt, new Date(Date.now() + 15_897_600_000).toISOString());
});

test('a token that does not end cannot be refreshed', async (context) => {
  const { auth } = scene(context, 'github-app');
  await assert.rejects(auth({ type: 'refresh' }), { message: '[@octokit/auth-oauth-user] Refresh token missing' });
});

test('nothing to get a token with is refused at the first call', async (context) => {
  const { auth } = scene(context, 'github-app', { code: undefined });
  await assert.rejects(auth(), { message: '[@octokit/auth-oauth-user] Invalid strategy options' });
});

test('every new token is written down before anybody gets it', async (context) => {
  const order: string[] = [];
  const onTokenCreated = async ({ token }: UserAuthentication, { type }: { type: string }): Promise<void> => {
    await Promise.resolve();
    order.push(`${type} ${token}`);
  };
  const { auth, time } = scene(context, 'github-app with expiry', { onTokenCreated });
  const got = [(await auth()).token];
  time.advance(9 * hour);
  got.push((await auth()).token, (await auth({ type: 'refresh' })).token, (await auth({ type: 'reset' })).token);
  assert.deepEqual(
    order,
    ['get', 'refresh', 'refresh', 'reset'].map((type, index) => `${type} ${got[index]}`),
  );
});

test('onTokenCreated may use the token it was told of; others wait until it has ended', async (context) => {
  const order: string[] = [];
  const onTokenCreated = async (): Promise<void> => {
    order.push(`written for ${(await octokit.request('GET /user')).data.login}`);
  };
  const { gitHub } = scene(context, 'github-app with expiry');
  const octokit = newUserOctokit({ createOAuthUserAuth } as never, gitHub, { clientType: 'github-app', code: 'code123', onTokenCreated });
  await Promise.all([1, 2].map(async () => order.push((await octokit.request('GET /user')).data.login)));
  assert.deepEqual(order, ['written for octocat', 'octocat', 'octocat']);
});

test('a token that could not be written down is not lost: the next call writes again', async (context) => {
  let failures = 1;
  const written: string[] = [];
  const onTokenCreated = ({ token }: UserAuthentication): void => {
    if (failures-- > 0) throw new Error('the database is away');
    written.push(token);
  };
  const { gitHub, auth } = scene(context, 'github-app with expiry', { onTokenCreated });
  await assert.rejects(auth(), { message: 'the database is away' });
  assert.equal((await auth()).token, gitHub.users.live[0]?.token);
  assert.deepEqual(written, [gitHub.users.live[0]?.token]);
  assert.equal(gitHub.count('access_token'), 1);
});

test('load: what another process refreshed is picked up when GitHub refuses the spent refresh token', async (context) => {
  let stored: UserAuthentication | undefined;
  const onTokenCreated = (authentication: UserAuthentication): void => {
    stored = authentication;
  };
  const { gitHub, auth, time } = scene(context, 'github-app with expiry', { onTokenCreated, load: () => stored });
  const { token, refreshToken, expiresAt } = await auth();
  const request = newRequest(gitHub);
  const existing = { clientId, clientSecret, clientType: 'github-app' as const, token, refreshToken, expiresAt, request };
  const other = createOAuthUserAuth({ ...existing, onTokenCreated });
  time.advance(9 * hour);
  const theirs = await other();
  assert.equal((await auth()).token, theirs.token);
});

test('a refresh token nobody knows any more asks for the user', async (context) => {
  const { gitHub, auth, time } = scene(context, 'github-app with expiry');
  await auth();
  gitHub.users.live.length = 0;
  time.advance(9 * hour);
  const error = await auth().catch((thrown: RemediedError) => thrown);
  assert.match(String(error), /bad_refresh_token/);
  assert.match((error as RemediedError).remedy, /The user has to sign in again/);
});

test('a token about to end is refreshed, and used to its end when GitHub is in trouble', async (context) => {
  const { gitHub, auth, time } = scene(context, 'github-app with expiry');
  const { token } = await auth();
  time.advance(8 * hour - 30);
  const [live] = gitHub.users.live.splice(0);
  assert.equal((await auth()).token, token);
  if (live !== undefined) gitHub.users.live.push(live);
  assert.notEqual((await auth()).token, token);
});

test('check, delete: 404 means that the token is invalid, and ends what can be done with it', async (context) => {
  const { gitHub, auth } = scene(context, 'github-app');
  await auth({ type: 'check' });
  gitHub.users.live.length = 0;
  const invalid = { message: '[@octokit/auth-oauth-user] Token is invalid' };
  await assert.rejects(auth({ type: 'check' }), { ...invalid, status: 404 });
  await assert.rejects(auth(), invalid);
});

for (const type of ['delete', 'deleteAuthorization'] as const) {
  test(`${type}: the token is gone, also if it was gone before`, async (context) => {
    for (const isGone of [false, true]) {
      const { gitHub, auth } = scene(context, 'github-app');
      await auth();
      if (isGone) gitHub.users.live.length = 0;
      const { invalid } = await auth({ type });
      assert.equal(invalid, true);
      assert.equal(gitHub.users.live.length, 0);
      await assert.rejects(auth(), /Token is invalid/);
      context.mock.timers.reset();
    }
  });
}

test('hook: a token GitHub no longer accepts is refreshed once; a refusal that stays is passed on', async (context) => {
  const { gitHub, auth } = scene(context, 'github-app with expiry');
  const { token, refreshToken, expiresAt } = await auth();
  const octokit = newUserOctokit({ createOAuthUserAuth } as never, gitHub, { clientType: 'github-app', token, refreshToken, expiresAt });
  for (const pair of gitHub.users.live) pair.token = 'revoked';
  assert.equal((await octokit.request('GET /user')).data.login, 'octocat');
  gitHub.users.live.length = 0;
  await assert.rejects(octokit.request('GET /user'), { status: 401 });
});

test('hook: what concerns the app’s tokens is asked as the app, and other hosts get nothing', async (context) => {
  const { gitHub, auth } = scene(context, 'github-app');
  const request = newRequest(gitHub);
  const { token } = await auth();
  await auth.hook(request, 'POST /applications/{client_id}/token', { client_id: clientId, access_token: token });
  await auth.hook(request, 'GET https://elsewhere.example/user').catch(() => {});
  assert.deepEqual(
    gitHub.asked.slice(-2).map(({ authorization }) => authorization?.split(' ')[0]),
    ['basic', undefined],
  );
});

test('an error of a question about a token shows neither it nor the secret', async (context) => {
  const { gitHub, auth } = scene(context, 'github-app');
  const { token } = await auth();
  gitHub.users.live.length = 0;
  const error: unknown = await auth({ type: 'check' }).catch((thrown: unknown) => thrown);
  const shown = JSON.stringify(error);
  assert.ok(shown.includes('request') && !shown.includes(token) && !shown.includes(clientSecret));
});

test('the strategy names its version', () => assert.match(createOAuthUserAuth.VERSION, /^\d+\.\d+\.\d+$/));
