import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { type EngineApi, startEngineApi } from '../support/engine-api.ts';
import { restOwner } from '../support/engine-clients.ts';

suite('seed 002 §5.6: clients', () => {
  let api: EngineApi;
  before(async () => {
    api = await startEngineApi();
  });
  after(() => api[Symbol.asyncDispose]());

  const create = async (client: Readonly<Record<string, unknown>>) => {
    const { status, body, text } = await api.call('/client/create', client);
    assert.equal(status, 200, text);
    assert.doesNotMatch(text, /:null\b/);
    return body;
  };
  const token = (clientId: string, clientSecret?: string) =>
    api.call('/auth/token', { parameters: 'grant_type=client_credentials', clientId, clientSecret });

  test('an empty object makes a public client with every default', async () => {
    const made = await create({});
    assert.equal(typeof made.clientId, 'number');
    const { clientIdAlias, clientIdAliasEnabled, clientType, tokenAuthMethod, idTokenSignAlg, subjectType, clientSource, extension } = made;
    assert.deepEqual(
      { clientIdAlias, clientIdAliasEnabled, clientType, tokenAuthMethod, idTokenSignAlg, subjectType, clientSource },
      {
        clientIdAlias: String(made.clientId),
        clientIdAliasEnabled: true,
        clientType: 'PUBLIC',
        tokenAuthMethod: 'NONE',
        idTokenSignAlg: 'RS256',
        subjectType: 'PUBLIC',
        clientSource: 'STATIC_REGISTRATION',
      },
    );
    assert.deepEqual(extension, { requestableScopesEnabled: false, accessTokenDuration: 0, refreshTokenDuration: 0, idTokenDuration: 0 });
    for (const absent of ['clientSecret', 'clientName', 'jwks', 'logoUri', 'descriptions']) assert.equal(absent in made, false, absent);
    assert.ok(made.createdAt > 1_700_000_000_000 && made.modifiedAt === made.createdAt);
  });

  test('a confidential client gets a secret, shown once, that works at the engine and at the token endpoint', async () => {
    const made = await create({ clientType: 'CONFIDENTIAL' });
    assert.equal(made.tokenAuthMethod, 'CLIENT_SECRET_BASIC');
    assert.equal((await token(made.clientIdAlias, made.clientSecret)).body.action, 'OK');
    const response = await fetch(`${api.url}/oauth2/token`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'client_credentials', client_id: made.clientIdAlias, client_secret: made.clientSecret }),
    });
    assert.equal(response.status, 200);
    const { body } = await api.call(`/client/get/${made.clientId}`);
    assert.equal('clientSecret' in body, false);
  });

  test('the secret of client_secret_jwt is kept, and shown again', async () => {
    const made = await create({ tokenAuthMethod: 'CLIENT_SECRET_JWT' });
    assert.equal(made.clientType, 'CONFIDENTIAL');
    const { body } = await api.call(`/client/get/${made.clientIdAlias}`);
    assert.equal(body.clientSecret, made.clientSecret);
    const refreshed = await api.call(`/client/secret/refresh/${made.clientId}`);
    assert.equal(refreshed.body.oldClientSecret, made.clientSecret);
  });

  test('a client is found by its number and by its alias, which no other can take', async () => {
    const made = await create({ clientIdAlias: 'shop', clientName: 'Shop' });
    for (const id of [made.clientId, 'shop']) assert.equal((await api.call(`/client/get/${id}`)).body.clientId, made.clientId);
    const taken = await api.call('/client/create', { clientIdAlias: 'shop' });
    assert.deepEqual([taken.status, taken.body.resultCode], [400, 'A001208']);
    assert.match(taken.body.resultMessage, /clientIdAlias/);
    const other = await create({});
    const stolen = await api.call(`/client/update/${other.clientId}`, { clientIdAlias: 'shop' });
    assert.deepEqual([stolen.status, stolen.body.resultCode], [400, 'A001208']);
    for (const clientIdAlias of ['7', String(made.clientId), 'a b', 'ü', 'a'.repeat(256)])
      assert.equal((await api.call('/client/create', { clientIdAlias })).status, 400, clientIdAlias);
    const renamed = await api.call(`/client/update/${made.clientId}`, { clientIdAlias: 'store' });
    assert.equal(renamed.body.clientIdAlias, 'store');
    assert.equal((await api.call('/client/get/shop')).status, 404);
    assert.equal((await api.call('/client/get/store')).body.clientId, made.clientId);
  });

  test('a path takes every alias, encoded', async () => {
    for (const clientIdAlias of ['https://app.example/client?a=b%2F#c', 'x'.repeat(255), '~!@$&*()', 'list/all']) {
      const made = await create({ clientIdAlias });
      const { body } = await api.call(`/client/get/${encodeURIComponent(clientIdAlias)}`);
      assert.deepEqual([body.clientId, body.clientIdAlias], [made.clientId, clientIdAlias]);
    }
  });

  test('an update replaces: what is left out gets its default; alias, type, secret and lock stay', async () => {
    const made = await create({
      clientType: 'CONFIDENTIAL',
      clientIdAlias: 'full',
      description: 'Old',
      dpopRequired: true,
      parRequired: true,
    });
    const { body } = await api.call('/client/update/full', { clientName: 'New' });
    assert.deepEqual(
      [body.clientName, body.description, body.dpopRequired, body.parRequired, body.clientIdAlias, body.clientType],
      ['New', undefined, false, false, 'full', 'CONFIDENTIAL'],
    );
    assert.equal((await token('full', made.clientSecret)).body.action, 'OK');
    const changed = await api.call('/client/update/full', { clientType: 'PUBLIC' });
    assert.deepEqual([changed.status, changed.body.resultCode], [400, 'A001208']);
  });

  test('what is read can be written, and changes nothing', async () => {
    const made = await create({
      clientType: 'CONFIDENTIAL',
      redirectUris: ['https://a.example/cb'],
      contacts: ['ann@a.example'],
      mtlsEndpointAliasesUsed: true,
    });
    assert.equal(made.mtlsEndpointAliasesUsed, true);
    const { body: read } = await api.call(`/client/get/${made.clientId}`);
    const { body: written } = await api.call(`/client/update/${made.clientId}`, read);
    assert.deepEqual({ ...written, modifiedAt: 0 }, { ...read, modifiedAt: 0 });
  });

  test('clients are listed in order, by developer, in parts', async () => {
    const made = [];
    for (const name of ['one', 'two', 'three']) made.push(await create({ clientName: name, developer: 'dev-1' }));
    const { body } = await api.call('/client/get/list?developer=dev-1&start=1&end=3');
    assert.deepEqual([body.start, body.end, body.developer, body.totalCount], [1, 3, 'dev-1', 3]);
    assert.deepEqual(
      body.clients.map(({ clientName }: { clientName: string }) => clientName),
      ['two', 'three'],
    );
    assert.equal((await api.call('/client/get/list?developer=nobody')).body.totalCount, 0);
    const all = await api.call('/client/get/list');
    assert.deepEqual([all.body.start, all.body.end, all.body.clients.length], [0, 5, 5]);
    assert.ok(all.body.totalCount > 5);
    for (const query of ['start=-1', 'end=x', `start=${2 ** 31}`]) assert.equal((await api.call(`/client/get/list?${query}`)).status, 400);
  });

  test('a client that is deleted is gone, with its tokens', async () => {
    const made = await create({ clientType: 'CONFIDENTIAL' });
    const issued = await token(made.clientIdAlias, made.clientSecret);
    const { status, text } = await api.call(`/client/delete/${made.clientId}`, undefined, { method: 'DELETE' });
    assert.deepEqual([status, text], [204, '']);
    assert.equal((await api.call(`/client/get/${made.clientId}`)).body.resultCode, 'A001211');
    assert.equal((await token(made.clientIdAlias, made.clientSecret)).body.action, 'INVALID_CLIENT');
    const { body } = await api.call('/auth/introspection', { token: issued.body.accessToken });
    assert.notEqual(body.action, 'OK');
  });

  test('clients of the REST API and of this one are the same', async () => {
    const ann = restOwner(api);
    const made = await create({ clientType: 'CONFIDENTIAL', clientName: 'Both', redirectUris: ['https://a.example/cb'] });
    const app = await ann.app(made.clientIdAlias);
    assert.deepEqual([app.name, app.callback_url, app.client_number], ['Both', 'https://a.example/cb', made.clientId]);
    const theirs = await ann.makeApp({ name: 'Theirs', callback_url: 'https://b.example/cb' });
    const { body } = await api.call(`/client/get/${theirs.id}`);
    assert.deepEqual([body.clientName, body.clientIdAlias, body.redirectUris], ['Theirs', theirs.id, ['https://b.example/cb']]);
    const locked = await api.call(`/client/lock_flag/update/${theirs.id}`, { clientLocked: true });
    assert.equal(locked.status, 200);
    assert.equal((await ann.renameApp(theirs.id, 'Renamed')).name, 'Renamed');
    assert.equal((await api.call(`/client/get/${theirs.id}`)).body.locked, true, 'a change elsewhere does not undo the lock');
  });
});
