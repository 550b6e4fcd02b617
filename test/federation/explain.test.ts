import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startFederationApi } from '../support/federation-api.ts';

interface Check {
  readonly rule: string;
  readonly wanted: string;
  readonly found: string;
  readonly holds: boolean;
}

const failing = (checks: readonly Check[]): readonly (readonly [string, string])[] =>
  checks.filter(({ holds }) => !holds).map(({ rule, found }) => [rule, found]);

test('an explanation names each policy, each rule, and what the token says', async () => {
  await using scene = await startFederationApi();
  const { call } = scene.api;
  await call('POST', '/federation/policies', scene.policy({ name: 'a-other', issuer: 'https://ci.example' }));
  await call('POST', '/federation/policies', scene.policy({ name: 'b-staging', claims: { environment: 'staging' } }));
  await call('POST', '/federation/policies', scene.policy({ name: 'c-main', single_use: true }));
  const token = await scene.ci.token();
  const { body } = await call('POST', '/federation/explain', { token, provider: 'github', permissions: { contents: 'read' } });
  assert.deepEqual([body.allowed, body.policy, body.cause], [true, 'c-main', '']);
  assert.deepEqual(body.token, {
    issuer: scene.ci.issuer,
    subject: 'repo:octo-org/app:ref:refs/heads/main',
    audience: ['https://grantry.test'],
  });
  assert.deepEqual(
    body.policies.map(({ name, allows, checks }: { name: string; allows: boolean; checks: Check[] }) => [name, allows, failing(checks)]),
    [
      ['a-other', false, [['issuer', scene.ci.issuer]]],
      ['b-staging', false, [['claim environment', 'production']]],
      ['c-main', true, []],
    ],
  );
  const wish = body.policies[2].checks.at(-1);
  assert.deepEqual(
    [wish.wanted, wish.found],
    ['no more than github@octo-org:app:contents=write,issues=read', 'installation 100, app, contents:read'],
  );
  assert.deepEqual(await scene.github.listTokens(), [], 'nothing is made');
  assert.equal((await scene.exchange(token)).status, 200, 'and nothing is spent');
});

test('an explanation says what is asked for in vain, and what is wrong with the token itself', async () => {
  await using scene = await startFederationApi();
  const { call } = scene.api;
  await call('POST', '/federation/policies', scene.policy());
  const explain = async (token: string, more = {}) => (await call('POST', '/federation/explain', { token, ...more })).body;
  const tooMuch = await explain(await scene.ci.token(), { repositories: ['site'] });
  assert.deepEqual([tooMuch.allowed, tooMuch.cause], [false, 'These repositories are not allowed: site.']);
  const ended = await explain(await scene.ci.token({ exp: 1_700_000_000 }));
  assert.match(failing(ended.policies[0].checks)[0]?.[1] ?? '', /"exp" claim/);
  assert.equal((await explain('nonsense')).cause, 'The token is not a JWT.');
  const otherwise = await explain(await scene.ci.token(), { provider: 'gitlab' });
  assert.deepEqual(failing(otherwise.policies[0].checks), [['provider', 'gitlab']]);
});
