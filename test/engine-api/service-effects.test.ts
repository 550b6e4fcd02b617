import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, suite, test } from 'node:test';
import { makeDpopKey } from '../../src/engine/testing/dpop-key.ts';
import { makeCertificate } from '../support/client-certificates.ts';
import { type EngineApi, startEngineApi } from '../support/engine-api.ts';
import {
  type Body,
  claimsOf,
  contentOf,
  type EngineFrontEnd,
  headerOf,
  openFrontEnd,
  parametersOf,
  redirectUri,
} from '../support/engine-front-end.ts';
import { makePkce } from '../support/oauth-client.ts';
import { assertionClaims, assertionForm, makeSigningKey } from '../support/signing-key.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

suite('seed 002, Appendix A: what is set of a service has its effect', () => {
  let api: EngineApi;
  let front: EngineFrontEnd;
  const { challenge } = makePkce();
  const signingKeys = ['es-1', 'es-2', 'rs-1', 'rs-2'].map((kid) => {
    const { privateKey, alg } = makeSigningKey(kid.startsWith('es') ? 'ES256' : 'RS256');
    return { ...privateKey.export({ format: 'jwk' }), alg, kid };
  });
  using folder = temporaryFolder('service-effects');
  const clientCertificate = readFileSync(makeCertificate(folder.path, 'client', { subject: '/CN=client' }).cert, 'utf8');

  before(async () => {
    api = await startEngineApi();
    front = await openFrontEnd(api);
    await front.settle({ jwks: JSON.stringify({ keys: signingKeys }) });
  });
  after(() => api[Symbol.asyncDispose]());

  const clientToken = { grant_type: 'client_credentials' };

  const kidOf = (jwt: unknown): unknown => headerOf(String(jwt)).kid;
  /** What the service itself says of itself, which is the same as front ends are told. */
  const metadata = async (): Promise<Body> => {
    const response = await fetch(`${api.url}/s/${front.serviceId}/.well-known/oauth-authorization-server`);
    const published = contentOf({ responseContent: await response.text() });
    assert.deepEqual(published, (await front.call('/service/configuration')).body);
    return published;
  };
  /** What the token endpoint of the service itself answers. */
  const askEndpoint = async (path: string, headers: Readonly<Record<string, string>> = {}): Promise<Body> => {
    const { clientId, clientSecret } = front.credentials;
    const authorization = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
    const url = `${api.url}/s/${front.serviceId}${path}`;
    const response = await fetch(url, { method: 'POST', headers: { authorization, ...headers }, body: new URLSearchParams(clientToken) });
    return contentOf({ responseContent: await response.text() });
  };

  /** What a client is told that pushes a request that it signed without `nbf`, by the operation or the standard endpoint. */
  const pushSigned = async (path: '/pushed_auth_req' | '/oauth2/par'): Promise<Body> => {
    const key = makeSigningKey('ES256', 'one');
    const settings = { tokenAuthMethod: 'PRIVATE_KEY_JWT', jwks: JSON.stringify({ keys: [key.jwk] }) };
    const { clientIdAlias: client_id } = await front.createClient(settings);
    const aud = `${api.url}/s/${front.serviceId}`;
    const asked = { response_type: 'code', redirect_uri: redirectUri, code_challenge: challenge, code_challenge_method: 'S256' };
    const exp = Math.floor(Date.now() / 1000) + 60;
    const request = key.sign({ ...asked, client_id, iss: client_id, aud, exp });
    const form = { client_id, request, ...assertionForm(key.sign(assertionClaims(client_id, aud))) };
    if (path === '/pushed_auth_req') return (await front.call(path, { parameters: parametersOf(form) })).body;
    const response = await fetch(aud + path, { method: 'POST', body: new URLSearchParams(form) });
    return contentOf({ responseContent: await response.text() });
  };

  /** What a client is told whose clock is two minutes ahead, by the operation or the standard endpoint. */
  const askAhead = async (path: '/auth/token' | '/oauth2/token'): Promise<unknown> => {
    const url = `${api.url}/s/${front.serviceId}${path}`;
    const dpop = makeDpopKey().prove({ htm: 'POST', htu: url, iat: Math.floor(Date.now() / 1000) + 120 });
    if (path === '/auth/token') return contentOf(await front.token(clientToken, { ...front.credentials, dpop, htu: url })).error;
    return (await askEndpoint(path, { dpop })).error;
  };

  /** What a member makes of a request: what it is without the member, and with it. */
  const effects: readonly (readonly [member: string, settings: Body, look: () => Promise<unknown>, without: unknown, withIt: unknown])[] = [
    ['accessTokenDuration', { accessTokenDuration: 77 }, async () => (await front.token(clientToken)).accessTokenDuration, 3600, 77],
    ['refreshTokenDuration', { refreshTokenDuration: 88 }, async () => (await front.redeem()).refreshTokenDuration, 2_592_000, 88],
    [
      'supportedScopes',
      { supportedScopes: [{ name: 'write' }] },
      async () => (await front.token({ ...clientToken, scope: 'read' })).action,
      'OK',
      'BAD_REQUEST',
    ],
    [
      'supportedScopes.defaultEntry',
      { supportedScopes: [{ name: 'write', defaultEntry: true }] },
      async () => (await front.token(clientToken)).scopes,
      ['read'],
      ['write'],
    ],
    [
      'supportedGrantTypes',
      { supportedGrantTypes: ['AUTHORIZATION_CODE'] },
      async () => contentOf(await front.token(clientToken)).error,
      undefined,
      'unsupported_grant_type',
    ],
    [
      'supportedGrantTypes, without REFRESH_TOKEN',
      { supportedGrantTypes: ['AUTHORIZATION_CODE'] },
      async () => (await front.redeem()).refreshToken === undefined,
      false,
      true,
    ],
    [
      'supportedTokenAuthMethods',
      { supportedTokenAuthMethods: ['PRIVATE_KEY_JWT'] },
      async () => contentOf(await front.token(clientToken)).error,
      undefined,
      'invalid_client',
    ],
    [
      'accessTokenSignAlg',
      { accessTokenSignAlg: 'PS256' },
      async () => {
        const { jwtAccessToken } = await front.token(clientToken);
        return jwtAccessToken && headerOf(jwtAccessToken).alg;
      },
      undefined,
      'PS256',
    ],
    [
      'accessTokenSignatureKeyId',
      { accessTokenSignatureKeyId: 'es-2' },
      async () => {
        await front.call('/service/update', { accessTokenSignAlg: 'ES256' });
        return [kidOf((await front.token(clientToken)).jwtAccessToken), kidOf((await askEndpoint('/oauth2/token')).access_token)];
      },
      ['es-1', 'es-1'],
      ['es-2', 'es-2'],
    ],
    [
      'idTokenSignatureKeyId',
      { idTokenSignatureKeyId: 'rs-2' },
      async () => kidOf((await front.redeem({ scope: 'openid' })).idToken),
      'rs-1',
      'rs-2',
    ],
    [
      'authorizationSignatureKeyId',
      { authorizationSignatureKeyId: 'es-2' },
      async () => kidOf((await front.approve({ response_mode: 'jwt' })).searchParams.get('response')),
      'es-1',
      'es-2',
    ],
    [
      'introspectionSignatureKeyId',
      { introspectionSignatureKeyId: 'rs-2' },
      async () => {
        const asked = { parameters: 'token=any', rsUri: 'https://api.example', httpAcceptHeader: 'application/token-introspection+jwt' };
        return kidOf((await front.call('/auth/introspection/standard', asked)).body.responseContent);
      },
      'rs-1',
      'rs-2',
    ],
    [
      'userInfoSignatureKeyId',
      { userInfoSignatureKeyId: 'es-2' },
      async () => {
        const { clientIdAlias: clientId, clientSecret } = await front.createClient({ userInfoSignAlg: 'ES256' });
        const { accessToken } = await front.redeem({ scope: 'openid', client_id: clientId }, { clientId, clientSecret });
        return kidOf((await front.call('/auth/userinfo/issue', { token: accessToken })).body.responseContent);
      },
      'es-1',
      'es-2',
    ],
    ['pkceRequired', { pkceRequired: true }, async () => (await front.authorize()).action, 'INTERACTION', 'LOCATION'],
    [
      'pkceS256Required',
      { pkceS256Required: true },
      async () => (await front.authorize({ code_challenge: challenge })).action,
      'INTERACTION',
      'LOCATION',
    ],
    [
      'supportedPromptValues',
      { supportedPromptValues: ['NONE', 'CONSENT'] },
      async () => [(await front.authorize({ prompt: 'login' })).action, (await metadata()).prompt_values_supported],
      ['INTERACTION', ['none', 'login', 'consent', 'select_account']],
      ['LOCATION', ['none', 'consent']],
    ],
    [
      'mtlsEndpointAliases',
      { mtlsEndpointAliases: [{ name: 'token_endpoint', uri: 'https://mtls.example/token' }] },
      async () => (await metadata()).mtls_endpoint_aliases,
      undefined,
      { token_endpoint: 'https://mtls.example/token' },
    ],
    [
      'claimShortcutRestrictive',
      { claimShortcutRestrictive: true },
      async () => {
        const asked = { scope: 'openid profile', claims: '{"id_token":{"nickname":null}}' };
        const { ticket, claims } = await front.authorize(asked);
        const told = { ticket, subject: 'ada', claims: JSON.stringify({ name: 'Ada', nickname: 'A', club: 'B' }) };
        const { authorizationCode: code } = (await front.call('/auth/authorization/issue', told)).body;
        const { idToken } = await front.token({ grant_type: 'authorization_code', code, redirect_uri: redirectUri });
        const { name, nickname, club } = claimsOf(idToken);
        return [claims.includes('name'), claims.includes('nickname'), name, nickname, club];
      },
      [true, true, 'Ada', 'A', 'B'],
      [false, true, undefined, 'A', 'B'],
    ],
    ['scopeRequired', { scopeRequired: true }, async () => (await front.authorize({ scope: '' })).action, 'INTERACTION', 'LOCATION'],
    ['parRequired', { parRequired: true }, async () => (await front.authorize()).action, 'INTERACTION', 'LOCATION'],
    ['requestObjectRequired', { requestObjectRequired: true }, async () => (await front.authorize()).action, 'INTERACTION', 'LOCATION'],
    [
      'nbfOptional',
      { nbfOptional: true },
      async () => {
        await front.call('/service/update', { fapiModes: ['FAPI2_MESSAGE_SIGNING_AUTH_REQ'] });
        return [(await pushSigned('/pushed_auth_req')).action, typeof (await pushSigned('/oauth2/par')).request_uri];
      },
      ['BAD_REQUEST', 'undefined'],
      ['CREATED', 'string'],
    ],
    ['fapiModes', { fapiModes: ['FAPI2_SECURITY'] }, async () => (await front.authorize()).action, 'INTERACTION', 'LOCATION'],
    [
      'dpopNonceRequired',
      { dpopNonceRequired: true },
      async () => typeof (await front.token(clientToken)).dpopNonce,
      'undefined',
      'string',
    ],
    ['allowableClockSkew', { allowableClockSkew: 200 }, () => askAhead('/auth/token'), 'invalid_dpop_proof', undefined],
    [
      'allowableClockSkew at the standard endpoint',
      { allowableClockSkew: 200 },
      () => askAhead('/oauth2/token'),
      'invalid_dpop_proof',
      undefined,
    ],
    ['issSuppressed', { issSuppressed: true }, async () => (await front.approve()).searchParams.has('iss'), true, false],
    [
      'errorDescriptionOmitted',
      { errorDescriptionOmitted: true },
      async () => 'error_description' in contentOf(await front.token({ grant_type: 'x' })),
      true,
      false,
    ],
    [
      'errorDescriptionOmitted in redirects',
      { errorDescriptionOmitted: true },
      async () => new URL((await front.authorize({ scope: 'nothing' })).responseContent).searchParams.has('error_description'),
      true,
      false,
    ],
    [
      'errorUriOmitted',
      { errorUriOmitted: false },
      async () => typeof contentOf(await front.token({ grant_type: 'x' })).error_uri,
      'undefined',
      'string',
    ],
    [
      'refreshTokenKept',
      { refreshTokenKept: true },
      async () => {
        const { refreshToken } = await front.redeem();
        return (await front.refresh(refreshToken)).refreshToken === refreshToken;
      },
      false,
      true,
    ],
    [
      'refreshTokenIdempotent',
      { refreshTokenIdempotent: false },
      async () => {
        const { refreshToken } = await front.redeem();
        await front.refresh(refreshToken);
        return (await front.refresh(refreshToken)).action;
      },
      'OK',
      'BAD_REQUEST',
    ],
    [
      'tokenExpirationLinked',
      { refreshTokenDuration: 50, tokenExpirationLinked: true },
      async () => (await front.redeem()).accessTokenDuration,
      3600,
      50,
    ],
    [
      'singleAccessTokenPerSubject',
      { singleAccessTokenPerSubject: true },
      async () => {
        const first = await front.redeem();
        await front.redeem();
        return (await front.call('/auth/introspection', { token: first.accessToken })).body.usable;
      },
      true,
      false,
    ],
    [
      'openidDroppedOnRefreshWithoutOfflineAccess',
      { openidDroppedOnRefreshWithoutOfflineAccess: true },
      async () => {
        const { refreshToken } = await front.redeem({ scope: 'openid read' });
        return (await front.refresh(refreshToken)).idToken === undefined;
      },
      false,
      true,
    ],
    [
      'scope attribute access_token.duration',
      { accessTokenDuration: 300 },
      async () => (await front.token({ ...clientToken, scope: 'pay' })).accessTokenDuration,
      60,
      60,
    ],
    [
      'pushedAuthReqDuration',
      { pushedAuthReqDuration: 33 },
      async () =>
        contentOf(
          (
            await front.call('/pushed_auth_req', {
              parameters: parametersOf({ response_type: 'code', redirect_uri: redirectUri }),
              ...front.credentials,
            })
          ).body,
        ).expires_in,
      90,
      33,
    ],
    [
      'refreshTokenDurationKept',
      { refreshTokenDurationKept: true },
      async () => {
        const { refreshToken } = await front.redeem();
        await front.call('/service/update', { refreshTokenDuration: 500 });
        return (await front.refresh(refreshToken)).refreshTokenDuration > 500;
      },
      false,
      true,
    ],
    [
      'idTokenDuration',
      { idTokenDuration: 99 },
      async () => {
        const { exp, iat } = claimsOf((await front.redeem({ scope: 'openid' })).idToken);
        return Number(exp) - Number(iat);
      },
      3600,
      99,
    ],
    [
      'idTokenReissuable',
      { idTokenReissuable: true },
      async () => (await front.refresh((await front.redeem({ scope: 'openid' })).refreshToken)).action,
      'OK',
      'ID_TOKEN_REISSUABLE',
    ],
    [
      'authorizationResponseDuration',
      { authorizationResponseDuration: 300 },
      async () => {
        const { exp } = claimsOf((await front.approve({ response_mode: 'jwt' })).searchParams.get('response') ?? '');
        return Number(exp) - Date.now() / 1000 > 400;
      },
      true,
      false,
    ],
    [
      'tlsClientCertificateBoundAccessTokens',
      { tlsClientCertificateBoundAccessTokens: false },
      async () => {
        const { clientIdAlias, clientSecret } = await front.createClient({ tlsClientCertificateBoundAccessTokens: true });
        const { accessToken } = await front.token(clientToken, { clientId: clientIdAlias, clientSecret, clientCertificate });
        return 'certificateThumbprint' in (await front.call('/auth/introspection', { token: accessToken, clientCertificate })).body;
      },
      true,
      false,
    ],
    [
      'missingClientIdAllowed',
      { missingClientIdAllowed: true },
      async () => {
        const pair = makePkce();
        const code =
          (await front.approve({ code_challenge: pair.challenge, code_challenge_method: 'S256' }, front.publicClientId)).searchParams.get(
            'code',
          ) ?? '';
        return (await front.token({ grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: pair.verifier }, {}))
          .action;
      },
      'BAD_REQUEST',
      'OK',
    ],
  ];
  for (const [member, settings, look, without, withIt] of effects)
    test(`${member}`, async () => {
      await front.settle({});
      assert.deepEqual(await look(), without, 'without it');
      await front.settle(settings);
      assert.deepEqual(await look(), withIt, 'with it');
    });

  test('dpopNonceDuration', async () => {
    await front.settle({ dpopNonceRequired: true, dpopNonceDuration: 1 });
    const first = (await front.token(clientToken)).dpopNonce;
    const deadline = Date.now() + 5000;
    let next = first;
    while (next === first && Date.now() < deadline) next = (await front.token(clientToken)).dpopNonce;
    assert.notEqual(next, first, 'another nonce each second');
    await front.settle({ dpopNonceRequired: true, dpopNonceDuration: 86_400 });
    const { headers } = await fetch(`${api.url}/s/${front.serviceId}/oauth2/token`, { method: 'POST' });
    assert.equal((await front.token(clientToken)).dpopNonce, headers.get('dpop-nonce'), 'the same at the standard endpoint, all day');
  });

  test('a change is in force at once', async () => {
    for (const accessTokenDuration of [100, 200, 300]) {
      await front.settle({ accessTokenDuration });
      assert.equal((await front.token(clientToken)).accessTokenDuration, accessTokenDuration);
    }
  });
});
