import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { clientCommands } from '../../src/cli/commands/registry.ts';
import { runCli } from '../../src/cli/run-cli.ts';
import { type CiIssuer, startCiIssuer } from '../support/ci-issuer.ts';
import { type EmulatedGitHub, startEmulatedGitHub } from '../support/emulated-github.ts';
import { startFreshServer } from '../support/server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { fakeApi, recordingTerminal } from './support.ts';

const filePolicy = (issuer: string): string => `federation:
  - name: from-file
    issuer: ${issuer}
    subject: repo:octo-org/site:*
    provider: github
    installation_id: 100
    repositories: [site]
`;

describe('grantry github-app and federation', () => {
  const folder = temporaryFolder('github-app-cli');
  let github: EmulatedGitHub;
  let ci: CiIssuer;
  let server: Awaited<ReturnType<typeof startFreshServer>>;

  const run = async (words: readonly string[], environment: Readonly<Record<string, string>> = {}) => {
    const signedIn = { GRANTRY_URL: server.url, GRANTRY_TOKEN: server.owner.api_token };
    const terminal = recordingTerminal({ ...signedIn, ...environment });
    const code = await runCli([clientCommands], words, terminal);
    return { code, out: terminal.printed.join(''), said: terminal.said.join('\n') };
  };
  const json = async (...words: readonly string[]) => {
    const { out, said } = await run([...words, '-o', 'json']);
    assert.notEqual(out, '', said);
    return JSON.parse(out);
  };
  const jobFile = async (claims: Readonly<Record<string, unknown>> = {}): Promise<string> => {
    const path = join(folder.path, 'job.jwt');
    writeFileSync(path, `${await ci.token({ aud: server.url, ...claims })}\n`);
    return path;
  };

  before(async () => {
    github = await startEmulatedGitHub();
    ci = await startCiIssuer('');
    const [key, config] = [join(folder.path, 'app.pem'), join(folder.path, 'grantry.yaml')];
    writeFileSync(key, github.privateKey);
    writeFileSync(config, filePolicy(ci.issuer));
    server = await startFreshServer({
      GRANTRY_CONFIG: config,
      GRANTRY_EXTERNAL_AUTH_0_TYPE: 'github',
      GRANTRY_EXTERNAL_AUTH_0_CLIENT_ID: 'Iv1.emulated',
      GRANTRY_EXTERNAL_AUTH_0_APP_ID: '12345',
      GRANTRY_EXTERNAL_AUTH_0_APP_PRIVATE_KEY_FILE: key,
      GRANTRY_EXTERNAL_AUTH_0_API_BASE_URL: github.url,
    });
  });
  after(async () => {
    await server[Symbol.asyncDispose]();
    await ci[Symbol.asyncDispose]();
    await github[Symbol.asyncDispose]();
    folder[Symbol.dispose]();
  });

  test('an administrator sees installations, and prints a JWT that GitHub believes', async () => {
    const { out } = await run(['github-app', 'installations', 'github']);
    assert.match(out, /^ID +OWNER +REPOSITORIES +PERMISSIONS +STATE\n100 +octo-org +all +contents=write issues=read metadata=read +ok\n/);
    const jwt = await run(['github-app', 'jwt', 'github']);
    const answer = await fetch(`${github.url}/app`, { headers: { authorization: `Bearer ${jwt.out}` } });
    assert.equal(answer.status, 200);
    assert.match((await run(['github-app', 'jwt', 'nothing'])).said, /Try: grantry provider list/);
  });

  test('a token of an installation is narrowed, by its own command and by access-token alike', async () => {
    const narrow = ['--installation', 'octo-org', '--repository', 'app', '--repository=site', '--permission', 'contents=read'];
    const own = await json('github-app', 'installation-token', 'github', ...narrow);
    assert.deepEqual([own.repositories, own.permissions], [['app', 'site'], { contents: 'read' }]);
    const plain = await run(['external-auth', 'access-token', 'github', ...narrow]);
    assert.deepEqual([plain.code, plain.out], ['done', own.token]);
    const extra = await run(['external-auth', 'access-token', 'github', '--installation', '100', '--extra', 'installation_id']);
    assert.equal(extra.out, '100');
  });

  test('an agent gets what its rules allow, as they were typed', async () => {
    const made = await run(['agent', 'create', 'ci', '--allow', 'github@octo-org:app:contents=read,issues=read']);
    assert.equal(made.code, 'done', made.said);
    assert.match((await run(['agent', 'show', 'ci'])).out, /may get +github@octo-org:app:contents=read,issues=read\n/);
    const agent = { GRANTRY_AGENT_TOKEN: made.out.trim(), GRANTRY_AGENT_URL: server.url };
    const token = await run(['github-app', 'installation-token', 'github', '--installation', '100', '-o', 'json'], agent);
    assert.deepEqual(JSON.parse(token.out).repositories, ['app']);
    const beyond = await run(['external-auth', 'access-token', 'github', '--installation', '100', '--permission', 'contents=write'], agent);
    assert.deepEqual([beyond.code, beyond.out], ['failed', '']);
    assert.match(beyond.said, /These permissions are not allowed: contents:write/);
  });

  for (const [words, wrong] of [
    [['external-auth', 'access-token', 'github', '--repository', 'app'], /about a token of an installation/],
    [['github-app', 'installation-token', 'github', '--installation', 'a/b'], /--installation: found "a\/b"/],
    [
      ['github-app', 'installation-token', 'github', '--installation', '1', '--permission', 'contents=all'],
      /--permission: found "contents=all"/,
    ],
    [['github-app', 'installation-token', 'github'], /--installation/],
    [['agent', 'create', 'x', '--allow', 'github@a/b'], /--allow: found "github@a\/b"/],
    [['federation', 'token', '--provider', 'github'], /an identity token is needed: set GRANTRY_IDENTITY_TOKEN_FILE/],
    [['federation', 'policy', 'update', 'from-file'], /nothing to change/],
    [['federation', 'policy', 'update', 'from-file', '--single-use'], /in the configuration file/],
    [['federation', 'policy', 'show', 'nothing'], /Try: grantry federation policy list/],
  ] as const) {
    test(`grantry ${words.join(' ')} says what is wrong`, async () => {
      const { code, out, said } = await run(words);
      assert.deepEqual([code, out], ['failed', '']);
      assert.match(said, wrong);
    });
  }

  test('a policy is made, listed, changed and deleted', async () => {
    const made = await json(
      ...['federation', 'policy', 'create', 'deploy', '--provider', 'github', '--issuer', ci.issuer, '--subject', 'repo:octo-org/app:*'],
      ...['--claim', 'environment=production', '--claim', 'environment=staging', '--installation', 'octo-org'],
      ...['--repository', 'app', '--permission', 'contents=read', '--max-lifetime', '10m', '--single-use'],
    );
    assert.deepEqual([made.claims, made.max_lifetime_seconds, made.single_use], [{ environment: ['production', 'staging'] }, 600, true]);
    const changed = await json('federation', 'policy', 'update', 'deploy', '--installation', '100', '--many-uses');
    assert.deepEqual([changed.installation_id, changed.owner, changed.single_use, changed.claims], [100, undefined, false, made.claims]);
    assert.match((await run(['federation', 'policy', 'list'])).out, /^NAME .*\nfrom-file .* file\ndeploy .* github@100 +stored\n$/);
    assert.match((await run(['federation', 'policy', 'show', 'deploy'])).out, /permissions +contents=read\nworks for +600 seconds\n/);
    assert.match((await run(['federation', 'policy', 'delete', 'deploy'])).said, /Deleted policy deploy/);
  });

  test('a job exchanges its identity without a sign-in, from a file or from GitHub Actions', async () => {
    const site = { sub: 'repo:octo-org/site:ref:refs/heads/main' };
    const anonymous = { GRANTRY_TOKEN: '' };
    const file = await jobFile(site);
    const fromFile = await run(['federation', 'token', '--provider', 'github', '--identity-token-file', file], anonymous);
    assert.match(fromFile.out, /^ghs_\S+$/, fromFile.said);
    await using runner = await fakeApi(async () => ({ body: { value: await ci.token({ aud: server.url, ...site }) } }));
    const actions = { ...anonymous, ACTIONS_ID_TOKEN_REQUEST_URL: `${runner.url}/token`, ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'runner' };
    const fromActions = await run(['federation', 'token', '--provider', 'github', '--permission', 'contents', '-o', 'json'], actions);
    const { policy, permissions } = JSON.parse(fromActions.out);
    assert.deepEqual([policy, permissions], ['from-file', { contents: 'read' }]);
    assert.equal(runner.seen[0]?.url, `/token?audience=${encodeURIComponent(server.url)}`);
  });

  test('an explanation marks the rule that fails, and the exit code says so', async () => {
    const refused = await run(['federation', 'explain', '--token-file', await jobFile()]);
    assert.equal(refused.code, 'failed');
    assert.match(refused.out, /^decision +refused: No trust policy allows this token/);
    assert.match(
      refused.out,
      /from-file \(file\): does not allow it\n(?: .*\n)* +FAIL subject +wanted repo:octo-org\/site:\*; found repo:octo-org\/app:/,
    );
    const allowed = await run(['federation', 'explain', '--token-file', await jobFile({ sub: 'repo:octo-org/site:pull_request' })]);
    assert.equal(allowed.code, 'done', allowed.out);
    assert.match(allowed.out, /^decision +allowed by from-file\n/);
  });
});
