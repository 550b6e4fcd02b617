import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeForm } from '../../protocol/form.ts';
import { epochSeconds } from '../../protocol/units.ts';
import { plainClientRules, plainServiceRules } from '../model/request-rules.ts';
import { openEngine, pkcePair, type TestClient, type TestEngine } from '../testing/open-engine.ts';
import { now, personAt } from '../testing/records.ts';
import { approveAuthorization } from './approve-authorization.ts';
import type { AuthorizationOutcome } from './authorization-decision.ts';
import type { AuthorizationRequest } from './authorization-request.ts';
import { decideAuthorization } from './decide-authorization.ts';
import { denyAuthorization } from './deny-authorization.ts';
import { type PushDecision, pushAuthorizationRequest } from './push-request.ts';

type Form = Readonly<Record<string, string>>;

const push = ({ engine, request }: TestEngine, { client, secret }: TestClient, form: Form = {}): Promise<PushDecision> =>
  pushAuthorizationRequest(
    engine,
    request({ client_id: client.clientId, client_secret: secret, response_type: 'code', state: 's', scope: 'read', ...form }),
  );

async function pushed(run: TestEngine, client: TestClient, form: Form = {}): Promise<string> {
  const decision = await push(run, client, form);
  return decision.action === 'pushed' ? decision.requestUri : assert.fail(decision.error.reason);
}

const front = ({ service }: TestEngine, { client }: TestClient, form: Form): AuthorizationRequest => ({
  service,
  parameters: decodeForm(new URLSearchParams({ client_id: client.clientId, ...form }).toString()),
});

const codeOf = (outcome: AuthorizationOutcome): string | undefined => outcome.error?.code ?? ('answer' in outcome ? 'code' : undefined);

test('RFC 9126 §2.2: a pushed request gets a request_uri and a lifetime', async () => {
  await using run = await openEngine();
  const decision = await push(run, await run.addClient());
  assert.ok(decision.action === 'pushed');
  assert.match(decision.requestUri, /^urn:ietf:params:oauth:request_uri:gar_[0-9A-Za-z]{67}$/);
  assert.equal(decision.expiresIn, 90);
});

test('RFC 9126 §2.1: what is pushed is kept without the client credentials', async () => {
  await using run = await openEngine();
  const decision = await push(run, await run.addClient());
  assert.ok(decision.action === 'pushed');
  const [kept] = decision.changes;
  assert.ok(kept?.change === 'insert_authorization_ticket');
  assert.deepEqual(
    kept.ticket.parameters.map(([name]) => name),
    ['client_id', 'response_type', 'state', 'scope'],
  );
});

test('RFC 9126 §4: the person sees the pushed parameters, and those beside them are ignored', async () => {
  await using run = await openEngine();
  const client = await run.addClient();
  const request = front(run, client, { request_uri: await pushed(run, client), scope: 'all', state: 'other', response_type: 'token' });
  const decision = await decideAuthorization(run.engine, request, personAt());
  assert.ok(decision.action === 'ask');
  assert.deepEqual(decision.consent.authorization.scopes, ['read']);
  assert.equal(decision.consent.denyLocation, undefined);
  const outcome = await approveAuthorization(run.engine, request, personAt());
  assert.ok(outcome.action === 'redirect');
  assert.equal(outcome.answer.state, 's');
});

test('RFC 9126 §4: a page may be shown twice, but a request_uri gets one decision', async () => {
  await using run = await openEngine();
  const client = await run.addClient();
  for (const decide of [approveAuthorization, denyAuthorization]) {
    const request = front(run, client, { request_uri: await pushed(run, client) });
    for (const _ of [1, 2]) assert.equal((await decideAuthorization(run.engine, request, personAt())).action, 'ask');
    assert.equal((await decide(run.engine, request, personAt())).action, 'redirect');
    assert.equal(codeOf(await approveAuthorization(run.engine, request, personAt())), 'invalid_request_uri');
    assert.equal(codeOf(await denyAuthorization(run.engine, request)), 'invalid_request_uri');
    const again = await decideAuthorization(run.engine, request, personAt());
    assert.ok(again.action === 'show_error');
  }
});

test('RFC 9126 §7.3: of a hundred decisions at once, one gets a code', async () => {
  await using run = await openEngine();
  const client = await run.addClient();
  const request = front(run, client, { request_uri: await pushed(run, client) });
  const outcomes = await Promise.all(Array.from({ length: 100 }, () => approveAuthorization(run.engine, request, personAt())));
  assert.equal(outcomes.filter(({ action }) => action === 'redirect').length, 1);
  assert.deepEqual([...new Set(outcomes.map(codeOf))].sort(), ['code', 'invalid_request_uri']);
});

test('RFC 9126 §2.2: a request_uri that no browser brought expires; a person who was asked has time', async () => {
  await using run = await openEngine();
  const client = await run.addClient();
  const unopened = front(run, client, { request_uri: await pushed(run, client) });
  const opened = front(run, client, { request_uri: await pushed(run, client) });
  assert.equal((await decideAuthorization(run.engine, opened, undefined)).action, 'sign_in');
  run.pass(90);
  assert.equal((await decideAuthorization(run.engine, unopened, personAt())).action, 'show_error');
  assert.equal((await decideAuthorization(run.engine, opened, personAt())).action, 'ask');
  run.pass(900 - 90);
  assert.equal(codeOf(await approveAuthorization(run.engine, opened, personAt())), 'invalid_request_uri');
});

