import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { User } from '../identity/model/user.ts';
import { epochSeconds } from '../protocol/units.ts';
import { createFindSubjectClaims, subjectClaimNames } from './subject-claims.ts';

const ada: User = {
  id: 'u',
  email: 'ada@example.com',
  username: 'ada',
  name: 'Ada',
  role: 'member',
  status: 'active',
  passwordHash: undefined,
  createdAt: epochSeconds(1),
  updatedAt: epochSeconds(2),
  lastSeenAt: undefined,
};

const find = (user: User | undefined) => createFindSubjectClaims({ findUser: async () => user })(1, 'u');

test('OpenID Connect Core §5.1: what a user’s record says, and nothing of what they may do here', async () => {
  const claims = await find(ada);
  assert.deepEqual(claims, {
    name: 'Ada',
    preferred_username: 'ada',
    email: 'ada@example.com',
    email_verified: false,
    updated_at: 2,
  });
  assert.deepEqual(Object.keys(claims ?? {}), subjectClaimNames);
  assert.equal((await find({ ...ada, name: '' }))?.name, 'ada');
});

test('who is suspended or gone is not told of', async () => {
  assert.equal(await find({ ...ada, status: 'suspended' }), undefined);
  assert.equal(await find(undefined), undefined);
});
