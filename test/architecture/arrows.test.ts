import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shippedFiles } from './source-files.ts';

const middle = ['protocol', 'engine', 'broker', 'identity'] as const;

/** Which rooms a room may import besides itself. The arrows point down only. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  protocol: [],
  engine: ['protocol'],
  broker: ['protocol'],
  identity: ['protocol'],
  stores: middle,
  http: middle,
  console: middle,
  cli: middle,
  server: [...middle, 'stores', 'http', 'console', 'cli'],
};

/** Imports against the arrows that are right all the same. */
const exceptions: readonly { readonly from: string; readonly to: string; readonly reason: string }[] = [];

const isException = (from: string, to: string): boolean => exceptions.some((exception) => exception.from === from && exception.to === to);

test('every folder of src/ is a room with arrows of its own', () => {
  const unknown = [...new Set(shippedFiles.map(({ room }) => room))].filter((room) => !(room in mayImport));
  assert.deepEqual(unknown, []);
});

for (const [room, below] of Object.entries(mayImport)) {
  test(`${room} imports ${below.length === 0 ? 'no other room' : `only ${below.join(', ')}`}`, () => {
    const wrong = shippedFiles
      .filter((file) => file.room === room)
      .flatMap((file) =>
        file.imports
          .map(({ target }) => target)
          .filter((target) => target?.startsWith('src/') === true)
          .filter((target) => ![room, ...below].includes(target?.split('/')[1] ?? '') && !isException(file.path, target ?? ''))
          .map((target) => `${file.path} imports ${target}`),
      );
    assert.deepEqual(wrong, []);
  });
}

/** The one folder that uses our own library, and the one file of it that is meant for use. */
const clientUser = 'src/server/github-app/';
const clientLibrary = 'packages/client/src/github-app/index.ts';

test(`src/ imports nothing outside src/, but ${clientUser} our library`, () => {
  const wrong = shippedFiles.flatMap((file) =>
    file.imports
      .filter(({ target }) => target !== undefined && !target.startsWith('src/') && target !== 'package.json')
      .filter(({ target }) => !(file.path.startsWith(clientUser) && target === clientLibrary))
      .map(({ specifier }) => `${file.path} imports ${specifier}`),
  );
  assert.deepEqual(wrong, []);
});

test('what ships imports no tests', () => {
  const wrong = shippedFiles.flatMap((file) =>
    file.imports
      .filter(({ target }) => target?.endsWith('.test.ts') === true || target?.includes('/testing/') === true)
      .map(({ specifier }) => `${file.path} imports ${specifier}`),
  );
  assert.deepEqual(wrong, []);
});
