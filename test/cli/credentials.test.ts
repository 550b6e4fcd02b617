import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { forgetDeployment, keepDeployment } from '../../src/cli/credentials/change-credentials.ts';
import { readCredentials } from '../../src/cli/credentials/credentials-file.ts';
import { getSignedIn } from '../../src/cli/credentials/signed-in.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { fakeApi, runGrantry, runProgram } from './support.ts';

const user = { username: 'ann', email: 'ann@example.com' };

test('the credentials file is its owner’s alone, and so is its directory', async () => {
  using folder = temporaryFolder('credentials');
  const home = join(folder.path, 'nested', 'grantry');
  await keepDeployment({ GRANTRY_CONFIG_HOME: home }, 'http://a', { token: 'x' });
  assert.equal(statSync(join(home, 'credentials.json')).mode & 0o777, 0o600);
  assert.equal(statSync(home).mode & 0o777, 0o700);
  assert.deepEqual(
    readdirSync(home).filter((name) => name.endsWith('.new')),
    [],
  );
});

test('servers are kept by URL; forgetting the current one makes another current', async () => {
  using folder = temporaryFolder('credentials');
  const environment = { GRANTRY_CONFIG_HOME: folder.path };
  await keepDeployment(environment, 'http://a', { token: 'x' });
  await keepDeployment(environment, 'http://b', { token: 'y' });
  assert.deepEqual(await getSignedIn(environment, undefined), { url: 'http://b', token: 'y' });
  assert.deepEqual(await getSignedIn(environment, 'http://a/'), { url: 'http://a', token: 'x' });
  await forgetDeployment(environment, 'http://b');
  assert.deepEqual(readCredentials(join(folder.path, 'credentials.json')), {
    current: 'http://a',
    deployments: { 'http://a': { token: 'x' } },
  });
  await assert.rejects(getSignedIn(environment, '__proto__'), /not signed in to __proto__/);
});

test('a file that is no credentials file is refused and left alone', async () => {
  using folder = temporaryFolder('credentials');
  const path = join(folder.path, 'credentials.json');
  for (const text of ['', '{', '{"deployments":{"u":{}}}', '[]', 'null']) {
    writeFileSync(path, text);
    await assert.rejects(keepDeployment({ GRANTRY_CONFIG_HOME: folder.path }, 'http://a', { token: 'x' }), /is not a credentials file/);
    assert.equal(readFileSync(path, 'utf8'), text);
  }
});

test('20 processes that find the token stale refresh it exactly once, and all go on with the new one', async () => {
  using folder = temporaryFolder('credentials');
  await using api = await fakeApi(async ({ url, headers }) => {
    if (url === '/oauth2/token') {
      await sleep(100);
      return { body: { access_token: 'fresh', refresh_token: 'second', expires_in: 3600 } };
    }
    return headers['grantry-session-token'] === 'fresh' ? { body: user } : { status: 401, body: { message: 'Expired.' } };
  });
  const stale = { token: 'stale', refresh_token: 'first', expires_at: 1 };
  writeFileSync(join(folder.path, 'credentials.json'), JSON.stringify({ current: api.url, deployments: { [api.url]: stale } }));
  const ran = await Promise.all(Array.from({ length: 20 }, () => runGrantry(['whoami'], { GRANTRY_CONFIG_HOME: folder.path })));
  for (const each of ran) assert.deepEqual(each, { status: 0, stdout: `ann <ann@example.com> at ${api.url}\n`, stderr: '' });
  const refreshes = api.seen.filter(({ url }) => url === '/oauth2/token').map(({ body }) => body);
  assert.deepEqual(refreshes, ['grant_type=refresh_token&refresh_token=first&client_id=grantry-cli']);
  const kept = readCredentials(join(folder.path, 'credentials.json')).deployments[api.url];
  assert.equal(kept?.refresh_token, 'second');
});

test('20 processes that each keep a server lose none', async () => {
  using folder = temporaryFolder('credentials');
  await using api = await fakeApi(() => ({ body: user }));
  const urls = Array.from({ length: 20 }, (_, index) => `${api.url}/${index}`);
  await Promise.all(urls.map((url) => runGrantry(['login', url, '--token', 't'], { GRANTRY_CONFIG_HOME: folder.path })));
  assert.deepEqual(Object.keys(readCredentials(join(folder.path, 'credentials.json')).deployments).sort(), urls.toSorted());
});

test('a process that is killed while it holds the lock leaves none behind', async () => {
  using folder = temporaryFolder('credentials');
  const lock = new URL('../../src/cli/credentials/credentials-lock.ts', import.meta.url).href;
  const path = JSON.stringify(join(folder.path, 'credentials.json'));
  const holder = `const { withCredentialsLock } = await import(${JSON.stringify(lock)});
    await withCredentialsLock(${path}, () => process.kill(process.pid, 'SIGKILL'));`;
  await runProgram(process.execPath, ['--input-type=module', '-e', holder]);
  await keepDeployment({ GRANTRY_CONFIG_HOME: folder.path }, 'http://a', { token: 'x' });
  assert.equal((await getSignedIn({ GRANTRY_CONFIG_HOME: folder.path }, undefined)).token, 'x');
});

test('RFC 6749 §5.2: a refresh that is refused says to sign in again, and keeps what there is', async () => {
  using folder = temporaryFolder('credentials');
  await using api = await fakeApi(() => ({ status: 400, body: { error: 'invalid_grant' } }));
  const text = JSON.stringify({ current: api.url, deployments: { [api.url]: { token: 'a', refresh_token: 'b', expires_at: 1 } } });
  writeFileSync(join(folder.path, 'credentials.json'), text);
  const ran = await runGrantry(['whoami'], { GRANTRY_CONFIG_HOME: folder.path });
  const stderr = `grantry: your sign-in to ${api.url} has ended\nTry: grantry login ${api.url}\n`;
  assert.deepEqual(ran, { status: 1, stdout: '', stderr });
  assert.equal(readFileSync(join(folder.path, 'credentials.json'), 'utf8'), text);
});
