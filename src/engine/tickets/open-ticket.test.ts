import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeForm } from '../../protocol/form.ts';
import { approveAuthorization } from '../authorize/approve-authorization.ts';
import { askForTicket, obtainTicket, type TicketForm } from '../testing/ask-for-ticket.ts';
import { openOpenId } from '../testing/open-openid.ts';
import { personAt } from '../testing/records.ts';
import { issueForTicket } from './issue-for-ticket.ts';

const claims = (idToken: object): TicketForm => ({ scope: 'openid', claims: JSON.stringify({ id_token: idToken }) });
const known = 'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport';

const impossible: readonly (readonly [title: string, form: TicketForm, expected: string])[] = [
  ['a sign-in without a page', { prompt: 'none', max_age: '0' }, 'login_required'],
  ['an essential class that nobody can reach', claims({ acr: { essential: true, values: ['gold'] } }), 'unmet_authentication_requirements'],
  ['a person whose id is no text', claims({ sub: { value: 7 } }), 'login_required'],
  ['a hint that is no ID token', { id_token_hint: 'x' }, 'invalid_request'],
];
for (const [title, form, expected] of impossible) {
  test(`OpenID Connect Core §3.1.2.6: a front end is not asked for ${title}`, async () => {
    await using run = await openOpenId();
    const decision = await askForTicket(run, await run.addClient(), form);
    assert.ok(decision.action === 'redirect');
    assert.equal(decision.answer.error, expected);
  });
}

const possible: readonly (readonly [title: string, form: TicketForm, expectedSub: string | undefined])[] = [
  ['anybody', {}, undefined],
  ['one person', claims({ sub: { value: 'ada' } }), 'ada'],
  ['one of several', claims({ sub: { values: ['ada', 'bob'] } }), undefined],
  ['a class that can be reached', claims({ acr: { essential: true, values: ['gold', known] } }), undefined],
  ['a class that would be nice', claims({ acr: { values: ['gold'] } }), undefined],
];
for (const [title, form, expectedSub] of possible) {
  test(`OpenID Connect Core §5.5.1: a request wants ${title}`, async () => {
    await using run = await openOpenId();
    assert.equal((await obtainTicket(run, await run.addClient(), form)).expectedSub, expectedSub);
  });
}

test('OpenID Connect Core §3.1.2.1: who is hinted at must be who is wanted', async () => {
  await using run = await openOpenId();
  const app = await run.addClient();
  const id_token_hint = await run.engine.signJwt(run.service.id, 'JWT', { sub: 'ada' });
  assert.equal((await obtainTicket(run, app, { id_token_hint })).expectedSub, 'ada');
  assert.equal((await obtainTicket(run, app, { ...claims({ sub: { values: ['bob', 'ada'] } }), id_token_hint })).expectedSub, 'ada');
  const another = await askForTicket(run, app, { ...claims({ sub: { value: 'bob' } }), id_token_hint });
  assert.ok(another.action === 'redirect' && another.answer.error === 'login_required');
});

test('RFC 9126 §7.3: a front end’s ticket is good for nobody who signs in here', async () => {
  await using run = await openOpenId();
  const app = await run.addClient();
  const { ticket } = await obtainTicket(run, app, { scope: 'read' });
  const parameters = new URLSearchParams({ client_id: app.client.clientId, request_uri: `urn:ietf:params:oauth:request_uri:${ticket}` });
  const request = { service: run.service, parameters: decodeForm(parameters.toString()) };
  const outcome = await approveAuthorization(run.engine, request, personAt());
  assert.ok(outcome.action === 'show_error' && outcome.error.code === 'invalid_request_uri');
  assert.equal(outcome.error.reason, 'ticket of a front end');
});

const given: readonly (readonly [asked: string, given: readonly string[] | undefined, granted: string])[] = [
  ['openid read', undefined, 'openid read'],
  ['openid read', ['read', 'write'], 'read write'],
  ['read', ['openid', 'write', 'write'], 'write'],
  ['read', [], ''],
];
for (const [asked, scopes, granted] of given) {
  test(`seed 002, auth/authorization/issue: ${asked}, and ${scopes?.join(' ') ?? 'nothing'} given → ${granted}`, async () => {
    await using run = await openOpenId();
    const { ticket } = await obtainTicket(run, await run.addClient(), { scope: asked });
    const outcome = await issueForTicket(run.engine, { service: run.service, ticket, subject: personAt(), scopes });
    assert.ok(outcome.action === 'redirect');
    const [code] = outcome.changes.flatMap((change) => (change.change === 'insert_code' ? [change.code] : []));
    assert.equal(code?.scopes.join(' '), granted);
  });
}
