import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { test } from 'node:test';
import { findCycle } from '../../../test/architecture/find-cycle.ts';
import { readImports, withoutComments } from '../../../test/architecture/source-files.ts';

const folder = join(import.meta.dirname, '..');

const files = globSync('src/**/*.ts', { cwd: folder })
  .map((path) => path.split(sep).join('/'))
  .filter((path) => !path.endsWith('.test.ts') && !path.includes('/testing/'))
  .map((path) => {
    const text = readFileSync(join(folder, path), 'utf8');
    const code = withoutComments(text);
    return { path, text, code, imports: readImports(path, code) };
  });

const withDependencies = /^(?:node:|@|[a-z])/;

test('nothing is imported but what is here: no packages, nothing of Node, nothing of the server', () => {
  const wrong = files.flatMap(({ path, imports }) =>
    imports
      .filter(({ specifier, target }) => withDependencies.test(specifier) || target?.startsWith('src/') === false)
      .map(({ specifier, isDynamic }) => `${path} imports ${specifier}${isDynamic ? ' when asked to' : ''}`),
  );
  assert.deepEqual(
    wrong.filter((line) => !line.endsWith('when asked to')),
    [],
  );
});

test('the parts do not know one another; what two of them need stands beside', () => {
  const parts = ['github-app', 'grantry', 'verifier'];
  const partOf = (path: string): string => path.split('/')[1] ?? '';
  const wrong = files
    .filter(({ path }) => parts.includes(partOf(path)))
    .flatMap(({ path, imports }) =>
      imports
        .filter(({ target = '' }) => parts.includes(partOf(target)) && partOf(target) !== partOf(path))
        .map(({ specifier }) => `${path} imports ${specifier}`),
    );
  assert.deepEqual(wrong, []);
});

test('no file imports itself through others, type imports included', () => {
  const graph = new Map(files.map(({ path, imports }) => [path, imports.flatMap(({ target }) => (target === undefined ? [] : [target]))]));
  const cycle = findCycle(graph);
  assert.equal(cycle, undefined, cycle?.join('\n  → '));
});

test('only entry points list what others define, and no file is longer than 250 lines', () => {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { readonly exports: Readonly<Record<string, string>> };
  const entries = Object.values(manifest.exports).map((source) => source.replace('./', ''));
  const barrels = files
    .filter(({ path, code }) => /^export\b[^'"`;]*\bfrom\s*'/m.test(code) && !entries.includes(path))
    .map(({ path }) => path);
  assert.deepEqual(barrels, []);
  assert.deepEqual(
    files.filter(({ text }) => text.split('\n').length > 250).map(({ path }) => path),
    [],
  );
});

test('every export says what it is', () => {
  const declaration = /^export (?:async |abstract |declare )*(?:const|function|class|interface|type) (\w+)/;
  const wrong = files.flatMap(({ path, text }) => {
    const lines = text.split('\n');
    return lines.flatMap((line, index) => {
      const [, name] = declaration.exec(line) ?? [];
      let above = index - 1;
      while (/^\/\/ biome-ignore/.test(lines[above] ?? '')) above--;
      return name === undefined || /\*\/\s*$/.test(lines[above] ?? '') ? [] : [`${path}: ${name}`];
    });
  });
  assert.deepEqual(wrong, []);
});
