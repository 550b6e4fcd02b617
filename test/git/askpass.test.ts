import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { clientCommands } from '../../src/cli/commands/registry.ts';
import { exitCodes } from '../../src/cli/exit-codes.ts';
import { runCli } from '../../src/cli/run-cli.ts';
import { entry, fakeApi, recordingTerminal, runGrantry } from '../cli/support.ts';
import { gitIn } from '../support/run-git.ts';
import { startForge } from './start-forge.ts';

const linked = { access_token: 'gho_token', url: '', username: 'gho_token', password: '', expires_at: '0001-01-01T00:00:00Z' };
const withPassword = { ...linked, username: 'oauth2', password: 'glpat_token' };
const unlinked = { ...linked, access_token: '', username: '', url: 'https://grantry.example/external-auth/github' };

const agentOf = (url: string): Readonly<Record<string, string>> => ({ GRANTRY_AGENT_URL: url, GRANTRY_AGENT_TOKEN: 't' });

/** Runs `git-askpass` in this process. */
async function ask(url: string, ...words: readonly string[]) {
  const terminal = recordingTerminal({ GRANTRY_CONFIG_HOME: '/nonexistent', ...agentOf(url) });
  const ending = await runCli([clientCommands], ['git-askpass', '--no-open', ...words], terminal);
  const { printed, said, paused } = terminal;
  return { status: exitCodes[ending].status, stdout: printed.join(''), stderr: said.join('\n'), paused };
}

const answers: readonly (readonly [title: string, body: object, prompt: string, stdout: string])[] = [
  ['I.1: the prompt for a user name gets the user name', withPassword, "Username for 'https://gitlab.com': ", 'oauth2'],
  ['I.2: the prompt with a user gets the password', withPassword, "Password for 'https://oauth2@gitlab.com': ", 'glpat_token'],
  ['§6.2: a user name that is the token is told to both prompts', linked, "Username for 'https://github.com': ", 'gho_token'],
  ['§6.2: there is no password then', linked, "Password for 'https://gho_token@github.com': ", 'gho_token'],
];
for (const [title, body, prompt, stdout] of answers) {
  test(title, async () => {
    await using api = await fakeApi(() => ({ body }));
    assert.deepEqual(await ask(api.url, prompt), { status: 0, stdout: `${stdout}\n`, stderr: '', paused: [] });
  });
}

test('I.3: 404 is said on stderr, and git asks by itself', async () => {
  await using api = await fakeApi(() => ({ status: 404, body: { message: 'No provider matches.', detail: 'There are none.' } }));
  const stderr = 'grantry: No provider matches. There are none.';
  assert.deepEqual(await ask(api.url, "Username for 'https://x.example': "), { status: 1, stdout: '', stderr, paused: [] });
});

test('I.4: the URL is shown, errors are survived, and the user name is told when there is one', async () => {
  const script = [
    { body: unlinked },
    { status: 500, body: { message: 'no' } },
    { status: 500, body: {} },
    { body: unlinked },
    { body: linked },
  ];
  await using api = await fakeApi(() => script.shift() ?? assert.fail());
  assert.deepEqual(await ask(api.url, "Username for 'https://github.com': "), {
    status: 0,
    stdout: 'gho_token\n',
    stderr: `Link your account to go on: ${unlinked.url}`,
    paused: [250, 500, 1000],
  });
  const path = '/api/v2/workspaceagents/me/external-auth?match=https%3A%2F%2Fgithub.com';
  assert.deepEqual(
    api.seen.map(({ url }) => url),
    [path, ...Array(4).fill(`${path}&listen=`)],
  );
});

test('I.4: the pause between errors ends at ten seconds', async () => {
  let left = 9;
  await using api = await fakeApi(() => (left-- > 0 ? { ...(left === 8 ? {} : { status: 500 }), body: unlinked } : { body: linked }));
  const { paused } = await ask(api.url, "Username for 'https://github.com': ");
  assert.deepEqual(paused, [250, 500, 1000, 2000, 4000, 8000, 10_000, 10_000]);
});

test('I.5: the executable is an askpass program only with one prompt, and where git runs it', async (t) => {
  await using api = await fakeApi(() => ({ body: linked }));
  const prompt = "Username for 'https://github.com': ";
  const cases: readonly (readonly [title: string, words: readonly string[], environment: object, isAskpass: boolean])[] = [
    ['with GIT_PREFIX', [prompt], { GIT_PREFIX: '' }, true],
    ['for a password', ["Password for 'https://gho_token@github.com': "], { GIT_PREFIX: 'sub/' }, true],
    ['without GIT_PREFIX', [prompt], {}, false],
    ['with another word', [prompt, 'x'], { GIT_PREFIX: '' }, false],
    ['with another prompt', ['Passphrase for key: '], { GIT_PREFIX: '' }, false],
  ];
  for (const [title, words, environment, isAskpass] of cases) {
    await t.test(title, async () => {
      const { status, stdout } = await runGrantry(words, { ...agentOf(api.url), ...environment });
      assert.deepEqual([status, stdout], isAskpass ? [0, 'gho_token\n'] : [1, '']);
    });
  }
});

test('§6.2: an interrupt ends the waiting', async () => {
  const listening = Promise.withResolvers<void>();
  const never = new Promise<never>(() => {});
  await using api = await fakeApi(({ url }) => {
    if (!url?.includes('listen')) return { body: unlinked };
    listening.resolve();
    return never;
  });
  const words = [entry, 'git-askpass', '--no-open', "Username for 'https://github.com': "];
  const child = spawn(process.execPath, words, { env: { ...process.env, ...agentOf(api.url) }, stdio: ['ignore', 'pipe', 'ignore'] });
  await listening.promise;
  child.kill('SIGINT');
  assert.deepEqual(await once(child, 'exit'), [null, 'SIGINT']);
  assert.equal(await child.stdout.toArray().then((pieces) => pieces.length), 0);
});

test('a refusal other than 404 is said, and nothing is told to git', async () => {
  await using api = await fakeApi(() => ({ status: 403, body: { message: 'This agent may not.' } }));
  const { status, stdout, stderr } = await ask(api.url, "Username for 'https://github.com': ");
  assert.deepEqual([status, stdout], [1, '']);
  assert.match(stderr, /This agent may not\./);
});

test('real git uses the executable as GIT_ASKPASS', async (t) => {
  for (const type of ['forge', 'gitlab'] as const) {
    await t.test(type, async () => {
      await using forge = await startForge({ validates: true, settings: { type } });
      await forge.link('ada');
      const git = gitIn(forge.home, { ...forge.environment, GIT_ASKPASS: entry });
      const cloned = await git('clone', `${forge.server.url}/engine.git`);
      assert.equal(cloned.status, 0, cloned.stderr);
    });
  }
});
