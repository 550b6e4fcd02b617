import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createAppAuth, type StrategyOptions } from '../../src/github-app/index.ts';
import { appOptions, GitHub } from '../github/stand-in.ts';
import { newRequest } from '../probes/new-request.ts';

const { privateKey } = appOptions;
const createJwt = async (): Promise<{ jwt: string; expiresAt: string }> => ({ jwt: 'made', expiresAt: '2030-01-01T00:00:00.000Z' });

const refusals: readonly (readonly [title: string, options: object, message: string])[] = [
  ['E1: no appId', { privateKey }, '[@octokit/auth-app] appId option is required'],
  ['E1 before E2', {}, '[@octokit/auth-app] appId option is required'],
  ['E2: nothing to sign with', { appId: 1 }, '[@octokit/auth-app] privateKey option is required'],
  [
    'E3: two ways to sign',
    { appId: 1, privateKey, createJwt },
    '[@octokit/auth-app] privateKey and createJwt options are mutually exclusive',
  ],
  ['E4: installationId 0', { appId: 1, privateKey, installationId: 0 }, '[@octokit/auth-app] installationId is set to a falsy value'],
  [
    'E4: installationId undefined',
    { appId: 1, privateKey, installationId: undefined },
    '[@octokit/auth-app] installationId is set to a falsy value',
  ],
  [
    'sign beside a key',
    { appId: 1, privateKey, sign: () => new Uint8Array() },
    '[@grantry/client] sign excludes the privateKey and createJwt options',
  ],
];

for (const [title, options, message] of refusals) {
  test(`createAppAuth refuses at once: ${title}`, () => {
    assert.throws(() => createAppAuth(options as StrategyOptions), { message });
  });
}

test('E5: a type nobody knows is named', async () => {
  const auth = createAppAuth(appOptions);
  await assert.rejects(auth({ type: 'oauth' } as never), { message: 'Invalid auth type: oauth' });
});

for (const installationId of [undefined, 0, 'abc']) {
  test(`E6: an installation has to be named, and not as ${installationId}`, async () => {
    const message = '[@octokit/auth-app] installationId option is required for installation authentication.';
    await assert.rejects(createAppAuth(appOptions)({ type: 'installation', installationId }), { message });
  });
}

test('E6 names the route that would have needed an installation', async () => {
  const { hook } = createAppAuth(appOptions);
  await assert.rejects(hook(newRequest(new GitHub()), 'GET /repos/{owner}/{repo}'), /installationId option is required/);
  const error: unknown = await hook(newRequest(new GitHub()), 'GET /user/repos').catch((thrown: unknown) => thrown);
  assert.match(String((error as { remedy?: string }).remedy), /"GET \/user\/repos" is answered to installations/);
});

test('E7: a key of which only the first line arrived rejects the first signature, not the construction', async () => {
  const auth = createAppAuth({ appId: 1, privateKey: '-----BEGIN RSA PRIVATE KEY-----' });
  await assert.rejects(auth({ type: 'app' }), /^Error: The 'privateKey` option contains only the first line/);
});

test('appId is given back and put into the JWT as it came: number, text, Client ID', async () => {
  for (const appId of [7, '7', 'lv1.abc']) {
    const authentication = await createAppAuth({ appId, privateKey })({ type: 'app' });
    assert.equal(authentication.appId, appId);
    assert.equal(JSON.parse(atob(authentication.token.split('.')[1] ?? '')).iss, appId);
  }
});

test('client ID and secret that are missing are sent as nothing', async () => {
  const { headers } = await createAppAuth({ appId: 1, privateKey })({ type: 'oauth-app' });
  assert.equal(headers.authorization, 'basic Og==');
});

test('a factory gets the options as given, with cache, log and request, the call over them', async () => {
  const auth = createAppAuth({ appId: 1, privateKey, installationId: '7', extra: 'kept' });
  const keys = await auth({ type: 'installation', installationId: '8', own: 1, factory: (options: Record<string, unknown>) => options });
  assert.deepEqual(Object.keys(keys).sort(), ['appId', 'cache', 'extra', 'installationId', 'log', 'own', 'privateKey', 'request']);
  assert.equal(keys.installationId, '8');
  assert.equal((await auth({ type: 'installation', factory: (options: { installationId: unknown }) => options })).installationId, 7);
});

test('a logger is called through its object', async () => {
  const log = {
    warned: [] as string[],
    warn(message: string) {
      this.warned.push(message);
    },
  };
  const auth = createAppAuth({ ...appOptions, log });
  await auth.hook(newRequest(new GitHub({ clockAheadMs: 3_600_000 })), 'GET /app');
  assert.equal(log.warned.length, 2);
});
