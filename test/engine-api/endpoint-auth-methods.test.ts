import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { type EngineApi, startEngineApi } from '../support/engine-api.ts';
import { type EngineFrontEnd, openFrontEnd, parametersOf } from '../support/engine-front-end.ts';

suite('RFC 8414 §2: endpoints may take other ways to authenticate than the token endpoint', () => {
  let api: EngineApi;
  let front: EngineFrontEnd;

  before(async () => {
    api = await startEngineApi();
    front = await openFrontEnd(api);
  });
  after(() => api[Symbol.asyncDispose]());

  const form = parametersOf({ token: 'gat_0' });
  /** Sends the form to an endpoint of the service here, with the client's secret. */
  const send = async (path: string): Promise<number> => {
    const { clientId, clientSecret = '' } = front.credentials;
    const authorization = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
    const headers = { authorization, 'content-type': 'application/x-www-form-urlencoded' };
    return (await fetch(`${api.url}/s/${front.serviceId}/oauth2/${path}`, { method: 'POST', headers, body: form })).status;
  };
  const look = async () => ({
    operation: (await front.call('/auth/revocation', { parameters: form, ...front.credentials })).body.action,
    revoke: await send('revoke'),
    introspect: await send('introspect'),
    token: (await front.token({ grant_type: 'client_credentials' })).action,
  });
  const all = { operation: 'OK', revoke: 200, introspect: 200, token: 'OK' };

  test('nothing said: as at the token endpoint', async () => {
    const shown = await front.settle({});
    assert.deepEqual([shown.supportedRevocationAuthMethods, shown.supportedIntrospectionAuthMethods], [undefined, undefined]);
    assert.deepEqual(await look(), all);
    await front.settle({ supportedTokenAuthMethods: ['PRIVATE_KEY_JWT'] });
    assert.deepEqual(await look(), { operation: 'INVALID_CLIENT', revoke: 401, introspect: 401, token: 'INVALID_CLIENT' });
  });

  test('supportedRevocationAuthMethods', async () => {
    const supportedRevocationAuthMethods = ['PRIVATE_KEY_JWT'];
    assert.deepEqual(
      (await front.settle({ supportedRevocationAuthMethods })).supportedRevocationAuthMethods,
      supportedRevocationAuthMethods,
    );
    assert.deepEqual(await look(), { ...all, operation: 'INVALID_CLIENT', revoke: 401 });
  });

  test('supportedIntrospectionAuthMethods', async () => {
    const settings = { supportedTokenAuthMethods: ['PRIVATE_KEY_JWT'], supportedIntrospectionAuthMethods: ['CLIENT_SECRET_BASIC'] };
    assert.partialDeepStrictEqual(await front.settle(settings), settings);
    assert.deepEqual(await look(), { operation: 'INVALID_CLIENT', revoke: 401, introspect: 200, token: 'INVALID_CLIENT' });
  });

  test('the metadata say which', async () => {
    await front.settle({
      supportedRevocationAuthMethods: ['NONE', 'CLIENT_SECRET_POST'],
      supportedIntrospectionAuthMethods: ['PRIVATE_KEY_JWT'],
    });
    const { body } = await front.call('/service/configuration');
    assert.deepEqual(body.revocation_endpoint_auth_methods_supported, ['none', 'client_secret_post']);
    assert.deepEqual(body.introspection_endpoint_auth_methods_supported, ['private_key_jwt']);
    assert.ok(body.token_endpoint_auth_methods_supported.includes('client_secret_basic'));
  });

  test('an empty list takes what was said back', async () => {
    await front.settle({ supportedRevocationAuthMethods: ['PRIVATE_KEY_JWT'] });
    const { body } = await front.call('/service/update', { supportedRevocationAuthMethods: [] });
    assert.equal(body.supportedRevocationAuthMethods, undefined);
    assert.deepEqual(await look(), all);
  });

  test('a method we do not have is refused, and the member is named', async () => {
    const { status, body } = await front.call('/service/update', { supportedRevocationAuthMethods: ['SPIFFE_JWT'] });
    assert.equal(status, 400);
    assert.match(body.resultMessage, /supportedRevocationAuthMethods/);
  });
});
