import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeForm } from '../../protocol/form.ts';
import type { ClientInput } from '../clients/client-input.ts';
import { openEngine, pkcePair, type TestEngine } from '../testing/open-engine.ts';
import { personAt, validService } from '../testing/records.ts';
import { decideAuthorization } from './decide-authorization.ts';
import { isCovered, isOwnRedirect } from './is-covered.ts';

const { verifier, challenge } = pkcePair();
const pkce = { code_challenge: challenge, code_challenge_method: 'S256' };

/** A client that a person allowed something, and its way to ask again without a page. */
async function allow(run: TestEngine, asked: Readonly<Record<string, string>>, input?: ClientInput) {
  const { client, secret } = await run.addClient(input);
  const code = await run.authorize({ client_id: client.clientId, ...pkce, ...asked });
  const credentials = { client_id: client.clientId, ...(secret === '' ? {} : { client_secret: secret }) };
  const redeem = (presented: string) =>
    run.obtain({
      ...credentials,
      grant_type: 'authorization_code',
      code: presented,
      code_verifier: verifier,
      ...(asked.redirect_uri && { redirect_uri: asked.redirect_uri }),
      ...(asked.resource && { resource: asked.resource }),
    });
  const { refresh_token: refreshToken = '' } = await redeem(code);
  const askSilently = async (parameters: Readonly<Record<string, string>> = {}, subject = personAt()) => {
    const query = new URLSearchParams({
      client_id: client.clientId,
      response_type: 'code',
      prompt: 'none',
      ...pkce,
      ...asked,
      ...parameters,
    });
    const decision = await decideAuthorization(run.engine, { service: run.service, parameters: decodeForm(query.toString()) }, subject);
    assert.ok(decision.action === 'redirect');
    return decision;
  };
  return { client, redeem, refreshToken, askSilently };
}

test('OpenID Connect Core §3.1.2.1: prompt=none gets a code for what the person allowed this client before', async () => {
  await using run = await openEngine();
  const { askSilently, redeem } = await allow(run, { scope: 'read write' });
  const decision = await askSilently({ scope: 'read', state: 's' });
  assert.equal(decision.error, undefined);
  assert.equal(decision.answer.state, 's');
  assert.equal((await redeem(decision.answer.code ?? '')).scope, 'read');
});

for (const [title, parameters, subject] of [
  ['a scope more', { scope: 'read write' }, personAt()],
  ['a resource', { resource: 'https://api.example.com' }, personAt()],
  ['another person', {}, personAt(undefined, 'user-2')],
] as const) {
  test(`OpenID Connect Core §3.1.2.6: prompt=none with ${title} is consent_required`, async () => {
    await using run = await openEngine();
    const { askSilently } = await allow(run, { scope: 'read' });
    assert.equal((await askSilently(parameters, subject)).error?.code, 'consent_required');
  });
}

test('OpenID Connect Core §3.1.2.6: another client, or a grant that was revoked, is consent_required', async () => {
  await using run = await openEngine();
  const { askSilently, client } = await allow(run, { scope: 'read' });
  const { client: other } = await run.addClient();
  assert.equal((await askSilently({ client_id: other.clientId })).error?.code, 'consent_required');
  assert.equal((await askSilently()).error, undefined);
  await run.engine.commit([
    { change: 'revoke_grants_of_client_and_subject', clientNumber: client.number, subject: 'user-1', at: run.engine.clock() },
  ]);
  assert.equal((await askSilently()).error?.code, 'consent_required');
});

test('RFC 8252 §8.6: a public client is asked about again, unless its redirect URI is its own', async () => {
  await using run = await openEngine();
  for (const [redirectUri, code] of [
    ['http://127.0.0.1:4000/callback', 'consent_required'],
    ['com.example.app:/callback', 'consent_required'],
    ['https://app.example.com/callback', undefined],
  ] as const) {
    const { askSilently } = await allow(
      run,
      { scope: 'read', redirect_uri: redirectUri },
      { clientType: 'public', redirectUris: [redirectUri], callbackUrl: undefined },
    );
    assert.equal((await askSilently()).error?.code, code, redirectUri);
  }
});

test('RFC 8707 §2.1, RFC 9396 §4: a grant covers the resources and details it names, and no others', () => {
  const grant = {
    scopes: ['read'],
    resources: ['https://a.example/'],
    authorizationDetails: [{ type: 'pay', amount: 1 }],
    claimsRequest: undefined,
  };
  const asked = {
    scopes: ['read'],
    resources: ['https://a.example'],
    authorizationDetails: [{ amount: 1, type: 'pay' }],
    claimsRequest: undefined,
  };
  for (const [change, covered] of [
    [{}, true],
    [{ authorizationDetails: undefined }, true],
    [{ authorizationDetails: [{ type: 'pay', amount: 2 }] }, false],
    [{ resources: ['https://a.example', 'https://b.example'] }, false],
    [{ resources: [] }, false],
    [{ scopes: [] }, true],
  ] as const) {
    assert.equal(isCovered({ ...asked, ...change }, grant), covered, JSON.stringify(change));
  }
  assert.equal(isCovered({ ...asked, resources: [] }, { ...grant, resources: [] }), true);
  assert.equal(isCovered(asked, { ...grant, authorizationDetails: undefined }), false);
});

test('RFC 8252 §8.6: a confidential client proves itself wherever its code goes', () => {
  assert.equal(isOwnRedirect({ clientType: 'confidential' }, 'http://localhost/callback'), true);
  assert.equal(isOwnRedirect({ clientType: 'public' }, 'https://localhost:8443/callback'), false);
});

test('OpenID Connect Core §3.1.2.1: an expired ID token of ours is a hint; another, or another kind of token, is none', async () => {
  await using run = await openEngine();
  const { askSilently } = await allow(run, { scope: 'read' });
  const hint = (sub: string, typ = 'JWT') => run.engine.signJwt(run.service.id, typ, { iss: validService.issuer, sub, exp: 1 });
  const codeOf = async (idTokenHint: string) => (await askSilently({ id_token_hint: idTokenHint })).error?.code;
  assert.equal(await codeOf(await hint('user-1')), undefined);
  assert.equal(await codeOf(await hint('user-2')), 'login_required');
  assert.equal(await codeOf(await hint('user-1', 'at+jwt')), 'invalid_request');
  assert.equal(await codeOf('not.a.token'), 'invalid_request');
});

test('OpenID Connect Core §5.5: claims that are asked for one by one are covered by scopes, or when they were asked for before', () => {
  const any = { isEssential: false, values: undefined };
  const allowed = { scopes: ['openid', 'profile'], resources: [], authorizationDetails: undefined };
  const grant = { ...allowed, claimsRequest: { idToken: {}, userinfo: { email: any } } };
  const asking = (name: string) => ({ ...allowed, claimsRequest: { idToken: { [name]: any }, userinfo: {} } });
  assert.deepEqual(
    ['email', 'nickname', 'acr', 'phone_number'].map((name) => isCovered(asking(name), grant)),
    [true, true, true, false],
  );
});
