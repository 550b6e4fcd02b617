import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { clientCommands } from '../../src/cli/commands/registry.ts';
import { exitCodes } from '../../src/cli/exit-codes.ts';
import { runCli } from '../../src/cli/run-cli.ts';
import type { Terminal } from '../../src/cli/terminal.ts';
import { type FaultyUpstream, json, startFaultyUpstream, text } from '../support/faulty-upstream.ts';
import { linkAccount } from '../support/link-account.ts';
import { type OidcUpstream, startOidcUpstream } from '../support/oidc-upstream.ts';
import { type OwnedApi, startOwnedApi } from '../support/owned-api.ts';
import { typeDeviceCode } from '../support/type-device-code.ts';
import { recordingTerminal } from './support.ts';

let person = 'ada';
let upstream: OidcUpstream;
let keys: FaultyUpstream;
let api: OwnedApi;

before(async () => {
  upstream = await startOidcUpstream({
    redirectUris: ['https://grantry.test/external-auth/id/callback'],
    person: () => person,
  });
  keys = await startFaultyUpstream();
  const { issuer, clientId: client_id, clientSecret: client_secret } = upstream;
  const oidc = { type: 'oidc', issuer, client_id, client_secret };
  const urls = {
    auth_url: `${keys.url}/a`,
    token_url: `${keys.url}/token`,
    validate_url: `${keys.url}/user`,
    revoke_url: `${keys.url}/revoke`,
  };
  api = await startOwnedApi(
    { ...oidc, id: 'id', display_name: 'Id' },
    { ...oidc, id: 'tv', display_name: 'TV', device_flow: true },
    { id: 'keys', type: 'custom', display_name: 'Keys', client_id: 'c', ...urls },
    { id: 'box', type: 'custom', display_name: 'Box', client_id: 'c', ...urls, device_flow: true, device_code_url: `${keys.url}/code` },
  );
});
beforeEach(() => {
  keys.script('/user', json(200, { login: 'robot', id: 'r-1' }));
  keys.script('/revoke', text(200, ''));
});
after(async () => {
  await api[Symbol.asyncDispose]();
  await keys[Symbol.asyncDispose]();
  await upstream[Symbol.asyncDispose]();
});

interface Ran {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly shown: readonly string[];
  readonly paused: readonly number[];
}

/** Runs `external-auth …` against the server; `meanwhile` happens at the pause of that number, given what was said so far. */
async function run(
  words: readonly string[],
  { input, answers, meanwhile }: { input?: string; answers?: string[]; meanwhile?: (pause: number, said: string) => Promise<void> } = {},
): Promise<Ran> {
  const environment = { GRANTRY_URL: api.url, GRANTRY_TOKEN: api.owner.api_token, GRANTRY_CONFIG_HOME: '/nonexistent' };
  const recording = recordingTerminal(environment, input, answers);
  const terminal: Terminal = {
    ...recording,
    pause: async (milliseconds) => {
      await recording.pause(milliseconds);
      await meanwhile?.(recording.paused.length, recording.said.join('\n'));
    },
  };
  const ending = await runCli([clientCommands], ['external-auth', ...words], terminal);
  const { printed, said, shown, paused } = recording;
  return { status: exitCodes[ending].status, stdout: printed.join(''), stderr: said.join('\n'), shown, paused };
}

const linkAs = async (name: string, another = false): Promise<void> => {
  person = name;
  await linkAccount(api.rooms, '', api.owner.user_id, 'id', another);
};
const unlinkAll = async (): Promise<void> => {
  const { body } = await api.call('GET', '/external-auth');
  for (const { provider_id, account } of body.links) await api.call('DELETE', `/external-auth/${provider_id}?account=${account}`);
};

test('providers lists what can be linked, and how', async () => {
  const { status, stdout } = await run(['providers']);
  assert.equal(status, 0);
  assert.deepEqual(stdout.split('\n'), [
    'ID    NAME  TYPE    LINKED BY    REFRESHES  REVOKES',
    'id    Id    oidc    browser      yes        yes',
    'tv    TV    oidc    device code  yes        yes',
    'keys  Keys  custom  browser      yes        yes',
    'box   Box   custom  device code  yes        yes',
    '',
  ]);
  assert.equal(JSON.parse((await run(['providers', '-o', 'json'])).stdout).providers.length, 4);
});

