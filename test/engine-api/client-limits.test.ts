import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { type EngineApi, startEngineApi } from '../support/engine-api.ts';
import { type Body, type EngineFrontEnd, openFrontEnd } from '../support/engine-front-end.ts';

suite('seed 002, Appendix A: which clients a service takes', () => {
  let api: EngineApi;
  let front: EngineFrontEnd;

  before(async () => {
    api = await startEngineApi();
    front = await openFrontEnd(api);
  });
  after(() => api[Symbol.asyncDispose]());

  /** The status and code of a call, with the member that its message names. */
  const outcome = async (path: string, body: Body) => {
    const answer = await front.call(path, body);
    return answer.status < 300 ? answer.status : [answer.status, answer.body.resultCode, /The member (\w+)/.exec(answer.text)?.[1]];
  };

  test('clientsPerDeveloper: 0 is any number', async () => {
    assert.equal((await front.settle({})).clientsPerDeveloper, 0);
    for (const _ of [1, 2, 3]) await front.createClient({ developer: 'many' });
  });

  test('clientsPerDeveloper: one more is refused with a code of its own, when a client is made or changed', async () => {
    assert.equal((await front.settle({ clientsPerDeveloper: 2 })).clientsPerDeveloper, 2);
    const first = await front.createClient({ developer: 'ada' });
    await front.createClient({ developer: 'ada' });
    const full = [403, 'A001217', 'developer'];
    assert.deepEqual(await outcome('/client/create', { developer: 'ada' }), full);
    const other = await front.createClient({ developer: 'bob' });
    await front.createClient({});
    assert.deepEqual(await outcome(`/client/update/${other.clientId}`, { ...other, developer: 'ada' }), full);
    assert.equal(await outcome(`/client/update/${first.clientId}`, first), 200);
    assert.equal(await outcome(`/client/update/${first.clientId}`, { ...first, developer: 'bob' }), 200);
    assert.equal(await outcome(`/client/update/${other.clientId}`, { ...other, developer: 'ada' }), 200);
    await front.settle({ clientsPerDeveloper: 0 });
    await front.createClient({ developer: 'ada' });
  });

  test('clientsPerDeveloper: what is no number of clients is refused', async () => {
    for (const clientsPerDeveloper of [-1, 1.5, 'many', 2 ** 31])
      assert.deepEqual((await outcome('/service/update', { clientsPerDeveloper })) as unknown[], [400, 'A001208', 'clientsPerDeveloper']);
  });

  test('httpAliasProhibited: an alias that looks like a URL is refused, and one that is there stays', async () => {
    const clientIdAlias = 'https://app.example/client';
    await front.settle({});
    const kept = await front.createClient({ clientIdAlias });
    assert.equal((await front.settle({ httpAliasProhibited: true })).httpAliasProhibited, true);
    const refused = [400, 'A001208', 'clientIdAlias'];
    for (const alias of ['https://app.example/other', 'http://app.example', 'HTTP://APP.EXAMPLE'])
      assert.deepEqual(await outcome('/client/create', { clientIdAlias: alias }), refused);
    const plain = await front.createClient({ clientIdAlias: 'plain' });
    assert.deepEqual(await outcome(`/client/update/${plain.clientId}`, { ...plain, clientIdAlias: 'https://app.example/other' }), refused);
    assert.equal(await outcome(`/client/update/${kept.clientId}`, kept), 200);
  });

  const registration = (softwareId: string, redirectUri = 'https://app.example/callback'): string =>
    JSON.stringify({ redirect_uris: [redirectUri], token_endpoint_auth_method: 'none', software_id: softwareId });

  test('dcrDuplicateSoftwareIdBlocked: at the operation', async () => {
    const register = async (softwareId: string): Promise<string> =>
      (await front.call('/client/registration', { json: registration(softwareId) })).body.action;
    await front.settle({});
    assert.deepEqual([await register('shared'), await register('shared')], ['CREATED', 'CREATED']);
    assert.equal((await front.settle({ dcrDuplicateSoftwareIdBlocked: true })).dcrDuplicateSoftwareIdBlocked, true);
    assert.deepEqual([await register('shared'), await register('own'), await register('own')], ['BAD_REQUEST', 'CREATED', 'BAD_REQUEST']);
    await front.createClient({ softwareId: 'own' });
  });

  test('RFC 7591 §3.2.2, dcrDuplicateSoftwareIdBlocked: at the endpoint', async () => {
    await front.settle({ dcrDuplicateSoftwareIdBlocked: true });
    await front.createClient({ softwareId: 'made by hand' });
    const headers = { 'content-type': 'application/json' };
    const url = `${api.url}/s/${front.serviceId}/oauth2/register`;
    const answer = await fetch(url, { method: 'POST', headers, body: registration('made by hand') });
    assert.deepEqual([answer.status, ((await answer.json()) as Body).error], [400, 'invalid_client_metadata']);
    assert.equal((await fetch(url, { method: 'POST', headers, body: registration('another') })).status, 201);
  });
});
