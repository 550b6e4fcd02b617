import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startWorkloadWorld, type WorkloadWorld } from '../../../../test/support/workload-world.ts';
import { createSetupLink } from '../../../identity/setup/setup-link.ts';
import { type ApiAnswer, type StartedApi, startApi } from '../../testing/start-api.ts';

const vmId = '5c08b38e-4d57-4c23-ac45-aca61037f084';
const past = Math.floor(Date.now() / 1000) - 3600;

let world: WorkloadWorld;
let api: StartedApi;
let key: string;

before(async () => {
  world = await startWorkloadWorld();
  api = await startApi([], world.settings);
  const setupToken = (await createSetupLink(api.rooms.identity))?.reveal();
  const owner = { email: 'ada@example.com', password: 'correct horse battery', setup_token: setupToken };
  key = (await api.call('POST', '/api/v2/users/first', { body: owner })).body.api_token;
});

after(async () => {
  await world[Symbol.asyncDispose](); // first: if the API did not start, there is nothing more to end
  await api.close();
});

const create = (name: string, ...identities: readonly object[]): Promise<ApiAnswer> =>
  api.call('POST', '/api/v2/agents', { token: key, body: { name, identities } });

const prove = (platform: string, body: object): Promise<ApiAnswer> =>
  api.call('POST', `/api/v2/workspaceagents/${platform}-identity`, { body });

/** The status with which the agents' own endpoint meets a token: 404, since no provider is configured. */
const asAgent = async (token: string): Promise<number> =>
  (await api.call('GET', '/api/v2/workspaceagents/me/external-auth?id=github', { token })).status;

/** Proves an identity that is right, and uses what came of it. */
async function assertProves(platform: string, body: object): Promise<string> {
  const { status, body: answered, headers } = await prove(platform, body);
  assert.equal(status, 200, JSON.stringify(answered));
  assert.deepEqual(Object.keys(answered), ['session_token']);
  assert.equal(headers.get('cache-control'), 'no-store');
  assert.equal(await asAgent(answered.session_token), 404);
  return answered.session_token;
}

test('J.1: AWS, Azure, Google and any trusted issuer give their workloads a token of their agent', async () => {
  await create('aws', { platform: 'aws', instance_id: 'i-0abc' });
  await create('azure', { platform: 'azure', instance_id: vmId.toUpperCase() });
  await create('google', { platform: 'google', instance_id: '4711' });
  await create('oidc', { platform: 'oidc', issuer: world.issuer, subject: 'repo:octo/app:*', claims: { environment: ['prod', 'stag*'] } });
  await assertProves('aws-instance', world.aws('i-0abc'));
  await assertProves('azure-instance', await world.azure(vmId));
  await assertProves('google-instance', await world.google('4711'));
  await assertProves('oidc', { token: await world.token({ sub: 'repo:octo/app:ref:refs/heads/main', environment: 'staging' }) });
});

test('J.1: a session is an agent’s token wherever one is taken, and nothing else', async () => {
  const token = await assertProves('aws-instance', world.aws('i-0abc'));
  assert.equal((await api.call('GET', '/api/v2/agents', { token })).status, 403);
  assert.equal((await api.call('GET', '/api/v2/users/me', { token })).status, 403);
});

test('J.2: what is expired, or signed by somebody else, is 401', async (t) => {
  const { document, signature } = world.aws('i-0abc');
  const cases: Readonly<Record<string, readonly [platform: string, body: object]>> = {
    'AWS, another document': ['aws-instance', { document: document.replace('0abc', '0abd'), signature }],
    'Azure, no PKCS #7': ['azure-instance', { signature: 'bm8=', encoding: 'pkcs7' }],
    'Google, expired': ['google-instance', await world.google('4711', { exp: past })],
    'Google, no JWT': ['google-instance', { json_web_token: 'x.y.z' }],
    'OIDC, expired': ['oidc', { token: await world.token({ sub: 'repo:octo/app:x', exp: past }) }],
    'OIDC, another audience': ['oidc', { token: await world.token({ sub: 'repo:octo/app:x', aud: 'https://elsewhere.example' }) }],
    'OIDC, another issuer': ['oidc', { token: await world.token({ sub: 'repo:octo/app:x', iss: 'https://elsewhere.example' }) }],
  };
  for (const [title, [platform, body]] of Object.entries(cases)) {
    await t.test(title, async () => assert.equal((await prove(platform, body)).status, 401));
  }
});

