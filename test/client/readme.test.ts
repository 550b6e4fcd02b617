import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../architecture/source-files.ts';

const readme = readFileSync(join(root, 'packages/client/README.md'), 'utf8');
const snippets = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code = '']) => code);

test('every snippet of the README compiles against the library and the packages it is for', () => {
  assert.ok(snippets.length >= 6);
  // Below node_modules, so that packages are found and no other test reads these files.
  const folder = mkdtempSync(join(root, 'node_modules', '.readme-'));
  try {
    for (const [index, code] of snippets.entries()) writeFileSync(join(folder, `snippet-${index}.mts`), `export {};\n${code}`);
    const compilerOptions = {
      lib: ['es2024', 'dom'],
      isolatedDeclarations: false,
      declaration: false,
      typeRoots: [join(root, 'node_modules/@types')],
    };
    const tsconfig = { extends: join(root, 'tsconfig.json'), compilerOptions, include: ['*.mts'] };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(tsconfig));
    const { status, stdout } = spawnSync(join(root, 'node_modules/.bin/tsc'), ['-p', folder], { encoding: 'utf8' });
    assert.equal(status, 0, stdout);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
