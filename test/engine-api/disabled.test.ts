import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { type EngineApi, startEngineApi } from '../support/engine-api.ts';

/** What is called, what the front end is told, and which error its client reads. */
const answers: readonly (readonly [method: string, path: string, body: unknown, expected: string])[] = [
  ['POST', '/backchannel/authentication', { parameters: 'login_hint=a' }, '200 A169301 BAD_REQUEST unauthorized_client'],
  ['POST', '/backchannel/authentication/issue', { ticket: 't' }, '200 A181201 INVALID_TICKET'],
  ['POST', '/backchannel/authentication/fail', { ticket: 't', reason: 'ACCESS_DENIED' }, '200 A185201 INTERNAL_SERVER_ERROR server_error'],
  ['POST', '/backchannel/authentication/complete', { ticket: 't', result: 'AUTHORIZED', subject: 's' }, '200 A186202 SERVER_ERROR'],
  ['POST', '/gm', { accessToken: 'a', gmAction: 'QUERY' }, '200 A277301 NOT_FOUND invalid_request'],
  ['POST', '/nativesso', { accessToken: 'a', deviceSecret: 'd' }, '200 A501201 CALLER_ERROR'],
  ['POST', '/nativesso/logout', { sessionId: 's' }, '200 A503201 CALLER_ERROR'],
  ['POST', '/federation/configuration', {}, '200 A316202 NOT_FOUND invalid_request'],
  ['POST', '/federation/registration', { trustChain: '[]' }, '200 A324301 NOT_FOUND invalid_request'],
  ['POST', '/hsk/create', {}, '200 A303201 INVALID_REQUEST'],
  ['GET', '/hsk/get/list', undefined, '200 A306201 INVALID_REQUEST'],
  ['GET', '/hsk/get/h', undefined, '200 A305201 INVALID_REQUEST'],
  ['DELETE', '/hsk/delete/h', undefined, '403 A001216'],
  ['POST', '/vci/metadata', { pretty: true }, '200 A364301 NOT_FOUND invalid_request'],
  ['POST', '/vci/jwtissuer', {}, '200 A416301 NOT_FOUND invalid_request'],
  ['POST', '/vci/jwks', {}, '200 A402301 NOT_FOUND invalid_request'],
  ['POST', '/vci/offer/create', { credentialConfigurationIds: ['a'] }, '200 A366201 FORBIDDEN'],
  ['POST', '/vci/offer/info', { identifier: 'i' }, '200 A370201 FORBIDDEN'],
  ['POST', '/vci/single/parse', { accessToken: 'a' }, '200 A377301 FORBIDDEN access_denied'],
  ['POST', '/vci/single/issue', { accessToken: 'a', order: { requestIdentifier: 'r' } }, '200 A383201 FORBIDDEN access_denied'],
  ['POST', '/vci/batch/parse', { accessToken: 'a' }, '200 A385301 FORBIDDEN access_denied'],
  ['POST', '/vci/batch/issue', { orders: [] }, '200 A390201 FORBIDDEN access_denied'],
  ['POST', '/vci/deferred/parse', { accessToken: 'a' }, '200 A393301 FORBIDDEN access_denied'],
  ['POST', '/vci/deferred/issue', {}, '200 A397201 FORBIDDEN access_denied'],
];

/** Calls that are wrong, although nothing would come of right ones. */
const wrong: readonly (readonly [path: string, body: unknown, member: string])[] = [
  ['/backchannel/authentication', {}, 'parameters'],
  ['/backchannel/authentication/fail', { ticket: 't', reason: 'NO_REASON' }, 'reason'],
  ['/backchannel/authentication/complete', { ticket: 't', result: 'AUTHORIZED' }, 'subject'],
  ['/gm', { gmAction: 'LOOK' }, 'gmAction'],
  ['/nativesso', { accessToken: 'a' }, 'deviceSecret'],
  ['/vci/batch/issue', { orders: {} }, 'orders'],
  ['/hsk/create', { kty: 7 }, 'kty'],
];

suite('features that no service has', () => {
  let api: EngineApi;
  before(async () => {
    api = await startEngineApi();
  });
  after(() => api[Symbol.asyncDispose]());

  for (const [method, path, body, expected] of answers)
    test(`${method} ${path} → ${expected}`, async () => {
      const answer = await api.call(path, body, { method });
      const { resultCode, resultMessage, action, responseContent } = answer.body;
      const error = responseContent && JSON.parse(responseContent).error;
      assert.equal([answer.status, resultCode, action, error].filter((part) => part !== undefined).join(' '), expected);
      assert.match(resultMessage, new RegExp(`^\\[${resultCode}\\] This service does not `));
    });

  for (const [path, body, member] of wrong)
    test(`${path}: a wrong ${member} is the caller’s fault all the same`, async () => {
      const answer = await api.call(path, body);
      assert.deepEqual([answer.status, answer.body.resultCode], [400, 'A001208']);
      assert.match(answer.body.resultMessage, new RegExp(member));
    });

  test('a token without the right, or of nobody, is told nothing of features', async () => {
    assert.equal((await api.call('/vci/metadata', {}, { token: '' })).status, 401);
    assert.equal((await api.call('/vci/metadata', {}, { serviceId: 999 })).status, 403);
  });
});
