import assert from 'node:assert/strict';
import { test } from 'node:test';
import { entry } from '../cli/support.ts';
import { type Forge, startForge } from './start-forge.ts';

const line = `!'${process.execPath}' '${entry}' git-credential`;

const helpersOf = async ({ git }: Forge, url: string): Promise<readonly string[]> => {
  const { stdout } = await git('config', '--global', '-z', '--get-all', `credential.${url}.helper`);
  return stdout.split('\0').slice(0, -1);
};

test('install sets git up for the hosts of the providers, once, and keeps the helpers of others', async () => {
  await using forge = await startForge();
  const { git, server } = forge;
  await git('config', '--global', `credential.${server.url}.helper`, 'cache');
  const first = await forge.grantry('git-credential', 'install');
  assert.equal(first.status, 0, first.stderr);
  assert.equal(first.stdout, '');
  assert.match(
    first.stderr,
    new RegExp(`^git config --global --add credential\\.${server.url}\\.helper .*\ngit asks grantry for ${server.url} now\\.\n$`),
  );
  assert.deepEqual(await helpersOf(forge, server.url), ['cache', line]);
  const second = await forge.grantry('git-credential', 'install');
  assert.equal(second.stderr, `git asks grantry for ${server.url} already.\n`);
  assert.deepEqual(await helpersOf(forge, server.url), ['cache', line]);

  const removed = await forge.grantry('git-credential', 'uninstall');
  assert.equal(removed.status, 0, removed.stderr);
  assert.deepEqual(await helpersOf(forge, server.url), ['cache']);
  assert.equal((await forge.grantry('git-credential', 'uninstall')).stderr, 'git did not ask grantry.\n');
});

test('install names the server and the account it was told, and may be the only helper', async () => {
  await using forge = await startForge();
  const url = 'https://github.com/acme';
  const flags = ['--for', `${url}/`, '--account', 'ada at work', '--only', '--use-http-path', '--url', forge.api.url];
  assert.equal((await forge.grantry('git-credential', 'install', ...flags)).status, 0);
  assert.deepEqual(await helpersOf(forge, url), ['', `${line} --url ${forge.api.url} --account 'ada at work'`]);
  assert.equal((await forge.git('config', '--global', `credential.${url}.useHttpPath`)).stdout, 'true\n');
  assert.equal((await forge.grantry('git-credential', 'install', ...flags)).stderr, `git asks grantry for ${url} already.\n`);
  assert.equal((await forge.grantry('git-credential', 'uninstall', '--for', url)).status, 0);
  assert.equal((await forge.git('config', '--global', '--list')).stdout, '');
});

test('--dry-run prints git commands that do the same, and does nothing', async () => {
  await using forge = await startForge();
  const { stdout, status } = await forge.grantry('git-credential', 'install', '--dry-run', '--for', 'https://github.com');
  assert.equal(status, 0);
  assert.equal(stdout, `git config --global --add credential.https://github.com.helper '${line.replaceAll("'", "'\\''")}'\n`);
  assert.deepEqual(await helpersOf(forge, 'https://github.com'), []);
});

test('--local changes the repository one is in', async () => {
  await using forge = await startForge();
  await forge.git('init', '--quiet', '.');
  assert.equal((await forge.grantry('git-credential', 'install', '--local', '--for', 'https://github.com')).status, 0);
  assert.equal((await forge.git('config', '--local', 'credential.https://github.com.helper')).stdout, `${line}\n`);
  assert.deepEqual(await helpersOf(forge, 'https://github.com'), []);
});

test('what is wrong is named', async (t) => {
  await using forge = await startForge({ settings: { regex: '^https://git\\.(a|b)\\.example' } });
  const cases: readonly (readonly [title: string, words: readonly string[], stderr: RegExp])[] = [
    ['two files', ['--local', '--system'], /only one of --system, --local can be meant/],
    ['no URL', ['--for', 'github.com'], /"github\.com" is not a URL of a host/],
    ['no provider that names a host', [], /no provider of the server names a host\nTry: grantry git-credential install --for <url>/],
    ['no repository', ['--local', '--for', 'https://github.com'], /git config: .*git/],
  ];
  for (const [title, words, stderr] of cases) {
    await t.test(title, async () => {
      const ran = await forge.grantry('git-credential', 'install', ...words);
      assert.deepEqual([ran.status, ran.stdout], [1, '']);
      assert.match(ran.stderr, stderr);
    });
  }
});