test('link says where to go, shows that it waits, and ends when the account is there', async () => {
  const ran = await run(['link', 'id', '--no-browser'], { meanwhile: async (pause) => void (pause === 3 && (await linkAs('ada'))) });
  assert.deepEqual(
    [ran.status, ran.stdout, ran.stderr],
    [0, '', 'Link your account here: https://grantry.test/external-auth/id/callback\nLinked ada at Id.'],
  );
  assert.deepEqual(ran.shown, ['Waiting for Id (0 s)', 'Waiting for Id (1 s)', 'Waiting for Id (2 s)']);
  assert.deepEqual(ran.paused, [1000, 1000, 1000]);
});

test('link --another links beside the default account; linking an account again ends as well, and a refresh meanwhile does not', async () => {
  const another = await run(['link', 'id', '--another', '--no-browser'], { meanwhile: () => linkAs('bob', true) });
  assert.match(another.stderr, /callback\?another=true\nLinked bob at Id, beside ada\.$/);
  const again = await run(['link', 'id', '--no-browser', '-o', 'json'], {
    meanwhile: async (pause) => {
      if (pause === 1) await api.call('POST', '/external-auth/id/refresh?account=ada');
      if (pause === 2) await linkAs('bob');
    },
  });
  assert.equal(again.paused.length, 2);
  assert.deepEqual([JSON.parse(again.stdout).account, JSON.parse(again.stdout).default], ['bob', true]);
});

test('link gives up after ten minutes, and says how to go on', async () => {
  const { status, stderr, paused } = await run(['link', 'keys', '--no-browser']);
  assert.equal(status, 1);
  assert.equal(paused.length, 600);
  assert.match(stderr, /no account was linked within 10 minutes\nTry: grantry external-auth link keys$/);
});

test('a provider that is linked by device shows code, address and QR code, and is asked at its pace', async () => {
  person = 'tv-ada';
  const ran = await run(['link', 'tv'], {
    answers: [],
    meanwhile: async (pause, said) => void (pause === 2 && (await typeDeviceCode(upstream, /code there: (\S+)/.exec(said)?.[1] ?? ''))),
  });
  assert.equal(ran.status, 0, ran.stderr);
  assert.match(ran.stderr, /^Open http:\S+\/device on any device, and type this code there: [A-Z]{4}-[A-Z]{4}\n/);
  assert.match(ran.stderr, /█▀|▀█|▄/);
  assert.match(ran.stderr, /\nLinked tv-ada at TV\.$/);
  assert.deepEqual(ran.paused, [5000, 5000]);
});

test('RFC 8628 §3.5: a person who says no ends it; without a terminal there is no QR code', async () => {
  const ran = await run(['link', 'tv'], {
    meanwhile: async (_pause, said) => typeDeviceCode(upstream, /code there: (\S+)/.exec(said)?.[1] ?? '', 'abort'),
  });
  assert.equal(ran.status, 1);
  assert.doesNotMatch(ran.stderr, /█/);
  assert.match(ran.stderr, /grantry: the account was not linked: you said no at the provider\nTry: grantry external-auth link tv$/);
});

test('RFC 8628 §3.5: slow_down slows the pace for good, and trouble at the provider or on the way there ends nothing', async () => {
  const codes = { device_code: 'dc', user_code: 'AB-CD', verification_uri: 'https://p.example/device', expires_in: 600, interval: 2 };
  keys.script('/code', json(200, codes));
  const pending = json(400, { error: 'authorization_pending' });
  const slower = json(400, { error: 'slow_down' });
  keys.script('/token', pending, slower, text(503, ''), pending, json(200, { access_token: 'box-1', token_type: 'bearer' }));
  const ran = await run(['link', 'box']);
  assert.equal(ran.status, 0, ran.stderr);
  assert.deepEqual(ran.paused, [2000, 2000, 7000, 7000, 7000]);
});

