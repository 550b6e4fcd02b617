import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { AppAnswer, GitHubApp } from '../../src/broker/github-app/ports.ts';
import type { AppCredentials } from '../../src/broker/model/provider.ts';
import { Secret } from '../../src/protocol/secret.ts';
import { seconds } from '../../src/protocol/units.ts';
import { createGitHubApp } from '../../src/server/github-app/create-github-app.ts';
import { createGitHubApps } from '../../src/server/github-app/create-github-apps.ts';
import { installations, startEmulatedGitHub } from '../support/emulated-github.ts';
import { json, startFaultyUpstream, text } from '../support/faulty-upstream.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { providersOf } from '../support/test-broker.ts';

const terms = { minValidity: seconds(10), isPrivate: false };

const getValue = <Value>(answer: AppAnswer<Value>): Value => (answer.outcome === 'done' ? answer.value : assert.fail(answer.words));

test('a JWT says it is the app, and GitHub believes it', async () => {
  await using github = await startEmulatedGitHub();
  const app = createGitHubApp({ appId: '12345', privateKey: new Secret(github.privateKey) }, github.url);
  const { token, appId } = getValue(await app.jwt());
  const answer = await fetch(`${github.url}/app`, { headers: { authorization: `Bearer ${token.reveal()}` } });
  assert.deepEqual([appId, ((await answer.json()) as { slug: string }).slug], ['12345', 'grantry-ci']);
});

test('a key is taken in one line, in base64 and from a file', async () => {
  await using github = await startEmulatedGitHub();
  using folder = temporaryFolder('app-key');
  const file = join(folder.path, 'app.pem');
  writeFileSync(file, github.privateKey);
  const keys: readonly AppCredentials['privateKey'][] = [
    new Secret(github.privateKey.replaceAll('\n', '\\n')),
    new Secret(Buffer.from(github.privateKey).toString('base64')),
    { file },
  ];
  for (const privateKey of keys) {
    const app = createGitHubApp({ appId: '12345', privateKey }, github.url);
    assert.equal(getValue(await app.findInstallation('octocat')), installations.user);
  }
});

test('a token is narrowed to repositories and permissions', async () => {
  await using github = await startEmulatedGitHub();
  const app = createGitHubApp({ appId: '12345', privateKey: new Secret(github.privateKey) }, github.url);
  const wish = { installationId: 100, repositories: ['app'], permissions: { contents: 'read' } } as const;
  const made = getValue(await app.installationToken(wish, terms));
  assert.deepEqual([made.repositorySelection, made.repositories, made.permissions], ['selected', ['app'], { contents: 'read' }]);
  const [kept] = await github.listTokens();
  assert.deepEqual([kept?.installation.id, kept?.repository_ids.length, kept?.permissions], [100, 1, { contents: 'read' }]);
});

test('a token is made once for all who want the same, and never given to who wants another', async () => {
  await using github = await startEmulatedGitHub();
  const app = createGitHubApp({ appId: '12345', privateKey: new Secret(github.privateKey) }, github.url);
  const ask = async (wish: Parameters<GitHubApp['installationToken']>[0]): Promise<string> =>
    getValue(await app.installationToken(wish, terms)).token.reveal();
  const same = await Promise.all(Array.from({ length: 50 }, () => ask({ installationId: 100, repositories: ['app', 'site'] })));
  assert.equal(new Set([...same, await ask({ installationId: 100, repositories: ['site', 'app'] })]).size, 1);
  const others = [
    await ask({ installationId: 100 }),
    await ask({ installationId: 100, repositories: ['app'] }),
    await ask({ installationId: 100, repositories: ['app', 'site'], permissions: { contents: 'read' } }),
    await ask({ installationId: 200 }),
  ];
  assert.equal(new Set([...same, ...others]).size, 5);
  assert.equal((await github.listTokens()).length, 5);
});

test('a token that is nobody else’s is neither kept nor shared', async () => {
  await using github = await startEmulatedGitHub();
  const app = createGitHubApp({ appId: '12345', privateKey: new Secret(github.privateKey) }, github.url);
  const own = { ...terms, isPrivate: true };
  const answers = await Promise.all([own, own, terms].map((each) => app.installationToken({ installationId: 100 }, each)));
  assert.equal(new Set(answers.map((each) => getValue(each).token.reveal())).size, 3);
});

