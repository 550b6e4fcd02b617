import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { version } from '../../src/github-app/request/user-agent.ts';
import { appOptions } from '../github/stand-in.ts';
import { bytesOfEntry, type InstalledClient, installClient } from './installed-client.ts';

/** Two hundredths of what `npm install @octokit/auth-app@8.3.1` puts on a disk (16 packages, 6,350,796 bytes). */
const twoPercentOfPublished = 127_016;

const compiler = fileURLToPath(new URL('../../../../node_modules/typescript/bin/tsc', import.meta.url));

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly dependencies?: object;
  readonly exports: Readonly<Record<string, { readonly types: string; readonly default: string }>>;
}

describe('the package that is published', () => {
  let installed: InstalledClient;
  before(async () => {
    installed = await installClient();
  });
  after(() => installed.remove());

  const inPackage = (path: string): string => join(installed.folder, 'node_modules/@grantry/client', path);
  const manifest = (): Manifest => JSON.parse(readFileSync(inPackage('package.json'), 'utf8')) as Manifest;

  /** Runs a module in the folder it is installed in, and reads what it says as JSON. */
  const run = (code: string): unknown => {
    const file = join(installed.folder, 'run.js');
    writeFileSync(file, code);
    return JSON.parse(execFileSync(process.execPath, [file], { cwd: installed.folder, encoding: 'utf8' }));
  };

  test('brings nothing else with it, and knows its version', () => {
    assert.deepEqual(installed.packages, ['@grantry/client']);
    assert.equal(manifest().dependencies, undefined);
    assert.equal(manifest().version, version);
  });

  test('authenticates an app where there is only the package', () => {
    const code = `import { createAppAuth } from '@grantry/client/github-app';
      const { type, appId } = await createAppAuth(${JSON.stringify(appOptions)})({ type: 'app' });
      console.log(JSON.stringify({ type, appId }));`;
    assert.deepEqual(run(code), { type: 'app', appId: 1 });
  });

  test('every entry point loads, and has its types beside', () => {
    for (const [path, { types }] of Object.entries(manifest().exports)) {
      const names = run(`import * as all from '@grantry/client${path.slice(1)}'; console.log(JSON.stringify(Object.keys(all)));`);
      assert.ok(Array.isArray(names) && names.length > 0, path);
      assert.ok(readFileSync(inPackage(types), 'utf8').length > 0, types);
    }
  });

  test('is required where Node can require modules', () => {
    const file = join(installed.folder, 'run.cjs');
    writeFileSync(file, "console.log(typeof require('@grantry/client/github-app').createAppAuth)");
    assert.equal(execFileSync(process.execPath, [file], { encoding: 'utf8' }).trim(), 'function');
  });

  test('its types stand alone, without those of Node', () => {
    writeFileSync(
      join(installed.folder, 'use.ts'),
      `import { createAppAuth, type InstallationAccessTokenAuthentication } from '@grantry/client/github-app';
       export const read = (): Promise<InstallationAccessTokenAuthentication> => createAppAuth({ appId: 1, privateKey: '' })({ type: 'installation' });
       // @ts-expect-error one of three ways to sign has to be given
       createAppAuth({ appId: 1 });`,
    );
    const flags = '--noEmit --strict --module nodenext --target es2023 --lib es2023,dom --types --skipLibCheck false'.split(' ');
    execFileSync(process.execPath, [compiler, ...flags.filter((flag) => flag !== '--types'), 'use.ts'], {
      cwd: installed.folder,
      stdio: 'pipe',
    });
  });

  test('the GitHub App part, with its types, is less than 2 % of what the published package installs', () => {
    const bytes = bytesOfEntry(installed, './github-app');
    assert.ok(bytes <= twoPercentOfPublished, `${bytes} bytes`);
  });
});
