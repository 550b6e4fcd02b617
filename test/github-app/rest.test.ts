import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hasRole } from '../../src/http/api/has-role.ts';
import { installations, startEmulatedGitHub } from '../support/emulated-github.ts';
import { type OwnedApi, startOwnedApi } from '../support/owned-api.ts';

const tokenPath = '/github-apps/github/installation-token';

/** An agent of the owner with these rules; its token. */
async function makeAgent({ call }: OwnedApi, rules: unknown, name = 'ci'): Promise<string> {
  const { status, body } = await call('POST', '/agents', { name, hand_out_rules: rules });
  assert.equal(status, 201, JSON.stringify(body));
  return body.token;
}

/** A member's token. */
async function makeMember({ call }: OwnedApi): Promise<string> {
  const credentials = { email: 'member@example.com', password: 'a long enough password' };
  assert.equal((await call('POST', '/users', { ...credentials, username: 'member' })).status, 201);
  return (await call('POST', '/users/login', credentials)).body.session_token;
}

const auditOf = async ({ call, rooms }: OwnedApi, event: string) => {
  await (rooms.identity.audit as unknown as { flush(): Promise<void> }).flush(); // the trail of real rooms can be waited for
  return (await call('GET', `/audit?event=${event}`)).body.events;
};

test('an administrator lists installations, and gets a JWT and narrowed tokens, each on the audit trail', async () => {
  await using github = await startEmulatedGitHub();
  await using api = await startOwnedApi(github.provider);
  const { body: listed } = await api.call('GET', '/github-apps/github/installations');
  assert.deepEqual(
    listed.installations.map(({ id, owner, permissions }: { id: number; owner: string; permissions: unknown }) => [id, owner, permissions]),
    [
      [installations.organization, 'octo-org', { contents: 'write', issues: 'read', metadata: 'read' }],
      [installations.user, 'octocat', { contents: 'write', issues: 'read', metadata: 'read' }],
    ],
  );
  const jwt = await api.call('POST', '/github-apps/github/jwt');
  assert.deepEqual([jwt.status, jwt.body.app_id, jwt.body.token.split('.').length], [200, '12345', 3]);

  const made = await api.call('POST', tokenPath, { owner: 'octo-org', repositories: ['app'], permissions: { contents: 'read' } });
  assert.deepEqual(
    [made.status, made.body.installation_id, made.body.repositories, made.body.permissions],
    [200, 100, ['app'], { contents: 'read' }],
  );
  const again = await api.call('POST', tokenPath, { installation_id: 100, repositories: ['app'], permissions: { contents: 'read' } });
  assert.equal(again.body.token, made.body.token);

  const [, first] = await auditOf(api, 'installation_token_created');
  assert.deepEqual(
    [first.actor, first.target, first.details],
    [
      `user:${api.owner.user_id}`,
      'provider:github',
      { owner: 'octo-org', installation: 100, repositories: ['app'], permissions: ['contents:read'] },
    ],
  );
  assert.equal((await auditOf(api, 'app_jwt_created')).length, 1);
});

test('a hand-out with an installation is a token of the app, ready for git', async () => {
  await using github = await startEmulatedGitHub();
  await using api = await startOwnedApi(github.provider);
  const query = 'installation=octo-org&repository=app&repository=site&permission=contents%3Dread&permission=issues';
  for (const path of [`/external-auth/github/access-token?${query}`, `/users/me/external-auth?id=github&${query}`]) {
    const { status, body } = await api.call('GET', path);
    assert.equal(status, 200, JSON.stringify(body));
    assert.match(body.access_token, /^ghs_/);
    assert.deepEqual(
      [body.type, body.url, body.username, body.password, body.scopes, body.token_extra.repositories, body.token_type],
      ['github', '', 'x-access-token', body.access_token, ['contents:read', 'issues:read'], ['app', 'site'], 'Bearer'],
    );
  }
});

for (const [what, query, field] of [
  ['a repository without an installation', 'repository=app', 'repository'],
  ['a permission without an installation', 'permission=contents', 'permission'],
  ['an installation that is none', 'installation=a%2Fb', 'installation'],
  ['a permission that is none', 'installation=1&permission=contents%3Dsome', 'permission'],
] as const) {
  test(`${what} is refused by name`, async () => {
    await using api = await startOwnedApi({ id: 'github', type: 'github', client_id: 'a' });
    const { status, body } = await api.call('GET', `/external-auth/github/access-token?${query}`);
    assert.deepEqual([status, body.validations[0].field], [400, field]);
  });
}

