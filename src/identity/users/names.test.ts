import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseEmail } from './email.ts';
import { maxUsernameLength, parseUsername, usernameFromEmail } from './username.ts';

const emails: readonly (readonly [string, string | undefined])[] = [
  ['ada@example.com', 'ada@example.com'],
  [' Ada.Lovelace+x@Example.COM ', 'ada.lovelace+x@example.com'],
  ['ada@localhost', 'ada@localhost'],
  ['ada', undefined],
  ['@example.com', undefined],
  ['ada@', undefined],
  ['ada@@example.com', undefined],
  ['ada@-example.com', undefined],
  ['ada@example..com', undefined],
  ['ada love@example.com', undefined],
  ['ada\n@example.com', undefined],
  [`${'a'.repeat(65)}@example.com`, undefined],
  [`ada@${'a.'.repeat(130)}com`, undefined],
];
for (const [text, expected] of emails) {
  test(`RFC 5321 §4.5.3.1: ${JSON.stringify(text.slice(0, 40))} is ${expected ?? 'no email address'}`, () => {
    assert.equal(parseEmail(text), expected);
  });
}

const usernames: readonly (readonly [string, boolean])[] = [
  ['ada', true],
  ['Ada-1', true],
  ['a', true],
  ['a'.repeat(32), true],
  ['a'.repeat(33), false],
  ['', false],
  ['-ada', false],
  ['ada-', false],
  ['a--b', false],
  ['a_b', false],
  ['ada@example.com', false],
  ['ädä', false],
];
for (const [text, accepted] of usernames) {
  test(`${JSON.stringify(text)} is ${accepted ? 'a' : 'no'} username`, () =>
    assert.equal(parseUsername(text), accepted ? text : undefined));
}

test('an email address that was read is read the same again, and fits its rules', () => {
  fc.assert(
    fc.property(fc.oneof(fc.emailAddress(), fc.string()), (text) => {
      const email = parseEmail(text);
      if (email === undefined) return;
      assert.equal(parseEmail(email), email);
      assert.ok(email.length <= 254 && email === email.toLowerCase() && !/\s/.test(email));
    }),
  );
});

test('every email address makes a username', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.emailAddress(),
        fc.string().map((text) => `${text}@example.com`),
      ),
      (email) => {
        const username = usernameFromEmail(email);
        assert.equal(parseUsername(username), username);
        assert.ok(username.length <= maxUsernameLength);
      },
    ),
  );
});

test('a username holds no @, so that it is never taken for an email address', () => {
  fc.assert(fc.property(fc.string(), (text) => parseUsername(text) === undefined || parseEmail(text) === undefined));
});
