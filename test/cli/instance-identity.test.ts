import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { clientCommands } from '../../src/cli/commands/registry.ts';
import { exitCodes } from '../../src/cli/exit-codes.ts';
import { runCli } from '../../src/cli/run-cli.ts';
import { startApi } from '../../src/http/testing/start-api.ts';
import { createSetupLink } from '../../src/identity/setup/setup-link.ts';
import { startFreshServer } from '../support/server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { configuredOf, tokensUntil } from '../support/test-broker.ts';
import { keepConnection } from '../support/test-connection.ts';
import { startWorkloadWorld } from '../support/workload-world.ts';
import { fakeApi, recordingTerminal, runGrantry, type SeenRequest } from './support.ts';

const tokenPath = '/api/v2/workspaceagents/me/external-auth?id=github';

/** What a machine's metadata service answers, by path. */
const metadata: Readonly<Record<string, unknown>> = {
  '/latest/api/token': 'imds-token',
  '/latest/dynamic/instance-identity/signature': 'signature',
  '/latest/dynamic/instance-identity/document': { instanceId: 'i-1' },
  '/metadata/attested/document?api-version=2020-09-01': { signature: 'pkcs7-in-base64', encoding: 'pkcs7' },
  '/computeMetadata/v1/instance/service-accounts/default/identity?audience=coder&format=full': 'google-token',
};

/** Runs `external-auth access-token` in this process. */
async function run(words: readonly string[], environment: Readonly<Record<string, string>>, provider = 'github') {
  const terminal = recordingTerminal({ GRANTRY_CONFIG_HOME: '/nonexistent', ...environment });
  const ending = await runCli([clientCommands], ['external-auth', 'access-token', provider, ...words], terminal);
  return { status: exitCodes[ending].status, stdout: terminal.printed.join(''), stderr: terminal.said.join('\n') };
}

/** A server that believes everything, and a metadata service beside it. */
async function start(t: TestContext) {
  const machine = await fakeApi(({ url = '' }) => (url in metadata ? { body: metadata[url] } : { status: 404, body: {} }));
  const api = await fakeApi(({ url }) =>
    url === tokenPath ? { body: { access_token: 'gho_token', url: '' } } : { body: { session_token: 'gas_session' } },
  );
  t.after(() => Promise.all([machine[Symbol.asyncDispose](), api[Symbol.asyncDispose]()]));
  return { machine, api, environment: { GRANTRY_AGENT_URL: api.url, GRANTRY_TEST_METADATA_URL: machine.url } };
}

/** The request by which the agent proved itself: without any token. */
function provenBy([proof, token]: readonly SeenRequest[]): readonly [path: string | undefined, body: unknown] {
  assert.equal(proof?.method, 'POST');
  for (const name of ['authorization', 'grantry-session-token', 'coder-session-token', 'cookie'])
    assert.equal(proof.headers[name], undefined);
  assert.equal(token?.headers['grantry-session-token'], 'gas_session');
  return [proof.url, JSON.parse(proof.body)];
}

const asked = ({ method, url, headers }: SeenRequest, header: string): readonly unknown[] => [method, url, headers[header]];

test('H.10, J.5 AWS: access-token works with instance identity; IMDSv2 is asked for a token, and with it for signature and document', async (t) => {
  const { machine, api, environment } = await start(t);
  assert.deepEqual(await run(['--auth', 'aws-instance-identity'], environment), { status: 0, stdout: 'gho_token', stderr: '' });
  const [first, ...others] = machine.seen;
  assert.ok(first);
  assert.deepEqual(asked(first, 'x-aws-ec2-metadata-token-ttl-seconds'), ['PUT', '/latest/api/token', '21600']);
  // Our stand-in answers in JSON, quotes and all.
  assert.deepEqual(others.map((request) => asked(request, 'x-aws-ec2-metadata-token')).sort(), [
    ['GET', '/latest/dynamic/instance-identity/document', '"imds-token"'],
    ['GET', '/latest/dynamic/instance-identity/signature', '"imds-token"'],
  ]);
  const body = { signature: '"signature"', document: '{"instanceId":"i-1"}' };
  assert.deepEqual(provenBy(api.seen), ['/api/v2/workspaceagents/aws-instance-identity', body]);
});

