import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createAppAuth, type RemediedError } from '../../src/github-app/index.ts';
import { makeAppKeys } from '../github/keys.ts';
import { appOptions, GitHub } from '../github/stand-in.ts';
import { mockTime } from '../probes/mock-time.ts';
import { newOctokit, silent } from '../probes/new-octokit.ts';
import { newRequest } from '../probes/new-request.ts';

const ours = { createAppAuth } as never;
const repositories = 'GET /installation/repositories';

test('replication: a new token refused with 401 is tried after 1, 2 and 3 seconds, and then given up', async (context) => {
  const time = mockTime(context);
  const gitHub = new GitHub({ installations: [{ id: 5, lag: { milliseconds: 60_000, status: 401 } }] });
  const warnings: string[] = [];
  const log = { ...silent, warn: (message: string) => warnings.push(message) };
  const octokit = newOctokit(ours, gitHub, { installationId: 5, log });
  const start = Date.now();
  await assert.rejects(time.passUntil(octokit.request(repositories)), {
    status: 401,
    message:
      'After 3 retries within 6s of creating the installation access token, the response remains 401. At this point, the cause may be an authentication problem or a system outage. Please check https://www.githubstatus.com for status information',
  });
  assert.equal(Date.now() - start, 6000);
  assert.equal(gitHub.count(repositories), 4);
  assert.equal(warnings[1], '[@octokit/auth-app] Retrying after 401 response to account for token replication delay (retry: 2, wait: 2s)');
});

test('replication: a server that learns of the token in time answers', async (context) => {
  const time = mockTime(context);
  const gitHub = new GitHub({ installations: [{ id: 5, lag: { milliseconds: 2500, status: 401 } }] });
  await time.passUntil(newOctokit(ours, gitHub, { installationId: 5 }).request(repositories));
  assert.equal(gitHub.count(repositories), 3);
});

test('replication: window and waits are the caller’s to choose', async (context) => {
  const time = mockTime(context);
  const gitHub = new GitHub({ installations: [{ id: 5, lag: { milliseconds: 25_000, status: 401 } }] });
  const octokit = newOctokit(ours, gitHub, { installationId: 5, replicationWindowMs: 30_000, replicationStepMs: 5000 });
  const start = Date.now();
  await time.passUntil(octokit.request(repositories));
  assert.equal(Date.now() - start, 30_000);
});

test('replication: a signal ends the waiting', async (context) => {
  const time = mockTime(context);
  const gitHub = new GitHub({ installations: [{ id: 5, lag: { milliseconds: 60_000, status: 401 } }] });
  const giveUp = new AbortController();
  const asked = newOctokit(ours, gitHub, { installationId: 5 }).request(repositories, {
    request: { fetch: gitHub.fetch, signal: giveUp.signal },
  });
  setTimeout(() => giveUp.abort(new Error('enough')), 1500);
  await assert.rejects(time.passUntil(asked), { message: 'enough' });
});

test('replication: a permission the token lacks is not waited for, and named', async (context) => {
  mockTime(context);
  const gitHub = new GitHub({ installations: [{ id: 5 }] });
  const error = await newOctokit(ours, gitHub, { installationId: 5 })
    .request('POST /repos/{owner}/{repo}/issues', { owner: 'o', repo: 'r', title: 't' })
    .catch((thrown: RemediedError) => thrown);
  assert.match((error as RemediedError).remedy, /needs one of these permissions: issues=write/);
  assert.equal(gitHub.count('/issues'), 1);
});

test('a token that is refused later is replaced once for all who use it', async (context) => {
  const time = mockTime(context);
  const gitHub = new GitHub({ installations: [{ id: 5 }] });
  const octokit = newOctokit(ours, gitHub, { installationId: 5 });
  await octokit.request(repositories);
  for (const made of gitHub.installations.made) made.revoked = true;
  time.advance(600);
  await Promise.all([1, 2, 3].map(() => octokit.request(repositories)));
  assert.equal(gitHub.count('access_tokens'), 2);
});

test('a refusal is the answer if no other token can be had, and says why not', async (context) => {
  const time = mockTime(context);
  const gitHub = new GitHub({ installations: [{ id: 5 }] });
  const octokit = newOctokit(ours, gitHub, { installationId: 5 });
  await octokit.request(repositories);
  for (const made of gitHub.installations.made) made.revoked = true;
  gitHub.installations.installations.delete(5);
  time.advance(600);
  const error = await octokit.request(repositories).catch((thrown: RemediedError) => thrown);
  assert.match(String(error), /Bad credentials/);
  assert.match((error as RemediedError).remedy, /no other could be had: Not Found/);
});

