import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { epochSeconds } from '../../protocol/units.ts';
import { identifyCaller } from '../identify-caller.ts';
import type { User } from '../model/user.ts';
import { createArgon2id } from '../passwords/argon2id.ts';
import type { Identity } from '../ports.ts';
import { setUpFirstUser } from '../setup/set-up-first-user.ts';
import { openTestIdentity, origin, start, type TestIdentity } from '../testing/open-test-identity.ts';
import { changeAccess } from '../users/change-access.ts';
import { createUser } from '../users/create-user.ts';
import { endOtherSessions, endSession, listLiveSessions } from './end-session.ts';
import { type SignedIn, signIn } from './sign-in.ts';
import { signInLimits } from './sign-in-limits.ts';

const password = 'correct horse battery';

const openWithAda = async (t: TestContext): Promise<TestIdentity & { readonly ada: User }> => {
  const node = await openTestIdentity();
  t.after(node.close);
  const setUp = await setUpFirstUser(node.identity, { email: 'ada@example.com', password, serviceId: 1 }, origin);
  assert.ok(setUp.action === 'set_up');
  return Object.assign(node, { ada: setUp.user });
};

const mustSignIn = async (identity: Identity, previousToken?: string): Promise<SignedIn> => {
  const result = await signIn(identity, { login: 'ada@example.com', password, ...origin, previousToken });
  assert.ok(result.action === 'signed_in');
  return result;
};

for (const login of ['ada@example.com', ' ADA@Example.COM ', 'ada', 'Ada']) {
  test(`one signs in as "${login}"`, async (t) => {
    const { identity, ada } = await openWithAda(t);
    const result = await signIn(identity, { login, password, ...origin });
    assert.ok(result.action === 'signed_in');
    const caller = await identifyCaller(identity, result.token.reveal());
    assert.ok('kind' in caller && caller.kind === 'user');
    assert.deepEqual([caller.user.id, caller.via, caller.credentialId], [ada.id, 'session', result.session.id]);
  });
}

test('an unknown account and a wrong password are refused in the same words, after the same hashing', async (t) => {
  const { identity } = await openWithAda(t);
  const verified: string[] = [];
  const counting: Identity = {
    ...identity,
    passwords: {
      ...identity.passwords,
      verify: (secret, hash) => {
        verified.push(hash.slice(0, hash.lastIndexOf('$m=') + 12));
        return identity.passwords.verify(secret, hash);
      },
    },
  };
  const unknown = await signIn(counting, { login: 'eve@example.com', password, ...origin });
  const wrong = await signIn(counting, { login: 'ada@example.com', password: 'wrong', ...origin });
  assert.equal(unknown.action, 'refuse');
  assert.deepEqual(unknown, wrong);
  assert.equal(verified.length, 2);
  assert.equal(verified[0], verified[1]);
});

test('a suspended user is refused, loses the sessions, and is told so only with the right password', async (t) => {
  const { identity, ada } = await openWithAda(t);
  const created = await createUser(identity, { email: 'bob@example.com', password, role: 'member', by: ada }, origin);
  assert.ok(created.action === 'created');
  const before = await signIn(identity, { login: 'bob', password, ...origin });
  assert.ok(before.action === 'signed_in');
  await changeAccess(identity, { by: ada, userId: created.user.id, status: 'suspended' }, origin);

  assert.deepEqual(await identifyCaller(identity, before.token.reveal()), { refused: 'unknown' });
  const right = await signIn(identity, { login: 'bob', password, ...origin });
  assert.ok(right.action === 'refuse' && /suspended/.test(right.message));
  const wrong = await signIn(identity, { login: 'bob', password: 'wrong', ...origin });
  assert.ok(wrong.action === 'refuse' && !/suspended/.test(wrong.message));
});

test('attempts against one account are limited wherever they come from, before the password is hashed', async (t) => {
  const { identity } = await openWithAda(t);
  let hashed = 0;
  const counting: Identity = {
    ...identity,
    passwords: {
      ...identity.passwords,
      verify: async () => {
        hashed += 1;
        return false;
      },
    },
  };
  const tries = signInLimits.account.limit + 5;
  const results = await Promise.all(
    Array.from({ length: tries }, (_, index) =>
      signIn(counting, { login: 'ada@example.com', password: 'guess', ...origin, address: `192.0.2.${index}` }),
    ),
  );
  const limited = results.filter((result) => result.action === 'refuse' && result.reason === 'rate_limited');
  assert.deepEqual([hashed, limited.length], [signInLimits.account.limit, 5]);
  const [first] = limited;
  assert.ok(first?.action === 'refuse' && first.retryAfter !== undefined && first.retryAfter > 0);
  assert.ok(first.retryAfter <= signInLimits.account.window);
});

