import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { Octokit } from '@octokit/core';
import { createGrantryAuth } from '../../packages/client/src/grantry/create-grantry-auth.ts';
import { NotLinkedError } from '../../packages/client/src/grantry/errors.ts';
import { type FaultyUpstream, json, startFaultyUpstream } from '../support/faulty-upstream.ts';

let grantry: FaultyUpstream;
let api: FaultyUpstream;
let elsewhere: FaultyUpstream;

before(async () => {
  [grantry, api, elsewhere] = await Promise.all([startFaultyUpstream(), startFaultyUpstream(), startFaultyUpstream()]);
});
after(() => Promise.all([grantry, api, elsewhere].map((server) => server[Symbol.asyncDispose]())));

const tokenPath = '/api/v2/workspaceagents/me/external-auth';
const handOut = (access_token: string) => json(200, { access_token, url: '', expires_at: '2999-01-01T00:00:00Z' });

beforeEach(() => {
  grantry.script(tokenPath, handOut('gho_1'), handOut('gho_2'));
  grantry.script(`${tokenPath}/refusals`, (response) => void response.writeHead(204).end());
  elsewhere.script('/', json(200, {}));
});

const octokit = (): Octokit =>
  new Octokit({
    baseUrl: api.url,
    authStrategy: createGrantryAuth,
    auth: { url: grantry.url, agentToken: 'gag_agent', provider: 'github' },
    log: { debug() {}, info() {}, warn() {}, error() {} },
  });
const sent = (path: string): readonly (string | undefined)[] =>
  api.seen.filter((request) => request.path === path).map(({ headers }) => headers.authorization);

test('octokit §2.7: requests to the API carry the token, and auth() tells it', async () => {
  api.script('/user', json(200, { login: 'octo' }));
  const client = octokit();
  assert.equal((await client.request('GET /user')).data.login, 'octo');
  await client.request('GET /user');
  assert.deepEqual(sent('/user'), ['token gho_1', 'token gho_1']);
  const known = (await client.auth({ type: 'token' })) as Record<string, unknown>;
  assert.deepEqual([known.type, known.tokenType, known.token, known.expiresAt], ['token', 'oauth', 'gho_1', '2999-01-01T00:00:00Z']);
});

test('octokit §16.1: a full URL of another host gets no token', async () => {
  const count = grantry.seen.length;
  await octokit().request(`GET ${elsewhere.url}/`);
  assert.equal(elsewhere.seen.at(-1)?.headers.authorization, undefined);
  assert.equal(grantry.seen.length, count);
  api.script('/uploads/7', json(201, {}));
  await octokit().request(`POST ${api.url}/uploads/7`, { data: 'x' });
  assert.deepEqual(sent('/uploads/7'), ['token gho_1']);
});

test('octokit §16.2: a refused token is reported and the request sent once more', async () => {
  api.script('/refused', json(401, { message: 'Bad credentials' }), json(200, {}));
  await octokit().request('POST /refused', { note: 1 });
  assert.deepEqual(sent('/refused'), ['token gho_1', 'token gho_2']);
  assert.equal(grantry.seen.at(-2)?.path, `${tokenPath}/refusals`);
  assert.ok(!grantry.seen.at(-2)?.body.includes('gho_1'));
});

test('octokit §16.8: what the API says stays the error when there is no better token, and no error shows one', async () => {
  for (const answers of [[handOut('gho_1')], [handOut('gho_1'), json(400, { message: 'gho_1' })]]) {
    grantry.script(tokenPath, ...answers);
    api.script('/bad', json(401, { message: 'Bad credentials' }));
    await assert.rejects(octokit().request('GET /bad'), (error) => {
      assert.match(String(error), /Bad credentials/);
      assert.ok(!JSON.stringify(error).includes('gho_'));
      return true;
    });
  }
  grantry.script(tokenPath, handOut('gho_1'));
  api.script('/teapot', json(418, { message: 'short and stout' }));
  await assert.rejects(octokit().request('GET /teapot'), /short and stout/);
});

test('D.3: a refused token whose account has to be linked anew is a NotLinkedError, with the remedy', async () => {
  const url = 'https://grantry.test/external-auth/github';
  grantry.script(tokenPath, handOut('gho_1'), json(200, { access_token: '', url }));
  api.script('/revoked', json(401, { message: 'Bad credentials' }));
  await assert.rejects(octokit().request('GET /revoked'), (error) => error instanceof NotLinkedError && error.url === url);
});

test('a body that is a stream is not sent twice', async () => {
  api.script('/upload', json(401, { message: 'Bad credentials' }));
  const data = new Blob(['x']).stream();
  await assert.rejects(octokit().request('POST /upload', { data, request: { duplex: 'half' } }), /Bad credentials/);
  assert.equal(sent('/upload').length, 1);
});

test('a JWT of another kind of server goes as a bearer token', async () => {
  grantry.script(tokenPath, handOut('a.b.c'));
  api.script('/jwt', json(200, {}));
  await octokit().request('GET /jwt');
  assert.deepEqual(sent('/jwt'), ['bearer a.b.c']);
});
