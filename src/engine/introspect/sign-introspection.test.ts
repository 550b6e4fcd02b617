import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseJwt } from '../../protocol/jose/jws.ts';
import { OAuthError } from '../../protocol/oauth-error.ts';
import type { Client } from '../model/client.ts';
import { openEngine } from '../testing/open-engine.ts';
import { validClient, validService } from '../testing/records.ts';
import { introspect } from './introspect.ts';
import { inactive } from './introspection-response.ts';
import { decideSigning, signIntrospection } from './sign-introspection.ts';

const fapi: Client = { ...validClient, profiles: ['fapi2_signed_introspection'] };

for (const introspectionSignedResponseAlg of [undefined, 'EdDSA']) {
  test(`RFC 9701 §5: an answer signed with ${introspectionSignedResponseAlg ?? 'the default'} is for who asked, and no token`, async () => {
    await using run = await openEngine();
    const { client, secret } = await run.addClient({ introspectionSignedResponseAlg });
    const credentials = { client_id: client.clientId, client_secret: secret };
    const { access_token: token } = await run.obtain({ grant_type: 'client_credentials', ...credentials });
    const decision = await introspect(run.engine, run.request({ token, ...credentials }));
    assert.ok(decision.action === 'answer');
    const now = run.engine.clock();
    const jwt = await signIntrospection(run.engine, { service: run.service, client: decision.client, response: decision.response, now });
    const { header, claims } = parseJwt(jwt) ?? assert.fail('no JWT');
    assert.equal(header.typ, 'token-introspection+jwt');
    assert.equal(header.alg, introspectionSignedResponseAlg ?? 'RS256');
    assert.deepEqual(claims, {
      iss: run.service.issuer,
      aud: client.clientId,
      iat: now,
      token_introspection: decision.response,
    });
    assert.equal(await run.engine.readOwnJwt(run.service.id, jwt, 'at+jwt'), undefined, 'it must not pass for an access token');
  });
}

test('RFC 9701 §5: of a dead token nothing is said but that it is', async () => {
  await using run = await openEngine();
  const asked = { service: run.service, client: validClient, response: inactive, now: run.engine.clock() };
  assert.deepEqual(parseJwt(await signIntrospection(run.engine, asked))?.claims.token_introspection, { active: false });
});

test('FAPI 2.0 Security Profile §5.4.1 (1): under a profile the default is an algorithm it allows', async () => {
  await using run = await openEngine();
  const asked = { service: run.service, client: fapi, response: inactive, now: run.engine.clock() };
  assert.equal(parseJwt(await signIntrospection(run.engine, asked))?.header.alg, 'ES256');
});

test('RFC 9701 §4: who names the signed form gets it, and nobody else does', () => {
  const asked = { service: validService, client: validClient };
  assert.equal(decideSigning(asked, { wantsSigned: true, takesSigned: true }), true);
  assert.equal(decideSigning(asked, { wantsSigned: false, takesSigned: true }), false);
  assert.equal(decideSigning(asked, { wantsSigned: false, takesSigned: false }), false);
});

test('FAPI 2.0 Message Signing §5.5.1 (1): under the profile every answer is signed, or none is given', () => {
  for (const asked of [
    { service: validService, client: fapi },
    { service: { ...validService, profiles: fapi.profiles }, client: validClient },
  ]) {
    assert.equal(decideSigning(asked, { wantsSigned: false, takesSigned: true }), true);
    const refused = decideSigning(asked, { wantsSigned: false, takesSigned: false });
    assert.ok(refused instanceof OAuthError);
    assert.equal(refused.code, 'invalid_request');
    assert.ok(refused.reason.startsWith('FAPI 2.0 Message Signing §5.5.1 (1): '));
  }
});
