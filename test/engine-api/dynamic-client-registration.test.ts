import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Authlete } from '@authlete/typescript-sdk';
import { type EngineApi, startEngineApi } from '../support/engine-api.ts';

const redirectUri = 'https://app.example.com/callback';
const metadata = { client_name: 'My app', redirect_uris: [redirectUri], software_id: 's-1', contacts: ['a@b.example'] };

describe('dynamic client registration through the engine API', () => {
  let api: EngineApi;
  let sdk: Authlete;
  let serviceId: string;

  before(async () => {
    api = await startEngineApi({ GRANTRY_REGISTRATION_UNUSED_DAYS: '1' });
    sdk = new Authlete({ bearer: api.owner.service_token, serverURL: api.url });
    serviceId = String(api.owner.service_id);
  });
  after(() => api[Symbol.asyncDispose]());

  const register = async (json: unknown = metadata) => {
    const response = await sdk.dynamicClientRegistration.register({ serviceId, requestBody: { json: JSON.stringify(json) } });
    return { response, content: JSON.parse(response.responseContent ?? '{}') };
  };

  test('seed 002: the SDK registers, reads, updates and deletes a client', async () => {
    const { response, content } = await register();
    assert.deepEqual([response.action, response.resultCode], ['CREATED', 'A202001']);
    assert.equal(response.resultMessage, '[A202001] The client is registered.');
    assert.match(content.client_secret, /^gcs_/);
    assert.deepEqual(
      [content.client_secret_expires_at, content.id_token_signed_response_alg, content.subject_type],
      [0, 'RS256', 'public'],
    );
    const { client } = response;
    assert.deepEqual(
      [client?.clientIdAlias, client?.clientName, client?.dynamicallyRegistered, client?.softwareId, client?.clientType],
      [content.client_id, 'My app', true, 's-1', 'CONFIDENTIAL'],
    );
    assert.equal(client?.tokenAuthMethod, 'CLIENT_SECRET_BASIC');
    const token = content.registration_access_token;
    const named = { token, clientId: content.client_id };
    const read = await sdk.dynamicClientRegistration.get({ serviceId, requestBody: named });
    assert.deepEqual([read.action, read.resultCode], ['OK', 'A217001']);
    assert.equal(JSON.parse(read.responseContent ?? '').client_name, 'My app');
    const json = JSON.stringify({ client_id: content.client_id, redirect_uris: [redirectUri], client_name: 'Another name' });
    const updated = await sdk.dynamicClientRegistration.update({ serviceId, requestBody: { ...named, json } });
    assert.deepEqual([updated.action, updated.resultCode, updated.client?.clientName], ['UPDATED', 'A213001', 'Another name']);
    assert.equal(updated.client?.softwareId, undefined);
    const byNumber = await sdk.dynamicClientRegistration.get({ serviceId, requestBody: { token, clientId: String(client?.clientId) } });
    assert.equal(byNumber.action, 'OK');
    const gone = await sdk.dynamicClientRegistration.delete({ serviceId, requestBody: named });
    assert.deepEqual([gone.action, gone.resultCode, gone.responseContent], ['DELETED', 'A216001', undefined]);
    const missing = await sdk.dynamicClientRegistration.get({ serviceId, requestBody: named });
    assert.deepEqual([missing.action, JSON.parse(missing.responseContent ?? '').error], ['UNAUTHORIZED', 'invalid_token']);
  });

  test('seed 002 §5.5: clients manage their registrations at the front end, if it has endpoints for that', async () => {
    const uriOf = async (endpoints: Readonly<Record<string, string>>) => {
      const none = { registrationEndpoint: '', registrationManagementEndpoint: '' };
      const { status, text, body } = await api.call('/service/update', { ...none, ...endpoints });
      assert.equal(status, 200, text);
      const { client_id, registration_client_uri } = (await register()).content;
      return [body.registrationEndpoint, body.registrationManagementEndpoint, registration_client_uri.replace(client_id, 'ID')];
    };
    const registrationEndpoint = 'https://as.example/register';
    const registrationManagementEndpoint = 'https://as.example/clients/';
    assert.deepEqual(await uriOf({ registrationEndpoint }), [registrationEndpoint, undefined, `${registrationEndpoint}/ID/`]);
    const { body } = await api.call('/service/configuration');
    assert.equal(body.registration_endpoint, registrationEndpoint);
    assert.deepEqual(await uriOf({ registrationEndpoint, registrationManagementEndpoint }), [
      registrationEndpoint,
      registrationManagementEndpoint,
      'https://as.example/clients/ID/',
    ]);
    assert.deepEqual(await uriOf({}), [undefined, undefined, `${api.url}/oauth2/clients/ID`]);
    const wrong = await api.call('/service/update', { registrationManagementEndpoint: 'javascript:1' });
    assert.match(wrong.body.resultMessage, /^\[A001208\] The member registrationManagementEndpoint /);
  });

  test('seed 002: the caller has judged who registers, so that the client may have grants without a person', async () => {
    const { response, content } = await register({ client_name: 'Worker', grant_types: ['client_credentials'] });
    assert.equal(response.action, 'CREATED');
    const answer = await sdk.token.process({
      serviceId,
      tokenRequest: { parameters: 'grant_type=client_credentials', clientId: content.client_id, clientSecret: content.client_secret },
    });
    assert.equal(answer.action, 'OK');
  });

  const wrong: readonly (readonly [title: string, json: string, error: string, code: string])[] = [
    ['RFC 7591 §3.2.2: metadata that are no JSON', '{', 'invalid_client_metadata', 'A202302'],
    ['RFC 7591 §3.2.2: no redirect URI', '{}', 'invalid_redirect_uri', 'A202301'],
    ['RFC 7591 §3.2.2: a software statement', '{"software_statement":"x"}', 'unapproved_software_statement', 'A202303'],
  ];
  for (const [title, json, error, code] of wrong)
    test(`${title} is a bad request of the client`, async () => {
      const { status, body } = await api.call('/client/registration', { json });
      assert.deepEqual([status, body.action, body.resultCode], [200, 'BAD_REQUEST', code]);
      assert.equal(JSON.parse(body.responseContent).error, error);
    });

  test('seed 002: a call without json, or with another type, is a fault of the caller', async () => {
    for (const body of [{}, { json: {} }, { json: '' }, { json: 1 }]) {
      const answer = await api.call('/client/registration', body);
      assert.deepEqual([answer.status, answer.body.resultCode], [400, 'A001208'], JSON.stringify(body));
    }
    assert.equal((await api.call('/client/registration/get', { token: 'x' })).status, 400);
  });
});

test('seed 002: a service that takes no registrations says so', async () => {
  await using api = await startEngineApi({ GRANTRY_REGISTRATION: 'closed' });
  const { status, body } = await api.call('/client/registration', { json: JSON.stringify(metadata) });
  assert.deepEqual([status, body.action, body.resultCode], [200, 'BAD_REQUEST', 'A206201']);
  const answer = await fetch(`${api.url}/.well-known/openid-configuration`);
  assert.equal('registration_endpoint' in ((await answer.json()) as object), false);
  const refused = await fetch(`${api.url}/oauth2/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(metadata),
  });
  assert.equal(refused.status, 400);
});
