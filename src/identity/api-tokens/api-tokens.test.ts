import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setUpFirstUser } from '../setup/set-up-first-user.ts';
import { openTestIdentity, origin } from '../testing/open-test-identity.ts';
import { createApiToken, refuseScopes } from './create-api-token.ts';
import { deleteApiToken } from './delete-api-token.ts';

const cases: readonly (readonly [string, readonly string[] | undefined, readonly string[] | undefined, string | undefined])[] = [
  ['everything, by a session', undefined, undefined, undefined],
  ['some, by a session', ['agent:read'], undefined, undefined],
  ['no scope at all', [], undefined, 'invalid'],
  ['a part of its own', ['agent:read'], ['agent:read', 'api_key:update'], undefined],
  ['everything, by a narrow key', undefined, ['api_key:update'], 'denied'],
  ['more than its own', ['agent:read', 'agent:update'], ['agent:read', 'api_key:update'], 'denied'],
];
for (const [what, scopes, grantable, reason] of cases) {
  test(`a key asks for ${what}: ${reason ?? 'given'}`, () => assert.equal(refuseScopes(scopes, grantable)?.reason, reason));
}

test('a name is used once per user, also when two ask at the same time, and is free again after deletion', async (t) => {
  const node = await openTestIdentity();
  t.after(node.close);
  const { identity } = node;
  const setUp = await setUpFirstUser(identity, { email: 'ada@example.com', password: 'correct horse', serviceId: 1 }, origin);
  assert.ok(setUp.action === 'set_up');
  const asked = { user: setUp.user, name: ' laptop ', scopes: undefined, lifetime: undefined, grantable: undefined };
  const results = await Promise.all([createApiToken(identity, asked, origin), createApiToken(identity, asked, origin)]);
  assert.deepEqual(results.map(({ action }) => action).sort(), ['created', 'refuse']);

  const laptop = (await identity.facts.listApiTokens(setUp.user.id)).find(({ name }) => name === 'laptop');
  assert.ok(laptop !== undefined);
  const foreign = await deleteApiToken(identity, { userId: 'someone', apiTokenId: laptop.id }, origin);
  assert.ok(foreign.action === 'refuse' && foreign.reason === 'not_found');
  assert.equal((await deleteApiToken(identity, { userId: setUp.user.id, apiTokenId: laptop.id }, origin)).action, 'deleted');
  assert.equal((await createApiToken(identity, asked, origin)).action, 'created');
});

for (const name of ['', '   ', 'x'.repeat(65), 'a\nb']) {
  test(`an API token is not called ${JSON.stringify(name)}`, async (t) => {
    const node = await openTestIdentity();
    t.after(node.close);
    const setUp = await setUpFirstUser(node.identity, { email: 'ada@example.com', password: 'correct horse', serviceId: 1 }, origin);
    assert.ok(setUp.action === 'set_up');
    const asked = { user: setUp.user, name, scopes: undefined, lifetime: undefined, grantable: undefined };
    const result = await createApiToken(node.identity, asked, origin);
    assert.ok(result.action === 'refuse' && result.reason === 'invalid' && result.field === 'token_name');
  });
}