test('an agent gets the installations that its rules name, and no more of them', async () => {
  await using github = await startEmulatedGitHub();
  await using api = await startOwnedApi(github.provider);
  const rule = { owner: 'octo-org', repositories: ['app'], permissions: { contents: 'read' } };
  const agent = await makeAgent(api, [{ provider: 'github', installations: [rule] }]);
  const ask = (body: unknown) => api.call('POST', tokenPath, body, agent);

  const whole = await ask({ installation_id: 100 });
  assert.deepEqual([whole.status, whole.body.repositories, whole.body.permissions], [200, ['app'], { contents: 'read' }]);
  for (const beyond of [
    { installation_id: 200 },
    { owner: 'octocat' },
    { installation_id: 100, repositories: ['site'] },
    { installation_id: 100, repository_ids: [1] },
    { installation_id: 100, permissions: { contents: 'write' } },
    { installation_id: 100, permissions: { issues: 'read' } },
  ]) {
    assert.equal((await ask(beyond)).status, 403, JSON.stringify(beyond));
  }
  const own = await api.call('GET', '/workspaceagents/me/external-auth?id=github', undefined, agent);
  assert.equal(own.status, 403, 'a rule about installations is about nothing else');
  const byAgent = await api.call('GET', '/workspaceagents/me/external-auth?id=github&installation=100', undefined, agent);
  assert.deepEqual(byAgent.body.scopes, ['contents:read']);
  const denied = await auditOf(api, 'installation_token_denied');
  assert.ok(denied.length > 0 && denied.every(({ actor }: { actor: string }) => actor.startsWith('agent:')));
});

test('an agent whose rules name no installation gets none, whatever else it may get', async () => {
  await using github = await startEmulatedGitHub();
  await using api = await startOwnedApi(github.provider);
  for (const [index, rules] of [null, [], [{ provider: 'github' }], [{ provider: 'gitlab', installations: [{ id: 100 }] }]].entries()) {
    const agent = await makeAgent(api, rules, `ci-${index}`);
    assert.equal((await api.call('POST', tokenPath, { installation_id: 100 }, agent)).status, 403);
    for (const [method, path] of [
      ['POST', '/github-apps/github/jwt'],
      ['GET', '/github-apps/github/installations'],
    ] as const) {
      assert.equal((await api.call(method, path, undefined, agent)).status, 403);
    }
  }
});

test('a member gets no tokens of the app, and gives none to an agent', async () => {
  await using github = await startEmulatedGitHub();
  await using api = await startOwnedApi(github.provider);
  const member = await makeMember(api);
  const rules = [{ provider: 'github', installations: [{ id: 100 }] }];
  const calls: readonly (readonly [string, string, unknown?])[] = [
    ['POST', tokenPath, { installation_id: 100 }],
    ['POST', '/github-apps/github/jwt'],
    ['GET', '/github-apps/github/installations'],
    ['GET', '/external-auth/github/access-token?installation=100'],
    ['POST', '/agents', { name: 'ci', hand_out_rules: rules }],
  ];
  for (const [method, path, body] of calls) assert.equal((await api.call(method, path, body, member)).status, 403, path);
  const plain = await api.call('POST', '/agents', { name: 'plain' }, member);
  assert.equal((await api.call('PATCH', `/agents/${plain.body.agent.id}`, { hand_out_rules: rules }, member)).status, 403);
});

test('an agent gets no more than the person it acts for: once they are no administrator, nothing', async () => {
  await using github = await startEmulatedGitHub();
  await using api = await startOwnedApi(github.provider);
  const credentials = { email: 'admin@example.com', password: 'a long enough password' };
  const { body: admin } = await api.call('POST', '/users', { ...credentials, username: 'admin', role: 'admin' });
  const session = (await api.call('POST', '/users/login', credentials)).body.session_token;
  const made = await api.call(
    'POST',
    '/agents',
    { name: 'ci', hand_out_rules: [{ provider: 'github', installations: [{ id: 100 }] }] },
    session,
  );
  const ask = async () => (await api.call('POST', tokenPath, { installation_id: 100 }, made.body.token)).status;
  assert.equal(await ask(), 200);
  const demoted = await api.call('PUT', `/users/${admin.id}/role`, { role: 'member' });
  assert.equal(demoted.status, 200, JSON.stringify(demoted.body));
  assert.equal(await ask(), 403);
});

