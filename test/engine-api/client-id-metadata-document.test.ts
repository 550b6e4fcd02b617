import assert from 'node:assert/strict';
import { createPrivateKey, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { type DocumentHost, startDocumentHost } from '../support/document-host.ts';
import { type EngineApi, startEngineApi } from '../support/engine-api.ts';

const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const jwks = { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'k1', alg: 'ES256' }] };
const worker = { client_name: 'Worker', grant_types: ['client_credentials'], token_endpoint_auth_method: 'private_key_jwt', jwks };

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A client assertion (RFC 7523 §2.2). */
function assertionOf(clientId: string, audience: string): string {
  const exp = Math.floor(Date.now() / 1000) + 60;
  const signed = `${encode({ alg: 'ES256', kid: 'k1' })}.${encode({ iss: clientId, sub: clientId, aud: audience, exp, jti: randomUUID() })}`;
  const key = createPrivateKey(privateKey.export({ type: 'pkcs8', format: 'pem' }));
  return `${signed}.${sign('SHA256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
}

describe('client id metadata documents through the engine API', () => {
  let api: EngineApi;
  let host: DocumentHost;

  before(async () => {
    host = await startDocumentHost();
    api = await startEngineApi({ GRANTRY_CLIENT_ALLOW_PRIVATE: 'true', GRANTRY_CLIENT_DOCUMENTS_ALLOWED: `${host.url}/allowed` });
  });
  after(() => Promise.all([api[Symbol.asyncDispose](), host[Symbol.asyncDispose]()]));

  const obtain = (clientId: string, cimdOptions?: unknown) => {
    const parameters = new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertionOf(clientId, api.url),
    });
    return api.call('/auth/token', { parameters: String(parameters), ...(cimdOptions === undefined ? {} : { cimdOptions }) });
  };

  test('seed 002: a token call that is itself the start fetches the document, and the client is shown as what it is', async () => {
    const clientId = host.put('/allowed/worker.json', worker);
    const { body } = await obtain(clientId);
    assert.equal(body.action, 'OK', JSON.stringify(body));
    assert.deepEqual([body.metadataDocumentLocation, body.metadataDocumentUsed], [clientId, true]);
    assert.equal((await obtain(clientId)).body.action, 'OK');
    assert.equal(host.asked('/allowed/worker.json'), 1, 'it is fresh');
    const { body: client } = await api.call(`/client/get/${encodeURIComponent(clientId)}`);
    assert.deepEqual(
      [client.clientSource, client.discoveredByMetadataDocument, client.metadataDocumentLocation, client.clientIdAlias],
      ['METADATA_DOCUMENT', true, clientId, clientId],
    );
    assert.ok(client.metadataDocumentExpiresAt > client.metadataDocumentUpdatedAt);
  });

  test('seed 002: cimdOptions.alwaysRetrieved fetches a document that is fresh', async () => {
    const clientId = host.put('/allowed/always.json', worker, { 'cache-control': 'max-age=3600' });
    for (const options of [{ alwaysRetrieved: true }, { alwaysRetrieved: true }, { alwaysRetrieved: false }])
      assert.equal((await obtain(clientId, options)).body.action, 'OK');
    assert.equal(host.asked('/allowed/always.json'), 2);
  });

  test('seed 002: cimdOptions.queryPermitted lets a URL have a query, for that call', async () => {
    const clientId = host.put('/allowed/query.json?v=1', worker);
    const { body } = await obtain(clientId);
    assert.deepEqual([body.action, body.resultCode], ['BAD_REQUEST', 'A505302']);
    assert.equal((await obtain(clientId, { queryPermitted: true })).body.action, 'OK');
    assert.equal((await obtain(clientId)).body.action, 'BAD_REQUEST', 'also once it is known');
  });

  test('seed 002: a URL that the allowlist does not name is not fetched', async () => {
    for (const path of ['/elsewhere.json', '/allowed2/worker.json', '/allowed.json']) {
      const { body } = await obtain(host.put(path, worker));
      assert.deepEqual([body.action, body.resultCode], ['BAD_REQUEST', 'A505302'], path);
      assert.equal(JSON.parse(body.responseContent).error, 'invalid_client_metadata');
      assert.equal(host.asked(path), 0);
    }
  });

  test('seed 002: a document that is wrong is told with the code for it', async () => {
    const { body } = await obtain(host.put('/allowed/wrong.json', { ...worker, client_secret: 'x' }));
    assert.deepEqual([body.action, body.resultCode], ['BAD_REQUEST', 'A505302']);
  });

  test('seed 002: cimdOptions of another type are a fault of the caller', async () => {
    const { status, body } = await obtain(`${host.url}/allowed/x.json`, 7);
    assert.deepEqual([status, body.resultCode], [400, 'A001208']);
  });

  test('seed 002: an authorization request gets a ticket for a client known by its document, with the options of that call', async () => {
    const redirectUri = 'https://app.example.com/callback';
    const clientId = host.put('/allowed/app.json?v=1', { client_name: 'App', redirect_uris: [redirectUri] });
    const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';
    const request = { client_id: clientId, response_type: 'code', code_challenge: challenge, code_challenge_method: 'S256' };
    const parameters = String(new URLSearchParams(request));
    const refused = await api.call('/auth/authorization', { parameters });
    assert.deepEqual([refused.body.action, refused.body.resultCode], ['BAD_REQUEST', 'A505302']);
    const { body } = await api.call('/auth/authorization', { parameters, cimdOptions: { queryPermitted: true } });
    assert.equal(body.action, 'INTERACTION', JSON.stringify(body));
    assert.equal(host.asked('/allowed/app.json?v=1'), 1);
  });

  test('seed 002 §6.6: the members of a service say how documents are taken', async () => {
    const update = (members: unknown) => api.call('/service/update', members);
    const policy = JSON.stringify({ client_name: { value: 'Named by policy' } });
    const { status, body } = await update({ cimdMetadataPolicy: policy, cimdMetadataPolicyEnabled: true, cimdQueryPermitted: true });
    assert.equal(status, 200, JSON.stringify(body));
    assert.deepEqual([body.cimdMetadataPolicy, body.cimdMetadataPolicyEnabled, body.cimdQueryPermitted], [policy, true, true]);
    const clientId = host.put('/allowed/policy.json?v=2', worker);
    assert.equal((await obtain(clientId)).body.action, 'OK');
    assert.equal((await api.call(`/client/get/${encodeURIComponent(clientId)}`)).body.clientName, 'Named by policy');
    assert.equal((await update({ cimdMetadataPolicy: '{"scope":{"regexp":"."}}' })).status, 400);
    await update({ clientIdMetadataDocumentSupported: false });
    const refused = await obtain(host.put('/allowed/off.json', worker));
    assert.equal(refused.body.action, 'INVALID_CLIENT');
    const restored = await update({ clientIdMetadataDocumentSupported: true, cimdMetadataPolicyEnabled: false, cimdQueryPermitted: false });
    assert.equal(restored.body.cimdMetadataPolicy, undefined);
  });

  test('RFC 8628 §3.1: a device may be known by its document', async () => {
    const clientId = host.put('/allowed/device.json', { client_name: 'TV', grant_types: ['urn:ietf:params:oauth:grant-type:device_code'] });
    const { body } = await api.call('/device/authorization', {
      parameters: String(new URLSearchParams({ client_id: clientId })),
      cimdOptions: {},
    });
    assert.equal(body.action, 'OK', JSON.stringify(body));
  });
});
