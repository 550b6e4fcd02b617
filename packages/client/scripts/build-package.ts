import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { findReachableDeclarations } from './reachable-declarations.ts';

const folder = fileURLToPath(new URL('..', import.meta.url));
const root = join(folder, '../..');

interface Manifest {
  /** Entry point → source, as `./github-app` → `./src/github-app/index.ts`. */
  readonly exports: Readonly<Record<string, string>>;
  readonly [member: string]: unknown;
}

/** `./src/x.ts` without its folder and ending: `x`. */
const moduleOf = (source: string): string => source.replace(/^\.\/src\//, '').replace(/\.ts$/, '');

/** The room an entry point is in; the package's own stands for all that share code with it. */
const roomOf = (source: string): string => (source.startsWith('./src/github-app/') ? 'github-app' : 'others');

/** The package's own entry point leads to the GitHub App part instead of repeating it. */
const gitHubAppBeside: Plugin = {
  name: 'github-app-beside',
  setup: ({ onResolve }) =>
    onResolve({ filter: /^\.\/github-app\/index\.ts$/ }, ({ kind }) =>
      kind === 'entry-point' ? undefined : { path: './github-app/index.js', external: true },
    ),
};

/**
 * One module for each entry point, and beside them what several need. A hundred small ones take ten times as long to load, and each file a
 * millisecond: the GitHub App part repeats the few lines it shares with the others, and is a single one.
 */
const writeCode = async (sources: readonly string[], into: string): Promise<void> => {
  for (const entryPoints of Object.values(Object.groupBy(sources, roomOf))) {
    await build({
      absWorkingDir: folder,
      entryPoints: [...(entryPoints ?? [])],
      outbase: 'src',
      outdir: into,
      chunkNames: 'chunks/[hash]',
      bundle: true,
      splitting: (entryPoints ?? []).length > 1,
      minify: true,
      format: 'esm',
      platform: 'neutral',
      target: 'node20',
      external: ['node:*'],
      plugins: [gitHubAppBeside],
      logLevel: 'warning',
    });
  }
};

const writeTypes = (sources: readonly string[], into: string): void => {
  const all = mkdtempSync(join(tmpdir(), 'grantry-client-types-'));
  try {
    const compiler = join(root, 'node_modules/typescript/bin/tsc');
    const flags = ['--noEmit', 'false', '--emitDeclarationOnly', '--rootDir', join(folder, 'src'), '--outDir', all];
    execFileSync(process.execPath, [compiler, '-p', folder, ...flags], { stdio: 'inherit' });
    const entries = sources.map((source) => join(all, `${moduleOf(source)}.d.ts`));
    for (const file of findReachableDeclarations(entries)) cpSync(file, join(into, relative(all, file)), { recursive: true });
  } finally {
    rmSync(all, { recursive: true, force: true });
  }
};

/**
 * Makes the package that is published: bundled code, the types its entry points lead to, and a package.json whose exports name both. The
 * checkout's own names the sources, which Node runs as they are everywhere but below `node_modules`.
 */
export async function buildPackage(into: string = join(folder, 'dist')): Promise<void> {
  rmSync(into, { recursive: true, force: true }); // what was compiled of a file that is gone must not be shipped
  // it is this package's own manifest
  const { exports, scripts: _scripts, ...manifest } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
  const sources = Object.values(exports);
  await writeCode(sources, into);
  writeTypes(sources, into);

  const published = Object.fromEntries(
    Object.entries(exports).map(([path, source]) => [path, { types: `./${moduleOf(source)}.d.ts`, default: `./${moduleOf(source)}.js` }]),
  );
  writeFileSync(join(into, 'package.json'), `${JSON.stringify({ ...manifest, exports: published }, null, 2)}\n`);
  for (const file of [join(folder, 'README.md'), join(root, 'LICENSE')])
    if (existsSync(file)) cpSync(file, join(into, relative(dirname(file), file)));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildPackage();
