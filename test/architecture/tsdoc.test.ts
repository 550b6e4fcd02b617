import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shippedFiles } from './source-files.ts';

const declaration = /^export (?:async |abstract |declare )*(?:const|function|class|interface|type) (\w+)/;

/** The exports of a file that no TSDoc comment stands above. */
const findUndocumented = (text: string): readonly string[] => {
  const lines = text.split('\n');
  return lines.flatMap((line, index) => {
    const [, name] = declaration.exec(line) ?? [];
    let above = index - 1;
    while (/^\/\/ biome-ignore/.test(lines[above] ?? '')) above--;
    return name === undefined || /\*\/\s*$/.test(lines[above] ?? '') ? [] : [name];
  });
};

for (const room of new Set(shippedFiles.map((file) => file.room))) {
  test(`every export of ${room}/ says what it is`, () => {
    const wrong = shippedFiles
      .filter((file) => file.room === room)
      .flatMap(({ path, text }) => findUndocumented(text).map((name) => `${path}: ${name}`));
    assert.deepEqual(wrong, []);
  });
}

test('an export without a comment, or with a plain one, is found', () => {
  assert.deepEqual(findUndocumented('export const a = 1;\n// why\nexport function b() {}\n/** Says. */\nexport type C = 1;\n'), ['a', 'b']);
});
