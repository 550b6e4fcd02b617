import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { after, before, suite, test } from 'node:test';
import { makeAttester, makeInstance } from '../../src/engine/testing/client-attestation.ts';
import { makeCertificate } from '../support/client-certificates.ts';
import { type EngineApi, startEngineApi } from '../support/engine-api.ts';
import { createTestClient } from '../support/oauth-client.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

suite('what front ends hand on of how a client proves itself', () => {
  const folder = temporaryFolder('client-proofs');
  let api: EngineApi;
  before(async () => {
    api = await startEngineApi();
  });
  after(async () => {
    await api[Symbol.asyncDispose]();
    folder[Symbol.dispose]();
  });

  const ask = async (clientId: string, more: Readonly<Record<string, unknown>>) => {
    const parameters = String(new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId }));
    const { status, body, text } = await api.call('/auth/token', { parameters, ...more });
    assert.equal(status, 200, text);
    return body.action;
  };

  test('RFC 8705 §2.2, seed 002 §2.1: the certificate of the connection that the front end ended', async () => {
    const files = ['own', 'other'].map((name) => makeCertificate(folder.path, name, { subject: `/CN=${name}` }));
    const [own = '', other = ''] = files.map(({ cert }) => readFileSync(cert, 'utf8'));
    const jwk = new X509Certificate(own).publicKey.export({ format: 'jwk' });
    const settings = { token_endpoint_auth_method: 'self_signed_tls_client_auth', jwks: { keys: [jwk] } };
    const { clientId } = await createTestClient(api.url, api.owner.api_token, settings);
    assert.equal(await ask(clientId, { clientCertificate: own }), 'OK');
    assert.equal(await ask(clientId, { clientCertificate: own, clientCertificatePath: [own, other] }), 'OK');
    for (const clientCertificate of [other, 'text', '']) assert.equal(await ask(clientId, { clientCertificate }), 'INVALID_CLIENT');
  });

  test('draft-ietf-oauth-attestation-based-client-auth-11 §7.5, seed 002 §2.1: the attestation and its proof', async () => {
    const [attester, instance] = [makeAttester(), makeInstance()];
    const settings = { token_endpoint_auth_method: 'attest_jwt_client_auth', jwks: attester.jwks };
    const { clientId } = await createTestClient(api.url, api.owner.api_token, settings);
    const iat = Math.floor(Date.now() / 1000);
    const oauthClientAttestation = attester.attest(clientId, instance, { iat, exp: iat + 60 });
    const oauthClientAttestationPop = instance.prove({ iat, aud: api.url });
    assert.equal(await ask(clientId, { oauthClientAttestation, oauthClientAttestationPop }), 'OK');
    assert.notEqual(await ask(clientId, { oauthClientAttestation, oauthClientAttestationPop }), 'OK');
  });
});
