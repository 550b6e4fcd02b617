import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { epochSeconds, toRfc3339 } from './units.ts';

test('RFC 3339 §5.6: times are written in UTC without a fraction, whichever day was written before', () => {
  const lastOfYear9999 = 253_402_300_799;
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -2_000_000_000, max: lastOfYear9999 }), { maxLength: 4 }), (times) => {
      const dates = times.map((time) => new Date(time * 1000).toISOString().replace('.000Z', 'Z'));
      assert.deepEqual(
        times.map((time) => toRfc3339(epochSeconds(time))),
        dates,
      );
    }),
  );
});