test('installations are listed, and found by their owner', async () => {
  await using github = await startEmulatedGitHub();
  const app = createGitHubApp({ appId: '12345', privateKey: new Secret(github.privateKey) }, github.url);
  const listed = getValue(await app.listInstallations());
  assert.deepEqual(
    listed.map(({ id, owner, ownerType, isSuspended }) => [id, owner, ownerType, isSuspended]),
    [
      [100, 'octo-org', 'Organization', false],
      [200, 'octocat', 'User', false],
    ],
  );
  assert.equal(getValue(await app.findInstallation('octo-org')), 100);
  assert.equal(getValue(await app.findInstallation('octocat')), 200);
  const missing = await app.findInstallation('nobody');
  assert.equal(missing.outcome === 'failed' && missing.why, 'not_found');
});

test('what GitHub does not do is told apart from what the operator must mend, and from what may work later', async () => {
  await using github = await startEmulatedGitHub();
  const right = createGitHubApp({ appId: '12345', privateKey: new Secret(github.privateKey) }, github.url);
  const wrongId = createGitHubApp({ appId: '999', privateKey: new Secret(github.privateKey) }, github.url);
  const noKey = createGitHubApp({ appId: '12345', privateKey: new Secret('secret-that-is-no-key') }, github.url);
  const noFile = createGitHubApp({ appId: '12345', privateKey: { file: '/nowhere/app.pem' } }, github.url);
  const unreachable = createGitHubApp({ appId: '12345', privateKey: new Secret(github.privateKey) }, 'http://127.0.0.1:9');
  const whyOf = async (app: GitHubApp, permissions: Readonly<Record<string, 'write'>> = {}, installationId = 100) => {
    const answer = await app.installationToken({ installationId, permissions }, terms);
    assert.ok(!JSON.stringify(answer).includes('secret-that-is-no-key'));
    return answer.outcome === 'failed' && answer.why;
  };
  assert.deepEqual(
    [
      await whyOf(right, {}, 7),
      await whyOf(right, { issues: 'write' }),
      await whyOf(wrongId),
      await whyOf(noKey),
      await whyOf(noFile),
      await whyOf(unreachable),
    ],
    ['not_found', 'refused', 'misconfigured', 'misconfigured', 'misconfigured', 'unavailable'],
  );
});

test('an installation that moved to another id is looked for again', async () => {
  await using github = await startEmulatedGitHub();
  await using moving = await startFaultyUpstream();
  moving.script('/users/octo-org/installation', json(200, { id: 1 }), json(200, { id: 2 }));
  moving.script('/app/installations/1/access_tokens', json(404, { message: 'Not Found' }));
  const app = createGitHubApp({ appId: '1', privateKey: new Secret(github.privateKey) }, moving.url);
  assert.equal(getValue(await app.findInstallation('octo-org')), 1);
  assert.equal(getValue(await app.findInstallation('Octo-Org')), 1);
  await app.installationToken({ installationId: 1 }, terms);
  assert.equal(getValue(await app.findInstallation('octo-org')), 2);
});

test('a rate limit and a redirect are no answers', async () => {
  await using github = await startEmulatedGitHub();
  await using upstream = await startFaultyUpstream();
  const app = createGitHubApp({ appId: '1', privateKey: new Secret(github.privateKey) }, upstream.url);
  upstream.script(
    '/app/installations',
    json(403, { message: 'API rate limit exceeded' }),
    json(302, {}, { location: 'http://127.0.0.1:9' }),
  );
  for (const _ of [1, 2]) {
    const answer = await app.listInstallations();
    assert.equal(answer.outcome === 'failed' && answer.why, 'unavailable');
  }
});

test('a provider keeps its app as long as it does not change', async () => {
  await using github = await startEmulatedGitHub();
  const [one = assert.fail(), other = assert.fail()] = providersOf(github.provider, { ...github.provider, id: 'ghes' });
  const [without = assert.fail()] = providersOf({ id: 'plain', type: 'github', client_id: 'a' });
  const appOf = createGitHubApps();
  assert.equal(appOf(one), appOf(one));
  assert.notEqual(appOf(one), appOf(other));
  assert.equal(appOf(without), undefined);
});

test('a token is ended at GitHub, and what GitHub says of that is told apart', async () => {
  await using github = await startEmulatedGitHub();
  await using upstream = await startFaultyUpstream();
  const app = createGitHubApp({ appId: '1', privateKey: new Secret(github.privateKey) }, upstream.url);
  upstream.script('/installation/token', text(204, ''), json(401, { message: 'Bad credentials' }), json(503, { message: 'down' }));
  const answers = [await app.revoke(new Secret('ghs_x')), await app.revoke(new Secret('ghs_x')), await app.revoke(new Secret('ghs_x'))];
  assert.deepEqual(
    answers.map((answer) => (answer.outcome === 'done' ? 'done' : answer.why)),
    ['done', 'misconfigured', 'unavailable'],
  );
  const [asked] = upstream.seen;
  assert.deepEqual([asked?.method, asked?.headers.authorization], ['DELETE', 'token ghs_x']);
});
