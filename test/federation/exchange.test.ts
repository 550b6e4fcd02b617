import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endTokens } from '../../src/broker/github-app/end-tokens.ts';
import { epochSeconds } from '../../src/protocol/units.ts';
import { startCiIssuer } from '../support/ci-issuer.ts';
import { startFederationApi } from '../support/federation-api.ts';

test('a job’s token is exchanged for a token of the installation, as narrow as the policy says', async () => {
  await using scene = await startFederationApi();
  assert.equal((await scene.api.call('POST', '/federation/policies', scene.policy())).status, 201);
  const { status, body } = await scene.exchange(await scene.ci.token());
  assert.equal(status, 200, JSON.stringify(body));
  assert.match(body.token, /^ghs_/);
  assert.deepEqual(
    [body.policy, body.installation_id, body.repositories, body.permissions],
    ['app-main', 100, ['app'], { contents: 'write', issues: 'read' }],
  );
  const [made] = await scene.github.listTokens();
  assert.deepEqual([made?.repository_ids.length, made?.permissions], [1, { contents: 'write', issues: 'read' }]);
  const [event] = await scene.audit('federation_token_created');
  assert.deepEqual(
    [event?.target, event?.details.subject, event?.details.repositories],
    ['federation_policy:app-main', 'repo:octo-org/app:ref:refs/heads/main', ['app']],
  );
});

test('a job may ask for less, and not for more', async () => {
  await using scene = await startFederationApi();
  await scene.api.call('POST', '/federation/policies', scene.policy());
  const less = await scene.exchange(await scene.ci.token(), { permissions: { contents: 'read' } });
  assert.deepEqual([less.status, less.body.permissions], [200, { contents: 'read' }]);
  for (const more of [{ repositories: ['site'] }, { permissions: { contents: 'admin' } }, { permissions: { metadata: 'read' } }]) {
    const { status, body } = await scene.exchange(await scene.ci.token(), more);
    assert.deepEqual([status, /not allowed/.test(body.message)], [403, true]);
  }
});

test('of several policies the first that allows what is asked for decides', async () => {
  await using scene = await startFederationApi();
  await scene.api.call('POST', '/federation/policies', scene.policy({ name: 'a', permissions: { contents: 'read' } }));
  await scene.api.call('POST', '/federation/policies', scene.policy({ name: 'b' }));
  const policyFor = async (permissions: unknown) => (await scene.exchange(await scene.ci.token(), { permissions })).body.policy;
  assert.deepEqual([await policyFor({ contents: 'read' }), await policyFor({ contents: 'write' })], ['a', 'b']);
});

for (const [what, claims, policy, words] of [
  ['of another subject', { sub: 'repo:evil/app:ref:refs/heads/main' }, {}, /No trust policy/],
  ['with another claim', { environment: 'test' }, { claims: { environment: ['production', 'staging'] } }, /No trust policy/],
  ['for another audience', { aud: 'https://elsewhere.example' }, {}, /No trust policy/],
  ['that has ended', { exp: 1_700_000_000 }, {}, /not valid/],
  ['that is not good yet', { nbf: 4_000_000_000 }, {}, /not valid/],
  ['without an id, where each is good once', { jti: undefined }, { single_use: true }, /No trust policy/],
] as const) {
  test(`a token ${what} is refused, and that is on the audit trail`, async () => {
    await using scene = await startFederationApi();
    const made = await scene.api.call('POST', '/federation/policies', scene.policy(policy));
    assert.equal(made.status, 201, JSON.stringify(made.body));
    const { status, body } = await scene.exchange(await scene.ci.token(claims));
    assert.equal(status, 403);
    assert.match(body.message, words);
    assert.equal((await scene.audit('federation_refused')).length, 1);
    assert.deepEqual(await scene.github.listTokens(), []);
  });
}

