import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { type AppAuth, createAppAuth, type SharedCache, type StrategyOptions } from '../../src/github-app/index.ts';
import type { Answer } from '../github/answer.ts';
import type { Installation } from '../github/installations.ts';
import { appOptions, GitHub } from '../github/stand-in.ts';
import { mockTime } from '../probes/mock-time.ts';
import { silent } from '../probes/new-octokit.ts';
import { newRequest } from '../probes/new-request.ts';
import type { Time } from '../probes/probe.ts';

interface Scene {
  readonly gitHub: GitHub;
  readonly auth: AppAuth;
  readonly time: Time;
}

const scene = (context: TestContext, installation: Partial<Installation> = {}, options: Partial<StrategyOptions> = {}): Scene => {
  const time = mockTime(context);
  const gitHub = new GitHub({ installations: [{ id: 5, ...installation }] });
  return { gitHub, time, auth: createAppAuth({ ...appOptions, log: silent, request: newRequest(gitHub), ...options } as StrategyOptions) };
};

const wish = { type: 'installation', installationId: 5 } as const;

test('a token is kept until a minute before it ends', async (context) => {
  const { gitHub, auth, time } = scene(context);
  await auth(wish);
  time.advance(58 * 60);
  await auth(wish);
  assert.equal(gitHub.count('access_tokens'), 1);
  time.advance(2 * 60);
  await auth(wish);
  assert.equal(gitHub.count('access_tokens'), 2);
});

test('a token that says all about itself, in 500 characters, is kept as it is in every cache', async (context) => {
  const plain = new Map<string, string>();
  const caches = [
    undefined,
    newSharedCache().cache,
    { get: (key: string) => plain.get(key), set: (key: string, value: string) => plain.set(key, value) },
  ];
  for (const cache of caches) {
    const { auth } = scene(context, {}, cache === undefined ? {} : { cache });
    const { token } = await auth(wish);
    assert.match(token, /^ghs_[\w-]{500,}$/);
    assert.equal((await auth(wish)).token, token);
    context.mock.timers.reset();
  }
});

test('minValidityMs: who needs a token for longer gets one that lives that long', async (context) => {
  const { gitHub, auth, time } = scene(context);
  await auth(wish);
  time.advance(30 * 60);
  await auth({ ...wish, minValidityMs: 20 * 60_000 });
  assert.equal(gitHub.count('access_tokens'), 1);
  await auth({ ...wish, minValidityMs: 40 * 60_000 });
  assert.equal(gitHub.count('access_tokens'), 2);
});

test('callers at once share one request, its result and its failure; the next call asks anew', async (context) => {
  const { gitHub, auth } = scene(context, { suspended: true });
  const failed = await Promise.allSettled([auth(wish), auth(wish), auth(wish)]);
  assert.deepEqual(
    failed.map(({ status }) => status),
    ['rejected', 'rejected', 'rejected'],
  );
  assert.equal(gitHub.count('access_tokens'), 1);
  for (const installation of gitHub.installations.installations.values()) installation.suspended = false;
  const tokens = await Promise.all([auth(wish), auth(wish)]);
  assert.deepEqual(tokens[0], tokens[1]);
  assert.equal(gitHub.count('access_tokens'), 2);
});

test('what narrows a token is sent as asked, and nothing when nothing is', async (context) => {
  const { gitHub, auth } = scene(context, { repositories: [{ id: 1, name: 'a' }] });
  await auth(wish);
  const narrowed = await auth({ ...wish, repositoryIds: [1], repositoryNames: ['a'], permissions: { contents: 'read' } });
  assert.deepEqual(
    gitHub.asked.map(({ body }) => body),
    [undefined, { repository_ids: [1], repositories: ['a'], permissions: { contents: 'read' } }],
  );
  assert.deepEqual([narrowed.repositorySelection, narrowed.repositoryIds, narrowed.repositoryNames], ['selected', [1], ['a']]);
});

test('invalidate: every token of the installation is forgotten, narrowed ones too, and no other installation’s', async (context) => {
  const { gitHub, auth } = scene(context);
  gitHub.installations.installations.set(6, { id: 6 });
  const ask = async (): Promise<readonly string[]> => {
    const wishes = [wish, { ...wish, permissions: { contents: 'read' } }, { ...wish, installationId: 6 }];
    return Promise.all(wishes.map(async (one) => (await auth(one)).token));
  };
  const before = await ask();
  await auth.invalidate({ installationId: '5' });
  const after = await ask();
  assert.deepEqual(
    before.map((token, index) => token === after[index]),
    [false, false, true],
  );
});

