import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeForm } from '../../protocol/form.ts';
import { openEngine, type TestEngine } from '../testing/open-engine.ts';
import { now, personAt } from '../testing/records.ts';
import { approveAuthorization } from './approve-authorization.ts';
import { decideAuthorization } from './decide-authorization.ts';
import { denyAuthorization } from './deny-authorization.ts';
import { type AuthorizationResponse, encodeAuthorizationResponse } from './encode-authorization-response.ts';
import { responseModes } from './response-modes.ts';

const person = personAt();
type Form = Readonly<Record<string, string>>;

interface Answered {
  readonly response: AuthorizationResponse;
  readonly clientId: string;
}

async function answer(run: TestEngine, form: Form, decide = approveAuthorization, callbackUrl?: string): Promise<Answered> {
  const { client } = await run.addClient(callbackUrl === undefined ? {} : { callbackUrl, clientType: 'public' });
  const query = new URLSearchParams({ client_id: client.clientId, response_type: 'code', state: 'a&b', ...form });
  const outcome = await decide(run.engine, { service: run.service, parameters: decodeForm(query.toString()) }, person);
  assert.ok(outcome.action === 'redirect');
  return { response: await encodeAuthorizationResponse(run.engine, run.service, outcome, now), clientId: client.clientId };
}

/** The parameters as the client reads them, by where they were. */
function read(response: AuthorizationResponse): { readonly place: string; readonly parameters: Form } {
  if (response.as === 'form') return { place: 'form', parameters: response.fields };
  const { search, hash } = new URL(response.location);
  assert.ok(search === '' || hash === '');
  return { place: search === '' ? 'fragment' : 'query', parameters: Object.fromEntries(new URLSearchParams((search || hash).slice(1))) };
}

for (const { name, carrier, isSigned, spec } of responseModes) {
  test(`${spec}: response_mode ${name} answers in the ${carrier}`, async () => {
    await using run = await openEngine();
    for (const decide of [approveAuthorization, denyAuthorization]) {
      const { response, clientId } = await answer(run, { response_mode: name }, decide);
      const { place, parameters } = read(response);
      assert.equal(place, carrier);
      const claims = isSigned ? await run.engine.readOwnJwt(run.service.id, parameters.response ?? '', 'JWT') : parameters;
      if (isSigned) assert.deepEqual(Object.keys(parameters), ['response']);
      assert.equal(claims?.state, 'a&b');
      assert.equal(claims.iss, run.service.issuer);
      assert.ok(decide === denyAuthorization ? claims.error === 'access_denied' : String(claims.code).startsWith('gac_'));
      if (!isSigned) continue;
      assert.equal(claims.aud, clientId);
      assert.equal(claims.exp, now + 600);
    }
  });
}

test('JARM §2.1: a signed answer is no access token', async () => {
  await using run = await openEngine();
  const { response } = await answer(run, { response_mode: 'jwt' });
  const [header = ''] = (read(response).parameters.response ?? '').split('.');
  assert.equal(JSON.parse(Buffer.from(header, 'base64url').toString()).typ, 'JWT');
});

test('OAuth 2.0 Multiple Response Types §2.1: an unknown response_mode is invalid_request, in the query', async () => {
  await using run = await openEngine();
  const { place, parameters } = read((await answer(run, { response_mode: 'web_message' })).response);
  assert.equal(place, 'query');
  assert.equal(parameters.error, 'invalid_request');
});

test('RFC 8252 §7.1: an app that opens links gets no form', async () => {
  await using run = await openEngine();
  const { response } = await answer(run, { response_mode: 'form_post' }, approveAuthorization, 'com.example.app:/callback');
  assert.equal(read(response).parameters.error, 'invalid_request');
});

test('RFC 6749 §4.1.2.1: errors travel in the response mode of the request', async () => {
  await using run = await openEngine();
  const { place, parameters } = read((await answer(run, { response_mode: 'fragment', scope: 'nothing' })).response);
  assert.deepEqual([place, parameters.error], ['fragment', 'invalid_scope']);
});

test('a redirect URI with a response of its own does not speak for us', async () => {
  await using run = await openEngine();
  const { client } = await run.addClient({ callbackUrl: 'https://app.example.com/callback?response=forged&tenant=1' });
  const query = new URLSearchParams({ client_id: client.clientId, response_type: 'code', response_mode: 'jwt' });
  const outcome = await approveAuthorization(run.engine, { service: run.service, parameters: decodeForm(query.toString()) }, person);
  assert.ok(outcome.action === 'redirect');
  const response = await encodeAuthorizationResponse(run.engine, run.service, outcome, now);
  assert.ok(response.as === 'location');
  const { searchParams } = new URL(response.location);
  assert.equal(searchParams.getAll('response').length, 1);
  assert.equal(searchParams.get('tenant'), '1');
});

test('JARM §2.3: “deny” is a link only where its answer is not signed', async () => {
  await using run = await openEngine();
  for (const [form, isLink] of [
    [{}, true],
    [{ response_mode: 'jwt' }, false],
    [{ response_mode: 'form_post' }, false],
  ] as const) {
    const { client } = await run.addClient();
    const query = new URLSearchParams({ client_id: client.clientId, response_type: 'code', ...form });
    const decision = await decideAuthorization(run.engine, { service: run.service, parameters: decodeForm(query.toString()) }, person);
    assert.ok(decision.action === 'ask');
    assert.equal(decision.consent.denyLocation !== undefined, isLink);
  }
});
