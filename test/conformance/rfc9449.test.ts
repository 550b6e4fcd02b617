import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { request } from 'node:http';
import { after, before, describe, test } from 'node:test';
import { approve, createTestClient, makePkce, type TestClient } from '../support/oauth-client.ts';
import { startFreshServer } from '../support/server.ts';

type Server = Awaited<ReturnType<typeof startFreshServer>>;

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  // biome-ignore lint/suspicious/noExplicitAny: tests say what they expect of a body by comparing it
  readonly body: any;
}

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A client's key, and proofs by it. */
function makeKey() {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { kty, crv, x, y } = publicKey.export({ format: 'jwk' });
  return (htm: string, htu: string, claims: Readonly<Record<string, unknown>> = {}): string => {
    const iat = Math.floor(Date.now() / 1000);
    const signed = `${encode({ typ: 'dpop+jwt', alg: 'ES256', jwk: { kty, crv, x, y } })}.${encode({ jti: randomUUID(), htm, htu, iat, ...claims })}`;
    return `${signed}.${sign('sha256', Buffer.from(signed), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
  };
}

const athOf = (token: string): string => createHash('sha256').update(token).digest('base64url');

/** Sends a request whose headers may be there twice, which `fetch` would join. */
function send(url: string, method: string, headers: Readonly<Record<string, string | readonly string[]>>, body?: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const lines = Object.entries(headers).flatMap(([name, value]) => [value].flat().flatMap((each) => [name, each]));
    const sent = request(url, { method, headers: ['Host', new URL(url).host, ...lines] }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) }),
      );
    });
    sent.on('error', reject).end(body);
  });
}

const form = { 'content-type': 'application/x-www-form-urlencoded' };

describe('RFC 9449 at a running server', () => {
  let server: Server;
  let client: TestClient;
  let tokenUrl: string;
  let me: string;
  const prove = makeKey();

  before(async () => {
    server = await startFreshServer();
    client = await createTestClient(server.url, server.owner.api_token);
    tokenUrl = `${server.url}/oauth2/tokens`;
    me = `${server.url}/api/v2/users/me`;
  });
  after(() => server[Symbol.asyncDispose]());

  const credentials = () => ({ client_id: client.clientId, client_secret: client.clientSecret });
  const ask = (
    dpop: string | readonly string[] | undefined,
    parameters: Readonly<Record<string, string>> = { grant_type: 'client_credentials' },
    url = tokenUrl,
  ) =>
    send(
      url,
      'POST',
      { ...form, ...(dpop === undefined ? {} : { dpop }) },
      new URLSearchParams({ ...credentials(), ...parameters }).toString(),
    );

  /** A token of the owner that is bound to the key. */
  async function obtainBound(): Promise<string> {
    const { verifier, challenge } = makePkce();
    const location = await approve(server.url, server.owner.api_token, {
      client_id: client.clientId,
      response_type: 'code',
      redirect_uri: client.redirectUri,
      code_challenge: challenge,
      code_challenge_method: 'S256',
    });
    const code = location.searchParams.get('code') ?? '';
    const answer = await ask(prove('POST', tokenUrl), {
      grant_type: 'authorization_code',
      code,
      redirect_uri: client.redirectUri,
      code_verifier: verifier,
    });
    assert.deepEqual([answer.status, answer.body.token_type], [200, 'DPoP'], JSON.stringify(answer.body));
    return answer.body.access_token;
  }

  test('RFC 9449 §5.1: metadata names the algorithms, and no symmetric one', async () => {
    for (const name of ['oauth-authorization-server', 'oauth-protected-resource']) {
      const { body } = await send(`${server.url}/.well-known/${name}`, 'GET', {});
      const algorithms: readonly string[] = body.dpop_signing_alg_values_supported;
      assert.ok(algorithms.includes('ES256') && !algorithms.some((alg) => alg === 'none' || alg.startsWith('HS')), String(algorithms));
    }
  });

  test('RFC 9728 §2: the resource says whether DPoP is required', async () => {
    const { body } = await send(`${server.url}/.well-known/oauth-protected-resource`, 'GET', {});
    assert.equal(body.dpop_bound_access_tokens_required, false);
  });

  test('RFC 9449 §5: the token endpoint takes a proof under each of its paths', async () => {
    for (const path of ['/oauth2/tokens', '/oauth2/token']) {
      const url = server.url + path;
      const answer = await ask(prove('POST', url), { grant_type: 'client_credentials' }, url);
      assert.deepEqual([answer.status, answer.body.token_type], [200, 'DPoP']);
      assert.equal(answer.headers['dpop-nonce'], undefined);
    }
  });

  const faults: readonly (readonly [title: string, make: () => string | readonly string[]])[] = [
    ['§4.3 (1): two DPoP headers', () => [prove('POST', tokenUrl), prove('POST', tokenUrl)]],
    ['§4.3 (1): the same proof in two headers', () => Array(2).fill(prove('POST', tokenUrl))],
    ['§4.3 (1): an empty header', () => ''],
    ['§4.3 (2): no JWT', () => 'proof'],
    ['§4.3 (8): the method of another request', () => prove('GET', tokenUrl)],
    ['§4.3 (9): the URL of another endpoint', () => prove('POST', `${server.url}/oauth2/introspect`)],
    ['§4.3 (9): user information', () => prove('POST', tokenUrl.replace('://', '://user@'))],
    ['§4.3 (11): ten minutes old', () => prove('POST', tokenUrl, { iat: Math.floor(Date.now() / 1000) - 600 })],
    ['§4.3 (11): ten minutes ahead', () => prove('POST', tokenUrl, { iat: Math.floor(Date.now() / 1000) + 600 })],
  ];
  for (const [title, make] of faults) {
    test(`RFC 9449 ${title} → 400 invalid_dpop_proof`, async () => {
      const { status, body, headers } = await ask(make());
      assert.deepEqual([status, body.error, headers['cache-control']], [400, 'invalid_dpop_proof', 'no-store']);
      assert.equal('reason' in body, false);
    });
  }

  test('RFC 9449 §11.1: a proof is good for one token', async () => {
    const proof = prove('POST', tokenUrl);
    assert.equal((await ask(proof)).status, 200);
    const again = await ask(proof);
    assert.deepEqual([again.status, again.body.error], [400, 'invalid_dpop_proof']);
  });

  test('RFC 9449 §7.1: the API takes a bound token with its proof, once', async () => {
    const token = await obtainBound();
    const headers = { authorization: `DPoP ${token}`, dpop: prove('GET', me, { ath: athOf(token) }) };
    assert.equal((await send(me, 'GET', headers)).status, 200);
    const again = await send(me, 'GET', headers);
    assert.equal(again.status, 401);
    assert.match(String(again.headers['www-authenticate']), /^DPoP .*error="invalid_dpop_proof"/);
  });

  test('RFC 9449 §7.2: a bound token sent as a bearer token is refused with a challenge that says how', async () => {
    const token = await obtainBound();
    for (const headers of [
      { authorization: `Bearer ${token}` },
      { 'coder-session-token': token },
      { authorization: `Bearer ${token}`, dpop: prove('GET', me, { ath: athOf(token) }) },
    ]) {
      const answer = await send(me, 'GET', headers);
      assert.equal(answer.status, 401);
      assert.match(
        String(answer.headers['www-authenticate']),
        /^DPoP realm="grantry", error="invalid_token", .*algs="ES256 .*resource_metadata="/,
      );
    }
  });

  test('RFC 9449 §7.1: what does not fit the token or the request is refused', async () => {
    const token = await obtainBound();
    const wrong: readonly (readonly [error: string, dpop: string | readonly string[] | undefined])[] = [
      ['invalid_dpop_proof', undefined],
      ['invalid_dpop_proof', prove('GET', me)],
      ['invalid_dpop_proof', prove('GET', me, { ath: athOf('other') })],
      ['invalid_dpop_proof', prove('POST', me, { ath: athOf(token) })],
      ['invalid_dpop_proof', prove('GET', `${me}/keys`, { ath: athOf(token) })],
      ['invalid_dpop_proof', [prove('GET', me, { ath: athOf(token) }), prove('GET', me, { ath: athOf(token) })]],
      ['invalid_token', makeKey()('GET', me, { ath: athOf(token) })],
    ];
    for (const [error, dpop] of wrong) {
      const answer = await send(me, 'GET', { authorization: `DPoP ${token}`, ...(dpop === undefined ? {} : { dpop }) });
      assert.equal(answer.status, 401);
      assert.match(String(answer.headers['www-authenticate']), new RegExp(`^DPoP .*error="${error}"`));
    }
  });

  test('RFC 9449 §4.3 (9): the query of a request is not in its proof', async () => {
    const token = await obtainBound();
    const answer = await send(`${me}?a=b`, 'GET', { authorization: `dpop ${token}`, dpop: prove('GET', me, { ath: athOf(token) }) });
    assert.equal(answer.status, 200);
  });

  test('RFC 9449 §7.1: a token that is bound to nothing is not taken by the DPoP scheme', async () => {
    const bearer: string = (await ask(undefined)).body.access_token;
    for (const token of [bearer, server.owner.api_token]) {
      const answer = await send(me, 'GET', { authorization: `DPoP ${token}`, dpop: prove('GET', me, { ath: athOf(token) }) });
      assert.equal(answer.status, 401);
      assert.match(String(answer.headers['www-authenticate']), /^Bearer .*error="invalid_token"/);
    }
  });

  test('RFC 9449 §6.2: introspection shows the key', async () => {
    const token = await obtainBound();
    const answer = await send(`${server.url}/oauth2/introspect`, 'POST', form, new URLSearchParams({ ...credentials(), token }).toString());
    assert.deepEqual([answer.body.active, answer.body.token_type], [true, 'DPoP']);
    assert.match(answer.body.cnf.jkt, /^[\w-]{43}$/);
  });

  test('RFC 9449 §5.2: a client that is registered for bound tokens gets no others', async () => {
    const strict = await createTestClient(server.url, server.owner.api_token, { dpop_bound_access_tokens: true });
    const parameters = { grant_type: 'client_credentials', client_id: strict.clientId, client_secret: strict.clientSecret };
    assert.deepEqual((await ask(undefined, parameters)).body.error, 'invalid_dpop_proof');
    assert.equal((await ask(prove('POST', tokenUrl), parameters)).body.token_type, 'DPoP');
  });

  test('RFC 9449 §10.1: a proof at the pushed request endpoint binds the code', async () => {
    const { verifier, challenge } = makePkce();
    const par = `${server.url}/oauth2/par`;
    const pushed = {
      response_type: 'code',
      redirect_uri: client.redirectUri,
      code_challenge: challenge,
      code_challenge_method: 'S256',
    };
    const clash = await ask(prove('POST', par), { ...pushed, dpop_jkt: 'A'.repeat(43) }, par);
    assert.deepEqual([clash.status, clash.body.error], [400, 'invalid_dpop_proof']);
    const { body } = await ask(prove('POST', par), pushed, par);
    const location = await approve(server.url, server.owner.api_token, { client_id: client.clientId, request_uri: body.request_uri });
    const redeem = {
      grant_type: 'authorization_code',
      code: location.searchParams.get('code') ?? '',
      redirect_uri: client.redirectUri,
      code_verifier: verifier,
    };
    assert.equal((await ask(undefined, redeem)).body.error, 'invalid_grant');
    assert.equal((await ask(makeKey()('POST', tokenUrl), redeem)).body.error, 'invalid_grant');
    assert.equal((await ask(prove('POST', tokenUrl), redeem)).status, 200);
  });

  test('Fetch §3.3: pages of other origins may send proofs and read nonces', async () => {
    const preflight = await send(tokenUrl, 'OPTIONS', { origin: 'https://spa.example', 'access-control-request-method': 'POST' });
    assert.match(String(preflight.headers['access-control-allow-headers']), /\bDPoP\b/);
    assert.match(String((await ask(undefined)).headers['access-control-expose-headers']), /\bDPoP-Nonce\b/);
  });
});
