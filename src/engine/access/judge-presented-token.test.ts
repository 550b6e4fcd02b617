import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OAuthError } from '../../protocol/oauth-error.ts';
import { seconds } from '../../protocol/units.ts';
import type { PresentedDpop } from '../dpop/presented-dpop.ts';
import { passwordClass } from '../model/authentication-class.ts';
import { looseServiceRules } from '../model/binding-rules.ts';
import type { Presentation } from '../possession/judge-possession.ts';
import { athOf, type DpopKey, makeDpopKey } from '../testing/dpop-key.ts';
import { openEngine, type TestClient, type TestEngine } from '../testing/open-engine.ts';
import { encodeTokenResponse } from '../token/encode-token-response.ts';
import { processTokenRequest } from '../token/process-token-request.ts';
import type { AccessDemand } from './access-demand.ts';
import { encodeAccessChallenge } from './encode-access-challenge.ts';
import { type AccessDecision, judgePresentedToken } from './judge-presented-token.ts';

const api = 'https://api.example.com/things';
const tokenUrl = 'https://auth.example.com/oauth2/tokens';

const judge = (run: TestEngine, token: string, demand: AccessDemand = {}, presentation: Presentation = {}): Promise<AccessDecision> =>
  judgePresentedToken(run.engine, { service: run.service, token, presentation, demand });

const outcomeOf = (decision: AccessDecision): string =>
  decision.action === 'accept' ? 'accept' : `${decision.status} ${encodeAccessChallenge(decision)}`;

const credentials = ({ client, secret }: TestClient): Readonly<Record<string, string>> => ({
  client_id: client.clientId,
  client_secret: secret,
});

/** A person's token for a resource, with the scope `read`. */
async function personToken(run: TestEngine, app: TestClient): Promise<string> {
  const code = await run.authorize({ client_id: app.client.clientId, scope: 'read write', resource: api });
  return (await run.obtain({ grant_type: 'authorization_code', code, resource: api, ...credentials(app) })).access_token;
}

const fresh = { maxAge: seconds(60), acrValues: [passwordClass.acr] };
const demands: readonly (readonly [clause: string, demand: AccessDemand, expected: string | RegExp])[] = [
  ['RFC 6750 §3.1: nothing more', {}, 'accept'],
  ['RFC 6750 §3.1: scopes it has', { scopes: ['write', 'read'] }, 'accept'],
  ['RFC 6750 §3.1: a scope it lacks', { scopes: ['read', 'all'] }, /^403 Bearer error="insufficient_scope", .*, scope="read all"$/],
  ['RFC 8707 §2.2: its resource', { resources: [api] }, 'accept'],
  ['RFC 8707 §2.2: another resource', { resources: [api, 'https://other.example.com/'] }, /^403 Bearer error="invalid_token"/],
  ['seed 002: its subject', { subject: 'user-1' }, 'accept'],
  ['seed 002: another subject', { subject: 'user-2' }, /^403 Bearer error="invalid_request"/],
  ['RFC 9470 §3: a sign-in as late and as good', { authentication: fresh }, 'accept'],
  [
    'RFC 9470 §3: a better sign-in',
    { authentication: { ...fresh, acrValues: ['phr', 'phrh'] } },
    /^401 Bearer error="insufficient_user_authentication", .*, acr_values="phr phrh", max_age="60"$/,
  ],
];
test('RFC 6750 §3.1: a good token is enough, or the challenge says what for', async (t) => {
  await using run = await openEngine();
  const token = await personToken(run, await run.addClient());
  for (const [clause, demand, expected] of demands) {
    await t.test(clause, async () => {
      const decision = await judge(run, token, demand);
      const outcome = outcomeOf(decision);
      if (typeof expected === 'string') assert.equal(outcome, expected);
      else assert.match(outcome, expected);
      if (decision.action === 'challenge') assert.ok(decision.isUsable && decision.token?.accessToken.subject === 'user-1');
    });
  }
  run.pass(61);
  await t.test('RFC 9470 §3: a sign-in too long ago', async () => {
    assert.match(outcomeOf(await judge(run, token, { authentication: fresh })), /^401 Bearer error="insufficient_user_authentication"/);
  });
});

test('RFC 9470 §3: a client that speaks for itself has signed nobody in', async () => {
  await using run = await openEngine();
  const { access_token: token } = await run.obtain({ grant_type: 'client_credentials', ...credentials(await run.addClient()) });
  const demand = { authentication: { maxAge: undefined, acrValues: [] } };
  assert.match(outcomeOf(await judge(run, token, demand)), /^401 .*insufficient_user_authentication/);
  assert.match(outcomeOf(await judge(run, token, { subject: 'user-1' })), /^403 /);
  assert.equal(outcomeOf(await judge(run, token, { resources: [api] })), 'accept');
});

