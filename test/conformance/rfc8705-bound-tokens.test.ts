import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { type CertificateFiles, fetchShowing, makeCertificate, type SendOptions } from '../support/client-certificates.ts';
import { makePkce } from '../support/oauth-client.ts';
import { ownerCredentials, type ServerProcess, startServer } from '../support/server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const thumbprintOf = ({ cert }: CertificateFiles): string =>
  Buffer.from(new X509Certificate(readFileSync(cert)).fingerprint256.replaceAll(':', ''), 'hex').toString('base64url');

describe('RFC 8705 §3: tokens bound to certificates, at a running server with TLS', () => {
  const folder = temporaryFolder('bound-tokens');
  const own = makeCertificate(folder.path, 'server', { subject: '/CN=grantry', alternativeNames: 'IP:127.0.0.1', isAuthority: true });
  const mine = makeCertificate(folder.path, 'mine', { subject: '/CN=mine' });
  const other = makeCertificate(folder.path, 'other', { subject: '/CN=other' });
  let server: ServerProcess;
  let apiToken: string;

  const send = async (path: string, shown: CertificateFiles | undefined, init: SendOptions = {}) => {
    const response = await fetchShowing(shown, own.cert)(server.url + path, init);
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text === '' ? {} : JSON.parse(text) };
  };
  const sendForm = (path: string, shown: CertificateFiles | undefined, form: Readonly<Record<string, string>>) =>
    send(path, shown, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(form).toString(),
    });

  before(async () => {
    server = await startServer({
      GRANTRY_DATA_DIR: folder.path,
      GRANTRY_TLS_CERT_FILE: own.cert,
      GRANTRY_TLS_KEY_FILE: own.key,
      GRANTRY_TLS_CLIENT_CERTIFICATES: 'true',
    });
    const [setupToken] = /gsl_\w+/.exec(server.output()) ?? [];
    const headers = { 'content-type': 'application/json' };
    const owner = await send('/api/v2/users/first', undefined, {
      method: 'POST',
      headers,
      body: JSON.stringify({ ...ownerCredentials, setup_token: setupToken }),
    });
    apiToken = owner.body.api_token;
  });
  after(async () => {
    await server[Symbol.asyncDispose]();
    folder[Symbol.dispose]();
  });

  async function register(settings: Readonly<Record<string, unknown>>): Promise<string> {
    const { status, body } = await send('/api/v2/oauth2-provider/apps', undefined, {
      method: 'POST',
      headers: { 'coder-session-token': apiToken, 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'App', callback_url: 'http://127.0.0.1:9876/callback', ...settings }),
    });
    assert.equal(status, 201, JSON.stringify(body));
    return body.id;
  }

  /** Redeems a fresh code of the owner over a connection that shows a certificate, or none. */
  async function redeem(clientId: string, shown: CertificateFiles | undefined, scope = 'all') {
    const { verifier, challenge } = makePkce();
    const redirectUri = 'http://127.0.0.1:9876/callback';
    const request = {
      client_id: clientId,
      response_type: 'code',
      redirect_uri: redirectUri,
      scope,
      code_challenge: challenge,
      code_challenge_method: 'S256',
    };
    const { headers } = await send(`/oauth2/authorize?${new URLSearchParams(request)}`, undefined, {
      method: 'POST',
      headers: { 'coder-session-token': apiToken },
    });
    const code = new URL(headers.get('location') ?? '').searchParams.get('code') ?? '';
    return sendForm('/oauth2/tokens', shown, {
      grant_type: 'authorization_code',
      client_id: clientId,
      redirect_uri: redirectUri,
      code,
      code_verifier: verifier,
    });
  }

  const me = (token: string, shown: CertificateFiles | undefined) =>
    send('/api/v2/users/me', shown, { headers: { authorization: `Bearer ${token}` } });

  const publicClient = { client_type: 'public', tls_client_certificate_bound_access_tokens: true };

  test('RFC 8705 §3.3: the metadata says so', async () => {
    const { body } = await send('/.well-known/oauth-authorization-server', undefined);
    assert.equal(body.tls_client_certificate_bound_access_tokens, true);
  });

  test('RFC 8705 §3: a bound token opens the API over its certificate only', async () => {
    const { body } = await redeem(await register(publicClient), mine);
    assert.equal(body.token_type, 'Bearer');
    assert.equal((await me(body.access_token, mine)).status, 200);
    for (const shown of [other, undefined]) {
      const answer = await me(body.access_token, shown);
      assert.equal(answer.status, 401);
      assert.match(answer.headers.get('www-authenticate') ?? '', /^Bearer .*error="invalid_token"/);
    }
  });

  test('RFC 8705 §3, OpenID Connect Core §5.3: a bound token opens userinfo over its certificate only', async () => {
    const { body } = await redeem(await register(publicClient), mine, 'openid');
    const userinfo = (shown: CertificateFiles | undefined) =>
      send('/oauth2/userinfo', shown, { headers: { authorization: `Bearer ${body.access_token}` } });
    assert.equal((await userinfo(mine)).status, 200);
    for (const shown of [other, undefined]) {
      const answer = await userinfo(shown);
      assert.equal(answer.status, 401);
      assert.match(answer.headers.get('www-authenticate') ?? '', /^Bearer .*error="invalid_token"/);
    }
  });

  test('RFC 8705 §3.4: a client that means its tokens to be bound gets none without a certificate', async () => {
    const { status, body } = await redeem(await register(publicClient), undefined);
    assert.deepEqual([status, body.error], [400, 'invalid_request']);
  });

  test("RFC 8705 §4: a public client's refresh token is good over its certificate only", async () => {
    const clientId = await register(publicClient);
    const first = (await redeem(clientId, mine)).body;
    const form = { grant_type: 'refresh_token', client_id: clientId, refresh_token: first.refresh_token };
    assert.equal((await sendForm('/oauth2/tokens', other, form)).body.error, 'invalid_grant');
    assert.equal((await sendForm('/oauth2/tokens', mine, form)).status, 200);
  });

  test('RFC 8705 §3, §3.2: a client that authenticates by a certificate gets tokens bound to it, and introspection shows that', async () => {
    const jwk = new X509Certificate(readFileSync(mine.cert)).publicKey.export({ format: 'jwk' });
    const clientId = await register({ token_endpoint_auth_method: 'self_signed_tls_client_auth', jwks: { keys: [jwk] } });
    const { body } = await sendForm('/oauth2/tokens', mine, { grant_type: 'client_credentials', client_id: clientId });
    const described = await sendForm('/oauth2/introspect', mine, { client_id: clientId, token: body.access_token });
    assert.deepEqual([described.body.active, described.body.cnf], [true, { 'x5t#S256': thumbprintOf(mine) }]);
  });

  test('RFC 8705 §3: a certificate nobody asked for leaves bearer tokens', async () => {
    const { body } = await redeem(await register({ client_type: 'public' }), mine);
    assert.equal((await me(body.access_token, undefined)).status, 200);
  });
});
