import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { Octokit } from '@octokit/core';
import { createAppAuth, createOAuthUserAuth, createRequest, type Log } from '../../src/github-app/index.ts';
import { appOptions, clientId, clientSecret, GitHub } from '../github/stand-in.ts';
import { mockTime } from '../probes/mock-time.ts';

const epoch = Date.parse('2018-07-07T00:00:00.000Z');

/** The document's examples send with what is there: the global `fetch` is the stand-in. */
const scene = (context: TestContext, gitHub: GitHub = new GitHub()): GitHub => {
  mockTime(context, epoch);
  context.mock.method(globalThis, 'fetch', gitHub.fetch);
  return gitHub;
};

test('seed 004, standalone: as the app', async (context) => {
  scene(context);
  const auth = createAppAuth(appOptions);
  const { token, ...rest } = await auth({ type: 'app' });
  assert.deepEqual(rest, { type: 'app', appId: 1, expiresAt: '2018-07-07T00:09:30.000Z' });
  assert.deepEqual(JSON.parse(atob(token.split('.')[1] ?? '')), { iat: epoch / 1000 - 30, exp: epoch / 1000 + 570, iss: 1 });
});

test('seed 004, standalone: as the OAuth app', async (context) => {
  scene(context);
  assert.deepEqual(await createAppAuth(appOptions)({ type: 'oauth-app' }), {
    type: 'oauth-app',
    clientType: 'github-app',
    clientId,
    clientSecret,
    headers: { authorization: 'basic bHYxLjEyMzQ1Njc4OTBhYmNkZWY6MTIzNDU2Nzg5MGFiY2RlZjEyMzQxMjM0NTY3ODkwYWJjZGVmMTIzNA==' },
  });
});

test('seed 004, standalone: as an installation', async (context) => {
  const gitHub = scene(context);
  const authentication = await createAppAuth(appOptions)({ type: 'installation', installationId: 123 });
  assert.deepEqual(authentication, {
    type: 'token',
    tokenType: 'installation',
    token: gitHub.installations.made[0]?.token,
    installationId: 123,
    permissions: { metadata: 'read' },
    repositorySelection: 'all',
    createdAt: '2018-07-07T00:00:00.000Z',
    expiresAt: '2018-07-07T01:00:00.000Z',
  });
  assert.equal(gitHub.asked[0]?.body, undefined);
});

test('seed 004, standalone: as a user', async (context) => {
  const gitHub = scene(context);
  gitHub.users.codes.set('123456', {});
  const authentication = await createAppAuth(appOptions)({ type: 'oauth-user', code: '123456' });
  assert.deepEqual(authentication, {
    type: 'token',
    tokenType: 'oauth',
    clientType: 'github-app',
    clientId,
    clientSecret,
    token: gitHub.users.live[0]?.token,
  });
});

test('seed 004, with an octokit: as the app, as the OAuth app, as a user', async (context) => {
  const gitHub = scene(context);
  gitHub.users.codes.set('code123', {});
  gitHub.users.codes.set('code456', {});
  const appOctokit = new Octokit({ authStrategy: createAppAuth, auth: appOptions });
  const { data } = await appOctokit.request('GET /app');
  assert.equal(data?.slug, 'grantry-test');

  const { token } = await createAppAuth(appOptions)({ type: 'oauth-user', code: 'code456' });
  const known = await appOctokit.request('POST /applications/{client_id}/token', { client_id: clientId, access_token: token });
  assert.equal(known.data.token, token);

  // octokit does not know what its strategy resolves with
  const userOctokit = (await appOctokit.auth({
    type: 'oauth-user',
    code: 'code123',
    factory: (options: object) => new Octokit({ authStrategy: createOAuthUserAuth, auth: options }),
  })) as Octokit;
  const user = await userOctokit.request('GET /user');
  assert.equal(user.data.login, 'octocat');
});

