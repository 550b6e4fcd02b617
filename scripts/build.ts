import { execFileSync } from 'node:child_process';
import { cpSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Files the server reads beside its code. */
const assets = 'src/**/*.{css,svg,js}';

/** Compiles `src/`, and what it uses of `packages/client`, to `dist/` for the package: Node runs no TypeScript below `node_modules`. */
function build(): void {
  const dist = join(root, 'dist');
  rmSync(dist, { recursive: true, force: true }); // what was compiled of a file that is gone must not be shipped
  execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', join(root, 'tsconfig.build.json')], {
    stdio: 'inherit',
  });
  for (const asset of globSync(assets, { cwd: root })) cpSync(join(root, asset), join(dist, asset));
  // The compiled files look for the version where the checkout has it: two folders up.
  const { version, type } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  writeFileSync(join(dist, 'package.json'), `${JSON.stringify({ version, type })}\n`);
}

build();