test('RFC 8628 §3.5: a code that nobody types ends with its lifetime', async () => {
  keys.script(
    '/code',
    json(200, { device_code: 'dc', user_code: 'AB-CD', verification_uri: 'https://p.example/d', expires_in: 9, interval: 3 }),
  );
  keys.script('/token', json(400, { error: 'authorization_pending' }));
  const { status, stderr, paused } = await run(['link', 'box']);
  assert.deepEqual([status, paused], [1, [3000, 3000, 3000]]);
  assert.match(stderr, /the code was not typed in time\nTry: grantry external-auth link box$/);
});

test('--device at a provider without a device flow says so', async () => {
  const { status, stderr } = await run(['link', 'keys', '--device']);
  assert.equal(status, 1);
  assert.match(stderr, /refused: Keys is not linked by device/);
});

test('a token on stdin is kept as an account; none, or one the provider does not accept, is not', async () => {
  const kept = await run(['link', 'keys', '--token-stdin'], { input: ' key-1\n' });
  assert.deepEqual([kept.status, kept.stderr], [0, 'Linked robot at Keys.']);
  assert.equal(keys.seen.findLast(({ path }) => path === '/user')?.headers.authorization, 'Bearer key-1');
  assert.equal((await run(['access-token', 'keys'])).stdout, 'key-1');
  assert.match((await run(['link', 'keys', '--token-stdin'], { input: '\n' })).stderr, /stdin holds no token/);
  assert.equal(
    (await run(['link', 'keys', '--account', 'x'])).stderr,
    'grantry: --account is for --token-stdin: elsewhere the provider says it',
  );
  keys.script('/user', text(401, ''));
  const refused = await run(['link', 'keys', '--token-stdin'], { input: 'key-2' });
  assert.equal(refused.status, 1);
  assert.match(refused.stderr, /refused: Keys does not accept the token/);
  assert.doesNotMatch(refused.stderr, /key-2/);
});

test('list has a line for each account with its health, and one for each provider without', async () => {
  const { stdout } = await run(['list']);
  assert.deepEqual(
    stdout.split('\n').map((line) => line.replace(/20\d\d-\S+Z/, 'TIME').replaceAll(/ {2,}/g, '  ')),
    [
      'PROVIDER  ACCOUNT  DEFAULT  HEALTH  TOKEN ENDS  CAUSE',
      'box  robot  yes  ok  never',
      'id  ada  ok  TIME',
      'id  bob  yes  ok  TIME',
      'keys  robot  yes  ok  never',
      'tv  tv-ada  yes  ok  TIME',
      '',
    ],
  );
  assert.equal(JSON.parse((await run(['list', '-o', 'json'])).stdout).links.length, 5);
});

test('show has everything about one account', async () => {
  const { status, stdout } = await run(['show', 'id', '--account', 'ada']);
  assert.equal(status, 0);
  assert.match(stdout, /^provider {4}Id \(id\)$/m);
  assert.match(stdout, /^account {5}ada$/m);
  assert.match(stdout, /^default {5}no, one of 2$/m);
  assert.match(stdout, /^works {7}yes$/m);
  assert.match(stdout, /^renewed {5}20\d\d-/m);
  assert.equal(JSON.parse((await run(['show', 'id', '-o', 'json'])).stdout).links.length, 2);
  assert.match((await run(['show', 'id', '--account', 'eve'])).stderr, /eve is not linked at id \(linked: ada, bob\)/);
});

test('default chooses which account is meant', async () => {
  assert.deepEqual((await run(['default', 'id', 'ada'])).stderr, 'ada is what id means from now on.');
  const [mine, named] = [await run(['access-token', 'id']), await run(['access-token', 'id', '--account', 'ada'])];
  assert.equal(mine.stdout, named.stdout);
  assert.notEqual(mine.stdout, (await run(['access-token', 'id', '--account', 'bob'])).stdout);
  const unknown = await run(['default', 'id', 'eve']);
  assert.deepEqual([unknown.status, /Try: grantry external-auth list$/.test(unknown.stderr)], [1, true]);
});

