import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeForm } from '../../protocol/form.ts';
import { seconds } from '../../protocol/units.ts';
import type { AuthenticatedSubject } from '../authorize/authorization-request.ts';
import { lockChange } from '../clients/lock-client.ts';
import { deviceCode } from '../grants/device-code.ts';
import { plainDeviceRules } from '../model/device-rules.ts';
import { plainServiceRules } from '../model/request-rules.ts';
import { openIdScopes } from '../oidc/openid-scopes.ts';
import { revokeClientGrants } from '../revoke/revoke-client-grants.ts';
import { openEngine, type TestClient, type TestEngine } from '../testing/open-engine.ts';
import { personAt, now as startOfTime, validService } from '../testing/records.ts';
import type { TokenDecision } from '../token/token-decision.ts';
import { answerDevice, lookAtDevice } from './approve-device.ts';
import { type AuthorizedDevice, authorizeDevice, type DeviceDecision } from './authorize-device.ts';
import { completeDevice } from './complete-device.ts';

const grantTypes = [deviceCode.name, 'refresh_token'];
const isOurs = (): boolean => true;

const addDeviceClient = (run: TestEngine, input = {}): Promise<TestClient> => run.addClient({ clientType: 'public', grantTypes, ...input });

const ask = (run: TestEngine, app: TestClient, form: Readonly<Record<string, string>> = {}): Promise<DeviceDecision> =>
  authorizeDevice(run.engine, run.request({ client_id: app.client.clientId, ...form }));

async function start(run: TestEngine, app: TestClient, form: Readonly<Record<string, string>> = {}): Promise<AuthorizedDevice> {
  const decision = await ask(run, app, form);
  assert.ok(decision.action === 'authorized', decision.action === 'refuse' ? decision.error.message : '');
  return decision;
}

const poll = (run: TestEngine, app: TestClient, code: string, form: Readonly<Record<string, string>> = {}): Promise<TokenDecision> =>
  run.token({ grant_type: deviceCode.name, client_id: app.client.clientId, device_code: code, ...form });

const approve = (run: TestEngine, userCode: string, subject: AuthenticatedSubject = personAt(run.engine.clock())) =>
  answerDevice(run.engine, { userCode, isOurs }, subject, 'approve');

const codeOf = (decision: TokenDecision | DeviceDecision): string => (decision.action === 'refuse' ? decision.error.code : decision.action);

test('RFC 8628 §3.5: a device waits, is told so, and gets its tokens once somebody allowed it', async () => {
  await using run = await openEngine();
  const app = await addDeviceClient(run);
  const { deviceCode: code, userCode } = await start(run, app, { scope: 'read' });
  assert.equal(codeOf(await poll(run, app, code)), 'authorization_pending');
  assert.equal((await approve(run, userCode)).action, 'approved');
  const decision = await poll(run, app, code);
  assert.ok(decision.action === 'issue');
  assert.deepEqual([decision.issued.scopes, decision.issued.subject], [['read'], 'user-1']);
  assert.ok(decision.issued.refreshToken);
  const again = await poll(run, app, code);
  assert.ok(again.action === 'refuse');
  assert.deepEqual([again.error.code, again.error.reason, again.changes], ['invalid_grant', 'device code used', []]);
});

test('RFC 8628 §3.5: who polls too soon is slowed down by five seconds each time, for good', async () => {
  await using run = await openEngine();
  const app = await addDeviceClient(run);
  const { deviceCode: code, device } = await start(run, app);
  for (const _ of [1, 2, 3]) await poll(run, app, code);
  assert.equal((await run.engine.facts.findDeviceAuthorization(device.id))?.interval, 15);
  run.pass(13);
  assert.equal(codeOf(await poll(run, app, code)), 'slow_down');
  run.pass(20);
  assert.equal(codeOf(await poll(run, app, code)), 'authorization_pending');
});

test('RFC 8628 §3.5: a denied device is told access_denied, an expired one expired_token', async () => {
  await using run = await openEngine();
  const app = await addDeviceClient(run);
  const denied = await start(run, app);
  const late = await start(run, app);
  await answerDevice(run.engine, { userCode: denied.userCode, isOurs }, personAt(), 'deny');
  assert.equal(codeOf(await poll(run, app, denied.deviceCode)), 'access_denied');
  run.pass(600);
  assert.equal(codeOf(await poll(run, app, late.deviceCode)), 'expired_token');
  assert.equal((await approve(run, late.userCode)).action, 'expired');
  assert.equal(codeOf(await poll(run, app, denied.deviceCode)), 'access_denied');
});

