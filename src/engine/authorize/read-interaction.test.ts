import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeForm } from '../../protocol/form.ts';
import { OAuthError } from '../../protocol/oauth-error.ts';
import { type EpochSeconds, epochSeconds } from '../../protocol/units.ts';
import { plainOfferRules } from '../model/offer-rules.ts';
import { plainClientRules } from '../model/request-rules.ts';
import { openEngine, type TestEngine } from '../testing/open-engine.ts';
import { now, personAt, validService } from '../testing/records.ts';
import { approveAuthorization } from './approve-authorization.ts';
import type { AuthorizationRequest } from './authorization-request.ts';
import { decideAuthorization } from './decide-authorization.ts';
import { readInteraction } from './read-interaction.ts';

const at = (offset: number): EpochSeconds => epochSeconds(now + offset);

async function request(run: TestEngine, form: Readonly<Record<string, string>>): Promise<AuthorizationRequest> {
  const { client } = await run.addClient();
  const query = new URLSearchParams({ client_id: client.clientId, response_type: 'code', ...form });
  return { service: run.service, parameters: decodeForm(query.toString()) };
}

for (const [query, wrong] of [
  ['prompt=none+login', true],
  ['prompt=login+consent', false],
  ['max_age=-1', true],
  ['max_age=1.5', true],
  ['max_age=later', true],
  ['max_age=99999999999', true],
  ['max_age=0', false],
  ['acr_values=urn%3Ax', false],
] as const) {
  test(`OpenID Connect Core §3.1.2.1: ${query} is ${wrong ? 'invalid_request' : 'fine'}`, () => {
    assert.equal(readInteraction(decodeForm(query), validService, plainClientRules) instanceof OAuthError, wrong);
  });
}

test('Initiating User Registration via OpenID Connect §4.1: a prompt that the service does not offer is invalid_request', () => {
  const service = { offerRules: { ...plainOfferRules, promptValues: ['none', 'login'] } };
  const outcomeOf = (prompt: string) => readInteraction(new Map([['prompt', [prompt]]]), service, plainClientRules) instanceof OAuthError;
  assert.deepEqual(['none', 'login', 'consent', 'login consent', 'create'].map(outcomeOf), [false, false, true, true, true]);
});

test('RFC 9470 §4: max_age wants somebody who signed in lately', async () => {
  await using run = await openEngine();
  const asked = await request(run, { max_age: '300' });
  assert.equal((await decideAuthorization(run.engine, asked, personAt(at(-300)))).action, 'ask');
  const decision = await decideAuthorization(run.engine, asked, personAt(at(-301)));
  assert.ok(decision.action === 'sign_in');
  assert.equal(decision.again, true);
  assert.match(decision.requestUri ?? '', /^urn:ietf:params:oauth:request_uri:gar_/);
});

for (const form of [{ prompt: 'login' }, { prompt: 'select_account' }, { max_age: '0' }]) {
  test(`OpenID Connect Core §3.1.2.1: ${JSON.stringify(form)} has the person sign in for this request, once`, async () => {
    await using run = await openEngine();
    const asked = await request(run, form);
    run.pass(10);
    const first = await decideAuthorization(run.engine, asked, personAt(now));
    assert.ok(first.action === 'sign_in' && first.requestUri !== undefined);
    const query = new URLSearchParams({ client_id: first.authorization.clientId, request_uri: first.requestUri });
    const parked = { service: run.service, parameters: decodeForm(query.toString()) };
    run.pass(10);
    assert.equal((await decideAuthorization(run.engine, parked, personAt(now))).action, 'sign_in');
    assert.equal((await approveAuthorization(run.engine, parked, personAt(now))).error?.code, 'login_required');
    assert.equal((await decideAuthorization(run.engine, parked, personAt(at(15)))).action, 'ask');
    run.pass(60);
    assert.equal((await approveAuthorization(run.engine, parked, personAt(at(15)))).error, undefined);
  });
}

test('RFC 9470 §5: what was allowed by somebody who signed in too long ago is login_required', async () => {
  await using run = await openEngine();
  const asked = await request(run, { max_age: '60' });
  assert.equal((await approveAuthorization(run.engine, asked, personAt(at(-60 - 901)))).error?.code, 'login_required');
  assert.equal((await approveAuthorization(run.engine, asked, personAt(at(-60 - 899)))).error, undefined);
});

test('OpenID Connect Core §3.1.2.6: prompt=none and a max_age that is over is login_required', async () => {
  await using run = await openEngine();
  const asked = await request(run, { prompt: 'none', max_age: '60' });
  for (const [authTime, code] of [
    [at(-61), 'login_required'],
    [at(-60), 'consent_required'],
  ] as const) {
    const decision = await decideAuthorization(run.engine, asked, personAt(authTime));
    assert.ok(decision.action === 'redirect');
    assert.equal(decision.error?.code, code);
  }
});

test('a parked request is good for its own client, and once', async () => {
  await using run = await openEngine();
  const first = await decideAuthorization(run.engine, await request(run, { prompt: 'login' }), undefined);
  assert.ok(first.action === 'sign_in' && !first.again && first.requestUri !== undefined);
  const { client } = await run.addClient();
  const query = new URLSearchParams({ client_id: client.clientId, request_uri: first.requestUri });
  const stolen = { service: run.service, parameters: decodeForm(query.toString()) };
  assert.equal((await decideAuthorization(run.engine, stolen, personAt(now))).action, 'show_error');
});
