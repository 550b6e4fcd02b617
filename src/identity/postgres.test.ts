import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startPostgres, type TestPostgres } from '../../test/support/postgres.ts';
import { epochSeconds, seconds } from '../protocol/units.ts';
import { createAgent } from './agents/create-agent.ts';
import { removeAgentIdentity } from './agents/remove-agent-identity.ts';
import { replaceAgentRules } from './agents/replace-agent-rules.ts';
import { revokeAgent } from './agents/revoke-agent.ts';
import { createApiToken } from './api-tokens/create-api-token.ts';
import { deleteApiToken } from './api-tokens/delete-api-token.ts';
import { findBrokenLink } from './audit/chain.ts';
import { identifyCaller } from './identify-caller.ts';
import { identifyManagementToken } from './identify-management-token.ts';
import { changePassword } from './passwords/change-password.ts';
import { spendAttempts } from './rate-limit.ts';
import { endOtherSessions, endSession, listLiveSessions } from './sessions/end-session.ts';
import { signIn } from './sessions/sign-in.ts';
import { type SetUp, setUpFirstUser } from './setup/set-up-first-user.ts';
import { createSetupLink, redeemSetupLink } from './setup/setup-link.ts';
import { openTestIdentityAt, origin, start, type TestIdentity } from './testing/open-test-identity.ts';
import { provingPlatform } from './testing/proving-platform.ts';
import { changeAccess } from './users/change-access.ts';
import { createUser } from './users/create-user.ts';
import { beginAgentSession } from './workload/begin-agent-session.ts';
import type { AskedIdentity } from './workload/decide-identity.ts';

const password = 'correct horse battery';
let postgres: TestPostgres;
before(async () => {
  postgres = await startPostgres();
});
after(() => postgres.stop());

/** Two nodes on one empty database. */
const openNodes = async (): Promise<readonly [TestIdentity, TestIdentity]> => {
  const one = await openTestIdentityAt(await postgres.createDatabase());
  return [one, await one.openNode()];
};

test('PostgreSQL: of first users who race on two nodes, one becomes the owner; of owners, one stays', async (t) => {
  const [one, two] = await openNodes();
  t.after(() => Promise.all([one.close(), two.close()]));
  const results = await Promise.all(
    [one, two, one, two].map(({ identity }, index) =>
      setUpFirstUser(identity, { email: `user${index}@example.com`, password, serviceId: 1 }, origin),
    ),
  );
  const [owner, ...more] = results.filter((result): result is SetUp => result.action === 'set_up');
  assert.ok(owner !== undefined && more.length === 0);
  assert.equal((await one.identity.facts.listUsers()).length, 1);

  const second = await createUser(one.identity, { email: 'bob@example.com', role: 'owner', by: owner.user }, origin);
  assert.ok(second.action === 'created');
  const demotions = await Promise.all([
    changeAccess(one.identity, { by: owner.user, userId: second.user.id, role: 'member' }, origin),
    changeAccess(two.identity, { by: second.user, userId: owner.user.id, role: 'member' }, origin),
  ]);
  assert.deepEqual(demotions.map(({ action }) => action).sort(), ['changed', 'refuse']);
});

test('PostgreSQL: exactly the limit is spent by two nodes, and their trails become one chain', async (t) => {
  const [one, two] = await openNodes();
  t.after(() => Promise.all([one.close(), two.close()]));
  const limit = { name: 'test', limit: 25, window: seconds(60) };
  const tries = Array.from({ length: 120 }, (_, index) =>
    spendAttempts([one, two][index % 2]?.identity ?? one.identity, [{ limit, subject: 'x' }]),
  );
  assert.equal((await Promise.all(tries)).filter((refusal) => refusal === undefined).length, limit.limit);

  for (let index = 0; index < 100; index++) {
    for (const { identity } of [one, two]) identity.audit.record({ event: 'grant_revoked', actor: 'system', details: { index } });
    if (index % 30 === 0) await new Promise(setImmediate);
  }
  await Promise.all([one.identity.audit.flush(), two.identity.audit.flush()]);
  const trail = (await one.identity.facts.listAuditEvents({ before: Number.MAX_SAFE_INTEGER, limit: 500 })).toReversed();
  assert.equal(trail.length, 200);
  assert.equal(findBrokenLink(trail, one.identity.sha256), undefined);
});

