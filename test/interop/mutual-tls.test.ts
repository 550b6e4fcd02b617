import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createPublicKey } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import * as oauth from 'oauth4webapi';
import * as openid from 'openid-client';
import { type CertificateFiles, fetchShowing, makeCertificate } from '../support/client-certificates.ts';
import { ownerCredentials, type ServerProcess, startServer } from '../support/server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const run = promisify(execFile);

const jwkOf = ({ cert }: CertificateFiles): object => createPublicKey(readFileSync(cert)).export({ format: 'jwk' });

describe('clients with certificates, against the running server with TLS', () => {
  const folder = temporaryFolder('mutual-tls');
  const authority = makeCertificate(folder.path, 'authority', { subject: '/O=Example/CN=Authority', isAuthority: true });
  const rogueAuthority = makeCertificate(folder.path, 'rogue-authority', { subject: '/O=Example/CN=Authority', isAuthority: true });
  const own = makeCertificate(folder.path, 'server', { subject: '/CN=grantry', alternativeNames: 'IP:127.0.0.1', isAuthority: true });
  const subject = '/C=CH/O=Example/CN=app';
  const alternativeNames = 'DNS:app.example.com,URI:spiffe://example.com/app,IP:192.0.2.7,IP:2001:db8::7,email:app@example.com';
  const vouched = makeCertificate(folder.path, 'vouched', { subject, alternativeNames, issuer: authority });
  const forServers = makeCertificate(folder.path, 'for-servers', { subject, alternativeNames, issuer: authority, purposes: 'serverAuth' });
  const rogue = makeCertificate(folder.path, 'rogue', { subject, alternativeNames, issuer: rogueAuthority });
  const intermediate = makeCertificate(folder.path, 'not-an-authority', { subject: '/CN=leaf', issuer: authority });
  const belowLeaf = makeCertificate(folder.path, 'below-leaf', { subject, alternativeNames, issuer: intermediate });
  const below = makeCertificate(folder.path, 'below', { subject: '/CN=Below', issuer: authority, isAuthority: true });
  const twoBelow = makeCertificate(folder.path, 'two-below', { subject, alternativeNames, issuer: below });
  const withChain = { ...twoBelow, cert: join(folder.path, 'chain.pem') };
  writeFileSync(withChain.cert, readFileSync(twoBelow.cert, 'utf8') + readFileSync(below.cert, 'utf8'));
  const selfSigned = makeCertificate(folder.path, 'self-signed', { subject: '/CN=anything' });
  let server: ServerProcess;
  let apiToken: string;
  let issuer: oauth.AuthorizationServer;

  before(async () => {
    server = await startServer({
      GRANTRY_DATA_DIR: folder.path,
      GRANTRY_TLS_CERT_FILE: own.cert,
      GRANTRY_TLS_KEY_FILE: own.key,
      GRANTRY_TLS_CLIENT_CERTIFICATES: 'true',
      GRANTRY_TLS_CLIENT_CA_FILE: authority.cert,
    });
    const [setupToken] = /gsl_\w+/.exec(server.output()) ?? [];
    const plain = fetchShowing(undefined, own.cert);
    const answer = await plain(`${server.url}/api/v2/users/first`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...ownerCredentials, setup_token: setupToken }),
    });
    apiToken = ((await answer.json()) as { readonly api_token: string }).api_token;
    const identifier = new URL(server.url);
    const found = await oauth.discoveryRequest(identifier, { algorithm: 'oauth2', [oauth.customFetch]: plain });
    issuer = await oauth.processDiscoveryResponse(identifier, found);
  });
  after(async () => {
    await server[Symbol.asyncDispose]();
    folder[Symbol.dispose]();
  });

  async function register(settings: Readonly<Record<string, unknown>>): Promise<string> {
    const answer = await fetchShowing(undefined, own.cert)(`${server.url}/api/v2/oauth2-provider/apps`, {
      method: 'POST',
      headers: { 'coder-session-token': apiToken, 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'App', callback_url: 'https://app.example.com/', ...settings }),
    });
    assert.equal(answer.status, 201, await answer.clone().text());
    return ((await answer.json()) as { readonly id: string }).id;
  }

  async function obtain(clientId: string, shown: CertificateFiles | undefined): Promise<string> {
    const response = await oauth.clientCredentialsGrantRequest(
      issuer,
      { client_id: clientId },
      oauth.TlsClientAuth(),
      {},
      {
        [oauth.customFetch]: fetchShowing(shown, own.cert),
      },
    );
    const body = (await response.json()) as { readonly access_token?: string; readonly error?: string };
    return body.access_token === undefined ? `${response.status} ${body.error}` : 'token';
  }

  test('RFC 8705 §2: the metadata offers both methods', () => {
    assert.deepEqual(
      issuer.token_endpoint_auth_methods_supported?.filter((name) => name.includes('tls')),
      ['tls_client_auth', 'self_signed_tls_client_auth'],
    );
  });

  const names: readonly (readonly [field: string, value: string])[] = [
    ['tls_client_auth_subject_dn', 'CN=app,O=Example,C=CH'],
    ['tls_client_auth_subject_dn', 'cn=app, o=Example, c=CH'],
    ['tls_client_auth_san_dns', 'APP.example.com'],
    ['tls_client_auth_san_uri', 'spiffe://example.com/app'],
    ['tls_client_auth_san_ip', '192.0.2.7'],
    ['tls_client_auth_san_ip', '2001:db8::7'],
    ['tls_client_auth_san_email', 'app@EXAMPLE.com'],
  ];
  for (const [field, value] of names) {
    test(`RFC 8705 §2.1.2: a certificate that authorities vouch for authenticates by ${field} ${value}`, async () => {
      const clientId = await register({ token_endpoint_auth_method: 'tls_client_auth', [field]: value });
      assert.equal(await obtain(clientId, vouched), 'token');
    });
  }

  const strangers: readonly (readonly [field: string, value: string])[] = [
    ['tls_client_auth_subject_dn', 'C=CH,O=Example,CN=app'],
    ['tls_client_auth_subject_dn', 'CN=app'],
    ['tls_client_auth_san_dns', 'example.com'],
    ['tls_client_auth_san_dns', '*.example.com'],
    ['tls_client_auth_san_uri', 'spiffe://example.com/APP'],
    ['tls_client_auth_san_email', 'APP@example.com'],
    ['tls_client_auth_san_ip', '192.0.2.70'],
  ];
  for (const [field, value] of strangers) {
    test(`RFC 8705 §2.1.2: it is not the one registered with ${field} ${value}`, async () => {
      const clientId = await register({ token_endpoint_auth_method: 'tls_client_auth', [field]: value });
      assert.equal(await obtain(clientId, vouched), '401 invalid_client');
    });
  }

  for (const [title, shown] of [
    ['no certificate', undefined],
    ['an authority of the same name that nobody trusts', rogue],
    ['one made by a certificate that is no authority', belowLeaf],
    ['one that is not for clients', forServers],
    ['one that vouches for itself', selfSigned],
  ] as const) {
    test(`RFC 8705 §2.1: ${title} → invalid_client`, async () => {
      const registered = { token_endpoint_auth_method: 'tls_client_auth', tls_client_auth_san_dns: 'app.example.com' };
      assert.equal(await obtain(await register(registered), shown), '401 invalid_client');
    });
  }

  test('RFC 5280 §6.1: an authority between comes along with the certificate, or nobody vouches for it', async () => {
    const clientId = await register({ token_endpoint_auth_method: 'tls_client_auth', tls_client_auth_san_dns: 'app.example.com' });
    assert.equal(await obtain(clientId, withChain), 'token');
    assert.equal(await obtain(clientId, twoBelow), '401 invalid_client');
  });

  test('RFC 8705 §2.2: a certificate of its own making authenticates by its registered key, and no other does', async () => {
    const clientId = await register({ token_endpoint_auth_method: 'self_signed_tls_client_auth', jwks: { keys: [jwkOf(selfSigned)] } });
    assert.equal(await obtain(clientId, selfSigned), 'token');
    assert.equal(await obtain(clientId, vouched), '401 invalid_client');
    assert.equal(await obtain(clientId, undefined), '401 invalid_client');
  });

  test('RFC 8705 §2: a certificate proves nothing of a client that registered a secret, and does not bother a public one', async () => {
    assert.equal(await obtain(await register({}), vouched), '401 invalid_client');
    assert.equal(await obtain(await register({ client_type: 'public' }), vouched), '400 unauthorized_client');
  });

  test('RFC 8705 §2.1: openid-client authenticates by its certificate', async () => {
    const clientId = await register({ token_endpoint_auth_method: 'tls_client_auth', tls_client_auth_san_dns: 'app.example.com' });
    const config = await openid.discovery(new URL(server.url), clientId, undefined, openid.TlsClientAuth(), {
      algorithm: 'oauth2',
      [openid.customFetch]: fetchShowing(vouched, own.cert),
    });
    const tokens = await openid.clientCredentialsGrant(config);
    assert.ok(tokens.access_token.length > 0);
  });

  test('RFC 8705 §2.1: curl --cert authenticates', async () => {
    const clientId = await register({ token_endpoint_auth_method: 'tls_client_auth', tls_client_auth_san_dns: 'app.example.com' });
    const certificate = ['--cacert', own.cert, '--cert', vouched.cert, '--key', vouched.key];
    const form = ['-d', 'grant_type=client_credentials', '-d', `client_id=${clientId}`];
    const { stdout } = await run('curl', ['-s', ...certificate, ...form, `${server.url}/oauth2/tokens`]);
    assert.equal(typeof JSON.parse(stdout).access_token, 'string', stdout);
  });

  test('RFC 9440 §4: a header with a certificate is nothing where no proxy is trusted', async () => {
    const clientId = await register({ token_endpoint_auth_method: 'tls_client_auth', tls_client_auth_san_dns: 'app.example.com' });
    const der = readFileSync(vouched.cert, 'utf8').replaceAll(/-----[^-]+-----|\s/g, '');
    const answer = await fetchShowing(undefined, own.cert)(`${server.url}/oauth2/tokens`, {
      method: 'POST',
      headers: { 'client-cert': `:${der}:`, 'content-type': 'application/x-www-form-urlencoded' },
      body: `grant_type=client_credentials&client_id=${clientId}`,
    });
    assert.equal(answer.status, 401);
  });
});
