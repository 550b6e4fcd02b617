import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { epochSeconds } from '../../protocol/units.ts';
import type { User } from '../model/user.ts';
import { changePassword } from '../passwords/change-password.ts';
import { signIn } from '../sessions/sign-in.ts';
import { setUpFirstUser } from '../setup/set-up-first-user.ts';
import { openTestIdentity, origin, type TestIdentity } from '../testing/open-test-identity.ts';
import { type AccessChange, changeAccess, decideAccessChange } from './change-access.ts';
import { createUser } from './create-user.ts';

const user = (id: string, role: User['role'], status: User['status'] = 'active'): User => ({
  id,
  email: `${id}@example.com`,
  username: id,
  name: id,
  role,
  status,
  passwordHash: undefined,
  createdAt: epochSeconds(1),
  updatedAt: epochSeconds(1),
  lastSeenAt: undefined,
});

const accessCases: readonly (readonly [string, User, User | undefined, AccessChange, number, string])[] = [
  ['a member changes nobody', user('m', 'member'), user('x', 'member'), { role: 'admin' }, 1, 'denied'],
  ['an admin suspends a member', user('a', 'admin'), user('x', 'member'), { status: 'suspended' }, 1, 'changed'],
  ['an admin makes an admin', user('a', 'admin'), user('x', 'member'), { role: 'admin' }, 1, 'changed'],
  ['an admin makes no owner', user('a', 'admin'), user('x', 'member'), { role: 'owner' }, 1, 'denied'],
  ['an admin suspends no owner', user('a', 'admin'), user('x', 'owner'), { status: 'suspended' }, 2, 'denied'],
  ['an owner makes an owner', user('o', 'owner'), user('x', 'admin'), { role: 'owner' }, 1, 'changed'],
  ['an owner demotes another', user('o', 'owner'), user('x', 'owner'), { role: 'member' }, 2, 'changed'],
  ['the last owner is not demoted', user('o', 'owner'), user('o', 'owner'), { role: 'admin' }, 1, 'denied'],
  ['the last owner is not suspended', user('o', 'owner'), user('o', 'owner'), { status: 'suspended' }, 1, 'denied'],
  ['a suspended owner is demoted beside one', user('o', 'owner'), user('x', 'owner', 'suspended'), { role: 'member' }, 1, 'changed'],
  ['nobody is not changed', user('o', 'owner'), undefined, { role: 'member' }, 1, 'not_found'],
];
for (const [what, by, target, change, activeOwners, expected] of accessCases) {
  test(`roles: ${what}`, () => {
    const facts = { by, user: target, change, ownership: { version: 3, activeOwners }, now: epochSeconds(9) };
    const decision = decideAccessChange(facts);
    assert.equal(decision.action === 'refuse' ? decision.reason : decision.action, expected);
  });
}

const password = 'correct horse';
const openWithAda = async (t: TestContext): Promise<TestIdentity & { readonly ada: User }> => {
  const node = await openTestIdentity();
  t.after(node.close);
  const setUp = await setUpFirstUser(node.identity, { email: 'ada@example.com', password, serviceId: 1 }, origin);
  assert.ok(setUp.action === 'set_up');
  return Object.assign(node, { ada: setUp.user });
};

test('roles: two owners who demote each other at once on two nodes leave one', async (t) => {
  const node = await openWithAda(t);
  const other = await node.openNode();
  t.after(other.close);
  const { ada } = node;
  const created = await createUser(node.identity, { email: 'bob@example.com', role: 'owner', by: ada }, origin);
  assert.ok(created.action === 'created');
  const results = await Promise.all([
    changeAccess(node.identity, { by: ada, userId: created.user.id, role: 'member' }, origin),
    changeAccess(other.identity, { by: created.user, userId: ada.id, role: 'member' }, origin),
  ]);
  assert.deepEqual(results.map(({ action }) => action).sort(), ['changed', 'refuse']);
  assert.equal((await node.identity.facts.findOwnership())?.activeOwners, 1);
});

test('a person is made once per email address and username, whatever the letters’ case', async (t) => {
  const { identity, ada } = await openWithAda(t);
  const make = (email: string, username?: string) => createUser(identity, { email, username, role: 'member', by: ada }, origin);
  assert.equal((await make('bob@example.com', 'Bob')).action, 'created');
  const sameEmail = await make('BOB@example.com');
  assert.ok(sameEmail.action === 'refuse' && sameEmail.reason === 'taken' && sameEmail.field === 'email');
  const sameName = await make('robert@example.com', 'bob');
  assert.ok(sameName.action === 'refuse' && sameName.reason === 'taken' && sameName.field === 'username');
});

test('a username made of an email address steps aside for one that is taken', async (t) => {
  const { identity, ada } = await openWithAda(t);
  const created = await createUser(identity, { email: 'ada@example.org', role: 'member', by: ada }, origin);
  assert.ok(created.action === 'created');
  assert.match(created.user.username, /^ada-[0-9a-f]{6}$/);
});

test('only an owner makes an owner, and a member makes nobody', async (t) => {
  const { identity, ada } = await openWithAda(t);
  for (const [role, made] of [
    ['admin', 'owner'],
    ['member', 'member'],
  ] as const) {
    const by = { ...ada, role };
    const result = await createUser(identity, { email: 'eve@example.com', role: made, by }, origin);
    assert.ok(result.action === 'refuse' && result.reason === 'denied');
  }
});

test('a changed password replaces the old one and ends the other sessions', async (t) => {
  const { identity, ada } = await openWithAda(t);
  const here = await signIn(identity, { login: 'ada', password, ...origin });
  const elsewhere = await signIn(identity, { login: 'ada', password, ...origin });
  assert.ok(here.action === 'signed_in' && elsewhere.action === 'signed_in');
  const sessionId = here.session.id;

  const wrong = await changePassword(identity, { user: ada, current: 'wrong', next: 'battery staple', sessionId }, origin);
  assert.ok(wrong.action === 'refuse' && wrong.reason === 'denied');
  const short = await changePassword(identity, { user: ada, current: password, next: 'short', sessionId }, origin);
  assert.ok(short.action === 'refuse' && short.reason === 'invalid');
  const changed = await changePassword(identity, { user: ada, current: password, next: 'battery staple', sessionId }, origin);
  assert.equal(changed.action, 'changed');

  assert.equal((await signIn(identity, { login: 'ada', password, ...origin })).action, 'refuse');
  assert.equal((await signIn(identity, { login: 'ada', password: 'battery staple', ...origin })).action, 'signed_in');
  const ids = (await identity.facts.listSessions(ada.id)).map(({ id }) => id);
  assert.ok(ids.includes(sessionId) && !ids.includes(elsewhere.session.id));
});