test('a token that somebody else signed in the issuer’s name is refused', async () => {
  await using scene = await startFederationApi();
  await using other = await startCiIssuer('https://grantry.test');
  await scene.api.call('POST', '/federation/policies', scene.policy());
  const { status } = await scene.exchange(await other.token({ iss: scene.ci.issuer }));
  assert.equal(status, 403);
  const [header = '', payload = ''] = (await scene.ci.token()).split('.');
  const none = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url');
  for (const forged of [`${none}.${payload}.`, `${header}.${payload}.AAAA`, 'no.jwt', 'nonsense']) {
    assert.equal((await scene.exchange(forged)).status, 403, forged.slice(0, 20));
  }
});

test('an issuer that does not answer with its keys is told apart from a token that is refused', async () => {
  await using scene = await startFederationApi();
  await scene.api.call('POST', '/federation/policies', scene.policy());
  const token = await scene.ci.token();
  await scene.ci.stop();
  assert.equal((await scene.exchange(token)).status, 503);
});

test('RFC 7519 §4.1.7: where a policy says so, a token is good once, even if it comes twice at the same time', async () => {
  await using scene = await startFederationApi();
  await scene.api.call('POST', '/federation/policies', scene.policy({ single_use: true }));
  const token = await scene.ci.token();
  const statuses = (await Promise.all([1, 2, 3, 4].map(() => scene.exchange(token)))).map(({ status }) => status);
  assert.deepEqual(statuses.sort(), [200, 403, 403, 403]);
  assert.equal((await scene.exchange(await scene.ci.token())).status, 200);
});

test('a token that asks for too much is not spent by that', async () => {
  await using scene = await startFederationApi();
  await scene.api.call('POST', '/federation/policies', scene.policy({ single_use: true }));
  const token = await scene.ci.token();
  assert.equal((await scene.exchange(token, { repositories: ['site'] })).status, 403);
  assert.equal((await scene.exchange(token)).status, 200);
});

test('a token with a shorter life is nobody else’s, and is ended at GitHub', async () => {
  await using scene = await startFederationApi();
  await scene.api.call('POST', '/federation/policies', scene.policy({ max_lifetime_seconds: 60 }));
  const tokens = await Promise.all([scene.ci.token(), scene.ci.token()]);
  const [one, other] = await Promise.all(tokens.map((token) => scene.exchange(token)));
  assert.notEqual(one?.body.token, other?.body.token);
  const lifetime = Date.parse(one?.body.expires_at) / 1000 - scene.api.rooms.clock();
  assert.ok(lifetime > 55 && lifetime <= 60, String(lifetime));

  const { broker, clock } = scene.api.rooms;
  assert.deepEqual(await broker.facts.listEndingTokens(clock(), 10), []);
  const ended: string[] = [];
  const later = {
    ...broker,
    providers: broker.providers,
    clock: () => epochSeconds(clock() + 61),
    githubAppOf: (provider: (typeof broker.providers)[number]) => {
      const app = broker.githubAppOf(provider);
      const revoke = async (token: { reveal(): string }) => {
        ended.push(token.reveal());
        return { outcome: 'done', value: undefined } as const;
      };
      return app && { ...app, revoke };
    },
  };
  await endTokens(later);
  assert.deepEqual(ended.sort(), [one?.body.token, other?.body.token].sort());
  assert.deepEqual(await broker.facts.listEndingTokens(epochSeconds(clock() + 999), 10), []);
});

test('an unknown provider, and one that no policy is about, are refused alike', async () => {
  await using scene = await startFederationApi();
  await scene.api.call('POST', '/federation/policies', scene.policy({ provider: 'gone' }));
  assert.equal((await scene.exchange(await scene.ci.token())).status, 403);
  assert.equal((await scene.exchange(await scene.ci.token(), { provider: 'gone' })).status, 503);
});

test('whoever is refused too often is told to wait', async () => {
  await using scene = await startFederationApi();
  const statuses: number[] = [];
  for (let attempt = 0; attempt < 101; attempt++) statuses.push((await scene.exchange('no.jwt')).status);
  assert.deepEqual([statuses[0], statuses[99], statuses[100]], [403, 403, 429]);
});
