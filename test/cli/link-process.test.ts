import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { startConsole } from '../console/start-console.ts';
import { Visitor } from '../console/visitor.ts';
import { ownerCredentials, setUpOwner } from '../support/server.ts';
import { entry, runGrantry } from './support.ts';

test('a person links an account from a terminal, with their browser, and the token is there for the next process', async () => {
  await using server = await startConsole();
  const { api_token } = await setUpOwner(server.url, server.setupLink);
  const browser = await new Visitor(server.url).open('/login');
  await browser.submit('/login', { login: ownerCredentials.email, password: ownerCredentials.password });
  const environment = { GRANTRY_URL: server.url, GRANTRY_TOKEN: api_token, GRANTRY_CONFIG_HOME: '/nonexistent' };

  const before = await runGrantry(['external-auth', 'access-token', 'demo'], environment);
  assert.deepEqual(before, { status: 1, stdout: `${server.url}/external-auth/demo`, stderr: '' });

  const command = ['external-auth', 'link', 'demo', '--no-browser', '-o', 'json'];
  const linking = spawn(process.execPath, [entry, ...command], { env: { PATH: process.env.PATH, ...environment } });
  const ended = once(linking, 'close');
  let stdout = '';
  linking.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  const said: string[] = [];
  for await (const line of createInterface({ input: linking.stderr })) {
    said.push(line);
    const [, url] = /^Link your account here: (\S+)$/.exec(line) ?? [];
    if (url !== undefined) await browser.open(url);
  }
  assert.deepEqual(await ended, [0, null], said.join('\n'));
  assert.match(browser.page, /Demo is linked/);
  assert.deepEqual(said.at(-1), 'Linked upstream-person at Demo.');
  assert.equal(JSON.parse(stdout).provider_id, 'demo');

  const after = await runGrantry(['external-auth', 'access-token', 'demo'], environment);
  assert.deepEqual([after.status, after.stderr], [0, '']);
  assert.match(after.stdout, /^\S{20,}$/);

  const unlinked = await runGrantry(['external-auth', 'unlink', 'demo', '--yes'], environment);
  assert.deepEqual([unlinked.status, unlinked.stderr], [0, 'Unlinked upstream-person at Demo. The token is revoked there.\n']);
});