test('seed 004, with an octokit: as an installation, whose token is refreshed when it ends', async (context) => {
  const gitHub = scene(context, new GitHub({ installations: [{ id: 123, permissions: { issues: 'write' } }] }));
  const octokit = new Octokit({ authStrategy: createAppAuth, auth: { ...appOptions, installationId: 123 } });
  const issue = { owner: 'octocat', repo: 'hello-world', title: 'title' };
  await octokit.request('POST /repos/{owner}/{repo}/issues', issue);
  context.mock.timers.setTime(epoch + 58 * 60_000);
  await octokit.request('POST /repos/{owner}/{repo}/issues', issue);
  assert.equal(gitHub.count('access_tokens'), 1);
  context.mock.timers.setTime(epoch + 59 * 60_000);
  await octokit.request('POST /repos/{owner}/{repo}/issues', issue);
  assert.equal(gitHub.count('access_tokens'), 2);
});

test('seed 004, option request: an enterprise server', async (context) => {
  const gitHub = scene(context, new GitHub({ baseUrl: 'https://ghe.my-company.com/api/v3' }));
  const request = createRequest().defaults({ baseUrl: 'https://ghe.my-company.com/api/v3' });
  await createAppAuth({ ...appOptions, request })({ type: 'installation', installationId: 123 });
  assert.equal(gitHub.asked[0]?.host, 'ghe.my-company.com');
});

test('seed 004, option cache: get and set, as that package writes them', async (context) => {
  const gitHub = scene(context);
  const CACHE: Record<string, string> = {};
  const cache = {
    async get(key: string) {
      return CACHE[key];
    },
    async set(key: string, value: string) {
      CACHE[key] = value;
    },
  };
  const wish = { type: 'installation', installationId: 123 } as const;
  const { token } = await createAppAuth({ ...appOptions, cache })(wish);
  assert.deepEqual(CACHE, { 123: `${token}|2018-07-07T00:00:00.000Z|2018-07-07T01:00:00.000Z|all|metadata|` });
  assert.equal((await createAppAuth({ ...appOptions, cache: { ...cache } })(wish)).token, token);
  assert.equal(gitHub.count('access_tokens'), 1);
});

test('seed 004, option log: warnings go there', async (context) => {
  scene(context, new GitHub({ clockAheadMs: 3_600_000 }));
  const warnings: string[] = [];
  const log: Log = { warn: (message) => warnings.push(message) };
  const auth = createAppAuth({ ...appOptions, log });
  await auth.hook(createRequest(), 'GET /app');
  assert.deepEqual(warnings, [
    "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires - https://docs.github.com/rest",
    '[@octokit/auth-app] GitHub API time and system time are different by 3600 seconds. Retrying request with the difference accounted for.',
  ]);
});

test('seed 004, factory: an installation shares the cache of its app', async (context) => {
  const gitHub = scene(context);
  const appAuth = createAppAuth(appOptions);
  const installationAuth123 = await appAuth({ type: 'installation', installationId: 123, factory: createAppAuth });
  const { token } = await installationAuth123({ type: 'installation' });
  assert.equal((await appAuth({ type: 'installation', installationId: 123 })).token, token);
  assert.equal(gitHub.count('access_tokens'), 1);
});

test('seed 004, factory: a user is signed in at the first call and kept', async (context) => {
  const gitHub = scene(context);
  gitHub.users.codes.set('code', {});
  const userAuth = await createAppAuth(appOptions)({ type: 'oauth-user', code: 'code', factory: createOAuthUserAuth });
  assert.equal(gitHub.asked.length, 0);
  assert.deepEqual(await userAuth(), await userAuth());
  assert.equal(gitHub.count('access_token'), 1);
});

test('seed 004, device flow: the user is shown the code, then asked for', async (context) => {
  const gitHub = scene(context);
  gitHub.users.deviceReplies = [];
  const shown: unknown[] = [];
  const authentication = await createAppAuth(appOptions)({
    type: 'oauth-user',
    onVerification(verification) {
      shown.push([verification.verification_uri, verification.user_code, gitHub.count('access_token')]);
    },
  });
  assert.deepEqual(shown, [['https://github.com/login/device', 'ABCD-1234', 0]]);
  assert.equal(authentication.tokenType, 'oauth');
});

test('seed 004, auth.hook: called, and as an option of request', async (context) => {
  scene(context);
  const { hook } = createAppAuth(appOptions);
  const request = createRequest();
  const { data: installations } = await hook(request, 'GET /app/installations');
  assert.deepEqual(installations, [{ id: 123 }]);
  const requestWithAuth = request.defaults({ request: { hook } });
  assert.deepEqual((await requestWithAuth('GET /app/installations')).data, installations);
});