test('attempts from one network are limited whatever they try, and the next window begins anew', async (t) => {
  const node = await openWithAda(t);
  const identity: Identity = { ...node.identity, passwords: { ...node.identity.passwords, verify: async () => false } };
  const guess = (index: number) => signIn(identity, { login: `user${index}`, password: 'guess', ...origin, address: `2001:db8::${index}` });
  const results = await Promise.all(Array.from({ length: signInLimits.address.limit + 3 }, (_, index) => guess(index)));
  assert.equal(results.filter((result) => result.action === 'refuse' && result.reason === 'rate_limited').length, 3);
  node.now = epochSeconds(start + signInLimits.address.window);
  const later = await guess(0);
  assert.ok(later.action === 'refuse' && later.reason === 'denied');
});

test('signing in again ends the session of the same browser', async (t) => {
  const { identity, ada } = await openWithAda(t);
  const first = await mustSignIn(identity);
  const second = await mustSignIn(identity, first.token.reveal());
  assert.deepEqual(await identifyCaller(identity, first.token.reveal()), { refused: 'unknown' });
  assert.deepEqual(
    (await listLiveSessions(identity, ada.id)).map(({ id }) => id),
    [second.session.id],
  );
});

test('a session is ended by its user and by nobody else; the others can be ended at once', async (t) => {
  const { identity, ada } = await openWithAda(t);
  const [one, two, three] = [await mustSignIn(identity), await mustSignIn(identity), await mustSignIn(identity)];
  const foreign = await endSession(identity, { userId: 'someone', sessionId: one.session.id, own: false }, origin);
  assert.ok(foreign.action === 'refuse' && foreign.reason === 'not_found');
  const ended = await endSession(identity, { userId: ada.id, sessionId: one.session.id, own: false }, origin);
  assert.equal(ended.action, 'ended');
  await endOtherSessions(identity, { userId: ada.id, exceptSessionId: three.session.id }, origin);
  assert.deepEqual(await identifyCaller(identity, two.token.reveal()), { refused: 'unknown' });
  assert.deepEqual(
    (await listLiveSessions(identity, ada.id)).map(({ id }) => id),
    [three.session.id],
  );
});

test('a password hashed with old parameters is hashed anew at sign-in', async (t) => {
  const { identity, ada } = await openWithAda(t);
  const stronger: Identity = { ...identity, passwords: createArgon2id({ memory: 128, passes: 2, parallelism: 1 }) };
  await mustSignIn(stronger);
  const rehashed = (await identity.facts.findUser(ada.id))?.passwordHash ?? '';
  assert.match(rehashed, /m=128,/);
  assert.notEqual(rehashed, ada.passwordHash);
  await mustSignIn(stronger);
  assert.equal((await identity.facts.findUser(ada.id))?.passwordHash, rehashed);
});

test('Back-Channel Logout §2.1: who signs in again where they are signed in keeps the sid; a session elsewhere has another', async (t) => {
  const { identity } = await openWithAda(t);
  const first = await mustSignIn(identity);
  const again = await mustSignIn(identity, first.token.reveal());
  const elsewhere = await mustSignIn(identity);
  assert.notEqual(again.session.id, first.session.id);
  assert.equal(again.session.sid, first.session.sid);
  assert.notEqual(elsewhere.session.sid, first.session.sid);
  assert.notEqual(first.session.sid, first.session.id);
});

test('Back-Channel Logout §2.1: neither another person nor somebody back after the end keeps the sid', async (t) => {
  const node = await openWithAda(t);
  const { identity } = node;
  const ada = await mustSignIn(identity);
  const added = await createUser(identity, { email: 'bob@example.com', password, role: 'member', by: node.ada }, origin);
  assert.ok(added.action === 'created');
  const bob = await signIn(identity, { login: 'bob', password, ...origin, previousToken: ada.token.reveal() });
  assert.ok(bob.action === 'signed_in');
  assert.notEqual(bob.session.sid, ada.session.sid);
  const before = await mustSignIn(identity);
  node.now = epochSeconds(start + 40 * 86_400);
  assert.notEqual((await mustSignIn(identity, before.token.reveal())).session.sid, before.session.sid);
});

test('RFC 8176 §2: a session knows that its person used a password', async (t) => {
  const { identity } = await openWithAda(t);
  const { session } = await mustSignIn(identity);
  assert.deepEqual((await identity.facts.findSessionWithUser(session.id))?.session, session);
  assert.deepEqual(session.amr, ['pwd']);
});
