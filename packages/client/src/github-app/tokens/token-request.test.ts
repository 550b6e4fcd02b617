import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { RecentKeys } from './recent-keys.ts';
import { type TokenRequest, tokenKey } from './token-request.ts';

/** Words made to be confused: digits, separators, levels. */
const word = fc.oneof(
  fc.constantFrom('1', 'a', 'b', '1,2', 'a,b', 'a|may=', 'ids=1', '1:a', 'read', '__proto__'),
  fc.string({ maxLength: 4 }),
);

const request: fc.Arbitrary<TokenRequest> = fc.record(
  {
    installationId: fc.integer({ min: 1, max: 3 }),
    repositoryIds: fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 3 }),
    repositoryNames: fc.array(word, { maxLength: 3 }),
    permissions: fc.dictionary(word, fc.constantFrom('read', 'write', 'admin', 'a:b'), { maxKeys: 3 }),
  },
  { requiredKeys: ['installationId'] },
);

/** A request in which order means nothing, written in the plainest way. */
const meaning = ({ installationId, repositoryIds, repositoryNames, permissions }: TokenRequest): string =>
  JSON.stringify([
    installationId,
    repositoryIds && [...repositoryIds].sort(),
    repositoryNames && [...repositoryNames].sort(),
    permissions && Object.entries(permissions).sort(([a], [b]) => (a < b ? -1 : 1)),
  ]);

test('two requests share a key only if they mean the same', () => {
  fc.assert(
    fc.property(request, request, (one, other) => {
      assert.equal(tokenKey(one) === tokenKey(other), meaning(one) === meaning(other));
    }),
    { numRuns: 2000 },
  );
});

test('a key remembered is the key that would be written, whatever was asked before and changed since', () => {
  fc.assert(
    fc.property(fc.array(request, { maxLength: 20 }), (requests) => {
      const recent = new RecentKeys(tokenKey);
      for (const one of requests) {
        const asked = structuredClone(one);
        assert.equal(recent.keyOf(asked), tokenKey(one));
        Object.assign(asked.permissions ?? {}, { changed: 'later' });
        assert.equal(recent.keyOf(one), tokenKey(one));
      }
    }),
  );
});
