import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The package as people install it: packed, compiled, elsewhere. */
export interface InstalledPackage {
  /** The file behind the `grantry` command. */
  readonly entry: string;
  remove(): void;
}

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Packs the checkout and installs the package into a folder of its own. */
export function installPackage(): InstalledPackage {
  const folder = mkdtempSync(join(tmpdir(), 'grantry-bench-package-'));
  const npm = (args: readonly string[], cwd: string): string =>
    execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  const packed = npm(['pack', '--silent', '--pack-destination', folder], root).trim().split('\n').at(-1) ?? '';
  npm(['install', '--silent', '--prefix', folder, '--omit=dev', '--prefer-offline', join(folder, packed)], folder);
  return { entry: join(folder, 'node_modules/grantry/bin/grantry.js'), remove: () => rmSync(folder, { recursive: true, force: true }) };
}
