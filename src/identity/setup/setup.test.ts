import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseCredential } from '../../protocol/credential.ts';
import { epochSeconds } from '../../protocol/units.ts';
import { identifyCaller } from '../identify-caller.ts';
import { identifyManagementToken } from '../identify-management-token.ts';
import { openTestIdentity, origin, start } from '../testing/open-test-identity.ts';
import { setUpFirstUser } from './set-up-first-user.ts';
import { createSetupLink, findLiveSetupLink, redeemSetupLink, setupLinkLifetime } from './setup-link.ts';

const ada = { email: 'Ada@Example.com', password: 'correct horse battery', serviceId: 41 };

test('the first user is the owner, and gets an API token, a service token and an organization token', async (t) => {
  const node = await openTestIdentity();
  t.after(node.close);
  const setUp = await setUpFirstUser(node.identity, ada, origin);
  assert.ok(setUp.action === 'set_up');
  assert.deepEqual(
    { email: setUp.user.email, username: setUp.user.username, role: setUp.user.role, serviceId: setUp.serviceId },
    { email: 'ada@example.com', username: 'ada', role: 'owner', serviceId: 41 },
  );

  const caller = await identifyCaller(node.identity, setUp.apiToken.reveal());
  assert.ok('kind' in caller && caller.kind === 'user' && caller.via === 'api_token');
  assert.deepEqual([caller.user.id, caller.scopes], [setUp.user.id, undefined]);

  const service = await identifyManagementToken(node.identity, setUp.serviceToken.reveal());
  assert.ok('kind' in service);
  assert.deepEqual([service.kind, service.serviceId], ['service', 41]);
  const organization = await identifyManagementToken(node.identity, setUp.organizationToken.reveal());
  assert.ok('kind' in organization);
  assert.deepEqual([organization.kind, organization.serviceId], ['organization', undefined]);
});

test('a second first user is refused, and changes nothing', async (t) => {
  const node = await openTestIdentity();
  t.after(node.close);
  await setUpFirstUser(node.identity, ada, origin);
  const second = await setUpFirstUser(node.identity, { ...ada, email: 'eve@example.com' }, origin);
  assert.ok(second.action === 'refuse');
  assert.equal(second.reason, 'already_set_up');
  assert.equal((await node.identity.facts.listUsers()).length, 1);
});

test('of first users who race on two nodes, one becomes the owner', async (t) => {
  const node = await openTestIdentity();
  t.after(node.close);
  const other = await node.openNode();
  t.after(other.close);
  const nodes = [node, other, node, other];
  const results = await Promise.all(
    nodes.map(({ identity }, index) => setUpFirstUser(identity, { ...ada, email: `user${index}@example.com` }, origin)),
  );
  assert.deepEqual(results.map(({ action }) => action).sort(), ['refuse', 'refuse', 'refuse', 'set_up']);
  const users = await node.identity.facts.listUsers();
  assert.deepEqual(
    users.map(({ role }) => role),
    ['owner'],
  );
  assert.equal((await node.identity.facts.findOwnership())?.activeOwners, 1);
});

const refused: readonly (readonly [string, Partial<typeof ada>, string])[] = [
  ['a password of seven characters', { password: '1234567' }, 'password'],
  ['no email address', { email: 'ada' }, 'email'],
];
for (const [what, change, field] of refused) {
  test(`the first user is refused for ${what}`, async (t) => {
    const node = await openTestIdentity();
    t.after(node.close);
    const result = await setUpFirstUser(node.identity, { ...ada, ...change }, origin);
    assert.ok(result.action === 'refuse');
    assert.deepEqual([result.reason, result.field], ['invalid', field]);
    assert.equal(await node.identity.facts.hasUsers(), false);
  });
}

test('a setup link makes the first user, once', async (t) => {
  const node = await openTestIdentity();
  t.after(node.close);
  const link = await createSetupLink(node.identity);
  assert.ok(link !== undefined && parseCredential(link.reveal())?.kind === 'setupLink');
  const redeemed = await redeemSetupLink(node.identity, { ...ada, token: link.reveal() }, origin);
  assert.equal(redeemed.action, 'set_up');
  assert.equal(await findLiveSetupLink(node.identity, link.reveal()), undefined);
  const again = await redeemSetupLink(node.identity, { ...ada, token: link.reveal() }, origin);
  assert.ok(again.action === 'refuse' && again.reason === 'already_set_up');
  assert.equal(await createSetupLink(node.identity), undefined);
});

test('a setup link that is altered or old does not work', async (t) => {
  const node = await openTestIdentity();
  t.after(node.close);
  const link = await createSetupLink(node.identity);
  assert.ok(link !== undefined);
  const altered = await redeemSetupLink(node.identity, { ...ada, token: `${link.reveal()}x` }, origin);
  assert.ok(altered.action === 'refuse' && altered.reason === 'denied');
  node.now = epochSeconds(start + setupLinkLifetime);
  const late = await redeemSetupLink(node.identity, { ...ada, token: link.reveal() }, origin);
  assert.ok(late.action === 'refuse' && late.reason === 'denied');
});
