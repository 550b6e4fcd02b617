import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildPackage } from '../../scripts/build-package.ts';
import { findReachableDeclarations } from '../../scripts/reachable-declarations.ts';

/** The package as people install it: built, packed, elsewhere. */
export interface InstalledClient {
  /** A folder with a `node_modules` and nothing of the checkout. */
  readonly folder: string;
  /** Of the package and whatever came with it. */
  readonly bytes: number;
  readonly packages: readonly string[];
  remove(): void;
}

/** Bytes of every file below a folder. */
export const bytesBelow = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);

const packagesIn = (modules: string): readonly string[] =>
  readdirSync(modules)
    .filter((name) => !name.startsWith('.'))
    .flatMap((name) => (name.startsWith('@') ? readdirSync(join(modules, name)).map((inner) => `${name}/${inner}`) : [name]));

/** Builds and packs the client, and installs it into a folder of its own. */
export async function installClient(): Promise<InstalledClient> {
  const folder = mkdtempSync(join(tmpdir(), 'grantry-client-'));
  const npm = (...args: readonly string[]): string =>
    execFileSync('npm', args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  const built = join(folder, 'built');
  await buildPackage(built);
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
  const packed = npm('pack', '--silent', built).trim().split('\n').at(-1) ?? '';
  npm('install', '--silent', '--offline', '--no-audit', '--no-fund', join(folder, packed));
  rmSync(built, { recursive: true });
  const modules = join(folder, 'node_modules');
  return {
    folder,
    bytes: bytesBelow(join(modules, '@grantry/client')),
    packages: packagesIn(modules),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

interface Manifest {
  readonly exports: Readonly<Record<string, { readonly types: string; readonly default: string }>>;
}

const codeOf = (file: string, files: Set<string> = new Set()): Set<string> => {
  if (files.has(file)) return files;
  files.add(file);
  for (const [, next = ''] of readFileSync(file, 'utf8').matchAll(/from"(\.[^"]+)"/g)) codeOf(join(file, '..', next), files);
  return files;
};

/** Bytes of one entry point: its code, its types, the manifest and the license. */
export function bytesOfEntry({ folder }: Pick<InstalledClient, 'folder'>, entry: string): number {
  const inPackage = (path: string): string => join(folder, 'node_modules/@grantry/client', path);
  // the build wrote it, with both members for every entry point
  const { exports } = JSON.parse(readFileSync(inPackage('package.json'), 'utf8')) as Manifest;
  const { types = '', default: code = '' } = exports[entry] ?? {};
  const files = [
    inPackage('package.json'),
    inPackage('LICENSE'),
    ...codeOf(inPackage(code)),
    ...findReachableDeclarations([inPackage(types)]),
  ];
  return files.reduce((sum, file) => sum + statSync(file).size, 0);
}
