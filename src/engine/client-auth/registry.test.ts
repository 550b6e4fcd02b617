import assert from 'node:assert/strict';
import { createHmac, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { decodeForm } from '../../protocol/form.ts';
import { OAuthError } from '../../protocol/oauth-error.ts';
import type { PresentedAttestation } from '../attestation/presented-attestation.ts';
import type { ClientInput } from '../clients/client-input.ts';
import type { PresentedDpop } from '../dpop/presented-dpop.ts';
import type { ClientCertificate } from '../model/client-certificate.ts';
import { makeAttester, makeInstance } from '../testing/client-attestation.ts';
import { openEngine } from '../testing/open-engine.ts';
import { now, validService } from '../testing/records.ts';
import { attestJwtClientAuth } from './attest-jwt-client-auth.ts';
import { attestJwtClientAuthDpop } from './attest-jwt-client-auth-dpop.ts';
import { authenticateClient } from './authenticate-client.ts';
import type { ClientAuthMethod } from './client-auth-method.ts';
import { clientSecretBasic } from './client-secret-basic.ts';
import { clientSecretJwt } from './client-secret-jwt.ts';
import { clientSecretPost } from './client-secret-post.ts';
import { identifyClient } from './identify-client.ts';
import { none } from './none.ts';
import { privateKeyJwt } from './private-key-jwt.ts';
import { clientAuthMethods } from './registry.ts';
import { selfSignedTlsClientAuth } from './self-signed-tls-client-auth.ts';
import { tlsClientAuth } from './tls-client-auth.ts';

interface Sent {
  readonly form: Readonly<Record<string, string>>;
  readonly authorization?: string;
  readonly certificate?: ClientCertificate;
  readonly attestation?: PresentedAttestation;
  readonly dpop?: PresentedDpop;
}

const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const jwk = { ...keys.publicKey.export({ format: 'jwk' }) };

const attester = makeAttester();
const instance = makeInstance();

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A request with an assertion, signed by whatever makes a signature of what is to be signed. */
function sendAssertion(alg: string, clientId: string, sign: (input: string) => Buffer): Sent {
  const claims = { iss: clientId, sub: clientId, aud: validService.issuer, exp: now + 60, jti: randomUUID() };
  const input = `${encode({ alg })}.${encode(claims)}`;
  const client_assertion_type = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
  return { form: { client_assertion_type, client_assertion: `${input}.${sign(input).toString('base64url')}` } };
}

const certificate: ClientCertificate = {
  thumbprint: 'thumbprint',
  subject: 'CN=app,O=Example',
  dnsNames: [],
  uris: [],
  ipAddresses: [],
  emails: [],
  publicKey: jwk as ClientCertificate['publicKey'],
  isTimely: true,
  isTrusted: () => true,
};

/** What a client registers beside the method's name. */
const registration: Readonly<Record<string, Partial<ClientInput>>> = {
  [privateKeyJwt.name]: { jwks: { keys: [jwk] } },
  [selfSignedTlsClientAuth.name]: { jwks: { keys: [jwk] } },
  [attestJwtClientAuth.name]: { jwks: attester.jwks },
  [attestJwtClientAuthDpop.name]: { jwks: attester.jwks },
  [tlsClientAuth.name]: { certificateSubjects: [{ field: 'tls_client_auth_subject_dn', value: 'cn=app, O=Example' }] },
};

/** How a client sends its credentials by each method. A new method adds its line here. */
const send: Readonly<Record<string, (clientId: string, secret: string) => Sent>> = {
  [clientSecretJwt.name]: (clientId, secret) =>
    sendAssertion('HS256', clientId, (input) => createHmac('sha256', secret).update(input).digest()),
  [privateKeyJwt.name]: (clientId) =>
    sendAssertion('ES256', clientId, (input) => sign('sha256', Buffer.from(input), { key: keys.privateKey, dsaEncoding: 'ieee-p1363' })),
  [tlsClientAuth.name]: (clientId) => ({ form: { client_id: clientId }, certificate }),
  [selfSignedTlsClientAuth.name]: (clientId) => ({ form: { client_id: clientId }, certificate }),
  [attestJwtClientAuth.name]: (clientId) => ({
    form: {},
    attestation: { attestations: [attester.attest(clientId, instance)], proofs: [instance.prove()] },
  }),
  [attestJwtClientAuthDpop.name]: (clientId) => ({
    form: {},
    attestation: { attestations: [attester.attest(clientId, instance)], proofs: [] },
    dpop: { proofs: [instance.proveDpop(tokenUrl)], method: 'POST', url: tokenUrl },
  }),
  [none.name]: (clientId) => ({ form: { client_id: clientId } }),
  [clientSecretBasic.name]: (clientId, secret) => ({
    form: {},
    authorization: `Basic ${btoa(`${encodeURIComponent(clientId)}:${encodeURIComponent(secret)}`)}`,
  }),
  [clientSecretPost.name]: (clientId, secret) => ({ form: { client_id: clientId, client_secret: secret } }),
};

const inputFor = ({ name, clientType }: ClientAuthMethod): ClientInput => ({
  clientType,
  tokenEndpointAuthMethod: name,
  ...registration[name],
});

const tokenUrl = 'https://auth.example.com/oauth2/tokens';

const sendBy = (method: ClientAuthMethod, clientId: string, secret: string): Sent =>
  send[method.name]?.(clientId, secret) ?? assert.fail(`no test sends ${method.name}`);

for (const method of clientAuthMethods) {
  test(`${method.spec}: ${method.name} authenticates a client registered for it`, async () => {
    await using run = await openEngine();
    const { client, secret } = await run.addClient(inputFor(method));
    const { form, authorization, ...shown } = sendBy(method, client.clientId, secret);
    const authenticated = await authenticateClient(run.engine, { ...run.request(form, authorization), ...shown }, now);
    assert.ok(!(authenticated instanceof OAuthError));
    assert.equal(authenticated.client.clientId, client.clientId);
  });

  const others = clientAuthMethods.filter(({ family }) => family !== method.family);
  for (const other of others.filter(
    (other) => !(method.provesByConnection && (other.provesByConnection || other.clientType === 'public')),
  )) {
    test(`RFC 6749 §2.3: ${method.name} does not authenticate a client registered for ${other.name}`, async () => {
      await using run = await openEngine();
      const { client, secret } = await run.addClient(inputFor(other));
      const stranger = await run.addClient();
      const { form, authorization, ...shown } = sendBy(method, client.clientId, secret === '' ? stranger.secret : secret);
      const refused = await authenticateClient(run.engine, { ...run.request(form, authorization), ...shown }, now);
      assert.ok(refused instanceof OAuthError);
      assert.equal(refused.code, method.failure ?? 'invalid_client');
    });
  }

  if (method.family === clientSecretBasic.family || method === clientSecretJwt) {
    test(`RFC 6749 §5.2: ${method.name} with a wrong, malformed, deleted or foreign secret is invalid_client, and says no more`, async () => {
      await using run = await openEngine();
      const { client, secret } = await run.addClient(inputFor(method));
      const stranger = await run.addClient();
      const flipped = secret.slice(0, -1) + (secret.endsWith('0') ? '1' : '0');
      for (const wrong of [stranger.secret, flipped, 'secret', secret.slice(1), `${secret} `, secret.toUpperCase()]) {
        const { form, authorization } = sendBy(method, client.clientId, wrong);
        const refused = await authenticateClient(run.engine, run.request(form, authorization), now);
        assert.ok(refused instanceof OAuthError, wrong);
        assert.equal(refused.code, 'invalid_client');
        assert.equal(refused.message, 'Client authentication failed.');
      }
    });
  }
}

test('RFC 6749 §2.3: two methods in one request are invalid_request', () => {
  const identified = identifyClient({
    service: validService,
    parameters: decodeForm('client_id=a&client_secret=b'),
    authorization: `Basic ${btoa('a:b')}`,
  });
  assert.ok(identified instanceof OAuthError);
  assert.equal(identified.code, 'invalid_request');
});

const table: readonly (readonly [title: string, body: string, query: string, authorization: string | undefined, expected: string])[] = [
  ['no client at all', '', '', undefined, 'invalid_request'],
  ['a query that names the client', '', 'client_id=a', undefined, 'a'],
  ['a query and a form that agree', 'client_id=a', 'client_id=a', undefined, 'a'],
  ['a query and a form that disagree', 'client_id=a', 'client_id=b', undefined, 'invalid_request'],
  ['a query that names two', 'client_id=a', 'client_id=a&client_id=b', undefined, 'invalid_request'],
  ['a header and a form that agree', 'client_id=a', '', `Basic ${btoa('a:b')}`, 'a'],
  ['a header and a form that disagree', 'client_id=b', '', `Basic ${btoa('a:b')}`, 'invalid_request'],
  ['a secret in the query, which is not read', '', 'client_id=a&client_secret=b', undefined, 'a'],
  ['a scheme that authenticates no client', 'client_id=a', '', 'Bearer x', 'invalid_client'],
];

for (const [title, body, query, authorization, expected] of table) {
  test(`RFC 6749 §2.3.1: ${title} → ${expected}`, () => {
    const identified = identifyClient({ service: validService, parameters: decodeForm(body), query: decodeForm(query), authorization });
    assert.equal(identified instanceof OAuthError ? identified.code : identified.presented.clientId, expected);
  });
}

test('RFC 6749 §2.3: whatever is sent as credentials, nothing but an OAuthError comes of it', async () => {
  await using run = await openEngine();
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'binary' }),
      async (id, secret, header) => {
        const form = { client_id: id.toWellFormed(), client_secret: secret.toWellFormed() };
        for (const authorization of [undefined, header, `Basic ${header}`, `Basic ${Buffer.from(header).toString('base64')}`]) {
          const refused = await authenticateClient(run.engine, run.request(form, authorization), now).catch((error: unknown) => error);
          assert.ok(refused instanceof OAuthError);
        }
      },
    ),
    { numRuns: 200 },
  );
});
