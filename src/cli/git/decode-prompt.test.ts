import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { CommandFailure } from '../command-failure.ts';
import { decodePrompt } from './decode-prompt.ts';

const cases: readonly (readonly [prompt: string, match: string, user: string])[] = [
  ["Username for 'https://github.com': ", 'https://github.com', ''],
  ["Username for 'https://github.com':", 'https://github.com', ''],
  ['Username for "https://github.com":', 'https://github.com', ''],
  ['Username for https://github.com', 'https://github.com', ''],
  ["Password for 'https://octo@github.com': ", 'https://github.com', 'octo'],
  ["Password for 'https://ada%40work.example@git.example:8443': ", 'https://git.example:8443', 'ada@work.example'],
  ["Password for 'https://octo:secret@github.com': ", 'https://github.com', 'octo'],
  ["Username for 'http://git.example/a/b.git': ", 'http://git.example/a/b.git', ''],
  ["Username pour 'https://github.com' : ", 'https://github.com', ''],
];
for (const [prompt, match, user] of cases) {
  test(`§6.2: ${prompt}`, () => assert.deepEqual(decodePrompt(prompt), { match, user }));
}

for (const prompt of [
  '',
  'Username',
  'Username for',
  'Username for ',
  "Username for ''",
  "Username for 'github.com': ",
  "Username for 'ssh://git@github.com': ",
  "Username for 'https://': ",
  "Passphrase for 'https://github.com': ",
  ` Username for 'https://github.com': `,
  `Username for 'https://github.com/${'x'.repeat(9000)}': `,
]) {
  test(`§6.2: ${prompt.slice(0, 60)} is not git's`, () => assert.throws(() => decodePrompt(prompt), CommandFailure));
}

test('no prompt makes the reader fail otherwise, and none with a user in the URL', () => {
  const url = fc
    .tuple(fc.constantFrom('https://', 'http://', 'ssh://', ''), fc.string({ unit: 'grapheme-ascii' }))
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.constantFrom('Username', 'Password', 'x'), url, (word, text) => {
      try {
        const { match } = decodePrompt(`${word} for '${text}': `);
        assert.equal(new URL(match).username, '');
      } catch (error) {
        assert.ok(error instanceof CommandFailure);
      }
    }),
  );
});
