import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { after, before, describe, test } from 'node:test';
import { createTestClient, type TestClient } from '../support/oauth-client.ts';
import { startFreshServer } from '../support/server.ts';
import { assertionClaims, assertionForm, encodePart, makeSigningKey } from '../support/signing-key.ts';

type Server = Awaited<ReturnType<typeof startFreshServer>>;

/** Header lines as they go over the wire: a name may come twice. */
type Lines = readonly (readonly [name: string, value: string])[];

const now = (): number => Math.floor(Date.now() / 1000);

describe('headers and members that come twice, at a running server', () => {
  const key = makeSigningKey('ES256', 'one');
  let server: Server;
  let client: TestClient;
  let signing: TestClient;
  let basic: string;

  before(async () => {
    server = await startFreshServer();
    client = await createTestClient(server.url, server.owner.api_token);
    signing = await createTestClient(server.url, server.owner.api_token, {
      token_endpoint_auth_method: 'private_key_jwt',
      jwks: { keys: [key.jwk] },
    });
    basic = `Basic ${Buffer.from(`${client.clientId}:${client.clientSecret}`).toString('base64')}`;
  });
  after(() => server[Symbol.asyncDispose]());

  const send = (method: string, path: string, lines: Lines, body = ''): Promise<string> =>
    new Promise((resolve, reject) => {
      const { host } = new URL(server.url);
      const headers = [['host', host], ['content-type', 'application/x-www-form-urlencoded'], ...lines].flat();
      const sent = request(server.url + path, { method, headers }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => {
          text += part;
        });
        response.on('end', () => {
          const { error = 'no error' } = JSON.parse(text || '{}') as { readonly error?: string };
          resolve(`${response.statusCode} ${error}`);
        });
      });
      sent.on('error', reject).end(body);
    });
  const proof = (): string =>
    key.sign(
      { jti: randomUUID(), htm: 'POST', htu: `${server.url}/oauth2/tokens`, iat: now() },
      { typ: 'dpop+jwt', jwk: { kty: key.jwk.kty, crv: key.jwk.crv, x: key.jwk.x, y: key.jwk.y } },
    );
  const credentials = (): string => `client_id=${client.clientId}&client_secret=${client.clientSecret}`;
  const ask = (lines: Lines, body = 'grant_type=client_credentials'): Promise<string> => send('POST', '/oauth2/tokens', lines, body);

  const headers: readonly (readonly [title: string, lines: () => Lines, body: () => string, outcome: string])[] = [
    [
      'RFC 9449 §4.3 (1): two DPoP headers',
      () => [
        ['dpop', proof()],
        ['DPoP', proof()],
      ],
      credentials,
      '400 invalid_dpop_proof',
    ],
    ['RFC 9449 §4.3 (1): two proofs in one DPoP header', () => [['dpop', `${proof()}, ${proof()}`]], credentials, '400 invalid_dpop_proof'],
    [
      'RFC 9449 §4.3 (1): a DPoP header and an empty one',
      () => [
        ['dpop', proof()],
        ['dpop', ''],
      ],
      credentials,
      '400 invalid_dpop_proof',
    ],
    [
      'RFC 9110 §5.3: two Authorization headers',
      () => [
        ['authorization', basic],
        ['Authorization', 'Basic Og=='],
      ],
      () => '',
      '400 invalid_request',
    ],
    [
      'RFC 9110 §5.3: one Authorization header twice',
      () => [
        ['authorization', basic],
        ['authorization', basic],
      ],
      () => '',
      '400 invalid_request',
    ],
    [
      'RFC 6749 §2.3: two credentials in one Authorization header',
      () => [['authorization', `${basic}, ${basic}`]],
      () => '',
      '401 invalid_client',
    ],
    ['RFC 6749 §2.3: a header and a secret', () => [['authorization', basic]], credentials, '400 invalid_request'],
    ['RFC 6749 §3.2: a client_id twice', () => [], () => `${credentials()}&client_id=${client.clientId}`, '400 invalid_request'],
    [
      'RFC 6749 §3.2: a client_id twice, once escaped',
      () => [],
      () => `${credentials()}&client%5Fid=${client.clientId}`,
      '400 invalid_request',
    ],
  ];
  for (const [title, lines, body, outcome] of headers) {
    test(`${title}: ${outcome}`, async () => {
      assert.equal(await ask(lines(), ['grant_type=client_credentials', body()].filter(Boolean).join('&')), outcome);
    });
  }

  test('RFC 9110 §5.3: two Authorization headers at a protected resource are refused, whichever is good', async () => {
    const good = ['authorization', `Bearer ${server.owner.api_token}`] as const;
    const bad = ['authorization', 'Bearer x'] as const;
    assert.equal(await send('GET', '/api/v2/users/me', [good]), '200 no error');
    for (const lines of [
      [good, bad],
      [bad, good],
      [good, good],
    ])
      assert.match(await send('GET', '/api/v2/users/me', lines), /^400 /);
  });

  test('OAuth 2.0 Attestation-Based Client Authentication §6.1: two attestations, or two proofs of one, are refused', async () => {
    for (const name of ['OAuth-Client-Attestation', 'OAuth-Client-Attestation-PoP']) {
      const lines = [
        [name, 'e30.e30.AA'],
        [name, 'e30.e30.AA'],
      ] as const;
      assert.match(await ask(lines, `grant_type=client_credentials&client_id=${client.clientId}`), /^4\d\d invalid_/);
    }
  });

  for (const parameter of ['client_assertion', 'client_assertion_type']) {
    test(`RFC 6749 §3.2: a ${parameter} twice is invalid_request`, async () => {
      const form = new URLSearchParams({
        grant_type: 'client_credentials',
        ...assertionForm(key.sign(assertionClaims(signing.clientId, server.url))),
      });
      form.append(parameter, form.get(parameter) ?? '');
      assert.equal(await ask([], form.toString()), '400 invalid_request');
    });
  }

  test('RFC 7519 §4: a claim that was put in a second time is not what was signed', async () => {
    const claims = assertionClaims(signing.clientId, server.url);
    const twice = ([first, second]: readonly string[]): string => {
      const text = JSON.stringify(claims).replace(/"sub":"[^"]*"/, `"sub":${JSON.stringify(first)},"sub":${JSON.stringify(second)}`);
      const [, , signature] = key.sign(claims).split('.');
      return `${encodePart({ alg: 'ES256', kid: 'one' })}.${Buffer.from(text).toString('base64url')}.${signature}`;
    };
    for (const pair of [
      ['x', signing.clientId],
      [signing.clientId, 'x'],
      [client.clientId, signing.clientId],
    ]) {
      const form = new URLSearchParams({ grant_type: 'client_credentials', ...assertionForm(twice(pair)) });
      assert.equal(await ask([], form.toString()), '401 invalid_client', 'the signature is over other bytes');
    }
  });

  test('RFC 8259 §4: authorization details with members twice are read, or refused in the protocol’s words', async () => {
    for (const details of ['[{"type":"a","type":"b"}]', '[{"type":"a"},{"type":"a"}]', '[{"type":"a","__proto__":{"x":1}}]']) {
      const body = `grant_type=client_credentials&${credentials()}&authorization_details=${encodeURIComponent(details)}`;
      assert.equal(await ask([], body), '400 invalid_authorization_details');
    }
  });
});
