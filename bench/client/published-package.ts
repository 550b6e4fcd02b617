import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const modules = fileURLToPath(new URL('../../node_modules', import.meta.url));

const dependenciesOf = (folder: string): readonly string[] => {
  const { dependencies = {} } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { readonly dependencies?: object };
  return Object.keys(dependencies);
};

/** Where Node would find a package from a folder: the nearest `node_modules` above it. */
const findPackage = (from: string, name: string): string => {
  for (let folder = from; folder.startsWith(dirname(modules)); folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', name);
    if (existsSync(candidate)) return candidate;
  }
  throw new Error(`${name} is not installed`);
};

/** A package and everything it depends on, in a folder of its own, as `npm install` would put it there. */
export interface PublishedPackage {
  readonly folder: string;
  remove(): void;
}

/** Copies a package that is installed here, with what it depends on, and nothing of ours. */
export function copyPublished(name: string): PublishedPackage {
  const folder = mkdtempSync(join(tmpdir(), 'grantry-bench-published-'));
  const copied = new Map<string, string>();
  const copy = (from: string, wanted: string): void => {
    const source = findPackage(from, wanted);
    if (copied.get(wanted) === source) return;
    // A second version of a package stands below the one that wants it; here each name has one, which is fewer files, not more.
    if (copied.has(wanted)) return;
    copied.set(wanted, source);
    cpSync(source, join(folder, 'node_modules', wanted), {
      recursive: true,
      filter: (path) => !path.slice(source.length).includes('node_modules'),
    });
    for (const dependency of dependenciesOf(source)) copy(source, dependency);
  };
  copy(dirname(modules), name);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
