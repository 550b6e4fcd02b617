import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { type InstalledClient, installClient } from './installed-client.ts';

/** Signs with each form of one key and checks the signatures, with nothing but what every runtime has. */
const program = `
const { createAppAuth } = await import('@grantry/client/github-app');
const algorithm = { name: 'RSASSA-PKCS1-v1_5', modulusLength: 2048, publicExponent: Uint8Array.of(1, 0, 1), hash: 'SHA-256' };
const { privateKey, publicKey } = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
const pkcs8 = new Uint8Array(await crypto.subtle.exportKey('pkcs8', privateKey));
const pem = (label, der) => \`-----BEGIN \${label}-----\\n\${btoa(String.fromCharCode(...der))}\\n-----END \${label}-----\`;
const bytes = (text) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (one) => one.charCodeAt(0));
const results = [];
for (const key of [pem('PRIVATE KEY', pkcs8), pem('RSA PRIVATE KEY', pkcs8.slice(26)), privateKey]) {
  const { token } = await createAppAuth({ appId: 1, privateKey: key })({ type: 'app' });
  const [header, payload, signature] = token.split('.');
  const signed = new TextEncoder().encode(header + '.' + payload);
  results.push(await crypto.subtle.verify(algorithm.name, publicKey, bytes(signature), signed));
}
console.log(JSON.stringify(results));
`;

const withoutNodeCrypto = 'process.getBuiltinModule = undefined;\n';

const runtimes: readonly (readonly [title: string, command: string, args: readonly string[], before: string])[] = [
  ['Node', process.execPath, [], ''],
  ['a Node that hides node:crypto', process.execPath, [], withoutNodeCrypto],
  ['Deno', 'deno', ['run', '--allow-read', '--allow-env', '--no-remote'], ''],
  ['Bun', 'bun', ['run'], ''],
];

const isInstalled = (command: string): boolean => spawnSync(command, ['--version']).status === 0;

describe('the package runs wherever there are web APIs', () => {
  let installed: InstalledClient;
  before(async () => {
    installed = await installClient();
  });
  after(() => installed.remove());

  for (const [title, command, args, first] of runtimes) {
    test(`an app signs on ${title}`, { skip: isInstalled(command) ? false : `${command} is not installed` }, () => {
      const file = join(installed.folder, `sign-on-${title.replaceAll(/\W/g, '-')}.mjs`);
      writeFileSync(file, first + program);
      const said = execFileSync(command, [...args, file], { cwd: installed.folder, encoding: 'utf8' });
      assert.deepEqual(JSON.parse(said), [true, true, true]);
    });
  }
});
