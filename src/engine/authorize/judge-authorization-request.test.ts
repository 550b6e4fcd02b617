import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decodeForm } from '../../protocol/form.ts';
import type { Client } from '../model/client.ts';
import { validClient, validService } from '../testing/records.ts';
import { judgeAuthorizationRequest } from './judge-authorization-request.ts';
import { queryMode } from './response-modes.ts';

const challenge = 'c'.repeat(43);
const valid: Readonly<Record<string, string>> = {
  client_id: validClient.clientId,
  response_type: 'code',
  redirect_uri: 'https://app.example.com/callback',
  state: 'xyz',
};
type Change = Readonly<Record<string, string | undefined>>;
const query = (change: Change): string =>
  Object.entries({ ...valid, ...change })
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`]))
    .join('&');
const judge = (text: string, client: Client | undefined = validClient, service = validService) =>
  judgeAuthorizationRequest({ service, client, parameters: decodeForm(text) });

const toPerson: readonly (readonly [title: string, text: string, client: Client | undefined, code: string])[] = [
  ['no client_id', query({ client_id: undefined }), undefined, 'invalid_request'],
  ['an unknown client', query({}), undefined, 'invalid_client'],
  ['another redirect_uri', query({ redirect_uri: 'https://evil.example/' }), validClient, 'invalid_request'],
  [
    'a redirect_uri below the registered one',
    query({ redirect_uri: 'https://app.example.com/callback/x' }),
    validClient,
    'invalid_request',
  ],
  [
    'a bad redirect_uri beside other errors',
    query({ redirect_uri: 'https://evil.example/', response_type: 'token' }),
    validClient,
    'invalid_request',
  ],
  ['a repeated redirect_uri', `${query({})}&redirect_uri=https%3A%2F%2Fevil.example`, validClient, 'invalid_request'],
  [
    'a repeated redirect_uri behind another repeat',
    `state=1&${query({})}&redirect_uri=https%3A%2F%2Fevil.example`,
    validClient,
    'invalid_request',
  ],
  ['a repeated client_id', `${query({})}&client_id=b`, validClient, 'invalid_request'],
  [
    'no redirect_uri for a client with two',
    query({ redirect_uri: undefined }),
    { ...validClient, redirectUris: ['https://a.example/', 'https://b.example/'] },
    'invalid_request',
  ],
  ['no redirect_uri for a client with none', query({ redirect_uri: undefined }), { ...validClient, redirectUris: [] }, 'invalid_request'],
];

for (const [title, text, client, code] of toPerson) {
  test(`RFC 6749 §4.1.2.1: ${title} is shown to the person, never redirected`, () => {
    const verdict = judgeAuthorizationRequest({ service: validService, client, parameters: decodeForm(text) });
    assert.equal(verdict.verdict, 'invalid');
    assert.equal(verdict.error.code, code);
    assert.ok(!('redirectUri' in verdict));
  });
}

const toClient: readonly (readonly [title: string, change: Change, client: Client, code: string])[] = [
  ['RFC 6749 §4.1.2.1: no response_type', { response_type: undefined }, validClient, 'invalid_request'],
  ['RFC 6749 §4.1.2.1: response_type token', { response_type: 'token' }, validClient, 'unsupported_response_type'],
  ['RFC 6749 §4.1.2.1: an unknown scope', { scope: 'admin' }, validClient, 'invalid_scope'],
  ['RFC 6749 §4.1.2.1: a client without the grant', {}, { ...validClient, grantTypes: ['client_credentials'] }, 'unauthorized_client'],
  ['RFC 7636 §4.4.1: method plain', { code_challenge: challenge, code_challenge_method: 'plain' }, validClient, 'invalid_request'],
  ['RFC 7636 §4.3: a method without a challenge', { code_challenge_method: 'S256' }, validClient, 'invalid_request'],
  ['RFC 7636 §4.2: a short challenge', { code_challenge: 'c'.repeat(42) }, validClient, 'invalid_request'],
  ['RFC 7636 §4.4.1: a public client without PKCE', {}, { ...validClient, clientType: 'public' }, 'invalid_request'],
  ['RFC 7636 §4.4.1: a dynamic client without PKCE', {}, { ...validClient, source: 'dynamic' }, 'invalid_request'],
  ['RFC 7636 §4.4.1: a metadata-document client without PKCE', {}, { ...validClient, source: 'metadata_document' }, 'invalid_request'],
  ['RFC 7636 §4.4.1: a client that must use PKCE, without it', {}, { ...validClient, pkceRequired: true }, 'invalid_request'],
  ['RFC 8707 §2.1: a relative resource', { resource: '/api' }, validClient, 'invalid_target'],
];

for (const [title, change, client, code] of toClient) {
  test(`${title} is sent back to the client as ${code}`, () => {
    const verdict = judge(query(change), client);
    assert.equal(verdict.verdict, 'invalid');
    assert.equal(verdict.error.code, code);
    assert.ok('redirectUri' in verdict);
    assert.equal(verdict.redirectUri, valid.redirect_uri);
    assert.equal(verdict.state, 'xyz');
  });
}

test('RFC 6749 §3.1: a repeated parameter is refused, an unknown one ignored', () => {
  const repeated = judge(`${query({})}&scope=read&scope=write`);
  assert.ok(repeated.verdict === 'invalid' && 'redirectUri' in repeated && repeated.error.code === 'invalid_request');
  assert.equal(judge(`${query({})}&foo=1&ui_locales=de`).verdict, 'valid');
});

test('RFC 6749 §4.1.1: a good request says what is asked', () => {
  const verdict = judge(query({ scope: 'read', code_challenge: challenge, nonce: 'n' }));
  assert.deepEqual(verdict.verdict === 'valid' && verdict.authorization, {
    clientNumber: 7,
    clientId: validClient.clientId,
    clientName: 'App',
    clientIcon: '',
    clientSource: 'static',
    redirectUri: valid.redirect_uri,
    requestedRedirectUri: valid.redirect_uri,
    scopes: ['read'],
    resources: [],
    authorizationDetails: undefined,
    claimsRequest: undefined,
    state: 'xyz',
    nonce: 'n',
    codeChallenge: challenge,
    dpopJkt: undefined,
    responseMode: queryMode,
    answerAlgorithm: 'ES256',
    mayInteract: true,
    mustSignIn: false,
    maxAge: undefined,
    acrRequest: { values: [], isEssential: false },
    loginHint: undefined,
    idTokenHint: undefined,
  });
});

test('RFC 6749 §3.1.2.3: a left-out redirect_uri is the only registered one, and is remembered as left out', () => {
  const verdict = judge(query({ redirect_uri: undefined }));
  assert.ok(verdict.verdict === 'valid');
  assert.equal(verdict.authorization.redirectUri, validClient.redirectUris[0]);
  assert.equal(verdict.authorization.requestedRedirectUri, undefined);
});

test('RFC 8252 §7.3: a loopback redirect URI keeps the port of the request', () => {
  const client = { ...validClient, redirectUris: ['http://127.0.0.1/cb'] };
  const verdict = judge(query({ redirect_uri: 'http://127.0.0.1:51004/cb' }), client);
  assert.equal(verdict.verdict === 'valid' && verdict.authorization.redirectUri, 'http://127.0.0.1:51004/cb');
});

test('RFC 8707 §2.1: several resources may be named', () => {
  const verdict = judge(`${query({})}&resource=https%3A%2F%2Fa.example&resource=https%3A%2F%2Fb.example`);
  assert.deepEqual(verdict.verdict === 'valid' && verdict.authorization.resources, ['https://a.example', 'https://b.example']);
});

test('RFC 6749 §4.1.2.1: whatever is sent, an error is redirected only to a registered URI', () => {
  const names = fc.constantFrom('client_id', 'redirect_uri', 'response_type', 'state', 'scope', 'resource', 'code_challenge', 'prompt');
  fc.assert(
    fc.property(
      fc.array(fc.tuple(names, fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl(), fc.constantFrom(...Object.values(valid))))),
      (pairs) => {
        const verdict = judge(new URLSearchParams(pairs).toString());
        if (verdict.verdict === 'invalid' && 'redirectUri' in verdict) assert.ok(validClient.redirectUris.includes(verdict.redirectUri));
      },
    ),
  );
});
