import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgePolicy } from '../../src/identity/federation/judge-policy.ts';
import { listPolicies } from '../../src/identity/federation/list-policies.ts';
import { createPolicy, deletePolicy, replacePolicy } from '../../src/identity/federation/manage-policies.ts';
import type { FederationPolicy } from '../../src/identity/model/federation-policy.ts';
import { openTestIdentity } from '../../src/identity/testing/open-test-identity.ts';

const policy: FederationPolicy = {
  name: 'deploy',
  issuer: 'https://ci.example',
  jwksUri: undefined,
  audience: undefined,
  subject: 'job:*',
  claims: undefined,
  provider: 'github',
  installation: { owner: 'octo-org' },
  maxLifetime: undefined,
  isSingleUse: false,
};

test('a policy of the file wins over a stored one of its name, is looked at first, and is not changed', async (t) => {
  const node = await openTestIdentity();
  t.after(node.close);
  for (const name of ['deploy', 'a-stored']) {
    assert.equal((await createPolicy(node.identity, { ...policy, name, subject: 'job:stored' }, 'ada')).action, 'saved');
  }
  const identity = { ...node.identity, federation: { audience: '', configured: [policy] } };
  assert.deepEqual(
    (await listPolicies(identity)).map(({ source, policy: { name, subject } }) => [source, name, subject]),
    [
      ['file', 'deploy', 'job:*'],
      ['stored', 'a-stored', 'job:stored'],
    ],
  );
  const refusals = [
    await createPolicy(identity, policy, 'ada'),
    await replacePolicy(identity, { asked: policy, by: 'ada', version: undefined }),
    await deletePolicy(identity, 'deploy'),
  ];
  for (const refusal of refusals) assert.match(refusal?.action === 'refuse' ? refusal.message : '', /configuration file/);
});

test('a policy without an audience wants the deployment’s', () => {
  const judge = (aud: unknown, audience?: string) =>
    judgePolicy(
      { ...policy, audience },
      { claims: { iss: policy.issuer, sub: 'job:1', aud }, audience: 'ours', provider: undefined },
    ).every(({ holds }) => holds);
  assert.deepEqual(
    [judge('ours'), judge(['other', 'ours']), judge('other'), judge(undefined), judge('theirs', 'theirs'), judge('ours', 'theirs')],
    [true, true, false, false, true, false],
  );
});
