import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeForm } from '../../protocol/form.ts';
import { epochSeconds } from '../../protocol/units.ts';
import type { AuthorizationOutcome } from '../authorize/authorization-decision.ts';
import { pushAuthorizationRequest } from '../authorize/push-request.ts';
import { introspectToken } from '../introspect/introspect.ts';
import { type GrantTermsInput, readGrantTerms } from '../terms/read-grant-terms.ts';
import { askForTicket, obtainTicket } from '../testing/ask-for-ticket.ts';
import { openEngine, type TestClient, type TestEngine } from '../testing/open-engine.ts';
import { now, personAt } from '../testing/records.ts';
import { failReasons } from './fail-reasons.ts';
import { failTicket } from './fail-ticket.ts';
import { issueForTicket, type TicketIssue } from './issue-for-ticket.ts';
import { openTicket } from './open-ticket.ts';

const issue = (run: TestEngine, ticket: string, change: Partial<TicketIssue> = {}): Promise<AuthorizationOutcome> =>
  issueForTicket(run.engine, { service: run.service, ticket, subject: personAt(), ...change });

const outcomeOf = (outcome: AuthorizationOutcome): string =>
  outcome.action === 'redirect' ? (outcome.answer.error ?? 'code') : `shown: ${outcome.error.code}`;

/** The tokens of a code that a front end let through. */
async function redeem(run: TestEngine, app: TestClient, outcome: AuthorizationOutcome) {
  assert.ok(outcome.action === 'redirect');
  const form = { client_id: app.client.clientId, client_secret: app.secret };
  return run.obtain({ grant_type: 'authorization_code', code: outcome.answer.code ?? '', ...form });
}

const introspect = async (run: TestEngine, token: string): Promise<Readonly<Record<string, unknown>>> => ({
  ...(await introspectToken(run.engine, { service: run.service, token, now: run.engine.clock() })).response,
});
const claimsOf = (jwt: string): Readonly<Record<string, unknown>> =>
  JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString());

test('seed 002, auth/authorization: a good request gets a ticket, a bad one its answer', async () => {
  await using run = await openEngine();
  const app = await run.addClient();
  const { authorization, client } = await obtainTicket(run, app, { scope: 'read', login_hint: 'ada' });
  assert.deepEqual([authorization.scopes, authorization.state, client.number], [['read'], 's', app.client.number]);
  const bad = await askForTicket(run, app, { scope: 'nothing' });
  assert.ok(bad.action === 'redirect' && bad.answer.error === 'invalid_scope');
  const unproven = await askForTicket(run, app, { redirect_uri: 'https://evil.example.com/' });
  assert.equal(unproven.action, 'show_error');
  assert.equal((await askForTicket(run, app, { prompt: 'none' })).action, 'ticket'); // whether anybody is signed in, the front end knows
});

test('seed 002, auth/authorization/issue: a ticket is good for one code', async () => {
  await using run = await openEngine();
  const app = await run.addClient();
  const { ticket } = await obtainTicket(run, app, { scope: 'read' });
  const outcomes = await Promise.all(Array.from({ length: 20 }, () => issue(run, ticket)));
  assert.deepEqual([...new Set(outcomes.map(outcomeOf))].sort(), ['code', 'shown: invalid_request']);
  const [code, another] = outcomes.filter((outcome) => outcome.action === 'redirect');
  assert.ok(code !== undefined && another === undefined);
  assert.equal((await redeem(run, app, code)).scope, 'read');
});

test('seed 002, auth/authorization/issue: a ticket that is unknown, tampered with, another service’s or too old is the front end’s mistake', async () => {
  await using run = await openEngine();
  const app = await run.addClient();
  const { ticket } = await obtainTicket(run, app);
  for (const wrong of ['', 'x', `${ticket}x`, ticket.slice(0, -1)])
    assert.equal(outcomeOf(await issue(run, wrong)), 'shown: invalid_request');
  const elsewhere = { ...run.service, id: run.service.id + 1 };
  assert.equal(outcomeOf(await issue(run, ticket, { service: elsewhere })), 'shown: invalid_request');
  run.pass(900);
  assert.equal(outcomeOf(await issue(run, ticket)), 'shown: invalid_request');
});

const faults: readonly (readonly [title: string, change: Partial<TicketIssue>, expected: string])[] = [
  ['a subject without letters', { subject: personAt(now, '') }, 'shown: invalid_request'],
  ['a subject beyond ASCII', { subject: personAt(now, 'ä') }, 'shown: invalid_request'],
  ['a subject without end', { subject: personAt(now, 'a'.repeat(101)) }, 'shown: invalid_request'],
  ['a scope that is unknown', { scopes: ['read', 'nothing'] }, 'shown: invalid_scope'],
  ['details that are unknown', { authorizationDetails: [{ type: 'x' }] }, 'shown: invalid_authorization_details'],
];
test('seed 002, auth/authorization/issue: a mistake leaves the ticket as it is', async (t) => {
  await using run = await openEngine();
  const { ticket } = await obtainTicket(run, await run.addClient());
  for (const [title, change, expected] of faults) {
    await t.test(title, async () => assert.equal(outcomeOf(await issue(run, ticket, change)), expected));
  }
  assert.equal(outcomeOf(await issue(run, ticket)), 'code');
});