test('RFC 6750 §3.1: what is unknown, of another kind or dead is invalid_token, and one that was there is told apart', async () => {
  await using run = await openEngine();
  const app = await run.addClient();
  const token = await personToken(run, app);
  for (const unknown of ['', 'x', app.secret, `${token}x`, 'a.b.c', 'z'.repeat(20_000)]) {
    const decision = await judge(run, unknown);
    assert.ok(decision.action === 'challenge' && decision.token === undefined && !decision.isUsable);
    assert.equal(outcomeOf(decision), '401 Bearer error="invalid_token", error_description="The access token is not valid."');
  }
  run.pass(3600);
  const decision = await judge(run, token, { scopes: ['all'] });
  assert.ok(decision.action === 'challenge' && decision.token !== undefined && !decision.isUsable);
  assert.deepEqual([decision.status, decision.error.reason], [401, 'access token expired']);
});

test('RFC 6750 §3: the resource server may say more of itself', () => {
  const challenge = encodeAccessChallenge(
    { scheme: 'Bearer', demand: {}, error: new OAuthError('invalid_token', 'No.') },
    { realm: 'api' },
  );
  assert.equal(challenge, 'Bearer realm="api", error="invalid_token", error_description="No."');
});

async function boundToken(run: TestEngine, key: DpopKey): Promise<string> {
  const form = { grant_type: 'client_credentials', ...credentials(await run.addClient()) };
  const proof = key.prove({ htm: 'POST', htu: tokenUrl, iat: run.engine.clock() });
  const decision = await processTokenRequest(run.engine, {
    ...run.request(form),
    dpop: { proofs: [proof], method: 'POST', url: tokenUrl },
  });
  assert.ok(decision.action === 'issue');
  return (await encodeTokenResponse(run.engine, decision.issued, run.engine.clock())).access_token;
}

const proofFor = (run: TestEngine, key: DpopKey, token: string, isNonceRequired = false): PresentedDpop => ({
  proofs: [key.prove({ htm: 'GET', htu: api, iat: run.engine.clock(), ath: athOf(token) })],
  method: 'GET',
  url: api,
  isNonceRequired,
});

test('RFC 9449 §7.1: who does not know the scheme is judged by the token', async () => {
  await using run = await openEngine();
  const key = makeDpopKey();
  const token = await boundToken(run, key);
  const outcome = async (presentation: Presentation, demand: AccessDemand = {}) => outcomeOf(await judge(run, token, demand, presentation));
  assert.equal(await outcome({ dpop: proofFor(run, key, token) }), 'accept');
  assert.match(await outcome({}), /^401 DPoP error="invalid_dpop_proof", .*algs="/);
  assert.match(await outcome({ dpop: proofFor(run, makeDpopKey(), token) }), /^401 DPoP error="invalid_token"/);
  assert.match(await outcome({ scheme: 'Bearer', dpop: proofFor(run, key, token) }), /^401 DPoP error="invalid_token"/);
  assert.match(await outcome({ dpop: proofFor(run, key, token, true) }), /^401 DPoP error="use_dpop_nonce"/);
  assert.match(await outcome({ dpop: proofFor(run, key, token) }, { scopes: ['write'] }), /^403 DPoP error="insufficient_scope"/);
});

test('RFC 9449 §7.1: a bearer token stays one, though a proof came along', async () => {
  await using run = await openEngine();
  const token = await personToken(run, await run.addClient());
  const dpop = proofFor(run, makeDpopKey(), token);
  assert.equal(outcomeOf(await judge(run, token, {}, { dpop })), 'accept');
  assert.match(outcomeOf(await judge(run, token, {}, { scheme: 'DPoP', dpop })), /^401 Bearer error="invalid_token"/);
  const strict = { ...run.service, bindingRules: { ...looseServiceRules, dpopBoundAccessTokens: true } };
  const decision = await judgePresentedToken(run.engine, { service: strict, token, presentation: { dpop }, demand: {} });
  assert.match(outcomeOf(decision), /^401 DPoP error="invalid_token"/);
});

test('RFC 9449 §11.1: a proof is used up, whether it was enough or not, and of parallel uses one is accepted', async () => {
  await using run = await openEngine();
  const key = makeDpopKey();
  const token = await boundToken(run, key);
  const dpop = proofFor(run, key, token);
  assert.match(outcomeOf(await judge(run, token, { scopes: ['write'] }, { dpop })), /insufficient_scope/);
  assert.match(outcomeOf(await judge(run, token, {}, { dpop })), /^401 DPoP error="invalid_dpop_proof"/);
  const another = proofFor(run, key, token);
  const decisions = await Promise.all(Array.from({ length: 20 }, () => judge(run, token, {}, { dpop: another })));
  assert.equal(decisions.filter(({ action }) => action === 'accept').length, 1);
});