test('a suspension forgets the token: once it is over, a new one is made', async (context) => {
  mockTime(context);
  const installation = { id: 5, suspended: false };
  const gitHub = new GitHub({ installations: [installation] });
  const octokit = newOctokit(ours, gitHub, { installationId: 5 });
  await octokit.request(repositories);
  installation.suspended = true;
  await assert.rejects(octokit.request(repositories), { status: 403 });
  installation.suspended = false;
  await octokit.request(repositories);
  assert.equal(gitHub.count('access_tokens'), 2);
});

test('clocks: any answer teaches the difference, and a small one is no difference', async (context) => {
  mockTime(context);
  const gitHub = new GitHub({ clockAheadMs: 20_000 });
  const auth = createAppAuth({ ...appOptions, request: newRequest(gitHub), log: silent });
  const before = await auth({ type: 'app' });
  await auth({ type: 'installation', installationId: 123 });
  const after = await auth({ type: 'app' });
  assert.equal(Date.parse(after.expiresAt) - Date.parse(before.expiresAt), 20_000);
});

test('clocks: requests that were under way together are all sent again', async (context) => {
  mockTime(context);
  const octokit = newOctokit(ours, new GitHub({ clockAheadMs: 3_600_000 }));
  const answers = await Promise.all([1, 2, 3].map(() => octokit.request('GET /app')));
  assert.deepEqual(
    answers.map(({ status }) => status),
    [200, 200, 200],
  );
});

test('clocks: a GitHub that finds fault with every time is asked twice, through an octokit too', async (context) => {
  mockTime(context);
  const complaint = "'Expiration time' claim ('exp') is too far in the future";
  const refusals = Array.from({ length: 9 }, () => ({ status: 401, body: { message: complaint } }));
  const gitHub = new GitHub({ installations: [{ id: 5, refusals }] });
  await assert.rejects(newOctokit(ours, gitHub, { installationId: 5 }).request(repositories), { message: complaint });
  assert.equal(gitHub.count('access_tokens'), 2);
});

test('clocks: without a Date header the refusal is passed on at once', async (context) => {
  mockTime(context);
  const gitHub = new GitHub({ clockAheadMs: -3_600_000, sendsDate: false });
  await assert.rejects(newOctokit(ours, gitHub).request('GET /app'), /'Issued at' claim/);
  assert.equal(gitHub.count('GET /app'), 1);
});

const remedies: readonly (readonly [title: string, options: object, says: RegExp])[] = [
  ['a key of another app', { privateKey: makeAppKeys().privateKey }, /The private key is not one of app 1 at https:\/\/api\.github\.com/],
  ['an app that does not exist', { appId: 99 }, /knows no app 99 with this key/],
  ['an installation that is gone', { installationId: 77 }, /App 1 has no installation 77 .* installing it again gives it another id/],
  ['an installation that is suspended', { installationId: 6 }, /Installation 6 is suspended/],
];

for (const [title, options, says] of remedies) {
  test(`an error keeps GitHub's message and says what to do: ${title}`, async (context) => {
    mockTime(context);
    const gitHub = new GitHub({ installations: [{ id: 5 }, { id: 6, suspended: true }] });
    const auth = createAppAuth({ ...appOptions, installationId: 5, ...options, request: newRequest(gitHub) });
    const error = await auth({ type: 'installation' }).catch((thrown: RemediedError) => thrown);
    assert.match((error as RemediedError).remedy, says);
    assert.match(String(error), /documentation_url|docs\.github\.com/);
    assert.ok(!JSON.stringify(error).includes('eyJ'), 'no JWT in an error');
  });
}

test('a host named as trusted gets tokens', async (context) => {
  mockTime(context);
  const gitHub = new GitHub({ installations: [{ id: 5 }] });
  const octokit = newOctokit(ours, gitHub, { installationId: 5, trustedHosts: ['mirror.example'] });
  await octokit.request('GET https://mirror.example/installation/repositories');
  assert.match(gitHub.asked.at(-1)?.authorization ?? '', /^token ghs_/);
});

test('release assets are uploaded with the token of the API', async (context) => {
  mockTime(context);
  const gitHub = new GitHub({ installations: [{ id: 5 }] });
  const octokit = newOctokit(ours, gitHub, { installationId: 5 });
  await octokit.request('POST /repos/o/r/releases/1/assets', { baseUrl: 'https://uploads.github.com', data: '"x"' });
  assert.deepEqual(
    gitHub.asked.map(({ host }) => host),
    ['api.github.com', 'uploads.github.com'],
  );
});