test('refresh renews, and says until when; what cannot be renewed says why', async () => {
  const before = (await run(['access-token', 'id'])).stdout;
  assert.match((await run(['refresh', 'id'])).stderr, /^The token of ada is renewed, and ends: 20\d\d-/);
  assert.notEqual((await run(['access-token', 'id'])).stdout, before);
  const pasted = await run(['refresh', 'keys']);
  assert.equal(pasted.status, 1);
  assert.match(pasted.stderr, /The token cannot be renewed\. Keys issued nothing to refresh this token with\./);
});

test('access-token --min-validity is asked for in seconds', async () => {
  assert.equal((await run(['access-token', 'id', '--min-validity', '5m'])).status, 0);
  const { status, stderr } = await run(['access-token', 'id', '--min-validity', 'long']);
  assert.equal(status, 1);
  assert.equal(stderr, 'grantry: --min-validity: found "long"; accepted: a number and s, m, h or d, such as 10m');
});

test('test asks the provider, and its exit code tells', async (t) => {
  const cases = [
    { name: 'works', answer: json(200, { login: 'robot' }), status: 0, stdout: 'The token works.\n' },
    {
      name: 'busy',
      answer: text(429, ''),
      status: 0,
      stdout: 'The provider is too busy to say; the token is taken to work: rate limit (status 429)\n',
    },
    {
      name: 'refused',
      answer: text(401, ''),
      status: 1,
      stdout: 'The token does not work: The provider no longer accepts the token (status 401).\n',
    },
    { name: 'unclear', answer: text(500, 'x'), status: 1, stdout: 'The provider gave no clear answer: status 500: body: x\n' },
  ];
  for (const { name, answer, ...expected } of cases)
    await t.test(name, async () => {
      keys.script('/user', answer);
      const { status, stdout } = await run(['test', 'keys']);
      assert.deepEqual({ status, stdout }, expected);
    });
  assert.equal(JSON.parse((await run(['test', 'id', '-o', 'json'])).stdout).verdict, 'valid');
});

test('unlink asks a person, and needs --yes where there is none', async () => {
  const asked = await run(['unlink', 'id', '--account', 'bob'], { answers: ['n'] });
  assert.deepEqual([asked.status, asked.stderr], [1, 'Unlink bob at Id? [y/N] \nNothing was unlinked.']);
  const nobody = await run(['unlink', 'id']);
  assert.deepEqual([nobody.status, nobody.stderr], [1, 'grantry: nobody is there to ask\nTry: the same with --yes']);
  const agreed = await run(['unlink', 'id', '--account', 'bob'], { answers: ['y'] });
  assert.equal(agreed.status, 0);
  assert.match(agreed.stderr, /\nUnlinked bob at Id\. The token is revoked there\.$/);
});

test('unlink: a provider that refuses the revocation is exit code 3, and the account is gone', async () => {
  keys.script('/revoke', text(503, 'later'));
  const ran = await run(['unlink', 'keys', '--yes', '-o', 'json']);
  assert.equal(ran.status, exitCodes.unfinished.status);
  assert.deepEqual(JSON.parse(ran.stdout), { token_revoked: false, token_revocation_error: 'status 503: later' });
  assert.equal(ran.stderr, 'Unlinked robot at Keys, but the token was not revoked there: status 503: later');
  const gone = await run(['unlink', 'keys', '--yes']);
  assert.equal(gone.stderr, 'grantry: no account is linked at keys\nTry: grantry external-auth link keys');
});

test('an unknown provider leads to the list', async () => {
  for (const words of [
    ['show', 'nobody'],
    ['link', 'nobody'],
    ['unlink', 'nobody', '-y'],
    ['refresh', 'nobody'],
    ['test', 'nobody'],
  ]) {
    const { status, stderr } = await run(words);
    assert.equal(status, 1);
    assert.match(stderr, /Resource not found[\s\S]*\nTry: grantry external-auth list$/);
  }
  await unlinkAll();
  assert.match((await run(['list'])).stdout, /^id +not linked +grantry external-auth link id$/m);
});
