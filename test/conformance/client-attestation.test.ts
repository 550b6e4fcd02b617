import assert from 'node:assert/strict';
import { generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { request } from 'node:http';
import { json } from 'node:stream/consumers';
import { after, before, describe, test } from 'node:test';
import { createTestClient, type TestClient } from '../support/oauth-client.ts';
import { startFreshServer } from '../support/server.ts';

type Server = Awaited<ReturnType<typeof startFreshServer>>;
const draft = 'draft-ietf-oauth-attestation-based-client-auth-11';

interface Answer {
  readonly status: number;
  readonly error: string | undefined;
  readonly challenge: unknown;
}

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A key, and JWTs by it. */
function makeKey() {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    jwk: publicKey.export({ format: 'jwk' }),
    signJwt: (typ: string, claims: object): string => {
      const input = `${encode({ alg: 'ES256', typ })}.${encode(claims)}`;
      return `${input}.${sign('sha256', Buffer.from(input), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
    },
  };
}

/** Sends a form with headers that may be there twice, which `fetch` would join. */
async function post(url: string, headers: Readonly<Record<string, readonly string[]>>, form: string): Promise<Answer> {
  const lines = Object.entries(headers).flatMap(([name, values]) => values.flatMap((value) => [name, value]));
  const fixed = ['Host', new URL(url).host, 'Content-Type', 'application/x-www-form-urlencoded'];
  const sent = request(url, { method: 'POST', headers: [...fixed, ...lines] });
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  sent.on('error', reject).on('response', (response) => {
    const { statusCode: status = 0, headers: answered } = response;
    const challenge = answered['oauth-client-attestation-challenge'];
    if (answered['content-length'] === '0') resolve({ status, error: undefined, challenge });
    else json(response).then((body) => resolve({ status, error: (body as { error?: string }).error, challenge }), reject);
  });
  sent.end(form);
  return promise;
}

describe(`${draft} at a running server`, () => {
  const attester = makeKey();
  const instance = makeKey();
  let server: Server;
  let app: TestClient;
  const clock = () => Math.floor(Date.now() / 1000);
  const attest = (claims: object = {}) => {
    const about = { sub: app.clientId, iat: clock(), exp: clock() + 600, cnf: { jwk: instance.jwk } };
    return attester.signJwt('oauth-client-attestation+jwt', { ...about, ...claims });
  };
  const prove = () => instance.signJwt('oauth-client-attestation-pop+jwt', { aud: server.url, jti: randomUUID(), iat: clock() });

  before(async () => {
    server = await startFreshServer();
    const settings = { token_endpoint_auth_method: 'attest_jwt_client_auth', jwks: { keys: [attester.jwk] } };
    app = await createTestClient(server.url, server.owner.api_token, settings);
  });
  after(() => server[Symbol.asyncDispose]());

  const ask = (
    attestations: readonly string[],
    proofs: readonly string[],
    path = '/oauth2/token',
    form = 'grant_type=client_credentials',
  ) => post(server.url + path, { 'OAuth-Client-Attestation': attestations, 'OAUTH-CLIENT-ATTESTATION-POP': proofs }, form);

  const forms: readonly (readonly [path: string, form: string, status: number])[] = [
    ['/oauth2/tokens', 'grant_type=client_credentials', 200],
    ['/oauth2/introspect', 'token=x', 200],
    ['/oauth2/revoke', 'token=gat_x', 200],
    ['/oauth2/par', 'response_type=code', 201],
  ];
  for (const [path, form, status] of forms) {
    test(`§7.5: ${path} takes an attestation once for each proof, and answers refusals with 400`, async () => {
      const proof = prove();
      const first = await ask([attest()], [proof], path, form);
      assert.deepEqual([first.status, typeof first.challenge], [status, 'string']);
      const again = await ask([attest()], [proof], path, form);
      assert.deepEqual([again.status, again.error, typeof again.challenge], [400, 'invalid_client_attestation', 'string']);
    });
  }

  test('§7.1 (1), §7.2 (1): each header is there once, and not as a list', async () => {
    const [one, other] = [attest(), attest()];
    const [proof, another] = [prove(), prove()];
    for (const [attestations, proofs] of [
      [[one, other], [proof]],
      [[`${one}, ${other}`], [proof]],
      [[one], [proof, another]],
      [[one], [`${proof}, ${another}`]],
      [[], [proof]],
      [[one], []],
      [[''], ['']],
    ] as const) {
      const refused = await ask(attestations, proofs);
      assert.deepEqual([refused.status, refused.error], [400, 'invalid_client_attestation']);
    }
    assert.equal((await ask([one], [proof])).status, 200);
  });

  test('§7.4: an expired attestation is use_fresh_attestation', async () => {
    assert.deepEqual((await ask([attest({ exp: clock() - 100 })], [prove()])).error, 'use_fresh_attestation');
  });

  test('RFC 6749 §2.3: a client that is registered for attestation has no other way', async () => {
    const form = `grant_type=client_credentials&client_id=${app.clientId}&client_secret=${app.clientSecret}`;
    assert.deepEqual((await post(`${server.url}/oauth2/token`, {}, form)).error, 'invalid_client');
    assert.deepEqual((await ask([attest()], [prove()], '/oauth2/token', form)).error, 'invalid_request');
  });

  test('Fetch §3.3: pages of other origins may send attestations and read challenges', async () => {
    for (const path of ['/oauth2/tokens', '/oauth2/par', '/oauth2/introspect', '/oauth2/revoke', '/oauth2/challenge']) {
      const preflight = await fetch(server.url + path, { method: 'OPTIONS', headers: { origin: 'https://spa.example' } });
      const allowed = preflight.headers.get('access-control-allow-headers') ?? '';
      for (const name of ['Authorization', 'DPoP', 'OAuth-Client-Attestation', 'OAuth-Client-Attestation-PoP']) {
        assert.ok(allowed.split(', ').includes(name), `${path}: ${name}`);
      }
      const exposed = (await fetch(server.url + path, { method: 'POST' })).headers.get('access-control-expose-headers') ?? '';
      for (const name of ['WWW-Authenticate', 'DPoP-Nonce', 'OAuth-Client-Attestation-Challenge']) {
        assert.ok(exposed.split(', ').includes(name), `${path}: ${name}`);
      }
    }
  });

  test('OpenAPI 3.1: the description names what clients authenticate with, at every endpoint where they do', async () => {
    // biome-ignore lint/suspicious/noExplicitAny: the document is compared, not used
    const { paths }: any = await (await fetch(`${server.url}/openapi.json`)).json();
    for (const path of ['/oauth2/tokens', '/oauth2/par', '/oauth2/introspect', '/oauth2/revoke']) {
      const { parameters, requestBody } = paths[path].post;
      const headers = parameters.filter((each: { in: string }) => each.in === 'header').map((each: { name: string }) => each.name);
      assert.deepEqual(headers, ['DPoP', 'OAuth-Client-Attestation', 'OAuth-Client-Attestation-PoP'], path);
      const { properties, required = [] } = requestBody.content['application/x-www-form-urlencoded'].schema;
      for (const name of ['client_id', 'client_secret', 'client_assertion_type', 'client_assertion']) {
        assert.ok(name in properties && !required.includes(name), `${path}: ${name}`);
      }
    }
    assert.ok('attestation_challenge' in ((await (await fetch(`${server.url}/oauth2/challenge`, { method: 'POST' })).json()) as object));
  });
});