test('J.5 Azure: the attested document is asked for', async (t) => {
  const { machine, api, environment } = await start(t);
  assert.equal((await run([], { ...environment, CODER_AGENT_AUTH: 'azure-instance-identity' })).status, 0);
  assert.deepEqual(
    machine.seen.map((request) => asked(request, 'metadata')),
    [['GET', '/metadata/attested/document?api-version=2020-09-01', 'true']],
  );
  const body = { signature: 'pkcs7-in-base64', encoding: 'pkcs7' };
  assert.deepEqual(provenBy(api.seen), ['/api/v2/workspaceagents/azure-instance-identity', body]);
});

test('J.5 Google: the identity token is asked for in full, for the audience of seed 000', async (t) => {
  const { machine, api, environment } = await start(t);
  assert.equal((await run([], { ...environment, GRANTRY_AGENT_AUTH: 'google-instance-identity' })).status, 0);
  assert.deepEqual(
    machine.seen.map((request) => asked(request, 'metadata-flavor')),
    [['GET', '/computeMetadata/v1/instance/service-accounts/default/identity?audience=coder&format=full', 'Google']],
  );
  assert.deepEqual(provenBy(api.seen), ['/api/v2/workspaceagents/google-instance-identity', { json_web_token: '"google-token"' }]);
});

for (const cloud of ['aws', 'azure', 'google']) {
  test(`J.4 ${cloud}: agent_name is sent only when set`, async (t) => {
    const auth = `--auth=${cloud}-instance-identity`;
    for (const [words, environment, name] of [
      [[], {}, undefined],
      [['--agent-name', 'dev'], {}, 'dev'],
      [[], { GRANTRY_AGENT_NAME: 'dev' }, 'dev'],
      [[], { CODER_AGENT_NAME: 'ops' }, 'ops'],
      [['--agent-name', ''], {}, undefined],
    ] as const) {
      const { api, environment: urls } = await start(t);
      assert.equal((await run([auth, ...words], { ...urls, ...environment })).status, 0);
      const [, body] = provenBy(api.seen);
      assert.equal((body as { readonly agent_name?: string }).agent_name, name); // the body of a request the command made
    }
  });
}

test('a token in a file is sent as it is, without its line end', async (t) => {
  using folder = temporaryFolder('identity');
  const path = join(folder.path, 'token');
  writeFileSync(path, 'eyJ.x.y\n');
  const { api, environment } = await start(t);
  assert.equal((await run(['--auth=oidc', '--identity-token-file', path], environment)).status, 0);
  assert.deepEqual(provenBy(api.seen), ['/api/v2/workspaceagents/oidc-identity', { token: 'eyJ.x.y' }]);
});

test('GitHub Actions is asked for a token for our audience', async (t) => {
  const github = await fakeApi(() => ({ body: { count: 1, value: 'job-token' } }));
  t.after(() => github[Symbol.asyncDispose]());
  const actions = { ACTIONS_ID_TOKEN_REQUEST_URL: `${github.url}/token?api-version=2.0`, ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'runner' };
  const { api, environment } = await start(t);
  assert.equal((await run(['--auth=oidc'], { ...environment, ...actions })).status, 0);
  assert.deepEqual(provenBy(api.seen), ['/api/v2/workspaceagents/oidc-identity', { token: 'job-token' }]);
  const second = await start(t);
  assert.equal((await run(['--auth=oidc', '--identity-audience=ours'], { ...second.environment, ...actions })).status, 0);
  assert.deepEqual(
    github.seen.map((request) => asked(request, 'authorization')),
    [
      ['GET', `/token?api-version=2.0&audience=${encodeURIComponent(api.url)}`, 'Bearer runner'],
      ['GET', '/token?api-version=2.0&audience=ours', 'Bearer runner'],
    ],
  );
});

