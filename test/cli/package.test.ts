import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { type Ran, runProgram } from './support.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = temporaryFolder('package');
const installed = join(folder.path, 'package');
process.on('exit', () => folder[Symbol.dispose]());

const run = (...words: readonly string[]): Promise<Ran> =>
  runProgram(process.execPath, [join(installed, 'bin/grantry.js'), ...words], { GRANTRY_DATA_DIR: folder.path });

before(() => {
  const packed = execFileSync('npm', ['pack', '--silent', '--pack-destination', folder.path], { cwd: root, encoding: 'utf8' });
  execFileSync('tar', ['-xzf', join(folder.path, packed.trim().split('\n').at(-1) ?? ''), '-C', folder.path]);
  symlinkSync(join(root, 'node_modules'), join(installed, 'node_modules'));
});

test('the package holds compiled code and no TypeScript', () => {
  assert.ok(existsSync(join(installed, 'dist/src/server/main.js')));
  assert.ok(existsSync(join(installed, 'dist/src/console/static/console.css')));
  const files = execFileSync('find', [installed, '-type', 'f'], { encoding: 'utf8' }).trim().split('\n');
  assert.deepEqual(
    files.filter((file) => /\.ts$|\.test\.js$|\/testing\//.test(file)),
    [],
  );
});

test('the package runs without TypeScript', async () => {
  assert.match((await run('version')).stdout, /^\d+\.\d+\.\d+\n$/);
  assert.match((await run('--help')).stdout, / external-auth +Link accounts/);
  assert.deepEqual((await run('config', 'show')).status, 0);
});

test('help loads no part of Node.js that is slow to start', async () => {
  const watch = "process.on('exit', () => console.error(process.moduleLoadList.join('\\n')))";
  const { stderr } = await runProgram(process.execPath, [
    '--import',
    `data:text/javascript,${watch}`,
    join(installed, 'bin/grantry.js'),
    '--help',
  ]);
  const loaded = new Set(stderr.split('\n').map((line) => line.replace('NativeModule ', '')));
  assert.ok(loaded.has('fs'), stderr);
  for (const slow of ['stream', 'internal/fs/streams', 'crypto', 'http', 'readline']) assert.ok(!loaded.has(slow), slow);
});

test('every part of the server is in the package', async () => {
  const setup = await run('setup', '--email=ann@example.com', '--password=correct horse', '-o', 'json');
  assert.equal(setup.status, 0, setup.stderr);
  const main = join(installed, 'dist/src/server/serve.js');
  const loaded = await runProgram(process.execPath, ['--input-type=module', '-e', `await import(${JSON.stringify(main)})`]);
  assert.deepEqual(loaded, { status: 0, stdout: '', stderr: '' });
});