test('PostgreSQL: every flow of identity runs', async (t) => {
  const [one, two] = await openNodes();
  t.after(() => Promise.all([one.close(), two.close()]));
  const { identity } = one;
  const link = await createSetupLink(identity);
  const redeemed = await redeemSetupLink(
    two.identity,
    { email: 'ada@example.com', password, serviceId: 7, token: link?.reveal() ?? '' },
    origin,
  );
  assert.ok(redeemed.action === 'set_up');
  const ada = redeemed.user;
  assert.ok('kind' in (await identifyManagementToken(identity, redeemed.serviceToken.reveal())));

  const first = await signIn(identity, { login: 'ADA', password, ...origin });
  assert.ok(first.action === 'signed_in');
  const here = await signIn(identity, { login: 'ada@example.com', password, ...origin, previousToken: first.token.reveal() });
  const there = await signIn(two.identity, { login: 'ada', password, ...origin });
  assert.ok(here.action === 'signed_in' && there.action === 'signed_in');
  assert.equal((await listLiveSessions(identity, ada.id)).length, 2);
  const later = epochSeconds(start + 7200);
  assert.ok('kind' in (await identifyCaller(two.identity, here.token.reveal(), later)));
  assert.equal((await identity.facts.findSessionWithUser(here.session.id))?.session.lastUsedAt, later);
  await endOtherSessions(identity, { userId: ada.id, exceptSessionId: here.session.id }, origin);
  assert.equal((await endSession(identity, { userId: ada.id, sessionId: here.session.id, own: true }, origin)).action, 'ended');
  assert.deepEqual(await identifyCaller(identity, there.token.reveal()), { refused: 'unknown' });

  const asked = { user: ada, name: 'ci', scopes: ['agent:read'], lifetime: seconds(60), grantable: undefined };
  const apiToken = await createApiToken(identity, asked, origin);
  assert.ok(apiToken.action === 'created');
  assert.equal((await createApiToken(two.identity, asked, origin)).action, 'refuse');
  const caller = await identifyCaller(identity, apiToken.token.reveal());
  assert.deepEqual('kind' in caller && caller.kind === 'user' && caller.scopes, ['agent:read']);
  const deleted = await deleteApiToken(identity, { userId: ada.id, apiTokenId: apiToken.apiToken.id }, origin);
  assert.equal(deleted.action, 'deleted');

  const agent = await createAgent(
    identity,
    { user: ada, name: 'ci', handOutRules: [{ provider: 'github' }], identities: [], lifetime: undefined },
    origin,
  );
  assert.ok(agent.action === 'created');
  const workload = await identifyCaller(two.identity, agent.token.reveal());
  assert.deepEqual('kind' in workload && workload.kind === 'agent' && workload.agent.handOutRules, [{ provider: 'github' }]);
  assert.equal((await revokeAgent(identity, { userId: ada.id, agent: 'ci' }, origin)).action, 'revoked');
  assert.deepEqual(await identifyCaller(identity, agent.token.reveal()), { refused: 'revoked' });

  const changed = await changePassword(identity, { user: ada, current: password, next: 'battery staple', sessionId: undefined }, origin);
  assert.equal(changed.action, 'changed');
});

test('PostgreSQL: workloads are looked up by instance, by subject and by pattern, and their sessions end with what they were given for', async (t) => {
  const [one, two] = await openNodes();
  t.after(() => Promise.all([one.close(), two.close()]));
  const issuer = 'https://ci.example';
  const trust = { ...one.identity.workload.trust, issuers: [{ issuer, audience: 'a', jwksUri: undefined }] };
  const identity = { ...one.identity, workload: { ...one.identity.workload, trust } };
  const setUp = await setUpFirstUser(identity, { email: 'ada@example.com', password, serviceId: 1 }, origin);
  assert.ok(setUp.action === 'set_up');
  const make = async (name: string, asked: AskedIdentity) => {
    const made = await createAgent(
      identity,
      { user: setUp.user, name, handOutRules: undefined, identities: [asked], lifetime: undefined },
      origin,
    );
    return made.action === 'created' ? made : assert.fail(made.message);
  };
  const subject = 'repo:octo/app:ref:refs/heads/main';
  await make('machine', { platform: 'aws', instanceId: 'i-0abc' });
  await make('exact', { platform: 'oidc', issuer, subject });
  await make('pattern', { platform: 'oidc', issuer, subject: 'repo:octo/*' });
  await make('claims', { platform: 'oidc', issuer, claims: { ref: ['main'] } });
  const names = async (sub: string): Promise<readonly string[]> =>
    (await two.identity.facts.listAgentsOfIssuer(issuer, sub)).map(({ agent }) => agent.name);
  assert.deepEqual(await names(subject), ['exact', 'pattern', 'claims']);
  assert.deepEqual(await names('other'), ['pattern', 'claims'], 'patterns are looked at by the caller');
  assert.deepEqual(await two.identity.facts.listAgentsOfInstance('google', 'i-0abc'), []);

  const proof = { platform: 'aws', instanceId: 'i-0abc' } as const;
  const begun = await beginAgentSession(two.identity, provingPlatform, { ...origin, proof, agentName: undefined });
  assert.ok(begun.action === 'begun');
  assert.ok('kind' in (await identifyCaller(identity, begun.token.reveal())));
  const rules = [{ provider: 'github', scopes: ['repo'] }];
  assert.equal((await replaceAgentRules(identity, { userId: setUp.user.id, agent: 'machine' }, rules, origin)).action, 'replaced');
  const caller = await identifyCaller(two.identity, begun.token.reveal());
  assert.deepEqual('kind' in caller && caller.kind === 'agent' && caller.agent.handOutRules, rules);
  const named = { userId: setUp.user.id, agent: 'machine' };
  assert.equal((await removeAgentIdentity(identity, named, begun.known.identity.id, origin)).action, 'removed');
  assert.deepEqual(await identifyCaller(two.identity, begun.token.reveal()), { refused: 'unknown' });
  assert.equal((await identity.facts.listAgentIdentities(setUp.user.id)).length, 3);
});