test('RFC 8628 §3.5: what was allowed ends with the device code', async () => {
  await using run = await openEngine({ deviceRules: { ...plainDeviceRules, codeLifetime: seconds(60) } });
  const app = await addDeviceClient(run);
  const { deviceCode: code, userCode } = await start(run, app);
  run.pass(59);
  assert.equal((await approve(run, userCode)).action, 'approved');
  run.pass(1);
  assert.equal(codeOf(await poll(run, app, code)), 'expired_token');
});

test('RFC 8628 §3.4: a device code is good for its own client and service alone', async () => {
  await using run = await openEngine();
  const [app, other] = [await addDeviceClient(run), await addDeviceClient(run)];
  const { deviceCode: code, userCode } = await start(run, app);
  await approve(run, userCode);
  const stolen = await poll(run, other, code);
  assert.ok(stolen.action === 'refuse');
  assert.equal(stolen.error.reason, 'device code of another client');
  const wrong = `${code.slice(0, -8)}${code.endsWith('0') ? '1' : '0'}`;
  for (const text of ['', 'x', wrong, code.replace('gdc_', 'gac_')])
    assert.equal(codeOf(await poll(run, app, text)).startsWith('inv'), true, text);
  assert.equal(codeOf(await run.token({ grant_type: 'authorization_code', client_id: app.client.clientId, code })), 'unauthorized_client');
  assert.equal(codeOf(await poll(run, app, code)), 'issue');
});

test('RFC 8628 §5.4: a client has the grant type only if somebody gave it that', async () => {
  await using run = await openEngine();
  const app = await run.addClient({ clientType: 'public' });
  assert.ok(!app.client.grantTypes.includes(deviceCode.name));
  assert.equal(codeOf(await ask(run, app)), 'unauthorized_client');
});

test('RFC 8628 §3.1: a confidential client authenticates as at the token endpoint', async () => {
  await using run = await openEngine();
  const app = await run.addClient({ grantTypes });
  assert.equal(codeOf(await ask(run, app)), 'invalid_client');
  assert.equal(codeOf(await ask(run, app, { client_secret: 'wrong' })), 'invalid_client');
  const { deviceCode: code, userCode } = await start(run, app, { client_secret: app.secret });
  await approve(run, userCode);
  assert.equal(codeOf(await poll(run, app, code)), 'invalid_client');
  assert.equal(codeOf(await poll(run, app, code, { client_secret: app.secret })), 'issue');
});

for (const [form, error] of [
  [{ scope: 'nothing' }, 'invalid_scope'],
  [{ scope: '"' }, 'invalid_scope'],
  [{ resource: 'relative' }, 'invalid_target'],
  [{ authorization_details: '{' }, 'invalid_authorization_details'],
  [{ authorization_details: '[{"type":"unknown"}]' }, 'invalid_authorization_details'],
  [{ scope: 'openid', claims: '[' }, 'invalid_request'],
  [{ max_age: 'long' }, 'invalid_request'],
] as const) {
  test(`RFC 8628 §3.1: ${JSON.stringify(form)} is ${error}, by the rules of authorization requests`, async () => {
    await using run = await openEngine({ scopes: [...validService.scopes, ...openIdScopes] });
    assert.equal(codeOf(await ask(run, await addDeviceClient(run), form)), error);
  });
}

test('RFC 8628 §3.1: a repeated parameter is refused, but for resource', async () => {
  await using run = await openEngine();
  const { client } = await addDeviceClient(run);
  const send = (text: string) =>
    authorizeDevice(run.engine, { ...run.request({}), parameters: decodeForm(`client_id=${client.clientId}&${text}`) });
  assert.equal(codeOf(await send('scope=read&scope=read')), 'invalid_request');
  assert.equal(codeOf(await send('resource=https://a.example&resource=https://b.example')), 'authorized');
});

test('RFC 9101 §10.5: where requests must be signed, devices cannot ask', async () => {
  await using run = await openEngine({ requestRules: { ...plainServiceRules, requireSigned: true } });
  assert.equal(codeOf(await ask(run, await addDeviceClient(run))), 'invalid_request');
});

test('OpenID Connect Core §3.1.2.1: max_age and acr of a device hold for who allows it', async () => {
  await using run = await openEngine({ scopes: [...validService.scopes, ...openIdScopes] });
  const app = await addDeviceClient(run);
  const { userCode } = await start(run, app, { scope: 'openid', max_age: '60' });
  const look = (subject: AuthenticatedSubject) => lookAtDevice(run.engine, { userCode, isOurs }, subject);
  run.pass(1);
  assert.equal((await look(personAt())).action, 'ask');
  const old = personAt((startOfTime - 61) as typeof startOfTime);
  assert.equal((await look(old)).action, 'sign_in');
  assert.equal((await approve(run, userCode, old)).action, 'sign_in');
  assert.equal((await approve(run, userCode)).action, 'approved');
});

