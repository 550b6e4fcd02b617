import { execFileSync } from 'node:child_process';
import { cpSync, globSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Files the server reads beside its code. */
const assets = 'src/**/*.{css,svg,js}';

/** Compiles `src/` to `dist/` for the package: Node runs no TypeScript below `node_modules`. */
function build(): void {
  const dist = join(root, 'dist');
  rmSync(dist, { recursive: true, force: true }); // what was compiled of a file that is gone must not be shipped
  execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', join(root, 'tsconfig.build.json')], {
    stdio: 'inherit',
  });
  for (const asset of globSync(assets, { cwd: root })) cpSync(join(root, asset), join(dist, relative('src', asset)));
}

build();
