import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { type EngineApi, startEngineApi } from '../support/engine-api.ts';
import { type Body, type EngineFrontEnd, openFrontEnd } from '../support/engine-front-end.ts';

const metadata = { tier: { level: 1 }, team: 'blue' };
const customMetadata = JSON.stringify(metadata);
const supportedCustomClientMetadata = Object.keys(metadata);
const registration = { redirect_uris: ['https://app.example/callback'], token_endpoint_auth_method: 'none', ...metadata, color: 'red' };

suite('RFC 7591 §2, seed 002 Appendix A: a service knows metadata of its own', () => {
  let api: EngineApi;
  let front: EngineFrontEnd;

  before(async () => {
    api = await startEngineApi();
    front = await openFrontEnd(api);
  });
  after(() => api[Symbol.asyncDispose]());

  const find = async (clientId: string | number): Promise<unknown> => (await front.call(`/client/get/${clientId}`)).body.customMetadata;

  test('the operator says them of a client, and gets them back', async () => {
    assert.deepEqual((await front.settle({ supportedCustomClientMetadata })).supportedCustomClientMetadata, supportedCustomClientMetadata);
    const made = await front.createClient({ customMetadata });
    assert.equal(made.customMetadata, customMetadata);
    assert.equal(await find(made.clientId), customMetadata);
    const path = `/client/update/${made.clientId}`;
    assert.equal((await front.call(path, { ...made, customMetadata: ' { "team" : "red" } ' })).body.customMetadata, '{"team":"red"}');
    assert.equal((await front.call(path, { ...made, customMetadata: undefined })).body.customMetadata, undefined);
    for (const nothing of ['', '{}']) assert.equal((await front.createClient({ customMetadata: nothing })).customMetadata, undefined);
  });

  test('what is no object, or what the service does not know, is refused', async () => {
    await front.settle({ supportedCustomClientMetadata: ['tier'] });
    for (const wrong of ['tier', '[]', 'null', customMetadata]) {
      const { status, body } = await front.call('/client/create', { customMetadata: wrong });
      assert.deepEqual([status, body.resultCode], [400, 'A001208']);
      assert.match(body.resultMessage, /customMetadata/);
    }
    await front.settle({});
    assert.equal((await front.call('/client/create', { customMetadata })).status, 400);
  });

  test('a name that means something already is refused, and the member is named', async () => {
    const { status, body } = await front.call('/service/update', { supportedCustomClientMetadata: ['client_secret'] });
    assert.equal(status, 400);
    assert.match(body.resultMessage, /supportedCustomClientMetadata has a name that means something already: client_secret/);
  });

  /** Registers at one face and manages there; whatever is answered is the metadata. */
  const faces: readonly (readonly [face: string, register: () => Promise<Body>, look: (made: Body) => Promise<Body>])[] = [
    [
      'the operation',
      async () => JSON.parse((await front.call('/client/registration', { json: JSON.stringify(registration) })).body.responseContent),
      async ({ client_id: clientId, registration_access_token: token }) =>
        JSON.parse((await front.call('/client/registration/get', { clientId, token })).body.responseContent),
    ],
    [
      'the endpoint',
      async () => {
        const headers = { 'content-type': 'application/json' };
        const url = `${api.url}/s/${front.serviceId}/oauth2/register`;
        return (await fetch(url, { method: 'POST', headers, body: JSON.stringify(registration) })).json() as Promise<Body>;
      },
      async ({ registration_client_uri: url, registration_access_token: token }) =>
        (await fetch(String(url), { headers: { authorization: `Bearer ${token}` } })).json() as Promise<Body>,
    ],
  ];
  for (const [face, register, look] of faces)
    test(`RFC 7591 §3.2.1: a client registers with them at ${face}, and is told them`, async () => {
      await front.settle({ supportedCustomClientMetadata });
      const made = await register();
      assert.partialDeepStrictEqual(made, metadata);
      assert.equal('color' in made, false);
      assert.equal(await find(String(made.client_id)), customMetadata);
      assert.partialDeepStrictEqual(await look(made), metadata);
      await front.settle({ supportedCustomClientMetadata: ['team'] });
      assert.equal('tier' in (await look(made)), false);
      await front.settle({});
      assert.equal('team' in (await register()), false);
    });
});
