import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Secret } from '../../src/protocol/secret.ts';
import { epochSeconds } from '../../src/protocol/units.ts';
import { sha256 } from '../../src/stores/mint.ts';
import { type ApiAnswer, type ExternalAuthApi, startExternalAuthApi } from '../support/external-auth-api.ts';
import { tokensUntil } from '../support/test-broker.ts';
import { keepConnection } from '../support/test-connection.ts';
import { startTokenIssuer, type TokenIssuer } from '../support/token-issuer.ts';

let issuer: TokenIssuer;
let api: ExternalAuthApi;
let readOnly: string;
/** Agents that may have the tokens of one provider each. */
const agents: Record<string, string> = {};

before(async () => {
  issuer = await startTokenIssuer(3600, 'ada', 'ada-at-work');
  const urls = { client_id: 'c', client_secret: 's', auth_url: `${issuer.upstream.url}/a`, token_url: `${issuer.upstream.url}/token` };
  api = await startExternalAuthApi(
    { ...urls, id: 'forge', type: 'forge', regex: '^https://git\\.example' },
    { ...urls, id: 'other', type: 'other', regex: '^https://other\\.example' },
  );
  await link('ada-at-work', 1);
  await link('ada', 2);
  for (const provider of ['forge', 'other'])
    agents[provider] = String(
      (await call('POST', '/agents', api.owner.api_token, { name: provider, allowed_providers: [provider] })).body.token,
    );
  readOnly = String(
    (await call('POST', '/users/me/keys/tokens', api.owner.api_token, { token_name: 'x', scopes: ['external_auth:read'] })).body.key,
  );
});

after(async () => {
  await api[Symbol.asyncDispose]();
  await issuer[Symbol.asyncDispose]();
});

async function call(method: string, path: string, token: string, body?: unknown): Promise<ApiAnswer> {
  const headers = { 'grantry-session-token': token, ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  const response = await fetch(`${api.url}/api/v2${path}`, { method, headers, ...sent });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) };
}

async function link(account: string, chosenAt: number): Promise<void> {
  const token = new Secret(`${account}-1`);
  const tokens = {
    ...tokensUntil(api.rooms.clock() + 3600),
    accessToken: token,
    refreshToken: token,
    account,
    chosenAt: epochSeconds(chosenAt),
  };
  await keepConnection(api.rooms, tokens, api.owner.user_id, 'forge');
}

const asked = (query: Readonly<Record<string, string>>): Promise<ApiAnswer> =>
  call('GET', `/users/me/external-auth?${new URLSearchParams(query)}`, api.owner.api_token);
const match = 'https://git.example/a/b.git';

test('a user gets the token of the provider that serves a URL', async () => {
  const { status, headers, body } = await asked({ match });
  assert.deepEqual([status, body.access_token, body.account, body.username], [200, 'ada-1', 'ada', 'ada-1']);
  assert.equal(headers.get('cache-control'), 'no-store');
});

test('of several accounts, `account` names one, and `username` means one', async (t) => {
  const cases: readonly (readonly [query: Readonly<Record<string, string>>, account: string])[] = [
    [{ account: 'ada-at-work' }, 'ada-at-work'],
    [{ username: 'Ada-At-Work' }, 'ada-at-work'],
    [{ account: 'ada', username: 'ada-at-work' }, 'ada'],
    [{ username: 'grace' }, ''],
    [{ account: 'grace' }, ''],
  ];
  for (const [query, account] of cases) {
    await t.test(new URLSearchParams(query).toString(), async () => {
      const { body } = await asked({ match, ...query });
      assert.deepEqual([body.account, body.url === ''], [account, account !== '']);
    });
  }
});

test('what names no provider, or none that there is, is refused', async () => {
  assert.equal((await asked({ match: 'https://nowhere.example' })).status, 404);
  assert.equal((await asked({})).status, 400);
  assert.equal((await asked({ match, id: 'forge' })).status, 400);
  assert.equal((await asked({ match, username: 'x'.repeat(300) })).status, 400);
});

test('only with the scope for tokens, and no agent asks as a user', async () => {
  const path = `/users/me/external-auth?match=${encodeURIComponent(match)}`;
  assert.equal((await call('GET', path, readOnly)).status, 403);
  assert.equal((await call('GET', path, agents.forge ?? '')).status, 403);
  assert.equal((await call('GET', path, '')).status, 401);
});

const refusal = (token: string) => ({ access_token_sha256: sha256(token) });

test('a refusal is noted by the hash of the token alone, and answered alike whether the token is known or not', async () => {
  const report = (body: unknown, token = api.owner.api_token) => call('POST', '/users/me/external-auth/refusals', token, body);
  assert.deepEqual(
    [
      (await report(refusal('nobody'))).status,
      (await report({ access_token: 'ada-1' })).status,
      (await report({ access_token_sha256: 'x' })).status,
    ],
    [204, 400, 400],
  );
  assert.equal((await report(refusal('ada-1'), readOnly)).status, 403);
  assert.equal((await asked({ match })).body.access_token, 'ada-1');
  assert.equal((await report(refusal('ada-1'))).status, 204);
  assert.equal((await asked({ match })).body.access_token, 'ada-2');
});

test('an agent reports refusals of the tokens it may have, and of no others', async () => {
  const report = (agent: string) =>
    call('POST', '/workspaceagents/me/external-auth/refusals', agents[agent] ?? '', refusal('ada-at-work-1'));
  const current = async () => (await asked({ match, account: 'ada-at-work' })).body.access_token;
  assert.equal((await report('other')).status, 204);
  assert.equal(await current(), 'ada-at-work-1');
  assert.equal((await report('forge')).status, 204);
  assert.equal(await current(), 'ada-at-work-2');
});

test('the list says whose repositories a provider serves', async () => {
  const { body } = await call('GET', '/external-auth', api.owner.api_token);
  assert.deepEqual(
    body.providers.map(({ git_urls }: { readonly git_urls: unknown }) => git_urls),
    [['https://git.example'], ['https://other.example']],
  );
});
