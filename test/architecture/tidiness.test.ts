import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root, shippedFiles, sourceFiles } from './source-files.ts';

/** Above this, ask which concept wants a file of its own. */
const maxLines = 250;

/** Files that are longer, and why that is right. */
const longOnPurpose: Readonly<Record<string, string>> = {};

/** Tables that `npm run docs` writes from definitions are as long as these are many. */
const isGenerated = (path: string): boolean => path.startsWith('src/cli/operations/tables/');

const everyText: readonly string[] = globSync(
  ['{src,test,scripts,bench,docs,packages,bin}/**/*.{ts,js,sh,md,json,yaml}', '*.{md,json,yaml}'],
  {
    cwd: root,
    exclude: (path) => path.includes('node_modules') || path.includes('package-lock'),
  },
);

test(`no file of src/ is longer than ${maxLines} lines`, () => {
  const wrong = shippedFiles
    .map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }))
    .filter(({ path, lines }) => lines > maxLines && !(path in longOnPurpose) && !isGenerated(path))
    .map(({ path, lines }) => `${path} has ${lines} lines`);
  assert.deepEqual(wrong, []);
});

test('the list of long files names only files that are long', () => {
  const lines = new Map(shippedFiles.map(({ path, text }) => [path, text.split('\n').length - 1]));
  assert.deepEqual(
    Object.keys(longOnPurpose).filter((path) => (lines.get(path) ?? 0) <= maxLines),
    [],
  );
});

test('no barrels: a file exports what it defines', () => {
  const wrong = shippedFiles
    .filter(({ path, code }) => path.endsWith('/index.ts') || /^export\b[^'"`;]*\bfrom\s*'/m.test(code))
    .map(({ path }) => path);
  assert.deepEqual(wrong, []);
});

test('folders are named after things: no utils, helpers, common, misc', () => {
  const wrong = sourceFiles.map(({ path }) => path).filter((path) => /\/(?:utils?|helpers?|common|misc|shared|lib)(?:\/|\.ts$)/.test(path));
  assert.deepEqual(wrong, []);
});

test('files are named in kebab-case', () => {
  const wrong = sourceFiles
    .map(({ path }) => path)
    .filter((path) => !/^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.ts$/.test(path.split('/').at(-1) ?? ''));
  assert.deepEqual(wrong, []);
});

for (const room of new Set(sourceFiles.map(({ room }) => room))) {
  test(`${room}/ opens with a README of a title and a few sentences`, () => {
    const path = join(root, 'src', room, 'README.md');
    assert.ok(existsSync(path), `${path} is missing`);
    assert.match(readFileSync(path, 'utf8'), new RegExp(`^# ${room}\n\n\\S[\\s\\S]*\\.\n`));
  });
}

test('a TODO or FIXME names an issue', () => {
  const wrong = everyText
    .filter((path) => !path.startsWith('test/architecture/') && path !== 'CONTRIBUTING.md')
    .filter((path) => /\b(?:TODO|FIXME|XXX)\b(?!\(#\d+\))/.test(readFileSync(join(root, path), 'utf8')));
  assert.deepEqual(wrong, []);
});

test('nothing that looks like a live secret is kept in the repository', () => {
  const looksLive =
    /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----\n[A-Za-z0-9+/=]{60}|\bAKIA[0-9A-Z]{16}\b|\bgh[opsur]_[A-Za-z0-9]{36}\b|\bxox[abprs]-\d{10,}-|\bsk_live_[A-Za-z0-9]{20}/;
  assert.deepEqual(
    everyText.filter((path) => looksLive.test(readFileSync(join(root, path), 'utf8'))),
    [],
  );
});

test('the README of a room names its folders', () => {
  const unnamed = globSync('src/*/*/', { cwd: root }).filter((folder) => {
    const [, room = '', name = ''] = folder.split('/');
    return !['model', 'testing'].includes(name) && !readFileSync(join(root, 'src', room, 'README.md'), 'utf8').includes(`\`${name}/\``);
  });
  assert.deepEqual(unnamed, []);
});
