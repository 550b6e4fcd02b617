import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findCycle } from './find-cycle.ts';
import { shippedFiles } from './source-files.ts';

test('no file imports itself through others, type imports included', () => {
  const graph = new Map(
    shippedFiles.map((file) => [file.path, file.imports.flatMap(({ target }) => (target === undefined ? [] : [target]))]),
  );
  const cycle = findCycle(graph);
  assert.equal(cycle, undefined, cycle?.join('\n  → '));
});

test('a cycle is found and told in the order of its imports', () => {
  const graph = new Map([
    ['a', ['b']],
    ['b', ['c', 'd']],
    ['c', []],
    ['d', ['b']],
  ]);
  assert.deepEqual(findCycle(graph), ['b', 'd', 'b']);
});

test('two ways to one file are not a cycle', () => {
  const graph = new Map([
    ['a', ['b', 'c']],
    ['b', ['d']],
    ['c', ['d']],
    ['d', []],
  ]);
  assert.equal(findCycle(graph), undefined);
});