test('RFC 9126 §2.2: a request_uri is good for the client that pushed it only', async () => {
  await using run = await openEngine();
  const [client, other] = [await run.addClient(), await run.addClient()];
  const requestUri = await pushed(run, client);
  assert.equal((await decideAuthorization(run.engine, front(run, other, { request_uri: requestUri }), personAt())).action, 'show_error');
  const unnamed = { service: run.service, parameters: decodeForm(new URLSearchParams({ request_uri: requestUri }).toString()) };
  assert.equal((await decideAuthorization(run.engine, unnamed, personAt())).action, 'show_error');
});

test('RFC 9126 §7.1: a request_uri with another secret, of another kind or from elsewhere is refused', async () => {
  await using run = await openEngine();
  const client = await run.addClient();
  const requestUri = await pushed(run, client);
  const wrong = [
    [`${requestUri.slice(0, -1)}${requestUri.endsWith('0') ? '1' : '0'}`, 'invalid_request_uri'],
    [requestUri.replace('gar_', 'gac_'), 'invalid_request_uri'],
    ['urn:ietf:params:oauth:request_uri:', 'invalid_request_uri'],
    ['https://app.example.com/request.jwt', 'request_uri_not_supported'],
  ] as const;
  for (const [uri, code] of wrong) {
    assert.equal(codeOf(await approveAuthorization(run.engine, front(run, client, { request_uri: uri }), personAt())), code, uri);
  }
});

const refusals: readonly (readonly [title: string, form: Form, code: string])[] = [
  ['RFC 9126 §2.1: a request_uri in a pushed request', { request_uri: 'urn:x' }, 'invalid_request'],
  ['RFC 9126 §2.3: a redirect_uri that is not registered', { redirect_uri: 'https://evil.example/' }, 'invalid_request'],
  ['RFC 9126 §2.3: a scope that is not known', { scope: 'nothing' }, 'invalid_scope'],
  ['RFC 9126 §2.3: another response_type', { response_type: 'token' }, 'unsupported_response_type'],
  ['RFC 9126 §2: a wrong client secret', { client_secret: 'wrong' }, 'invalid_client'],
  ['RFC 9126 §2: a client that is not the one that authenticates', { client_id: 'somebody' }, 'invalid_client'],
];

for (const [title, form, code] of refusals) {
  test(`${title} is ${code}`, async () => {
    await using run = await openEngine();
    const decision = await push(run, await run.addClient(), form);
    assert.equal(decision.action === 'refuse' && decision.error.code, code);
  });
}

test('RFC 9126 §2.1: a repeated parameter is invalid_request, but for resource', async () => {
  await using run = await openEngine();
  const { client, secret } = await run.addClient();
  const form = `client_id=${client.clientId}&client_secret=${secret}&response_type=code`;
  const result = async (more: string): Promise<string> => (await pushAuthorizationRequest(run.engine, run.request(form + more))).action;
  assert.equal(await result('&resource=https%3A%2F%2Fa.example&resource=https%3A%2F%2Fb.example'), 'pushed');
  assert.equal(await result('&state=1&state=2'), 'refuse');
});

test('RFC 9126 §5: a service that requires pushed requests refuses others', async () => {
  await using run = await openEngine({ requestRules: { ...plainServiceRules, requirePushed: true } });
  const client = await run.addClient();
  const plain = front(run, client, { response_type: 'code' });
  assert.equal(codeOf(await approveAuthorization(run.engine, plain, personAt())), 'invalid_request');
  const request = front(run, client, { request_uri: await pushed(run, client) });
  assert.equal((await approveAuthorization(run.engine, request, personAt())).error, undefined);
});

test('RFC 9126 §6: so does a client that registered for it', async () => {
  await using run = await openEngine();
  const client = await run.addClient({ requirePushedAuthorizationRequests: true });
  assert.deepEqual((await run.engine.facts.findClient(run.service.id, client.client.clientId))?.client.requestRules, {
    ...plainClientRules,
    requirePushed: true,
  });
  assert.equal(
    codeOf(await approveAuthorization(run.engine, front(run, client, { response_type: 'code' }), personAt())),
    'invalid_request',
  );
  const request = front(run, client, { request_uri: await pushed(run, client) });
  assert.equal((await approveAuthorization(run.engine, request, personAt())).error, undefined);
});

test('RFC 9126 §1.1, RFC 7636 §4.6: the code of a pushed request is redeemed with the verifier of the push', async () => {
  await using run = await openEngine();
  const client = await run.addClient({ clientType: 'public' });
  const { verifier, challenge } = pkcePair();
  const requestUri = await pushed(run, { ...client, secret: '' }, { code_challenge: challenge, code_challenge_method: 'S256' });
  const outcome = await approveAuthorization(run.engine, front(run, client, { request_uri: requestUri }), personAt());
  const code = (outcome.action === 'redirect' && outcome.answer.code) || assert.fail();
  const form = { grant_type: 'authorization_code', code, client_id: client.client.clientId };
  assert.equal((await run.obtain({ ...form, code_verifier: verifier })).scope, 'read');
});

test('RFC 9470 §4, OpenID Connect Core §3.1.2.1: prompt=login in a pushed request wants a sign-in after it was opened', async () => {
  await using run = await openEngine();
  const client = await run.addClient();
  const request = front(run, client, { request_uri: await pushed(run, client, { prompt: 'login' }) });
  const before = personAt(epochSeconds(now - 5));
  const first = await decideAuthorization(run.engine, request, before);
  assert.ok(first.action === 'sign_in' && first.again);
  assert.equal(first.requestUri, undefined);
  assert.equal((await decideAuthorization(run.engine, request, before)).action, 'sign_in');
  assert.equal(codeOf(await approveAuthorization(run.engine, request, before)), 'login_required');
  run.pass(20);
  assert.equal((await decideAuthorization(run.engine, request, personAt(epochSeconds(now + 20)))).action, 'ask');
});
