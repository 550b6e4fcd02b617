import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { entry } from '../cli/support.ts';
import { gitIn } from '../support/run-git.ts';
import { type Forge, startForge } from './start-forge.ts';

const helper = `!'${process.execPath}' '${entry}' git-credential`;

/** Has git ask grantry for everything, and after it whatever is named. */
async function useHelpers({ git }: Forge, ...others: readonly string[]): Promise<void> {
  for (const each of [helper, ...others]) await git('config', '--global', '--add', 'credential.helper', each);
}

/** The tokens git came with; it also tries a user name alone. */
const tokensAt = (forge: Forge): readonly string[] =>
  forge.server.presented.map(({ username, password }) => password || username).filter((text) => /-\d+$/.test(text));

test('git clones, fetches and pushes with the token of the linked account', async () => {
  await using forge = await startForge();
  await forge.link('ada');
  const installed = await forge.grantry('git-credential', 'install');
  assert.equal(installed.status, 0, installed.stderr);
  const { git, server, home } = forge;

  const cloned = await git('clone', `${server.url}/engine.git`, 'mine');
  assert.equal(cloned.status, 0, cloned.stderr);
  const mine = gitIn(join(home, 'mine'), forge.environment);
  await mine('commit', '--quiet', '--allow-empty', '--message=second');
  const pushed = await mine('push', 'origin', 'main');
  assert.equal(pushed.status, 0, pushed.stderr);
  assert.equal(await server.head('engine.git'), 'second');
  const fetched = await mine('fetch', 'origin');
  assert.equal(fetched.status, 0, fetched.stderr);
  assert.deepEqual([...new Set(tokensAt(forge))], ['ada-1']);
});

test('git whose token was refused fails once, and the next time has another', async () => {
  await using forge = await startForge();
  await forge.link('ada');
  await useHelpers(forge);
  forge.issuer.forget('ada-1');
  const refused = await forge.git('ls-remote', `${forge.server.url}/engine.git`);
  assert.equal(refused.status, 128);
  assert.match(refused.stderr, /Authentication failed/);
  const renewed = await forge.git('ls-remote', `${forge.server.url}/engine.git`);
  assert.equal(renewed.status, 0, renewed.stderr);
  assert.deepEqual(tokensAt(forge), ['ada-1', 'ada-2']);
});

test('a token that expires in mid-session is renewed, and git notices nothing', async () => {
  await using forge = await startForge();
  await forge.link('ada');
  await useHelpers(forge);
  const cloned = await forge.git('clone', `${forge.server.url}/engine.git`, 'mine');
  assert.equal(cloned.status, 0, cloned.stderr);
  await forge.expireTokens();
  const fetched = await forge.git('-C', 'mine', 'fetch');
  assert.equal(fetched.status, 0, fetched.stderr);
  assert.deepEqual(tokensAt(forge), ['ada-1', 'ada-2']);
});

test('git goes on to its next helper where no provider serves the host', async () => {
  await using forge = await startForge({ settings: { regex: '^https://elsewhere\\.example' } });
  await forge.link('ada');
  await useHelpers(forge, '!f() { test "$1" = get && echo username=ada && echo password=ada-1; }; f');
  const fetched = await forge.git('ls-remote', `${forge.server.url}/engine.git`);
  assert.equal(fetched.status, 0, fetched.stderr);
  assert.equal(fetched.stderr, '');
});

test('git stops with the URL to link the account at, and asks no other helper', async () => {
  await using forge = await startForge();
  await useHelpers(forge, `!f() { touch '${forge.home}/asked'; }; f`);
  const fetched = await forge.git('ls-remote', `${forge.server.url}/engine.git`);
  assert.equal(fetched.status, 128);
  assert.match(fetched.stderr, /link your account first: https:\/\/grantry\.test\/external-auth\/upstream\n/);
  assert.match(fetched.stderr, /told us to quit/);
  assert.deepEqual(forge.server.presented, []);
});

test('the user name in the URL chooses among several accounts', async () => {
  await using forge = await startForge({ accounts: ['ada', 'ada-at-work'] });
  await forge.link('ada');
  await forge.link('ada-at-work');
  await useHelpers(forge);
  const fetch = (user: string) => forge.git('ls-remote', forge.server.url.replace('//', `//${user}`).concat('/engine.git'));
  assert.equal((await fetch('ada@')).status, 0);
  assert.equal((await fetch('ADA-at-work@')).status, 0);
  assert.equal((await fetch('oauth2@')).status, 0);
  assert.deepEqual(tokensAt(forge).slice(0, 2), ['ada-1', 'ada-at-work-1']);
  const nobody = await fetch('grace@');
  assert.equal(nobody.status, 128);
  assert.match(nobody.stderr, /link your account first/);
});

test('a user name in the URL that is an organization’s is no account, where there is one account', async () => {
  await using forge = await startForge();
  await forge.link('ada');
  await useHelpers(forge);
  const fetched = await forge.git('ls-remote', forge.server.url.replace('//', '//acme@').concat('/engine.git'));
  assert.equal(fetched.status, 0, fetched.stderr);
});

test('credential.useHttpPath lets patterns and accounts depend on the repository', async () => {
  await using forge = await startForge({ accounts: ['ada', 'ada-at-work'], repositories: ['engine.git', 'acme.git'] });
  await forge.link('ada-at-work');
  await forge.link('ada');
  const { git, server } = forge;
  const work = ['install', '--for', `${server.url}/acme.git`, '--account', 'ada-at-work', '--use-http-path'];
  assert.equal((await forge.grantry('git-credential', ...work)).status, 0);
  assert.equal((await forge.grantry('git-credential', 'install', '--for', `${server.url}/engine.git`, '--account', 'ada')).status, 0);
  assert.equal((await git('ls-remote', `${server.url}/acme.git`)).status, 0);
  assert.equal((await git('ls-remote', `${server.url}/engine.git`)).status, 0);
  assert.deepEqual(tokensAt(forge), ['ada-at-work-1', 'ada-1']);
});

test('an agent answers git with the token of its user', async () => {
  await using forge = await startForge();
  await forge.link('ada');
  await useHelpers(forge);
  const made = await forge.grantry('agent', 'create', 'ci');
  assert.equal(made.status, 0, made.stderr);
  const agent = { GRANTRY_CONFIG_HOME: '/nonexistent', GRANTRY_AGENT_URL: forge.api.url, GRANTRY_AGENT_TOKEN: made.stdout.trim() };
  const git = gitIn(forge.home, { ...forge.environment, ...agent });
  forge.issuer.forget('ada-1');
  assert.equal((await git('ls-remote', `${forge.server.url}/engine.git`)).status, 128);
  const renewed = await git('ls-remote', `${forge.server.url}/engine.git`);
  assert.equal(renewed.status, 0, renewed.stderr);
});

test('git asks its next helper when the server cannot be reached, and says why', async () => {
  await using forge = await startForge();
  await useHelpers(forge, '!f() { test "$1" = get && echo username=ada && echo password=ada-1; }; f');
  const git = gitIn(forge.home, { ...forge.environment, GRANTRY_URL: 'http://127.0.0.1:1', GRANTRY_TOKEN: 't' });
  const fetched = await git('ls-remote', `${forge.server.url}/engine.git`);
  assert.equal(fetched.status, 0, fetched.stderr);
  assert.match(fetched.stderr, /^grantry: http:\/\/127\.0\.0\.1:1 does not answer/);
});