const laidDown: GrantTermsInput = {
  accessTokenDuration: 100,
  refreshTokenDuration: 200,
  properties: [
    { key: 'k', value: 'v' },
    { key: 'h', value: 'secret', hidden: true },
  ],
  jwtAtClaims: '{"roles":["a"]}',
  claims: '{"name":"Ada","email":"ada@example.com"}',
};
test('seed 002, auth/authorization/issue: what is laid down goes through the code to the tokens, and over their refreshes', async () => {
  await using run = await openEngine({
    accessTokenFormat: 'jwt',
    scopes: [
      { name: 'openid', description: '', isDefault: false },
      { name: 'read', description: '', isDefault: true },
    ],
  });
  const app = await run.addClient();
  const { ticket } = await obtainTicket(run, app, { scope: 'openid read' });
  const terms = readGrantTerms(laidDown);
  assert.ok(terms === undefined || !('fault' in terms));
  const subject = { ...personAt(epochSeconds(now - 60), 'ada'), acr: 'phr' };
  let answer = await redeem(run, app, await issue(run, ticket, { subject, terms }));
  for (const _ of ['the first tokens', 'refreshed', 'refreshed again']) {
    const claims = claimsOf(answer.access_token);
    assert.deepEqual([claims.sub, claims.roles, claims.k, claims.h, claims.acr], ['ada', ['a'], 'v', undefined, 'phr']);
    const described = await introspect(run, answer.access_token);
    assert.deepEqual([described.k, described.h, described.roles, described.acr], ['v', undefined, undefined, 'phr']);
    assert.equal(answer.expires_in, 100);
    const idToken = claimsOf(answer.id_token ?? '');
    assert.deepEqual([idToken.sub, idToken.name, idToken.email, idToken.aud], ['ada', 'Ada', 'ada@example.com', app.client.clientId]);
    const { refresh_token = '' } = answer;
    assert.equal((await introspect(run, refresh_token)).exp, run.engine.clock() + 200);
    run.pass(150);
    answer = await run.obtain({ grant_type: 'refresh_token', refresh_token, client_id: app.client.clientId, client_secret: app.secret });
  }
});

test('seed 002, auth/authorization/issue: the front end may give other scopes', async () => {
  await using run = await openEngine();
  const app = await run.addClient();
  const { ticket } = await obtainTicket(run, app, { scope: 'read' });
  assert.equal((await redeem(run, app, await issue(run, ticket, { scopes: ['write', 'write'] }))).scope, 'write');
});

test('RFC 9126 §4: a pushed request goes over into one ticket, and the client’s own request_uri does not open what the front end keeps', async () => {
  await using run = await openEngine();
  const app = await run.addClient();
  const form = { client_id: app.client.clientId, client_secret: app.secret, response_type: 'code', scope: 'read' };
  const pushed = await pushAuthorizationRequest(run.engine, run.request(form));
  assert.ok(pushed.action === 'pushed', JSON.stringify(pushed));
  const request = {
    service: run.service,
    parameters: decodeForm(new URLSearchParams({ client_id: app.client.clientId, request_uri: pushed.requestUri }).toString()),
  };
  const [first, second] = [await openTicket(run.engine, request), await openTicket(run.engine, request)];
  assert.deepEqual([first.action, second.action], ['ticket', 'show_error']);
  assert.ok(first.action === 'ticket');
  assert.equal(outcomeOf(await issue(run, pushed.requestUri)), 'shown: invalid_request');
  assert.equal(outcomeOf(await issue(run, first.ticket)), 'code');
});

for (const [reason, [code]] of Object.entries(failReasons)) {
  test(`seed 002, auth/authorization/fail: ${reason} is ${code}, once`, async () => {
    await using run = await openEngine();
    const { ticket } = await obtainTicket(run, await run.addClient());
    const fail = (description?: string) =>
      failTicket(run.engine, { service: run.service, ticket, reason: reason as keyof typeof failReasons, description }); // the table's own keys
    const outcome = await fail('Because.');
    assert.ok(outcome.action === 'redirect');
    assert.deepEqual(outcome.answer, { error: code, error_description: 'Because.', state: 's', iss: run.service.issuer });
    assert.equal(outcomeOf(await fail()), 'shown: invalid_request');
    assert.equal(outcomeOf(await issue(run, ticket)), 'shown: invalid_request');
  });
}
