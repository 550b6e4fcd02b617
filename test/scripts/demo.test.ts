import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { temporaryFolder } from '../support/temporary-folder.ts';

const main = join(import.meta.dirname, '../../scripts/demo/main.ts');

const startDemo = (args: readonly string[], temporary: string) =>
  spawn(process.execPath, [main, ...args], { env: { PATH: process.env.PATH, TMPDIR: temporary }, stdio: ['ignore', 'pipe', 'pipe'] });

test('the demo links two accounts at one provider, hands their tokens out, issues tokens, and leaves nothing behind', async () => {
  using folder = temporaryFolder('demo-test');
  const child = startDemo(['--once'], folder.path);
  const ended = once(child, 'exit');
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [status] = await ended;
  assert.equal(stderr, '');
  assert.equal(status, 0, stdout);
  const [, token] = /\$ npx grantry external-auth access-token demo\n(\S{20,})\n/.exec(stdout) ?? [];
  const [, other] = /\$ npx grantry external-auth access-token demo --account ada-at-work\n(\S{20,})\n/.exec(stdout) ?? [];
  assert.ok(token !== undefined && other !== undefined && token !== other, stdout);
  assert.match(stdout, /"access_token":"gat_\w+"/);
  assert.match(stdout, /"active":true/);
  assert.match(stdout, /Sign in at http:\/\/127\.0\.0\.1:\d+\n {2}email {5}you@example\.com\n/);
  assert.deepEqual(readdirSync(folder.path), []);
});

test('Ctrl-C ends the demo that stays up, and leaves nothing behind', async () => {
  using folder = temporaryFolder('demo-test');
  const child = startDemo([], folder.path);
  const ended = once(child, 'exit');
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    stdout += chunk;
    if (stdout.includes('Ctrl-C ends the demo')) child.kill('SIGINT');
  });
  const [status] = await ended;
  assert.equal(status, 0, stdout);
  const [, url = ''] = /Sign in at (\S+)/.exec(stdout) ?? [];
  await assert.rejects(fetch(url), 'the server is still there');
  assert.deepEqual(readdirSync(folder.path), []);
});
