import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createSetupLink } from '../../../identity/setup/setup-link.ts';
import { defaultWorkloadSettings } from '../../../server/workload/create-workload.ts';
import { type ApiAnswer, type StartedApi, startApi } from '../../testing/start-api.ts';

const issuer = 'https://token.actions.githubusercontent.com';
const rules = [{ provider: 'github', accounts: ['octocat'], scopes: ['repo'] }, { provider: 'slack' }];

let api: StartedApi;
let key: string;

before(async () => {
  const workloadIssuers = [{ issuer, audience: undefined, jwksUri: undefined }];
  api = await startApi([], { ...defaultWorkloadSettings, workloadIssuers });
  const setupToken = (await createSetupLink(api.rooms.identity))?.reveal();
  const owner = { email: 'ada@example.com', password: 'correct horse battery', setup_token: setupToken };
  key = (await api.call('POST', '/api/v2/users/first', { body: owner })).body.api_token;
});

after(() => api.close());

const call = (method: string, path: string, body?: unknown, token = key): Promise<ApiAnswer> =>
  api.call(method, `/api/v2/agents${path}`, { token, ...(body === undefined ? {} : { body }) });

test('an agent is made with rules and identities, and shown with them', async () => {
  const identities = [
    { platform: 'aws', instance_id: 'I-0ABC' },
    { platform: 'oidc', issuer, subject: 'repo:octo/app:*', claims: { ref: 'refs/heads/main', actor: ['a', 'b'] } },
  ];
  const made = await call('POST', '', { name: 'dev', hand_out_rules: rules, identities });
  assert.equal(made.status, 201);
  const { agent } = made.body;
  assert.deepEqual(agent.hand_out_rules, rules);
  assert.deepEqual(agent.allowed_providers, ['github', 'slack']);
  assert.deepEqual(
    agent.identities.map(({ id: _id, created_at: _at, ...rest }: Readonly<Record<string, unknown>>) => rest),
    [
      { platform: 'aws', instance_id: 'i-0abc' },
      { platform: 'oidc', issuer, subject: 'repo:octo/app:*', claims: { ref: ['refs/heads/main'], actor: ['a', 'b'] } },
    ],
  );
  assert.deepEqual((await call('GET', '/dev')).body, agent);
  assert.deepEqual((await call('GET', `/${agent.id}`)).body, agent);
  assert.deepEqual((await call('GET', '')).body.agents, [agent]);
  assert.equal((await call('GET', '/nobody')).status, 404);
});

test('the short form of rules says whole providers; without either an agent may get everything', async () => {
  const short = (await call('POST', '', { name: 'short', allowed_providers: ['github', 'github'] })).body.agent;
  assert.deepEqual([short.allowed_providers, short.hand_out_rules], [['github'], [{ provider: 'github' }]]);
  const nothing = (await call('POST', '', { name: 'nothing', allowed_providers: [] })).body.agent;
  assert.deepEqual([nothing.allowed_providers, nothing.hand_out_rules], [[], []]);
  const all = (await call('POST', '', { name: 'all', allowed_providers: null })).body.agent;
  assert.deepEqual([all.allowed_providers, all.hand_out_rules], [null, null]);
  assert.equal((await call('POST', '', { name: 'both', allowed_providers: [], hand_out_rules: [] })).status, 400);
});

test('rules are replaced by PATCH', async () => {
  await call('POST', '', { name: 'patched' });
  const replaced = await call('PATCH', '/patched', { hand_out_rules: rules });
  assert.deepEqual([replaced.status, replaced.body.hand_out_rules], [200, rules]);
  assert.deepEqual((await call('PATCH', '/patched', { allowed_providers: ['slack'] })).body.hand_out_rules, [{ provider: 'slack' }]);
  assert.equal((await call('PATCH', '/patched', { hand_out_rules: null })).body.hand_out_rules, null);
  assert.equal((await call('PATCH', '/patched', {})).status, 400, 'nothing is not everything');
  assert.equal((await call('PATCH', '/patched', { name: 'x' })).status, 400);
  assert.equal((await call('PATCH', '/patched', { hand_out_rules: [{ provider: 'github', accounts: [] }] })).status, 400);
  assert.equal((await call('PATCH', '/patched', { hand_out_rules: [{ provider: 'github', scope: ['repo'] }] })).status, 400);
  assert.equal((await call('PATCH', '/nobody', { hand_out_rules: null })).status, 404);
});

test('identities are added, listed and removed', async () => {
  await call('POST', '', { name: 'known' });
  const added = await call('POST', '/known/identities', { platform: 'azure', instance_id: 'F' });
  assert.deepEqual([added.status, added.body.instance_id], [201, 'f']);
  assert.deepEqual((await call('GET', '/known/identities')).body.identities, [added.body]);
  assert.equal((await call('DELETE', `/dev/identities/${added.body.id}`)).status, 404, 'another agent’s');
  assert.equal((await call('DELETE', `/known/identities/${added.body.id}`)).status, 204);
  assert.equal((await call('DELETE', `/known/identities/${added.body.id}`)).status, 404);
  assert.deepEqual((await call('GET', '/known/identities')).body, { identities: [] });
  assert.equal((await call('GET', '/nobody/identities')).status, 404);
});

for (const [title, body] of [
  ['an unknown platform', { platform: 'gcp', instance_id: '1' }],
  ['no id', { platform: 'aws' }],
  ['an issuer nobody trusts', { platform: 'oidc', issuer: 'https://evil.example', subject: 'x' }],
  ['the whole world', { platform: 'oidc', issuer, subject: '*' }],
  ['claims that are no patterns', { platform: 'oidc', issuer, subject: 'x', claims: { a: 7 } }],
  ['a member nobody knows', { platform: 'aws', instance_id: '1', region: 'x' }],
] as const) {
  test(`${title} is no identity: 400`, async () => {
    assert.equal((await call('POST', '/dev/identities', body)).status, 400);
    assert.equal((await call('POST', '', { name: title, identities: [body] })).status, 400);
  });
}

test('a key that may not get access tokens makes no agent that may, widens none, and gives nobody its identity', async () => {
  const { body } = await api.call('POST', '/api/v2/users/me/keys/tokens', {
    token: key,
    body: { token_name: 'narrow', scopes: ['agent:read', 'agent:update'] },
  });
  const narrow: string = body.key;
  assert.equal((await call('GET', '/dev', undefined, narrow)).status, 200);
  assert.equal((await call('POST', '', { name: 'x' }, narrow)).status, 403);
  assert.equal((await call('PATCH', '/dev', { hand_out_rules: null }, narrow)).status, 403);
  assert.equal((await call('POST', '/dev/identities', { platform: 'aws', instance_id: '1' }, narrow)).status, 403);
  const { id } = (await call('GET', '/dev/identities', undefined, narrow)).body.identities[0];
  assert.equal((await call('DELETE', `/dev/identities/${id}`, undefined, narrow)).status, 204, 'taking away is always right');
});
