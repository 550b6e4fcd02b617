import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { JsonPatchError, patchJson } from './json-patch.ts';

const document = { a: { b: [1, 2, 3] }, 'c/d': 4, 'e~f': 5, n: null };
const cases: readonly (readonly [title: string, patch: readonly object[], expected: unknown])[] = [
  ['§4.1: add a member', [{ op: 'add', path: '/x', value: { y: 1 } }], { ...document, x: { y: 1 } }],
  ['§4.1: add replaces a member', [{ op: 'add', path: '/n', value: 1 }], { ...document, n: 1 }],
  ['§4.1: add into a list', [{ op: 'add', path: '/a/b/1', value: 9 }], { ...document, a: { b: [1, 9, 2, 3] } }],
  ['§4.1: add at the end of a list', [{ op: 'add', path: '/a/b/-', value: 9 }], { ...document, a: { b: [1, 2, 3, 9] } }],
  ['§4.1: add the whole document', [{ op: 'add', path: '', value: [1] }], [1]],
  [
    '§4.2: remove',
    [
      { op: 'remove', path: '/a/b/0' },
      { op: 'remove', path: '/n' },
    ],
    { a: { b: [2, 3] }, 'c/d': 4, 'e~f': 5 },
  ],
  ['§4.3: replace', [{ op: 'replace', path: '/a/b', value: [] }], { ...document, a: { b: [] } }],
  ['§4.4: move', [{ op: 'move', from: '/a/b/0', path: '/a/b/2' }], { ...document, a: { b: [2, 3, 1] } }],
  ['§4.5: copy', [{ op: 'copy', from: '/a/b/0', path: '/x' }], { ...document, x: 1 }],
  ['§4.6: test', [{ op: 'test', path: '/a', value: { b: [1, 2, 3] } }], document],
  [
    'RFC 6901 §4: escapes',
    [
      { op: 'remove', path: '/c~1d' },
      { op: 'remove', path: '/e~0f' },
    ],
    { a: document.a, n: null },
  ],
];
for (const [title, patch, expected] of cases)
  test(`RFC 6902 ${title}`, () => {
    const before = structuredClone(document);
    assert.deepEqual(patchJson(document, JSON.stringify(patch)), expected);
    assert.deepEqual(document, before);
  });

const faults: readonly unknown[] = [
  {},
  [null],
  [{ op: 'fly', path: '' }],
  [{ op: 'add', path: '/x' }],
  [{ op: 'add', path: 'x', value: 1 }],
  [{ op: 'add', path: '/x/y', value: 1 }],
  [{ op: 'add', path: '/a/b/4', value: 1 }],
  [{ op: 'add', path: '/a/b/01', value: 1 }],
  [{ op: 'add', path: '/c~1d/x', value: 1 }],
  [{ op: 'remove', path: '/x' }],
  [{ op: 'remove', path: '/__proto__' }],
  [{ op: 'replace', path: '/x', value: 1 }],
  [{ op: 'move', from: '/a', path: '/a/b/0' }],
  [{ op: 'copy', path: '/x' }],
  [{ op: 'test', path: '/a', value: { b: [1, 2] } }],
];
for (const fault of faults)
  test(`RFC 6902 §5: ${JSON.stringify(fault)} is refused`, () =>
    assert.throws(() => patchJson(document, JSON.stringify(fault)), JsonPatchError));

test('RFC 6902: whatever is sent, nothing but a JsonPatchError comes of it', () => {
  const pointer = fc
    .array(fc.constantFrom('a', 'b', '0', '-', '~0', '__proto__', ''), { maxLength: 4 })
    .map((parts) => parts.map((part) => `/${part}`).join(''));
  const operation = fc.record(
    { op: fc.constantFrom('add', 'remove', 'replace', 'move', 'copy', 'test', 'x'), path: pointer, from: pointer, value: fc.jsonValue() },
    { requiredKeys: ['op'] },
  );
  fc.assert(
    fc.property(
      fc.jsonValue(),
      fc.oneof(
        fc.array(operation, { maxLength: 6 }).map((patch) => JSON.stringify(patch)),
        fc.string(),
      ),
      (json, patch) => {
        try {
          JSON.stringify(patchJson(json, patch));
        } catch (error) {
          assert.ok(error instanceof JsonPatchError, String(error));
        }
      },
    ),
    { numRuns: 500 },
  );
});

test('RFC 6902 §4.5: copies that double the document are refused before they fill the memory', () => {
  const doubling = (_: unknown, index: number) => ({ op: 'copy', from: '', path: `/${index}` });
  const few = Array.from({ length: 5 }, doubling);
  const patches = [
    Array.from({ length: 400 }, doubling),
    [...Array.from({ length: 60 }, doubling), { op: 'test', path: '/59', value: {} }],
    [{ op: 'add', path: '', value: [[]] }, ...Array.from({ length: 400 }, () => ({ op: 'copy', from: '', path: '/-' }))],
  ];
  for (const patch of patches)
    assert.throws(() => patchJson(document, JSON.stringify(patch)), { name: 'JsonPatchError', message: /too large/ });
  assert.ok(JSON.stringify(patchJson(document, JSON.stringify(few))).length < 10_000);
});
