import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeForm } from '../../protocol/form.ts';
import { openEngine, type TestEngine } from '../testing/open-engine.ts';
import { personAt } from '../testing/records.ts';
import { approveAuthorization } from './approve-authorization.ts';
import type { AuthorizationRequest } from './authorization-request.ts';
import { decideAuthorization } from './decide-authorization.ts';
import { denyAuthorization } from './deny-authorization.ts';

const person = personAt();

async function request(run: TestEngine, parameters: Readonly<Record<string, string>> = {}): Promise<AuthorizationRequest> {
  const { client } = await run.addClient();
  const query = new URLSearchParams({ client_id: client.clientId, response_type: 'code', state: 's', ...parameters }).toString();
  return { service: run.service, parameters: decodeForm(query) };
}

test('RFC 6749 §4.1.1: nobody signed in has to sign in first; a person is asked, in words', async () => {
  await using run = await openEngine();
  const asked = await request(run, { scope: 'read' });
  assert.equal((await decideAuthorization(run.engine, asked, undefined)).action, 'sign_in');
  const decision = await decideAuthorization(run.engine, asked, person);
  assert.ok(decision.action === 'ask');
  assert.deepEqual(decision.consent.scopes, [{ name: 'read', description: 'Read', isDefault: false }]);
  assert.equal(decision.consent.redirectTarget, 'app.example.com');
  assert.deepEqual(Object.fromEntries(new URL(decision.consent.denyLocation ?? '').searchParams), {
    error: 'access_denied',
    error_description: 'The request was denied.',
    state: 's',
    iss: run.service.issuer,
  });
});

test('OpenID Connect Core §3.1.2.6: prompt=none shows no page', async () => {
  await using run = await openEngine();
  const asked = await request(run, { prompt: 'none' });
  for (const [subject, code] of [
    [undefined, 'login_required'],
    [person, 'consent_required'],
  ] as const) {
    const decision = await decideAuthorization(run.engine, asked, subject);
    assert.ok(decision.action === 'redirect');
    assert.equal(decision.answer.error, code);
  }
});

test('RFC 6749 §4.1.2, RFC 9207 §2: an approval sends code, state and iss back', async () => {
  await using run = await openEngine();
  const outcome = await approveAuthorization(run.engine, await request(run), person);
  assert.ok(outcome.action === 'redirect');
  const { code = '', ...rest } = outcome.answer;
  assert.match(code, /^gac_/);
  assert.deepEqual(rest, { state: 's', iss: run.service.issuer });
});

test('RFC 6749 §4.1.2.1: a refusal by the person is access_denied, and issues nothing', async () => {
  await using run = await openEngine();
  const outcome = await denyAuthorization(run.engine, await request(run));
  assert.ok(outcome.action === 'redirect');
  assert.equal(outcome.error?.code, 'access_denied');
  assert.deepEqual(outcome.changes, []);
});

test('an approval is judged again: it cannot get more than the request may', async () => {
  await using run = await openEngine();
  const outcome = await approveAuthorization(run.engine, await request(run, { scope: 'admin' }), person);
  assert.ok(outcome.action === 'redirect');
  assert.equal(outcome.answer.error, 'invalid_scope');
  const unproven = await request(run, { redirect_uri: 'https://evil.example/' });
  assert.equal((await approveAuthorization(run.engine, unproven, person)).action, 'show_error');
  assert.equal((await denyAuthorization(run.engine, unproven)).action, 'show_error');
});

test('a request that is too long to travel through the sign-in page is parked', async () => {
  await using run = await openEngine();
  const long = await request(run, { nonce: 'n'.repeat(1000) });
  const decision = await decideAuthorization(run.engine, long, undefined);
  assert.ok(decision.action === 'sign_in' && decision.requestUri !== undefined);
  const query = new URLSearchParams({ client_id: decision.authorization.clientId, request_uri: decision.requestUri });
  const parked = { service: run.service, parameters: decodeForm(query.toString()) };
  const asked = await decideAuthorization(run.engine, parked, person);
  assert.ok(asked.action === 'ask');
  assert.equal(asked.consent.authorization.nonce, 'n'.repeat(1000));
});
