import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startFederationApi } from '../support/federation-api.ts';
import { startOwnedApi } from '../support/owned-api.ts';

const actions = 'https://token.actions.githubusercontent.com';

const valid = {
  name: 'deploy',
  issuer: actions,
  subject: 'repo:octo-org/app:*',
  provider: 'github',
  owner: 'octo-org',
} as const;

test('a policy is made, listed, shown, replaced and deleted, each on the audit trail', async () => {
  await using scene = await startFederationApi();
  const { call } = scene.api;
  const made = await call('POST', '/federation/policies', { ...valid, claims: { environment: 'production' }, single_use: true });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  assert.deepEqual(
    [made.body.claims, made.body.single_use, made.body.version, made.body.source],
    [{ environment: ['production'] }, true, 1, 'stored'],
  );
  assert.deepEqual((await call('GET', '/federation/policies')).body.policies, [made.body]);
  assert.deepEqual((await call('GET', '/federation/policies/deploy')).body, made.body);

  const { name: _name, ...rest } = valid;
  const replaced = await call('PUT', '/federation/policies/deploy', { ...rest, permissions: { contents: 'read' }, version: 1 });
  assert.deepEqual(
    [replaced.status, replaced.body.permissions, replaced.body.claims, replaced.body.version],
    [200, { contents: 'read' }, undefined, 2],
  );
  assert.equal(
    (await call('PUT', '/federation/policies/deploy', { ...rest, version: 1 })).status,
    409,
    'somebody else’s change is not lost',
  );
  assert.equal((await call('PUT', '/federation/policies/other', rest)).status, 404);

  assert.equal((await call('DELETE', '/federation/policies/deploy')).status, 204);
  assert.equal((await call('DELETE', '/federation/policies/deploy')).status, 404);
  assert.equal((await call('GET', '/federation/policies/deploy')).status, 404);
  for (const event of ['created', 'updated', 'deleted']) {
    const [entry] = await scene.audit(`federation_policy_${event}`);
    assert.equal(entry?.target, 'federation_policy:deploy');
  }
});

for (const [what, change, field] of [
  ['a name that is none', { name: 'Deploy It' }, 'name'],
  ['an issuer over plain HTTP', { issuer: 'http://issuer.example' }, 'issuer'],
  ['an issuer that is no URL', { issuer: 'issuer' }, 'issuer'],
  ['keys over plain HTTP', { jwks_uri: 'http://issuer.example/keys' }, 'jwks_uri'],
  ['nobody in particular', { issuer: 'https://ci.example', subject: '*' }, 'subject'],
  ['no subject at all', { issuer: 'https://ci.example', subject: undefined }, 'subject'],
  ['every repository of GitHub', { subject: 'repo:*' }, 'subject'],
  ['every owner’s repository of a name', { subject: 'repo:*/app:*' }, 'subject'],
  ['a branch of anybody', { subject: undefined, claims: { ref: 'refs/heads/main' } }, 'subject'],
  ['anybody’s repository, by claim', { subject: undefined, claims: { repository: '*/app' } }, 'subject'],
  ['every project of GitLab', { issuer: 'https://gitlab.com', subject: 'project_path:*' }, 'subject'],
  ['no installation', { owner: undefined }, 'installation'],
  ['two installations', { installation_id: 1 }, 'installation'],
] as const) {
  test(`a policy that trusts ${what} is refused by name`, async () => {
    await using api = await startOwnedApi();
    const { status, body } = await api.call('POST', '/federation/policies', { ...valid, ...change });
    assert.deepEqual([status, body.validations?.[0].field], [400, field], JSON.stringify(body));
  });
}

for (const [what, change] of [
  ['an owner’s repositories by claim', { subject: undefined, claims: { repository_owner: 'octo-org' } }],
  ['a repository by claim', { subject: undefined, claims: { repository: ['octo-org/app', 'octo-org/site'] } }],
  ['a group of GitLab', { issuer: 'https://gitlab.com', subject: 'project_path:octo/*' }],
  ['an issuer of one’s own, by any subject of a kind', { issuer: 'https://ci.example', subject: 'job:*' }],
  ['an issuer on this machine', { issuer: 'http://localhost:8080' }],
] as const) {
  test(`a policy may trust ${what}`, async () => {
    await using api = await startOwnedApi();
    const { status, body } = await api.call('POST', '/federation/policies', { ...valid, ...change });
    assert.equal(status, 201, JSON.stringify(body));
  });
}

test('only administrators see or change policies', async () => {
  await using api = await startOwnedApi();
  const credentials = { email: 'member@example.com', password: 'a long enough password' };
  await api.call('POST', '/users', { ...credentials, username: 'member' });
  const member = (await api.call('POST', '/users/login', credentials)).body.session_token;
  for (const [method, path, body] of [
    ['GET', '/federation/policies'],
    ['POST', '/federation/policies', valid],
    ['DELETE', '/federation/policies/deploy'],
    ['POST', '/federation/explain', { token: 'x' }],
  ] as const) {
    assert.equal((await api.call(method, path, body, member)).status, 403, path);
  }
});
