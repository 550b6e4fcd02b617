import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { readClauses } from '../../scripts/docs/conformance/list-tests.ts';
import { renderDocuments } from '../../scripts/docs/render-documents.ts';
import { fillSection } from '../../scripts/docs/section.ts';
import { statusByErrorCode } from '../../src/protocol/oauth-error.ts';
import { root } from './source-files.ts';

test('what documents restate of the code is fresh; `npm run docs` writes it', async () => {
  const stale = (await renderDocuments()).filter(({ current, fresh }) => current !== fresh).map(({ file }) => file);
  assert.deepEqual(stale, []);
});

test('every OAuth error code has a heading in docs/errors.md, and every heading a code', () => {
  const headings = [...readFileSync(join(root, 'docs/errors.md'), 'utf8').matchAll(/^### `(\w+)`$/gm)].map(([, code]) => code);
  assert.deepEqual(headings, Object.keys(statusByErrorCode));
});

test('every link between documents leads somewhere', () => {
  const slug = (heading: string): string =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w\s-]/g, '')
      .trim()
      .replaceAll(/\s/g, '-');
  const anchorsOf = (path: string): readonly string[] =>
    [...readFileSync(path, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => slug(heading));
  const documents = globSync(['*.md', 'docs/**/*.md', 'scripts/**/*.md', 'src/**/*.md'], { cwd: root }).map((file) => join(root, file));
  const broken = documents.flatMap((document) =>
    [...readFileSync(document, 'utf8').matchAll(/\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]*))?\)/g)].flatMap(
      ([link, path = '', anchor]) => {
        const target = path === '' ? document : join(dirname(document), path);
        const exists = globSync(target).length > 0;
        const isRight = exists && (anchor === undefined || anchorsOf(target).includes(anchor));
        return isRight ? [] : [`${document}: ${link}`];
      },
    ),
  );
  assert.deepEqual(broken, []);
});

test('every file the life of a request names is there', () => {
  const named = [...readFileSync(join(root, 'docs/lifecycle.md'), 'utf8').matchAll(/`(src\/[^`]+)`/g)].map(([, path = '']) => path);
  assert.ok(named.length > 20);
  assert.deepEqual(
    named.filter((path) => !existsSync(join(root, path))),
    [],
  );
});

test('docs/dependencies.md has a line for every dependency, and for no other package', () => {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<
    'dependencies' | 'devDependencies',
    Readonly<Record<string, string>>
  >;
  const named = readFileSync(join(root, 'docs/dependencies.md'), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .flatMap((line) => [...(line.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map(([, name]) => name));
  assert.deepEqual(named.sort(), [...Object.keys(dependencies), ...Object.keys(devDependencies)].sort());
});

test('a title names the clauses before its colon', () => {
  assert.deepEqual(readClauses('RFC 6749 §4.1.3, RFC 7636 §4.6: a verifier RFC 1 §2'), [
    { spec: 'RFC 6749', number: '4.1.3' },
    { spec: 'RFC 7636', number: '4.6' },
  ]);
  assert.deepEqual(readClauses('RFC 6749 §3.1 and §3.2: repeated'), [
    { spec: 'RFC 6749', number: '3.1' },
    { spec: 'RFC 6749', number: '3.2' },
  ]);
});

test('a document without markers is refused by name', () => {
  const section = { file: 'docs/x.md', name: 'x', render: () => '' };
  assert.throws(() => fillSection('# X\n', section, ''), /docs\/x\.md lacks the markers/);
});
