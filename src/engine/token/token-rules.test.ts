import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseObject } from '../../protocol/jose/parse-object.ts';
import { seconds } from '../../protocol/units.ts';
import { introspectToken } from '../introspect/introspect.ts';
import { plainTokenRules, type ServiceTokenRules } from '../model/token-rules.ts';
import type { ServiceInput } from '../services/create-service.ts';
import { openEngine, type TestClient, type TestEngine } from '../testing/open-engine.ts';
import type { TokenResponse } from './encode-token-response.ts';

const open = (rules: Partial<ServiceTokenRules>, settings: Partial<ServiceInput> = {}): Promise<TestEngine> =>
  openEngine({ ...settings, tokenRules: { ...plainTokenRules, ...rules } });

const formOf = ({ client, secret }: TestClient) => ({ client_id: client.clientId, client_secret: secret });

const redeem = async (run: TestEngine, app: TestClient, scope = 'read'): Promise<TokenResponse> =>
  run.obtain({
    ...formOf(app),
    grant_type: 'authorization_code',
    code: await run.authorize({ client_id: app.client.clientId, scope, redirect_uri: 'https://app.example.com/callback' }),
    redirect_uri: 'https://app.example.com/callback',
  });

const refresh = (run: TestEngine, app: TestClient, token = ''): Promise<TokenResponse> =>
  run.obtain({ ...formOf(app), grant_type: 'refresh_token', refresh_token: token });

const refused = async (run: TestEngine, app: TestClient, token = ''): Promise<string> => {
  const decision = await run.token({ ...formOf(app), grant_type: 'refresh_token', refresh_token: token });
  assert.equal(decision.action, 'refuse');
  return decision.error.code;
};

const isActive = async ({ engine, service }: TestEngine, { access_token: token }: TokenResponse): Promise<boolean> =>
  (await introspectToken(engine, { service, token, now: engine.clock() })).response.active;

const partOf = (jwt: string | undefined, index: 0 | 1): Readonly<Record<string, unknown>> =>
  parseObject(Buffer.from(jwt?.split('.')[index] ?? '', 'base64url').toString()) ?? assert.fail('no JWT');

const scopes: ServiceInput['scopes'] = [
  { name: 'openid', description: '', isDefault: false },
  { name: 'offline_access', description: '', isDefault: false },
  { name: 'read', description: '', isDefault: true },
  {
    name: 'pay',
    description: '',
    isDefault: false,
    attributes: [
      { key: 'access_token.duration', value: '60' },
      { key: 'refresh_token.duration', value: '120' },
      { key: 'id_token.duration', value: '30' },
      { key: 'colour', value: 'green' },
    ],
  },
];

test('seed 002: refresh tokens that are kept go on until their first end, or from each use on if their clock is reset', async () => {
  for (const refreshLifetimeReset of [false, true]) {
    await using run = await open({ refreshTokensKept: true, refreshLifetimeReset }, { refreshTokenLifetime: seconds(100) });
    const app = await run.addClient();
    const { refresh_token: token } = await redeem(run, app);
    run.pass(60);
    assert.equal((await refresh(run, app, token)).refresh_token, token);
    run.pass(60);
    if (refreshLifetimeReset) assert.equal((await refresh(run, app, token)).refresh_token, token);
    else assert.equal(await refused(run, app, token), 'invalid_grant');
  }
});

test('seed 002: a rotated refresh token may end when the first one would have', async () => {
  for (const refreshEndKept of [false, true]) {
    await using run = await open({ refreshEndKept }, { refreshTokenLifetime: seconds(100) });
    const app = await run.addClient();
    const first = await redeem(run, app);
    run.pass(60);
    const second = await refresh(run, app, first.refresh_token);
    assert.notEqual(second.refresh_token, first.refresh_token);
    run.pass(60);
    if (refreshEndKept) assert.equal(await refused(run, app, second.refresh_token), 'invalid_grant');
    else await refresh(run, app, second.refresh_token);
  }
});

test('RFC 9700 §4.14.2: without leeway a used refresh token ends the grant, even in the same second', async () => {
  await using run = await open({}, { refreshLeeway: seconds(0) });
  const app = await run.addClient();
  const first = await redeem(run, app);
  const second = await refresh(run, app, first.refresh_token);
  assert.equal(await refused(run, app, first.refresh_token), 'invalid_grant');
  assert.equal(await refused(run, app, second.refresh_token), 'invalid_grant');
});

test('seed 002: an access token may end with its refresh token at the latest', async () => {
  for (const [expirationLinked, expected] of [
    [false, 3600],
    [true, 100],
  ] as const) {
    await using run = await open({ expirationLinked }, { refreshTokenLifetime: seconds(100) });
    const app = await run.addClient();
    assert.equal((await redeem(run, app)).expires_in, expected);
    assert.equal((await run.obtain({ ...formOf(app), grant_type: 'client_credentials' })).expires_in, 3600);
  }
});

test("seed 002: a person's new tokens may end the earlier ones of the same client, and of nobody else", async () => {
  for (const singlePerSubject of [false, true]) {
    await using run = await open({ singlePerSubject });
    const app = await run.addClient();
    const other = await run.addClient({ name: 'Other' });
    const first = await redeem(run, app);
    const elsewhere = await redeem(run, other);
    const own = await run.obtain({ ...formOf(app), grant_type: 'client_credentials' });
    const second = await redeem(run, app);
    assert.equal(await isActive(run, first), !singlePerSubject);
    for (const other of [second, own, elsewhere]) assert.equal(await isActive(run, other), true);
  }
});

test('seed 002: a refresh may leave openid out where offline_access was not granted', async () => {
  await using run = await open({ openidNeedsOfflineAccess: true }, { scopes });
  const app = await run.addClient();
  for (const [scope, renewed] of [
    ['openid read', 'read'],
    ['openid read offline_access', 'openid read offline_access'],
  ] as const) {
    const first = await redeem(run, app, scope);
    assert.ok(first.id_token !== undefined);
    const second = await refresh(run, app, first.refresh_token);
    assert.deepEqual([second.scope, second.id_token !== undefined], [renewed, renewed.includes('openid')]);
  }
});

test('RFC 9068 §2.1: access tokens are signed with what the service says, and verified by it', async () => {
  for (const accessTokenAlg of ['ES256', 'PS256', 'EdDSA'] as const) {
    await using run = await open({ accessTokenAlg }, { accessTokenFormat: 'jwt' });
    const app = await run.addClient();
    const issued = await redeem(run, app);
    assert.equal(partOf(issued.access_token, 0).alg, accessTokenAlg);
    assert.equal(await isActive(run, issued), true);
  }
});

test('seed 002: the shortest of the lifetimes of service, client and scopes holds', async () => {
  await using run = await open({ idTokenLifetime: seconds(900) }, { scopes });
  const app = await run.addClient();
  const lifetimeOf = (idToken: string | undefined): number => {
    const { exp, iat } = partOf(idToken, 1);
    return Number(exp) - Number(iat);
  };
  const plain = await redeem(run, app, 'openid read');
  assert.deepEqual([plain.expires_in, lifetimeOf(plain.id_token)], [3600, 900]);
  const paid = await redeem(run, app, 'openid read pay');
  assert.deepEqual([paid.expires_in, lifetimeOf(paid.id_token)], [60, 30]);
  run.pass(121);
  assert.equal(await refused(run, app, paid.refresh_token), 'invalid_grant');
  await refresh(run, app, plain.refresh_token);
});