test('what is missing or does not answer is named', async (t) => {
  const { machine, environment } = await start(t);
  const gone = { ...environment, GRANTRY_TEST_METADATA_URL: 'http://127.0.0.1:1' };
  const elsewhere = { ...environment, GRANTRY_TEST_METADATA_URL: `${machine.url}/elsewhere` };
  const cases: readonly (readonly [words: readonly string[], environment: Readonly<Record<string, string>>, stderr: RegExp])[] = [
    [['--auth=aws-instance-identity'], {}, /^grantry: an agent needs its server: set GRANTRY_AGENT_URL \(or CODER_AGENT_URL\)$/],
    [['--auth=aws-instance-identity'], gone, /^grantry: AWS's metadata service \(127\.0\.0\.1:1\) does not answer: .*ECONNREFUSED/],
    [['--auth=azure-instance-identity'], gone, /^grantry: Azure's metadata service .* does not answer/],
    [['--auth=google-instance-identity'], elsewhere, /^grantry: Google's metadata service .* answered with status 404$/],
    [['--auth=oidc'], environment, /^grantry: an identity token is needed: set GRANTRY_IDENTITY_TOKEN_FILE$/],
    [['--auth=oidc'], { ...environment, GITHUB_ACTIONS: 'true' }, /Try: permissions: \{ id-token: write \} in the workflow$/],
    [['--auth=oidc', '--identity-token-file=/nowhere'], environment, /^grantry: the identity token file \/nowhere cannot be read/],
  ];
  for (const [words, variables, stderr] of cases) {
    await t.test(words.join(' '), async () => {
      const ran = await run(words, variables);
      assert.deepEqual([ran.status, ran.stdout], [1, '']);
      assert.match(ran.stderr, stderr);
    });
  }
});

test('H.10: access-token works with an identity, from the machine to the hand-out', async (t) => {
  await using world = await startWorkloadWorld();
  const urls = { client_id: 'c', auth_url: 'http://127.0.0.1:1/authorize', token_url: 'http://127.0.0.1:1/token', validate_url: '' };
  const api = await startApi(configuredOf({ ...urls, id: 'upstream', type: 'custom' }), world.settings);
  t.after(api.close);
  const setupToken = (await createSetupLink(api.rooms.identity))?.reveal();
  const owner = { email: 'ada@example.com', password: 'correct horse battery', setup_token: setupToken };
  const { api_token: key, user_id: userId } = (await api.call('POST', '/api/v2/users/first', { body: owner })).body;
  await keepConnection(api.rooms, tokensUntil(undefined), userId);
  const rules = [{ provider: 'upstream' }];
  assert.equal((await api.call('POST', '/api/v2/agents', { token: key, body: { name: 'ci', hand_out_rules: rules } })).status, 201);

  using folder = temporaryFolder('identity');
  const path = join(folder.path, 'token');
  writeFileSync(path, await world.token({ sub: 'system:serviceaccount:ci:runner' }));
  const environment = { GRANTRY_AGENT_URL: api.url, GRANTRY_IDENTITY_TOKEN_FILE: path, GRANTRY_AGENT_AUTH: 'oidc' };

  const unknown = await run([], environment, 'upstream');
  assert.deepEqual([unknown.status, unknown.stdout], [1, '']);
  assert.match(unknown.stderr, /No agent is known by the subject "system:serviceaccount:ci:runner"\.\nTry: grantry agent update/);
  const pod = { platform: 'oidc', issuer: world.issuer, subject: 'system:serviceaccount:ci:*' };
  assert.equal((await api.call('POST', '/api/v2/agents/ci/identities', { token: key, body: pod })).status, 201);
  const handedOut = await run([], environment, 'upstream');
  assert.deepEqual([handedOut.status, handedOut.stderr], [0, '']);
  assert.equal(handedOut.stdout, tokensUntil(undefined).accessToken.reveal());

  const limited = [{ provider: 'upstream', scopes: ['nothing'] }];
  assert.equal((await api.call('PATCH', '/api/v2/agents/ci', { token: key, body: { hand_out_rules: limited } })).status, 200);
  assert.equal((await run([], environment, 'upstream')).status, 1);
});

test('a whole server, told by its environment whom to trust, believes a machine that proves itself', async (t) => {
  await using world = await startWorkloadWorld();
  await using server = await startFreshServer(world.environment);
  const person = { GRANTRY_URL: server.url, GRANTRY_TOKEN: server.owner.api_token };
  const made = await runGrantry(['agent', 'create', 'vm', '--identity', 'azure:F00D'], person);
  assert.equal(made.status, 0, made.stderr);
  const attested = await world.azure('f00d');
  const machine = await fakeApi(() => ({ body: attested }));
  t.after(() => machine[Symbol.asyncDispose]());
  const environment = { GRANTRY_AGENT_URL: server.url, GRANTRY_TEST_METADATA_URL: machine.url };
  const words = ['external-auth', 'access-token', 'github', '--auth', 'azure-instance-identity'];
  const ran = await runGrantry(words, environment);
  assert.deepEqual([ran.status, ran.stdout], [1, '']);
  assert.match(ran.stderr, /refused: .*github/i, 'it is let in, and no provider is configured');
  const stranger = await runGrantry([...words, '--agent-name', 'other'], environment);
  assert.match(stranger.stderr, /No agent that is called "other" is known by the instance "f00d"\./);
});
