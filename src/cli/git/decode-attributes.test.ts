import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { CommandFailure } from '../command-failure.ts';
import { type Attributes, decodeAttributes, longestInput } from './decode-attributes.ts';

const plain = ({ values, lists }: Attributes) => ({ values: Object.fromEntries(values), lists: Object.fromEntries(lists) });

const cases: readonly (readonly [title: string, text: string, values: Record<string, string>, lists: Record<string, readonly string[]>])[] =
  [
    ['nothing', '', {}, {}],
    ['one attribute', 'protocol=https\n', { protocol: 'https' }, {}],
    ['the last line may lack its end', 'protocol=https\nhost=a.example', { protocol: 'https', host: 'a.example' }, {}],
    ['an empty line ends it', 'host=a.example\n\nhost=b.example\n', { host: 'a.example' }, {}],
    ['a value may hold =, spaces and other letters', 'password= a=b ü \n', { password: ' a=b ü ' }, {}],
    ['a value may be empty', 'username=\n', { username: '' }, {}],
    ['of a name given twice the last counts', 'host=a.example\nhost=b.example\n', { host: 'b.example' }, {}],
    ['[] collects', 'wwwauth[]=Basic realm="a"\nwwwauth[]=Bearer\n', {}, { wwwauth: ['Basic realm="a"', 'Bearer'] }],
    ['an empty [] starts again', 'state[]=a\nstate[]=\nstate[]=b\n', {}, { state: ['b'] }],
    ['an empty [] empties', 'state[]=a\nstate[]=\n', {}, { state: [] }],
    ['a name and its list are two things', 'x=1\nx[]=2\n', { x: '1' }, { x: ['2'] }],
    ['names are not properties', '__proto__=1\nconstructor[]=2\n', Object.fromEntries([['__proto__', '1']]), { constructor: ['2'] }],
  ];

for (const [title, text, values, lists] of cases) {
  test(`git-credential(1), INPUT/OUTPUT FORMAT: ${title}`, () =>
    assert.deepEqual(plain(decodeAttributes(text)), { values, lists: { ...lists } }));
}

for (const [title, text] of [
  ['a line without =', 'protocol\n'],
  ['a line without a name', '=https\n'],
  ['a carriage return', 'host=a.example\r\n'],
  ['a carriage return within', 'host=a.example\rhost=b.example\n'],
  ['NUL', 'host=a.example\0\n'],
  ['more than git ever sends', `password=${'x'.repeat(longestInput)}\n`],
] as const) {
  test(`git-credential(1), INPUT/OUTPUT FORMAT: ${title} is refused, and the value not repeated`, () =>
    assert.throws(
      () => decodeAttributes(text),
      (error) => error instanceof CommandFailure && !error.message.includes('example') && !error.message.includes('xxx'),
    ));
}

const value = fc.string({ unit: 'binary' }).filter((text) => !/[\n\r\0]/.test(text));
const name = fc.stringMatching(/^[a-z_]{1,12}$/);

test('git-credential(1), INPUT/OUTPUT FORMAT: what is written is read', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.tuple(name, value), { selector: ([each]) => each }), (pairs) => {
      const text = pairs.map(([each, said]) => `${each}=${said}\n`).join('');
      assert.deepEqual([...decodeAttributes(text).values], pairs);
    }),
  );
});

test('git-credential(1), INPUT/OUTPUT FORMAT: a list holds what was said since it was last emptied', () => {
  fc.assert(
    fc.property(fc.array(value), (said) => {
      const text = said.map((each) => `x[]=${each}\n`).join('');
      const kept = said.slice(said.lastIndexOf('') + 1);
      assert.deepEqual(decodeAttributes(text).lists.get('x') ?? [], kept);
    }),
  );
});

test('no input makes the reader fail otherwise', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom('a', '=', '[', ']', '\n', '\r', '\0') })),
      (text) => {
        try {
          decodeAttributes(text);
        } catch (error) {
          assert.ok(error instanceof CommandFailure);
        }
      },
    ),
  );
});
