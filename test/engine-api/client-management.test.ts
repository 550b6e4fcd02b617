import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { type EngineAnswer, type EngineApi, startEngineApi } from '../support/engine-api.ts';
import { approve, makePkce } from '../support/oauth-client.ts';

const redirectUri = 'https://app.example/callback';

interface MadeClient {
  readonly clientId: number;
  readonly clientIdAlias: string;
  readonly clientSecret: string;
}

suite('seed 002 §5.6: what is managed of clients', () => {
  let api: EngineApi;
  before(async () => {
    api = await startEngineApi();
  });
  after(() => api[Symbol.asyncDispose]());

  const create = async (settings: Readonly<Record<string, unknown>> = {}): Promise<MadeClient> => {
    const { body, text } = await api.call('/client/create', { clientType: 'CONFIDENTIAL', redirectUris: [redirectUri], ...settings });
    assert.equal(typeof body.clientSecret, 'string', text);
    return body;
  };
  const ok = async (answer: Promise<EngineAnswer>) => {
    const { status, body, text } = await answer;
    assert.equal(status, 200, text);
    assert.doesNotMatch(text, /:null\b/);
    return body;
  };
  const token = (clientId: string, clientSecret: string) =>
    api.call('/auth/token', { parameters: 'grant_type=client_credentials', clientId, clientSecret });
  const makeToken = (client: MadeClient, subject: string, more: Readonly<Record<string, unknown>> = {}) =>
    ok(api.call('/auth/token/create', { grantType: 'AUTHORIZATION_CODE', clientIdentifier: client.clientIdAlias, subject, ...more }));
  /** RFC 7662, through a client of its own. */
  const introspect = async (accessToken: string) => {
    observer ??= await create();
    const response = await fetch(`${api.url}/oauth2/introspect`, {
      method: 'POST',
      body: new URLSearchParams({ client_id: observer.clientIdAlias, client_secret: observer.clientSecret, token: accessToken }),
    });
    return (await response.json()) as { readonly active: boolean; readonly scope?: string };
  };
  let observer: MadeClient | undefined;

  const setLock = (clientId: string | number, clientLocked: boolean) =>
    ok(api.call(`/client/lock_flag/update/${clientId}`, { clientLocked }));

  test('a locked client is refused to the front end as A001215, everywhere, and goes on when it is unlocked', async () => {
    const client = await create();
    const issued = await token(client.clientIdAlias, client.clientSecret);
    assert.equal((await setLock(client.clientId, true)).resultCode.length, 7);
    assert.equal((await ok(api.call(`/client/get/${client.clientId}`))).locked, true);
    const basic = { clientId: client.clientIdAlias, clientSecret: client.clientSecret };
    const request = String(new URLSearchParams({ response_type: 'code', redirect_uri: redirectUri, client_id: client.clientIdAlias }));
    const calls: readonly (readonly [path: string, body: Readonly<Record<string, unknown>>])[] = [
      ['/auth/token', { parameters: 'grant_type=client_credentials', ...basic }],
      ['/auth/token', { parameters: 'grant_type=client_credentials', clientId: String(client.clientId), clientSecret: 'wrong' }],
      ['/auth/revocation', { parameters: 'token=a', ...basic }],
      ['/pushed_auth_req', { parameters: request, ...basic }],
      ['/device/authorization', { parameters: '', ...basic }],
      ['/auth/authorization', { parameters: request }],
      ['/auth/token/create', { grantType: 'AUTHORIZATION_CODE', clientIdentifier: client.clientIdAlias, subject: 'ann' }],
      ['/auth/introspection', { token: issued.body.accessToken }],
      ['/auth/userinfo', { token: issued.body.accessToken }],
    ];
    for (const [path, body] of calls) {
      const { status, body: answer, text } = await api.call(path, body);
      if (answer.resultCode === 'A001209') continue; // an operation that this build lacks
      assert.deepEqual([status, answer.resultCode], [403, 'A001215'], `${path}: ${text}`);
    }
    assert.deepEqual(await introspect(issued.body.accessToken), { active: false });
    await setLock(client.clientIdAlias, false);
    assert.equal((await token(client.clientIdAlias, client.clientSecret)).body.action, 'OK');
    assert.equal((await introspect(issued.body.accessToken)).active, true);
  });

  test('RFC 6749 §5.2: at the standard endpoints a locked client is one that cannot prove itself', async () => {
    const client = await create({ locked: true });
    const { clientIdAlias: client_id, clientSecret: client_secret } = client;
    for (const [path, form] of [
      ['token', { grant_type: 'client_credentials' }],
      ['revoke', { token: 'a' }],
      ['introspect', { token: 'a' }],
      ['par', { response_type: 'code', redirect_uri: redirectUri }],
    ] as const) {
      const body = new URLSearchParams({ client_id, client_secret, ...form });
      const response = await fetch(`${api.url}/oauth2/${path}`, { method: 'POST', body });
      assert.deepEqual([response.status, ((await response.json()) as { error: string }).error], [401, 'invalid_client'], path);
    }
    const query = new URLSearchParams({ client_id, response_type: 'code', redirect_uri: redirectUri });
    const page = await fetch(`${api.url}/oauth2/authorize?${query}`, {
      redirect: 'manual',
      headers: { 'coder-session-token': api.owner.api_token },
    });
    assert.ok(page.status >= 400, 'a page, and no redirect');
  });

  test('an update does not unlock, unless it says so', async () => {
    const client = await create({ locked: true });
    assert.equal((await ok(api.call(`/client/update/${client.clientId}`, { clientName: 'A' }))).locked, true);
    assert.equal((await ok(api.call(`/client/update/${client.clientId}`, { clientName: 'A', locked: false }))).locked, false);
  });

  test('a fresh secret takes the place of all that there were, and tokens live on', async () => {
    const client = await create();
    const issued = await token(client.clientIdAlias, client.clientSecret);
    const { newClientSecret, oldClientSecret, resultCode } = await ok(api.call(`/client/secret/refresh/${client.clientId}`));
    assert.deepEqual([resultCode, oldClientSecret], ['A148001', undefined]);
    assert.notEqual(newClientSecret, client.clientSecret);
    assert.equal((await token(client.clientIdAlias, client.clientSecret)).body.action, 'INVALID_CLIENT');
    assert.equal((await token(client.clientIdAlias, newClientSecret)).body.action, 'OK');
    assert.equal((await introspect(issued.body.accessToken)).active, true);
  });

  test('a secret that is given works as it is', async () => {
    const client = await create();
    for (const clientSecret of ['A'.repeat(86), 'a', 'Zk4w-_'.repeat(14), client.clientSecret]) {
      const changed = await ok(api.call(`/client/secret/update/${client.clientIdAlias}`, { clientSecret }));
      assert.deepEqual([changed.resultCode, changed.newClientSecret], ['A149001', clientSecret]);
      assert.equal((await token(client.clientIdAlias, clientSecret)).body.action, 'OK', clientSecret);
      assert.equal((await token(client.clientIdAlias, `${clientSecret}x`)).body.action, 'INVALID_CLIENT');
    }
    for (const clientSecret of ['', 'a b', 'a'.repeat(87), 'ü', 7]) {
      const { status, body } = await api.call(`/client/secret/update/${client.clientIdAlias}`, { clientSecret });
      assert.deepEqual([status, body.resultCode], [400, 'A001208'], String(clientSecret));
    }
    assert.equal((await api.call('/client/secret/refresh/nobody')).body.resultCode, 'A001211');
  });

  test('a public client has no secret', async () => {
    const { body } = await api.call('/client/create', { clientType: 'PUBLIC' });
    const { status, body: refused } = await api.call(`/client/secret/refresh/${body.clientId}`);
    assert.deepEqual([status, refused.resultCode], [400, 'A001208']);
  });

  test('the clients that have something of a person, newest first, in three ways', async () => {
    const [one, two] = [
      await create({ clientName: 'One', developer: 'dev' }),
      await create({ clientName: 'Two', tosUri: 'https://a.example' }),
    ];
    for (const client of [one, two, two]) await makeToken(client, 'lister');
    const path = '/client/authorization/get/list';
    for (const answer of [
      await ok(api.call(`${path}?subject=lister`)),
      await ok(api.call(`${path}/lister`)),
      await ok(api.call(path, { subject: 'lister' })),
    ]) {
      assert.deepEqual([answer.start, answer.end, answer.subject, answer.totalCount], [0, 5, 'lister', 2]);
      const [first] = answer.clients;
      assert.deepEqual([first.clientName, first.clientId, first.tosUri], ['Two', two.clientId, undefined]);
    }
    const part = await ok(api.call(`${path}?subject=lister&developer=dev&start=0&end=1`));
    assert.deepEqual([part.developer, part.totalCount, part.clients[0].clientName], ['dev', 1, 'One']);
    assert.equal((await ok(api.call(`${path}/nobody`))).totalCount, 0);
    for (const wrong of [path, `${path}?subject=`, `${path}?subject=%C3%BC`]) assert.equal((await api.call(wrong)).status, 400, wrong);
  });

  test('the tokens of a person at a client get other scopes, and are deleted in three ways', async () => {
    const [client, other] = [await create(), await create()];
    const first = await makeToken(client, 'ann', { scopes: ['all'] });
    const bystander = await makeToken(other, 'ann', { scopes: ['all'] });
    const update = (body: unknown) => api.call(`/client/authorization/update/${client.clientIdAlias}`, body);
    assert.equal((await ok(update({ subject: 'ann', scopes: ['openid'] }))).resultCode, 'A138001');
    assert.equal((await introspect(first.accessToken)).scope, 'openid');
    assert.equal((await introspect(bystander.accessToken)).scope, 'all');
    await ok(update({ subject: 'ann' }));
    assert.equal((await introspect(first.accessToken)).scope, 'openid');
    assert.equal((await update({ subject: 'ann', scopes: ['nothing'] })).body.resultCode, 'A001208');
    const path = `/client/authorization/delete/${client.clientId}`;
    const ways: readonly (() => Promise<EngineAnswer>)[] = [
      () => api.call(`${path}?subject=ann`, undefined, { method: 'DELETE' }),
      () => api.call(`${path}/ann`, undefined, { method: 'DELETE' }),
      () => api.call(path, { subject: 'ann' }),
    ];
    for (const end of ways) {
      const { accessToken } = await makeToken(client, 'ann');
      assert.equal((await ok(end())).resultCode, 'A137001');
      assert.deepEqual(await introspect(accessToken), { active: false });
    }
    assert.equal((await introspect(bystander.accessToken)).active, true);
    assert.equal((await api.call('/client/authorization/delete/nobody', { subject: 'ann' })).body.resultCode, 'A001211');
  });

  test('granted scopes are told, and forgotten: the person is asked again, and the tokens live on', async () => {
    const client = await create();
    const subject = api.owner.user_id;
    const { challenge } = makePkce();
    const request = {
      client_id: client.clientIdAlias,
      response_type: 'code',
      redirect_uri: redirectUri,
      scope: 'openid',
      code_challenge: challenge,
      code_challenge_method: 'S256',
    };
    const silently = async () => {
      const query = new URLSearchParams({ ...request, prompt: 'none' });
      const headers = { 'coder-session-token': api.owner.api_token };
      const response = await fetch(`${api.url}/oauth2/authorize?${query}`, { redirect: 'manual', headers });
      return new URL(response.headers.get('location') ?? api.url).searchParams;
    };
    const first = await makeToken(client, subject, { scopes: ['openid'] });
    await makeToken(client, subject, { scopes: ['all'] });
    const told = await ok(api.call(`/client/granted_scopes/get/${client.clientId}?subject=${subject}`));
    assert.deepEqual(
      [told.serviceApiKey, told.clientId, told.subject, told.latestGrantedScopes, [...told.mergedGrantedScopes].sort()],
      [api.owner.service_id, client.clientId, subject, ['all'], ['all', 'openid']],
    );
    assert.ok(told.modifiedAt > 1_700_000_000_000);
    assert.ok((await silently()).has('code'), 'allowed before');
    await ok(api.call(`/client/granted_scopes/delete/${client.clientId}/${subject}`, undefined, { method: 'DELETE' }));
    const after = await ok(api.call(`/client/granted_scopes/get/${client.clientId}`, { subject }));
    assert.deepEqual([after.mergedGrantedScopes, after.latestGrantedScopes], [undefined, undefined]);
    assert.equal((await silently()).get('error'), 'consent_required');
    assert.equal((await introspect(first.accessToken)).active, true);
    assert.ok((await approve(api.url, api.owner.api_token, request)).searchParams.has('code'));
  });

  test('requestable scopes are set, told, held to, and let go', async () => {
    const client = await create();
    const path = (does: string) => `/client/extension/requestable_scopes/${does}/${client.clientIdAlias}`;
    assert.deepEqual(await ok(api.call(path('get'))), {});
    for (const method of ['PUT', 'POST'])
      assert.deepEqual(await ok(api.call(path('update'), { requestableScopes: ['openid', 'openid'] }, { method })), {
        requestableScopes: ['openid'],
      });
    const { extension } = await ok(api.call(`/client/get/${client.clientId}`));
    assert.deepEqual([extension.requestableScopes, extension.requestableScopesEnabled], [['openid'], true]);
    const parameters = 'grant_type=client_credentials&scope=all';
    const { clientIdAlias: clientId, clientSecret } = client;
    assert.equal((await ok(api.call('/auth/token', { parameters, clientId, clientSecret }))).action, 'BAD_REQUEST');
    assert.equal((await api.call(path('delete'), undefined, { method: 'DELETE' })).status, 204);
    assert.equal((await ok(api.call('/auth/token', { parameters, clientId, clientSecret }))).action, 'OK');
    const { status, body } = await api.call(path('update'), { requestableScopes: ['nothing'] });
    assert.deepEqual([status, body.resultCode], [400, 'A001208']);
  });

  test('singleAccessTokenPerSubject: new tokens of a person end those before, and nobody else’s', async () => {
    const client = await create({ singleAccessTokenPerSubject: true });
    const [first, others] = [await makeToken(client, 'ann'), await makeToken(client, 'bob')];
    const own = await token(client.clientIdAlias, client.clientSecret);
    const second = await makeToken(client, 'ann');
    assert.deepEqual(await introspect(first.accessToken), { active: false });
    for (const { accessToken } of [others, own.body, second]) assert.equal((await introspect(accessToken)).active, true);
  });
});
