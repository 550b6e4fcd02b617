import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createMint } from '../../stores/mint.ts';
import { formatUserCode, makeUserCode, readUserCode, userCodeCharsets } from './user-code.ts';

const mint = createMint();

for (const userCodeCharset of ['BASE20', 'NUMERIC'] as const) {
  test(`RFC 8628 §6.1: a code of ${userCodeCharset} is read as people may type it, and each letter is as likely as another`, () => {
    const counts = new Map<string, number>();
    for (let round = 0; round < 500; round++) {
      const userCode = makeUserCode(mint, { userCodeCharset, userCodeLength: 40 });
      assert.equal(userCode.length, 40);
      for (const letter of userCode) counts.set(letter, (counts.get(letter) ?? 0) + 1);
      assert.equal(readUserCode(formatUserCode(userCode).toLowerCase()), userCode);
    }
    const letters = userCodeCharsets[userCodeCharset];
    assert.deepEqual([...counts.keys()].sort(), [...letters].sort());
    const even = (500 * 40) / letters.length;
    for (const [letter, count] of counts) assert.ok(Math.abs(count - even) < 6 * Math.sqrt(even), `${letter}: ${count} of ${even}`);
  });
}

test('RFC 8628 §6.1: codes are shown in groups', () => {
  const shown = ['WDJBMJHT', '019450730', 'BCDFGH', 'BCDFGHJKLM', 'B'].map(formatUserCode);
  assert.deepEqual(shown, ['WDJB-MJHT', '019-450-730', 'BCD-FGH', 'BCDF-GHJK-LM', 'B']);
});

for (const typed of ['WDJB-MJHT', 'wdjb mjht', ' wdjbmjht\n', 'WDJB–MJHT', 'w d j b.m-j-h-t', 'WDJB\u00a0MJHT']) {
  test(`RFC 8628 §6.1: ${JSON.stringify(typed)} is read without case, hyphens and blanks`, () => {
    assert.equal(readUserCode(typed), 'WDJBMJHT');
  });
}

for (const typed of ['', ' - ', 'é', "' or 1=1", '\0', '💥', 'A'.repeat(65), 'WDJB_MJHT']) {
  test(`RFC 8628 §6.1: ${JSON.stringify(typed.slice(0, 12))} is no code`, () => {
    assert.equal(readUserCode(typed), undefined);
  });
}

test('RFC 8628 §6.1: whatever is typed is read to letters and digits, or not at all', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (typed) => /^[0-9A-Z]+$/.test(readUserCode(typed) ?? 'X')));
});