test('OpenID Connect Core §5.5.1: a claim for one person is for that person alone', async () => {
  await using run = await openEngine({ scopes: [...validService.scopes, ...openIdScopes] });
  const app = await addDeviceClient(run);
  const claims = JSON.stringify({ id_token: { sub: { value: 'user-2' }, email: null } });
  const { userCode, deviceCode: code } = await start(run, app, { scope: 'openid', claims });
  assert.notEqual((await approve(run, userCode)).action, 'approved');
  assert.equal((await approve(run, userCode, personAt(run.engine.clock(), 'user-2'))).action, 'approved');
  const response = await run.obtain({ grant_type: deviceCode.name, client_id: app.client.clientId, device_code: code });
  const payload: unknown = JSON.parse(Buffer.from(response.id_token?.split('.')[1] ?? '', 'base64url').toString());
  assert.ok(typeof payload === 'object' && payload !== null && 'email' in payload && 'auth_time' in payload);
});

test('what was allowed a device can be withdrawn before it comes for it', async () => {
  await using run = await openEngine();
  const app = await addDeviceClient(run);
  const { deviceCode: code, userCode } = await start(run, app);
  await approve(run, userCode);
  await revokeClientGrants(run.engine, { service: run.service, clientId: app.client.clientId, subject: 'user-1' });
  assert.equal(codeOf(await poll(run, app, code)), 'invalid_grant');
});

test('RFC 8628 §3.3: nobody is asked for a client that was locked, and it gets nothing', async () => {
  await using run = await openEngine();
  const app = await addDeviceClient(run);
  const { deviceCode: code, userCode } = await start(run, app);
  await run.engine.commit([lockChange(app.client, true, run.engine.clock())]);
  assert.equal((await approve(run, userCode)).action, 'unknown');
  assert.equal((await poll(run, app, code)).action, 'refuse');
});

test('RFC 8628 §3.3: of two answers to one code the first counts', async () => {
  await using run = await openEngine();
  const app = await addDeviceClient(run);
  const { deviceCode: code, userCode } = await start(run, app);
  const answers = await Promise.all([approve(run, userCode), approve(run, userCode, personAt(startOfTime, 'user-2'))]);
  assert.deepEqual(answers.map(({ action }) => action).sort(), ['approved', 'unknown']);
  assert.equal(codeOf(await poll(run, app, code)), 'issue');
});

test('seed 002, device/complete: a front end answers for its service, with its own words, scopes and terms', async () => {
  await using run = await openEngine();
  const app = await addDeviceClient(run);
  const denied = await start(run, app);
  const complete = (userCode: string, outcome: Parameters<typeof completeDevice>[3], service = run.service) =>
    completeDevice(run.engine, service, userCode, outcome);
  assert.equal((await complete(denied.userCode, { outcome: 'denied' }, { ...run.service, id: 2 })).action, 'unknown');
  assert.equal((await complete(denied.userCode, { outcome: 'denied', description: 'Not you.' })).action, 'completed');
  const told = await poll(run, app, denied.deviceCode);
  assert.ok(told.action === 'refuse');
  assert.deepEqual([told.error.code, told.error.message], ['access_denied', 'Not you.']);

  const failed = await start(run, app);
  await complete(failed.userCode, { outcome: 'failed' });
  assert.equal(codeOf(await poll(run, app, failed.deviceCode)), 'expired_token');

  const { userCode, deviceCode: code } = await start(run, app, { scope: 'read' });
  const approved = { outcome: 'approved', subject: personAt() } as const;
  assert.equal((await complete(userCode, { ...approved, subject: personAt(startOfTime, 'ü') })).action, 'refuse');
  assert.equal((await complete(userCode, { ...approved, scopes: ['nothing'] })).action, 'refuse');
  const terms = { accessTokenLifetime: seconds(7), properties: [{ key: 'k', value: 'v', hidden: false }] };
  assert.equal((await complete(userCode, { ...approved, scopes: ['write'], terms })).action, 'completed');
  assert.equal((await complete(userCode, approved)).action, 'unknown');
  const decision = await poll(run, app, code);
  assert.ok(decision.action === 'issue');
  assert.deepEqual([decision.issued.scopes, decision.issued.expiresAt - startOfTime], [['write'], 7]);
  assert.deepEqual(decision.issued.properties, terms.properties);
});
