import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readImports, root, withoutComments } from '../architecture/source-files.ts';

const files = globSync('packages/client/src/**/*.ts', { cwd: root }).filter((path) => !/\.test\.ts$|\/testing\//.test(path));

test('the library imports nothing but itself: no package, and no module of a runtime', () => {
  assert.ok(files.length > 50);
  const foreign = files.flatMap((path) =>
    readImports(path, withoutComments(readFileSync(join(root, path), 'utf8')))
      .filter(({ specifier }) => !specifier.startsWith('.'))
      .map(({ specifier }) => `${path} imports ${specifier}`),
  );
  assert.deepEqual(foreign, []);
});

test('the verifier and the Grantry part know nothing of one another, nor of GitHub Apps', () => {
  const parts = ['github-app', 'grantry', 'verifier', 'fetch'];
  const mayImport: Readonly<Record<string, readonly string[]>> = { grantry: ['fetch'] };
  const wrong = files.flatMap((path) => {
    const own = path.split('/')[3] ?? '';
    return readImports(path, withoutComments(readFileSync(join(root, path), 'utf8')))
      .map(({ target }) => target?.split('/')[3] ?? '')
      .filter((part) => parts.includes(own) && parts.includes(part) && part !== own && !mayImport[own]?.includes(part))
      .map((part) => `${path} imports ${part}`);
  });
  assert.deepEqual(wrong, []);
});

test('Workers, Deno and Bun have all it uses: no Buffer, no process but where it is asked for', () => {
  const wrong = files
    .filter((path) => !path.includes('/github-app/'))
    .filter((path) =>
      /\b(?:Buffer|process|setImmediate|__dirname|require)\b/.test(withoutComments(readFileSync(join(root, path), 'utf8'))),
    );
  assert.deepEqual(wrong, []);
});