for (const [what, installation] of [
  ['no name', {}],
  ['two names', { id: 1, owner: 'octo-org' }],
  ['no owner', { owner: 'a/b' }],
  ['an empty list of repositories', { id: 1, repositories: [] }],
  ['a repository with its owner', { id: 1, repositories: ['octo-org/app'] }],
  ['empty permissions', { id: 1, permissions: {} }],
  ['a level that is none', { id: 1, permissions: { contents: 'all' } }],
] as const) {
  test(`a rule about an installation with ${what} is refused`, async () => {
    await using api = await startOwnedApi({ id: 'github', type: 'github', client_id: 'a' });
    const rules = [{ provider: 'github', installations: [installation] }];
    assert.equal((await api.call('POST', '/agents', { name: 'ci', hand_out_rules: rules })).status, 400);
  });
}

test('a rule is about installations or about accounts, not about both', async () => {
  await using api = await startOwnedApi({ id: 'github', type: 'github', client_id: 'a' });
  const rules = [{ provider: 'github', accounts: ['octocat'], installations: [{ id: 1 }] }];
  assert.equal((await api.call('POST', '/agents', { name: 'ci', hand_out_rules: rules })).status, 400);
});

test('a provider without an app, an unknown provider and a refusal of GitHub are told apart', async () => {
  await using github = await startEmulatedGitHub();
  await using api = await startOwnedApi(github.provider, { id: 'plain', type: 'github', client_id: 'a' });
  const ask = (provider: string, body: unknown) => api.call('POST', `/github-apps/${provider}/installation-token`, body);
  const none = await ask('plain', { installation_id: 1 });
  assert.deepEqual([none.status, none.body.detail], [404, 'Set its APP_PRIVATE_KEY.']);
  assert.equal((await ask('nothing', { installation_id: 1 })).status, 404);
  assert.equal((await ask('github', { installation_id: 7 })).status, 404);
  assert.equal((await ask('github', { installation_id: 100, permissions: { issues: 'write' } })).status, 422);
  assert.equal((await ask('github', {})).status, 400);
});

test('an app that is set over the API works at once, and its key is never told', async () => {
  await using github = await startEmulatedGitHub();
  await using api = await startOwnedApi();
  const made = await api.call('POST', '/external-auth-providers', github.provider);
  assert.equal(made.status, 201, JSON.stringify(made.body));
  assert.deepEqual([made.body.app_private_key_set, made.body.settings.app_id.value], [true, '12345']);
  const shown = await api.call('GET', '/external-auth-providers/github');
  assert.ok(!JSON.stringify(shown.body).includes('PRIVATE KEY'));
  assert.equal((await api.call('POST', tokenPath, { installation_id: 100 })).status, 200);
  const fromFile = await api.call('POST', '/external-auth-providers', {
    id: 'x',
    type: 'github',
    client_id: 'a',
    app_private_key_file: '/etc/passwd',
  });
  assert.deepEqual([fromFile.status, fromFile.body.validations[0].field], [400, 'app_private_key_file']);
});

test('a provider’s test says whether GitHub knows the app', async () => {
  await using github = await startEmulatedGitHub();
  await using api = await startOwnedApi(github.provider, { ...github.provider, id: 'wrong', app_id: '999' });
  const check = async (id: string) => {
    const { body } = await api.call('POST', `/external-auth-providers/${id}/test`);
    return body.checks.find(({ name }: { name: string }) => name === 'app');
  };
  assert.deepEqual(await check('github'), { name: 'app', outcome: 'ok', detail: 'GitHub knows it. It has 2 installations.' });
  assert.equal((await check('wrong')).outcome, 'failed');
});

test('a role includes those after it', () => {
  const may = (['owner', 'admin', 'member'] as const).map((role) =>
    (['owner', 'admin', 'member'] as const).map((needed) => hasRole({ role }, needed)),
  );
  assert.deepEqual(may, [
    [true, true, true],
    [false, true, true],
    [false, false, true],
  ]);
});