test('invalidate: a plain cache another process filled is not believed for what is older', async (context) => {
  const kept = new Map<string, string>();
  const cache = { get: (key: string) => kept.get(key), set: (key: string, value: string) => kept.set(key, value) };
  const { auth, time } = scene(context, {}, { cache });
  const { token } = await auth(wish);
  const old = kept.get('5') ?? '';
  time.advance(1);
  await auth.invalidate({ installationId: 5 });
  kept.set('5', old);
  assert.notEqual((await auth(wish)).token, token);
});

test('a signal ends the waiting of one caller, and not the request others wait for', async (context) => {
  const { auth, gitHub } = scene(context);
  const giveUp = new AbortController();
  const impatient = auth({ ...wish, signal: giveUp.signal });
  const patient = auth(wish);
  giveUp.abort(new Error('enough'));
  await assert.rejects(impatient, { message: 'enough' });
  assert.equal((await patient).token, gitHub.installations.made[0]?.token);
});

test('a short Retry-After is waited for, once; a long one is the caller’s to know', async (context) => {
  const slow = (seconds: string): Answer[] => [
    { status: 403, body: { message: 'You have exceeded a secondary rate limit' }, headers: { 'retry-after': seconds } },
  ];
  const { auth, time, gitHub } = scene(context, { refusals: slow('7') });
  const start = Date.now();
  await time.passUntil(auth(wish));
  assert.ok(Date.now() - start >= 7000 && Date.now() - start < 9000);
  for (const installation of gitHub.installations.installations.values()) installation.refusals = slow('120');
  await assert.rejects(time.passUntil(auth({ ...wish, refresh: true })), /secondary rate limit/);
});

const newSharedCache = (): { readonly cache: SharedCache; readonly kept: Map<string, { value: string; until: Date }> } => {
  const kept = new Map<string, { value: string; until: Date }>();
  const cache: SharedCache = {
    version: 2,
    get: async (key) => kept.get(key)?.value,
    set: async (key, value, { expiresAt }) => kept.set(key, { value, until: expiresAt }),
    delete: async (key) => kept.delete(key),
  };
  return { cache, kept };
};

test('shared cache: keys name app and host, values end with the token, and tell all that GitHub said', async (context) => {
  const { cache, kept } = newSharedCache();
  const { auth, gitHub } = scene(context, { permissions: { members: 'admin' }, singleFile: 'x.yml' }, { cache });
  const first = await auth(wish);
  assert.deepEqual([...kept.keys()], ['github-app:2:https://api.github.com:1:5']);
  assert.equal([...kept.values()][0]?.until.toISOString(), first.expiresAt);

  const elsewhere = createAppAuth({ ...appOptions, request: newRequest(gitHub), cache: { ...cache } });
  assert.deepEqual(await elsewhere(wish), first);
  await auth.invalidate({ installationId: 5 });
  assert.equal(kept.size, 0);
});

test('shared cache: what another program or version wrote is a miss', async (context) => {
  const { cache, kept } = newSharedCache();
  const { auth, gitHub } = scene(context, {}, { cache });
  for (const value of ['', '{', '{"v":3}', '{"v":2,"token":"x"}', 'null']) {
    kept.set('github-app:2:https://api.github.com:1:5', { value, until: new Date(0) });
    await auth(wish);
  }
  assert.equal(gitHub.count('access_tokens'), 5);
});

test('two apps that share a plain cache object do not share tokens', async (context) => {
  const kept = new Map<string, string>();
  const cache = { get: (key: string) => kept.get(key), set: (key: string, value: string) => kept.set(key, value) };
  const { auth, gitHub } = scene(context, {}, { cache });
  const { token } = await auth(wish);
  const other = createAppAuth({ ...appOptions, appId: 'lv1.1234567890abcdef', request: newRequest(gitHub), cache });
  assert.notEqual((await other(wish)).token, token);
  assert.deepEqual([...kept.keys()], ['5', '5|app=lv1.1234567890abcdef']);
});
