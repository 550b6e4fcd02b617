import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OAuthError } from '../../protocol/oauth-error.ts';
import type { Client } from '../model/client.ts';
import { plainServiceRules } from '../model/request-rules.ts';
import { makeClientKey } from '../testing/client-keys.ts';
import { openEngine } from '../testing/open-engine.ts';
import { now, validClient, validService } from '../testing/records.ts';
import { findRequestObjectFault, readRequestObject } from './read-request-object.ts';

const client: Client = { ...validClient, profiles: ['fapi2_signed_requests'] };
const { clientId, number } = client;
const claims = { iss: clientId, client_id: clientId, aud: validService.issuer, nbf: now - 60, exp: now + 300 };
const clause = 'FAPI 2.0 Message Signing §5.3.1 (3), (4)';

const table: readonly (readonly [title: string, change: Readonly<Record<string, unknown>>, fault: string | undefined])[] = [
  ['an nbf and an exp close to it', {}, undefined],
  ['an nbf of an hour ago', { nbf: now - 3600, exp: now }, undefined],
  ['an exp an hour after nbf', { nbf: now, exp: now + 3600 }, undefined],
  ['an nbf ten seconds ahead', { nbf: now + 10 }, undefined],
  ['no nbf', { nbf: undefined }, `${clause}: nbf is missing`],
  ['an nbf of more than an hour ago', { nbf: now - 3601, exp: now - 1 }, `${clause}: nbf is too long ago`],
  ['an exp more than an hour after nbf', { nbf: now, exp: now + 3601 }, `${clause}: exp is too far from nbf`],
  ['an nbf more than a minute ahead', { nbf: now + 61 }, 'nbf is in the future'],
  ['another audience', { aud: 'https://other.example' }, 'aud is not the issuer'],
  ['an audience of several', { aud: ['https://other.example', validService.issuer] }, undefined],
];
for (const [title, change, expected] of table) {
  test(`${clause}: ${title} → ${expected === undefined ? 'taken' : 'refused'}`, () => {
    const jwt = { header: { alg: 'ES256', typ: 'oauth-authz-req+jwt' }, claims: { ...claims, ...change } };
    assert.equal(findRequestObjectFault({ now, service: validService, client, jwt }), expected);
    const byService = { ...validService, profiles: client.profiles };
    assert.equal(findRequestObjectFault({ now, service: byService, client: { clientId, number, profiles: [] }, jwt }), expected);
  });
}

test(`${clause}: a service may do without nbf, and the hour is from now then`, () => {
  const service = { ...validService, requestRules: { ...plainServiceRules, nbfOptional: true } };
  const judge = (change: Readonly<Record<string, unknown>>) =>
    findRequestObjectFault({ now, service, client, jwt: { header: { alg: 'ES256' }, claims: { ...claims, ...change } } });
  assert.equal(judge({ nbf: undefined, exp: now + 3600 }), undefined);
  assert.equal(judge({ nbf: undefined, exp: now + 3601 }), `${clause}: exp is too far from nbf`);
  assert.equal(judge({ nbf: now - 3601, exp: now - 1 }), `${clause}: nbf is too long ago`);
});

test('FAPI 2.0 Security Profile §5.4.1 (1): a request object signed with another algorithm is refused, whatever was registered', async () => {
  await using run = await openEngine();
  const key = makeClientKey();
  const { client: made } = await run.addClient({ jwks: key.jwks });
  const sent = key.signJwt({ ...claims, iss: made.clientId, client_id: made.clientId });
  const read = (change: Partial<Client>) =>
    readRequestObject(run.engine, { now, service: run.service, client: { ...made, ...change } }, sent);
  assert.ok(!((await read({ profiles: ['fapi2_security'] })) instanceof OAuthError));
  const registered = { requestRules: { ...made.requestRules, signingAlg: 'RS256' } };
  const refused = await read({ ...registered, profiles: ['fapi2_security'] });
  assert.ok(refused instanceof OAuthError);
  assert.equal(refused.code, 'invalid_request_object');
});
