import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { clientCommands } from '../../src/cli/commands/registry.ts';
import { exitCodes } from '../../src/cli/exit-codes.ts';
import { runCli } from '../../src/cli/run-cli.ts';
import { type StartedApi, startApi } from '../../src/http/testing/start-api.ts';
import { createSetupLink } from '../../src/identity/setup/setup-link.ts';
import { defaultWorkloadSettings } from '../../src/server/workload/create-workload.ts';
import { recordingTerminal } from './support.ts';

const issuer = 'https://token.actions.githubusercontent.com';

let api: StartedApi;
let key: string;

before(async () => {
  api = await startApi([], { ...defaultWorkloadSettings, workloadIssuers: [{ issuer, audience: undefined, jwksUri: undefined }] });
  const setupToken = (await createSetupLink(api.rooms.identity))?.reveal();
  const owner = { email: 'ada@example.com', password: 'correct horse battery', setup_token: setupToken };
  key = (await api.call('POST', '/api/v2/users/first', { body: owner })).body.api_token;
});

after(() => api.close());

/** Runs `grantry agent …` in this process as the signed-in user. */
async function run(...words: readonly string[]) {
  const terminal = recordingTerminal({ GRANTRY_CONFIG_HOME: '/nonexistent', GRANTRY_URL: api.url, GRANTRY_TOKEN: key });
  const ending = await runCli([clientCommands], ['agent', ...words], terminal);
  return { status: exitCodes[ending].status, stdout: terminal.printed.join(''), stderr: terminal.said.join('\n') };
}

/** An agent as `show -o json` has it, without what differs from run to run. */
async function show(name: string) {
  const agent = JSON.parse((await run('show', name, '-o', 'json')).stdout);
  const identities = agent.identities.map(({ id: _id, created_at: _at, ...rest }: Readonly<Record<string, unknown>>) => rest);
  return { rules: agent.hand_out_rules, identities };
}

test('an agent is created with rules and identities', async () => {
  const words = ['--allow', 'github:octocat,hubot:repo,read:user', '--allow=slack::chat:write', '--provider', 'gitlab'];
  const made = await run(
    'create',
    'dev',
    ...words,
    '--identity=aws:i-0ABC',
    '--identity',
    `oidc:${issuer}#repo:octo/app:*`,
    '--claim',
    'ref=a=b',
  );
  assert.deepEqual([made.status, made.stderr], [0, '']);
  assert.match(made.stdout, /^gag_\w{67}\n$/);
  assert.deepEqual(await show('dev'), {
    rules: [
      { provider: 'gitlab' },
      { provider: 'github', accounts: ['octocat', 'hubot'], scopes: ['repo', 'read:user'] },
      { provider: 'slack', scopes: ['chat:write'] },
    ],
    identities: [
      { platform: 'aws', instance_id: 'i-0abc' },
      { platform: 'oidc', issuer, subject: 'repo:octo/app:*', claims: { ref: ['a=b'] } },
    ],
  });
});

test('list and show say what an agent may get and is known by, as the flags take it', async () => {
  await run('create', 'plain');
  const { stdout: list } = await run('list');
  assert.match(list, /^ID +NAME +MAY GET +KNOWN BY +EXPIRES +LAST USED\n/);
  assert.match(list, / plain +everything +token +never +never\n/);
  assert.match(
    list,
    / dev +gitlab github:octocat,hubot:repo,read:user slack::chat:write +aws:i-0abc oidc:\S+#repo:octo\/app:\* \[ref=a=b\] /,
  );
  const { stdout } = await run('show', 'dev');
  assert.match(stdout, /^may get {4}slack::chat:write$/m);
  assert.match(stdout, /^identity {3}aws:i-0abc \(\w{18}\)$/m);
  assert.match(stdout, /^last used {2}never$/m);
});

test('update replaces rules, and adds and removes identities', async () => {
  const { stdout } = await run('create', 'ci', '--identity=google:4711', '-o', 'json');
  const [{ id }] = JSON.parse(stdout).agent.identities;
  const updated = await run('update', 'ci', '--allow=github', '--identity=azure:F0', `--remove-identity=${id}`);
  assert.deepEqual([updated.status, updated.stderr], [0, '']);
  assert.match(updated.stdout, /^may get {4}github$/m);
  assert.deepEqual(await show('ci'), { rules: [{ provider: 'github' }], identities: [{ platform: 'azure', instance_id: 'f0' }] });
  await run('update', 'ci', '--allow-all');
  assert.equal((await show('ci')).rules, null);
  await run('update', 'ci', `--identity=oidc:${issuer}`, '--claim=repository=octo/a', '--claim=repository=octo/b');
  assert.deepEqual((await show('ci')).identities.at(-1), { platform: 'oidc', issuer, claims: { repository: ['octo/a', 'octo/b'] } });
});

const wrong: readonly (readonly [words: readonly string[], stderr: RegExp])[] = [
  [['create', 'x', '--identity=i-0abc'], /^grantry: --identity: found "i-0abc"; accepted: aws:<instance>/],
  [['create', 'x', '--identity=aws:'], /--identity: found "aws:"/],
  [['create', 'x', '--identity=gcp:1'], /refused: .*platform/s],
  [['create', 'x', '--identity=oidc:https://evil.example#x'], /"https:\/\/evil\.example" is not trusted here/],
  [['create', 'x', '--allow=:octocat'], /--allow: found ":octocat"/],
  [['create', 'x', '--claim=a=b'], /--claim needs one --identity/],
  [['create', 'x', `--identity=oidc:${issuer}#x`, '--claim=a'], /--claim: found "a"; accepted: <name>=<pattern>/],
  [['update', 'dev', '--allow=github', '--allow-all'], /--allow and --allow-all cannot be given together/],
  [['update', 'nobody', '--allow-all'], /There is no such agent/],
  [['show', 'nobody'], /There is no such agent/],
];

for (const [words, stderr] of wrong) {
  test(`agent ${words.join(' ')} is refused`, async () => {
    const ran = await run(...words);
    assert.deepEqual([ran.status, ran.stdout], [1, '']);
    assert.match(ran.stderr, stderr);
  });
}
