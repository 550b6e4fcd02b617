import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ExternalAuthApi, startExternalAuthApi } from '../support/external-auth-api.ts';
import { linkAccount, testCallback, upstreamSettings } from '../support/link-account.ts';
import { startOidcUpstream } from '../support/oidc-upstream.ts';

const proofPaths = {
  user: '/api/v2/external-auth/upstream/dpop-proof',
  agent: '/api/v2/workspaceagents/me/external-auth/dpop-proof?id=upstream',
} as const;

async function askForProof(
  api: ExternalAuthApi,
  who: keyof typeof proofPaths,
  body: object,
): Promise<{ readonly status: number; readonly body: Readonly<Record<string, string>> }> {
  const token = who === 'user' ? api.owner.api_token : api.agentToken;
  const answer = await fetch(api.url + proofPaths[who], {
    method: 'POST',
    headers: { 'coder-session-token': token, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: (await answer.json()) as Readonly<Record<string, string>> }; // a JSON object, says the API
}

test('RFC 9449 §7.1: users and agents get tokens that say DPoP, and a proof for each use', async () => {
  await using upstream = await startOidcUpstream({ redirectUris: [testCallback], dpop: 'with nonces' });
  await using api = await startExternalAuthApi({ ...upstreamSettings(upstream), dpop: 'true' });
  await linkAccount(api.rooms, '', api.owner.user_id);
  const htu = `${upstream.issuer}/me`;
  for (const who of ['user', 'agent'] as const) {
    const { body } = who === 'user' ? await api.asUser('/upstream/access-token') : await api.asAgent('id=upstream');
    assert.equal(body.token_type, 'DPoP');
    const use = async (nonce?: string): Promise<Response> => {
      const { status, body: proven } = await askForProof(api, who, { htm: 'GET', htu, ...(nonce === undefined ? {} : { nonce }) });
      assert.equal(status, 200, JSON.stringify(proven));
      return fetch(htu, { headers: { authorization: `DPoP ${body.access_token}`, dpop: proven.proof ?? '' } });
    };
    const challenged = await use();
    assert.equal(challenged.status, 401);
    const used = await use(challenged.headers.get('dpop-nonce') ?? '');
    assert.deepEqual([used.status, ((await used.json()) as { readonly sub?: string }).sub], [200, 'upstream-person']);
  }
});

test('a bearer token needs no proof, and what is not linked has none', async () => {
  await using upstream = await startOidcUpstream({ redirectUris: [testCallback] });
  await using api = await startExternalAuthApi(upstreamSettings(upstream));
  const asked = { htm: 'GET', htu: 'https://api.example/x' };
  const unlinked = await askForProof(api, 'user', asked);
  assert.equal(unlinked.status, 409);
  assert.match(unlinked.body.message ?? '', /https:\/\/grantry\.test\/external-auth\/upstream/);
  await linkAccount(api.rooms, '', api.owner.user_id);
  assert.equal((await api.asUser('/upstream/access-token')).body.token_type, 'Bearer');
  const bearer = await askForProof(api, 'agent', asked);
  assert.deepEqual([bearer.status, bearer.body.message], [400, 'The token is a bearer token, and needs no proof.']);
  assert.equal((await askForProof(api, 'user', { ...asked, account: 'nobody' })).status, 409);
});

for (const [title, body] of [
  ['no method', { htu: 'https://api.example' }],
  ['a method that is none', { htm: 'GET /', htu: 'https://api.example' }],
  ['no URL', { htm: 'GET' }],
  ['a URL that is not of the web', { htm: 'GET', htu: 'file:///etc/passwd' }],
  ['a URL that is none', { htm: 'GET', htu: 'https://' }],
  ['a nonce with spaces', { htm: 'GET', htu: 'https://api.example', nonce: 'a b' }],
] as const) {
  test(`RFC 9449 §4.2: ${title} is 400`, async () => {
    await using api = await startExternalAuthApi({
      id: 'upstream',
      client_id: 'c',
      auth_url: 'https://p.example',
      token_url: 'https://p.example',
    });
    assert.equal((await askForProof(api, 'user', body)).status, 400);
    assert.equal((await askForProof(api, 'agent', body)).status, 400);
  });
}