test('J.3: an instance nobody is known by is 404, and the message quotes it', async () => {
  const { status, body } = await prove('aws-instance', world.aws('i-0unknown'));
  assert.equal(status, 404);
  assert.match(body.message, /"i-0unknown"/);
  const elsewhere = await prove('google-instance', await world.google('i-0abc'));
  assert.deepEqual([elsewhere.status, elsewhere.body.message], [404, 'No agent is known by the instance "i-0abc".']);
  assert.equal((await prove('oidc', { token: await world.token({ sub: 'repo:octo/app:x', environment: 'dev' }) })).status, 404);
});

test('spec §7: claims that do not decode, and fields that are missing, are 400', async (t) => {
  const { document, signature } = world.aws('i-0abc');
  const cases: readonly (readonly [platform: string, body: object])[] = [
    ['google-instance', await world.google(7)],
    ['azure-instance', { signature: 'bm8=', encoding: 'pem' }],
    ['aws-instance', { document }],
    ['aws-instance', { signature }],
    ['aws-instance', { document: '', signature }],
    ['azure-instance', { signature: 'bm8=' }],
    ['azure-instance', { encoding: 'pkcs7' }],
    ['google-instance', {}],
    ['google-instance', { json_web_token: '' }],
    ['oidc', {}],
    ['aws-instance', { document, signature, agent_name: 7 }],
  ];
  for (const [platform, body] of cases) {
    await t.test(`${platform} ${Object.keys(body).join(' ')}`, async () => assert.equal((await prove(platform, body)).status, 400));
  }
});

test('J.7: of several agents on one instance, agent_name tells which; without it the answer is 409', async () => {
  const machine = { platform: 'aws', instance_id: 'i-0shared' };
  const one = (await create('one', machine)).body.agent;
  await create('two', machine);
  const ambiguous = await prove('aws-instance', world.aws('i-0shared'));
  assert.equal(ambiguous.status, 409);
  assert.match(ambiguous.body.message, /agent_name/);
  await assertProves('aws-instance', { ...world.aws('i-0shared'), agent_name: 'two' });
  await assertProves('aws-instance', { ...world.aws('i-0shared'), agent_name: one.id });
  assert.equal((await prove('aws-instance', { ...world.aws('i-0shared'), agent_name: 'three' })).status, 404);
  assert.equal((await prove('aws-instance', { ...world.aws('i-0shared'), agent_name: '' })).status, 409, 'an empty name is none');
});

test('J.6: a revoked agent’s instance is nobody’s, and its sessions end', async () => {
  await create('old', { platform: 'google', instance_id: '99' });
  const token = await assertProves('google-instance', await world.google('99'));
  assert.equal((await api.call('DELETE', '/api/v2/agents/old', { token: key })).status, 204);
  assert.equal(await asAgent(token), 401);
  assert.equal((await prove('google-instance', await world.google('99'))).status, 404);
  await create('new', { platform: 'google', instance_id: '99' });
  await assertProves('google-instance', await world.google('99'));
});

test('where AWS is not configured, 401 says what to set', async (t) => {
  const bare = await startApi();
  t.after(bare.close);
  const { status, body } = await bare.call('POST', '/api/v2/workspaceagents/aws-instance-identity', { body: world.aws('i-0abc') });
  assert.equal(status, 401);
  assert.match(body.message, /GRANTRY_WORKLOAD_AWS_CERTIFICATES/);
  const { status: unknown, body: said } = await bare.call('POST', '/api/v2/workspaceagents/oidc-identity', {
    body: { token: await world.token({ sub: 'x' }) },
  });
  assert.equal(unknown, 401);
  assert.match(said.message, /workload\.issuers/);
});
