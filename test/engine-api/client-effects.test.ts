import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { after, before, suite, test } from 'node:test';
import { type EngineApi, startEngineApi } from '../support/engine-api.ts';
import { approve, makePkce } from '../support/oauth-client.ts';

const redirectUri = 'https://app.example/callback';
const { challenge } = makePkce();
const jwks = JSON.stringify({
  keys: [{ ...generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' }), kid: 'one' }],
});
const pkce = { code_challenge: challenge, code_challenge_method: 'S256' };

type Form = Readonly<Record<string, string>>;
type Settings = Readonly<Record<string, unknown>>;

suite('seed 002 §5.6: what is set of a client has its effect', () => {
  let api: EngineApi;
  before(async () => {
    api = await startEngineApi();
  });
  after(() => api[Symbol.asyncDispose]());

  const create = async (settings: Settings) => {
    const { status, body, text } = await api.call('/client/create', {
      clientType: 'CONFIDENTIAL',
      redirectUris: [redirectUri],
      ...settings,
    });
    assert.equal(status, 200, text);
    return body;
  };
  const ask = async (path: string, client: { readonly clientIdAlias: string; readonly clientSecret?: string }, form: Form) => {
    const { clientIdAlias: clientId, clientSecret } = client;
    const { body, text } = await api.call(path, { parameters: String(new URLSearchParams(form)), clientId, clientSecret });
    assert.ok(body.action !== undefined, text);
    return { ...body, error: JSON.parse(body.responseContent).error };
  };

  const tokenEffects: readonly (readonly [member: string, settings: Settings, form: Form, expected: string])[] = [
    ['grantTypes', { grantTypes: ['AUTHORIZATION_CODE'] }, {}, 'unauthorized_client'],
    ['tokenAuthMethod', { tokenAuthMethod: 'PRIVATE_KEY_JWT', jwks }, {}, 'invalid_client'],
    ['dpopRequired', { dpopRequired: true }, {}, 'invalid_dpop_proof'],
    ['tlsClientCertificateBoundAccessTokens', { tlsClientCertificateBoundAccessTokens: true }, {}, 'invalid_request'],
    ['extension.requestableScopes', { extension: { requestableScopes: ['openid'] } }, { scope: 'all' }, 'invalid_scope'],
  ];
  for (const [member, settings, form, expected] of tokenEffects)
    test(`${member} → ${expected} at the token endpoint`, async () => {
      const request = { grant_type: 'client_credentials', ...form };
      assert.equal((await ask('/auth/token', await create({}), request)).action, 'OK');
      assert.equal((await ask('/auth/token', await create(settings), request)).error, expected);
    });

  const requestEffects: readonly (readonly [member: string, settings: Settings, form: Form])[] = [
    ['redirectUris', { redirectUris: ['https://app.example/other'] }, pkce],
    ['pkceRequired', { pkceRequired: true }, {}],
    ['pkceS256Required', { pkceS256Required: true }, { code_challenge: challenge }],
    ['requestObjectRequired', { requestObjectRequired: true, jwks }, pkce],
    ['responseModes', { responseModes: ['FORM_POST', 'JWT'] }, { ...pkce, response_mode: 'query' }],
    ['grantTypes', { grantTypes: ['CLIENT_CREDENTIALS'] }, pkce],
    ['fapiModes', { fapiModes: ['FAPI2_SECURITY'], tokenAuthMethod: 'PRIVATE_KEY_JWT', jwks }, pkce],
  ];
  for (const [member, settings, form] of requestEffects)
    test(`${member} → refused where requests are pushed`, async () => {
      const request = { response_type: 'code', redirect_uri: redirectUri, ...form };
      assert.equal((await ask('/pushed_auth_req', await create({ pkceRequired: false }), request)).action, 'CREATED');
      assert.notEqual((await ask('/pushed_auth_req', await create(settings), request)).action, 'CREATED');
    });

  test('RFC 9126 §6: parRequired → refused where requests come from the browser', async () => {
    const { clientIdAlias } = await create({ parRequired: true });
    const parameters = { client_id: clientIdAlias, response_type: 'code', redirect_uri: redirectUri, ...pkce };
    const location = await approve(api.url, api.owner.api_token, parameters);
    assert.equal(location.searchParams.get('error'), 'invalid_request');
  });

  test('extension durations shorten lifetimes, and never lengthen them', async () => {
    const grant = { grant_type: 'client_credentials' };
    const short = await ask('/auth/token', await create({ extension: { accessTokenDuration: 60 } }), grant);
    assert.equal(short.accessTokenDuration, 60);
    const usual = await ask('/auth/token', await create({}), grant);
    const long = await ask('/auth/token', await create({ extension: { accessTokenDuration: 10 * usual.accessTokenDuration } }), grant);
    assert.equal(long.accessTokenDuration, usual.accessTokenDuration);
  });

  const exchange = async (settings: Settings) => {
    const client = await create(settings);
    const { verifier, challenge: code_challenge } = makePkce();
    const parameters = {
      client_id: client.clientIdAlias,
      response_type: 'code',
      redirect_uri: redirectUri,
      scope: 'openid',
      code_challenge,
    };
    const location = await approve(api.url, api.owner.api_token, { ...parameters, code_challenge_method: 'S256' });
    const code = location.searchParams.get('code') ?? '';
    return ask('/auth/token', client, { grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: verifier });
  };
  const part = (jwt: string, index: number) => JSON.parse(Buffer.from(jwt.split('.')[index] ?? '', 'base64url').toString());

  test('OpenID Connect Core §2, §8: idTokenSignAlg, subjectType and the lifetime of ID tokens', async () => {
    const usual = await exchange({});
    const set = await exchange({ idTokenSignAlg: 'PS256', subjectType: 'PAIRWISE', extension: { idTokenDuration: 120 } });
    assert.deepEqual([part(usual.idToken, 0).alg, part(set.idToken, 0).alg], ['RS256', 'PS256']);
    assert.notEqual(part(set.idToken, 1).sub, part(usual.idToken, 1).sub);
    assert.equal(part(set.idToken, 1).exp - part(set.idToken, 1).iat, 120);
  });

  const refused: readonly (readonly [settings: Settings, named: string])[] = [
    [{ idTokenEncryptionAlg: 'RSA_OAEP' }, 'idTokenEncryptionAlg'],
    [{ bcDeliveryMode: 'POLL' }, 'bcDeliveryMode'],
    [{ trustChain: ['a'] }, 'trustChain'],
    [{ trustChainExpiresAt: 7 }, 'trustChainExpiresAt'],
    [{ clientIdAliasEnabled: false }, 'clientIdAliasEnabled'],
    [{ extension: { tokenExchangePermitted: true } }, 'extension.tokenExchangePermitted'],
    [{ extension: { requestableScopes: ['openid'], requestableScopesEnabled: false } }, 'extension.requestableScopes'],
    [{ extension: { requestableScopes: ['nothing'] } }, 'extension'],
    [{ responseTypes: ['TOKEN'] }, 'responseTypes'],
    [{ responseTypes: ['CODE'], grantTypes: ['CLIENT_CREDENTIALS'] }, 'responseTypes'],
    [{ grantTypes: ['IMPLICIT'] }, 'grantTypes'],
    [{ grantTypes: ['NONSENSE'] }, 'grantTypes'],
    [{ tokenAuthMethod: 'NONE' }, 'tokenAuthMethod'],
    [{ idTokenSignAlg: 'NONE' }, 'idTokenSignAlg'],
    [{ tosUri: 'javascript:alert(1)' }, 'tosUri'],
    [{ logoUri: 'data:text/html,' }, 'logoUri'],
    [
      {
        clientNames: [
          { tag: 'de', value: 'a' },
          { tag: 'DE', value: 'b' },
        ],
      },
      'clientNames',
    ],
    [{ jwks: 'no keys' }, 'jwks'],
    [{ redirectUris: ['javascript:alert(1)'] }, 'redirectUris'],
    [{ redirectUris: 'https://a.example/' }, 'redirectUris'],
    [{ tlsClientAuthSubjectDn: 'CN=a', tlsClientAuthSanDns: 'a.example' }, 'tlsClientAuthSanDns'],
    [{ fapiModes: ['FAPI1_BASELINE'] }, 'fapiModes'],
    [{ defaultMaxAge: -1 }, 'defaultMaxAge'],
    [{ clientName: 'a'.repeat(65) }, 'clientName'],
    [{ developer: 'a\0b' }, 'developer'],
  ];
  for (const [settings, named] of refused)
    test(`${JSON.stringify(settings).slice(0, 80)} → A001208 in the name of ${named}`, async () => {
      const { status, body, text } = await api.call('/client/create', { clientType: 'CONFIDENTIAL', ...settings });
      assert.deepEqual([status, body.resultCode], [400, 'A001208'], text);
      assert.ok(body.resultMessage.includes(` ${named}`), text);
    });

  test('members that are not supported are taken with their defaults, and never shown', async () => {
    const defaults = { idTokenEncryptionAlg: '', trustChain: [], bcUserCodeRequired: false, trustChainExpiresAt: 0, entityId: null };
    const made = await create(defaults);
    for (const name of Object.keys(defaults)) assert.equal(name in made, false, name);
  });
});
