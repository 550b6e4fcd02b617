import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { after, before, suite, test } from 'node:test';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { type EngineAnswer, type EngineApi, startEngineApi } from '../support/engine-api.ts';
import { headerOf } from '../support/engine-front-end.ts';

type Body = Readonly<Record<string, unknown>>;

suite('seed 002 §5.7: services', () => {
  let api: EngineApi;
  let organization: string;
  before(async () => {
    api = await startEngineApi();
    organization = api.owner.organization_token;
  });
  after(() => api[Symbol.asyncDispose]());

  /** Calls an operation that is about no service. */
  const deployment = async (path: string, body?: unknown, token = organization): Promise<EngineAnswer> =>
    api.call(`/../service/${path}`, body, { token });

  const create = async (body: object = {}): Promise<EngineAnswer['body']> => {
    const answer = await deployment('create', body);
    assert.equal(answer.status, 200, answer.text);
    assert.doesNotMatch(answer.text, /:null\b/);
    return answer.body;
  };

  const at = (serviceId: number, path: string, body?: unknown, method?: string): Promise<EngineAnswer> =>
    api.call(path, body, { serviceId, token: organization, ...(method === undefined ? {} : { method }) });

  test('one is made with an issuer, scopes and a key of its own', async () => {
    const made = await create({ serviceName: 'Payments' });
    assert.equal(made.serviceName, 'Payments');
    assert.equal(made.issuer, `${api.url}/s/${made.apiKey}`);
    assert.ok(Math.abs(made.createdAt - Date.now()) < 60_000);
    const [key, another] = JSON.parse(made.jwks).keys;
    assert.deepEqual([key.alg, key.d, another], ['ES256', undefined, undefined]);
    const scopes = made.supportedScopes.map(({ name }: { name: string }) => name);
    assert.deepEqual(scopes, ['openid', 'profile', 'email', 'offline_access']);
    assert.deepEqual((await at(made.apiKey, '/service/get')).body, made);
  });

  test('what is answered can be sent back, whole, and changes nothing', async () => {
    const made = await create({ accessTokenSignAlg: 'RS256', fapiModes: ['FAPI2_SECURITY'], description: 'A note', pkceRequired: true });
    for (const query of ['', '?replace=true']) {
      const { body, status, text } = await at(made.apiKey, `/service/update${query}`, made);
      assert.equal(status, 200, text);
      assert.deepEqual({ ...body, modifiedAt: 0, jwks: '' }, { ...made, modifiedAt: 0, jwks: '' });
    }
  });

  test('an update leaves alone what it does not name; a replacement makes it usual', async () => {
    const { apiKey } = await create({ serviceName: 'A', description: 'note', accessTokenDuration: 77, pkceRequired: true });
    const merged = (await at(apiKey, '/service/update', { refreshTokenDuration: 88 })).body;
    assert.deepEqual(
      [merged.serviceName, merged.description, merged.accessTokenDuration, merged.refreshTokenDuration, merged.pkceRequired],
      ['A', 'note', 77, 88, true],
    );
    const replaced = (await at(apiKey, '/service/update?replace=true', { refreshTokenDuration: 99 })).body;
    assert.deepEqual(
      [replaced.serviceName, replaced.description, replaced.accessTokenDuration, replaced.refreshTokenDuration, replaced.pkceRequired],
      ['A', undefined, 3600, 99, false],
    );
  });

  test('the first service cannot be deleted, and its issuer stays', async () => {
    const deleted = await api.call('/service/delete', undefined, { method: 'DELETE', token: organization });
    assert.deepEqual([deleted.status, deleted.body.resultCode], [403, 'A001216']);
    const moved = await api.call('/service/update', { issuer: 'https://elsewhere.example' }, { token: organization });
    assert.deepEqual([moved.status, moved.body.resultCode], [400, 'A001208']);
    assert.match(moved.body.resultMessage, /issuer/);
    assert.equal((await api.call('/service/update', { issuer: api.url }, { token: organization })).status, 200);
  });

  test('the list has them in pages, and for a service token its own', async () => {
    await create();
    const { body } = await deployment('get/list?start=0&end=1');
    assert.deepEqual([body.start, body.end, body.services.length, body.services[0].apiKey], [0, 1, 1, 1]);
    const { totalCount } = body;
    assert.equal((await deployment('get/list?start=0&end=500')).body.services.length, totalCount);
    const own = (await deployment('get/list', undefined, api.owner.service_token)).body;
    assert.deepEqual([own.totalCount, own.services[0].apiKey], [1, 1]);
    for (const query of ['start=-1', 'start=5&end=2', 'start=x'])
      assert.equal((await deployment(`get/list?${query}`)).body.resultCode, 'A001208', query);
  });

  test('a deleted one is gone with everything of it', async () => {
    const { apiKey } = await create({ supportedScopes: [{ name: 'read', defaultEntry: true }] });
    const client = (await at(apiKey, '/client/create', { clientType: 'CONFIDENTIAL' })).body;
    const credentials = { clientId: client.clientIdAlias, clientSecret: client.clientSecret };
    const issued = (await at(apiKey, '/auth/token', { parameters: 'grant_type=client_credentials', ...credentials })).body;
    assert.equal(issued.action, 'OK');
    assert.deepEqual([(await at(apiKey, '/service/delete', undefined, 'DELETE')).status], [204]);
    const gone = await at(apiKey, '/auth/introspection', { token: issued.accessToken });
    assert.deepEqual([gone.status, gone.body.resultCode], [404, 'A001205']);
    assert.equal((await fetch(`${api.url}/s/${apiKey}/.well-known/openid-configuration`)).status, 400);
    assert.equal((await at(apiKey, '/service/delete', undefined, 'DELETE')).status, 404);
  });

  const wrong: readonly (readonly [title: string, body: Body, about: RegExp])[] = [
    ['an issuer that is another’s', { issuer: 'http://127.0.0.1:1/' }, /issuer/],
    ['an issuer that is no URL', { issuer: 'nowhere' }, /issuer/],
    ['an issuer with a query', { issuer: 'https://as.example/?a=b' }, /issuer/],
    ['a name of a wrong type', { serviceName: 7 }, /serviceName/],
    ['an empty name', { serviceName: ' ' }, /serviceName/],
    ['a negative lifetime', { accessTokenDuration: -1 }, /accessTokenDuration/],
    [
      'a clock that is off by a day',
      { allowableClockSkew: 86_400 },
      /allowableClockSkew must be a whole number of seconds from 0 to 65535/,
    ],
    ['a clock that may not be off under FAPI', { allowableClockSkew: 5, fapiModes: ['FAPI2_SECURITY'] }, /allowableClockSkew must be 10/],
    ['a nonce for a negative time', { dpopNonceDuration: -1 }, /dpopNonceDuration/],
    ['a key that is not there', { idTokenSignatureKeyId: 'nowhere' }, /idTokenSignatureKeyId names no key/],
    ['a prompt we do not have', { supportedPromptValues: ['CREATE'] }, /supportedPromptValues has the value CREATE/],
    ['an alias of no endpoint', { mtlsEndpointAliases: [{ name: 'issuer', uri: 'https://a.example/' }] }, /mtlsEndpointAliases/],
    ['an alias that is no URL', { mtlsEndpointAliases: [{ name: 'token_endpoint', uri: 'nowhere' }] }, /mtlsEndpointAliases/],
    ['a lifetime of a thousand years', { refreshTokenDuration: 31_536_000_000 }, /refreshTokenDuration/],
    ['a scope with a space', { supportedScopes: [{ name: 'a b' }] }, /supportedScopes/],
    ['a scope twice', { supportedScopes: [{ name: 'a' }, { name: 'a' }] }, /supportedScopes/],
    ['a scope without a name', { supportedScopes: [{}] }, /name/],
    ['a scope of any name', { supportedScopes: [{ name: 'a', attributes: [{ key: 'regex', value: '^a' }] }] }, /regex/],
    ['a grant type we do not have', { supportedGrantTypes: ['IMPLICIT'] }, /supportedGrantTypes/],
    ['a grant type that is none', { supportedGrantTypes: ['fly'] }, /supportedGrantTypes/],
    ['an algorithm we do not have', { accessTokenSignAlg: 'HS256' }, /accessTokenSignAlg/],
    ['an endpoint that is no URL', { tokenEndpoint: 'javascript:alert(1)' }, /tokenEndpoint/],
    ['what does not go together', { singleAccessTokenPerSubject: true, refreshTokenKept: true }, /singleAccessTokenPerSubject/],
    ['a feature we do not have', { verifiableCredentialsEnabled: true }, /verifiableCredentialsEnabled is not supported/],
    ['text we would not heed', { federationJwks: '{"keys":[]}' }, /federationJwks is not supported/],
    ['a constant', { loopbackRedirectionUriVariable: 'no' }, /loopbackRedirectionUriVariable/],
  ];
  for (const [title, body, about] of wrong)
    test(`${title} is refused, and the member is named`, async () => {
      if (title.includes('another')) await create({ issuer: 'http://127.0.0.1:1/' });
      const answer = await deployment('create', body);
      assert.deepEqual([answer.status, answer.body.resultCode], [400, 'A001208'], answer.text);
      assert.match(answer.body.resultMessage, about);
    });

  test('what says nothing is taken of members that are not supported', async () => {
    await create({
      verifiableCredentialsEnabled: false,
      federationJwks: '',
      hsks: [],
      allowableClockSkew: 0,
      accessTokenSignAlg: null,
      idTokenDuration: 0,
    });
  });

  test('RFC 8414 §2: the configuration says what the service is, and can be patched', async () => {
    const { apiKey } = await create({
      issuer: 'https://front.example',
      tokenEndpoint: 'https://front.example/token',
      jwksUri: 'https://front.example/keys',
      policyUri: 'https://front.example/policy',
      supportedUiLocales: ['de', 'en'],
      supportedGrantTypes: ['AUTHORIZATION_CODE'],
      supportedTokenAuthMethods: ['CLIENT_SECRET_BASIC'],
      supportedScopes: [{ name: 'openid' }, { name: 'read' }],
      issSuppressed: true,
    });
    const patch = JSON.stringify([
      { op: 'add', path: '/acme', value: { a: [1] } },
      { op: 'add', path: '/acme/a/-', value: 2 },
      { op: 'remove', path: '/challenge_endpoint' },
    ]);
    const plain = (await at(apiKey, '/service/configuration')).body;
    assert.partialDeepStrictEqual(plain, {
      issuer: 'https://front.example',
      token_endpoint: 'https://front.example/token',
      jwks_uri: 'https://front.example/keys',
      op_policy_uri: 'https://front.example/policy',
      ui_locales_supported: ['de', 'en'],
      grant_types_supported: ['authorization_code'],
      token_endpoint_auth_methods_supported: ['client_secret_basic'],
      scopes_supported: ['openid', 'read'],
      authorization_response_iss_parameter_supported: false,
    });
    const published = await fetch(`${api.url}/s/${apiKey}/.well-known/oauth-authorization-server`);
    assert.deepEqual(await published.json(), plain);
    const patched = await at(apiKey, `/service/configuration?pretty=true&patch=${encodeURIComponent(patch)}`);
    const { challenge_endpoint: _, ...rest } = plain;
    assert.deepEqual(patched.body, { ...rest, acme: { a: [1, 2] } });
    assert.match(patched.text, /\n {2}"issuer"/);
    for (const bad of ['{', '[1]', '[{"op":"remove","path":"/nothing"}]', '[{"op":"fly","path":""}]', '[{"op":"remove","path":""}]'])
      assert.equal((await at(apiKey, `/service/configuration?patch=${encodeURIComponent(bad)}`)).body.resultCode, 'A001208', bad);
  });

  test('private keys are shown to who may change the service, and to nobody else', async () => {
    const own = api.owner.service_token;
    const shown = await api.call('/service/jwks/get?includePrivateKeys=true&pretty=true', undefined, { token: own });
    assert.ok(
      shown.body.keys.every(({ d, kid }: Body) => typeof d === 'string' && typeof kid === 'string'),
      shown.text,
    );
    const plain = await api.call('/service/jwks/get', undefined, { token: own });
    assert.ok(plain.body.keys.length > 0 && !plain.text.includes('"d"'));
    const narrow = await makeToken({ service_id: 1, rights: ['use_service'] });
    const refused = await api.call('/service/jwks/get?includePrivateKeys=true', undefined, { token: narrow });
    assert.deepEqual([refused.status, refused.body.resultCode], [403, 'A001206']);
    assert.equal((await api.call('/service/jwks/get', undefined, { token: narrow })).status, 200);
  });

  test('RFC 7517: a service signs with the keys it is given, under the names they came with, and keeps them to itself', async () => {
    const key = { ...generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }), kid: 'mine' };
    const jwks = JSON.stringify({ keys: [key] });
    const supportedScopes = [{ name: 'read', defaultEntry: true }];
    const made = [await create({ jwks, supportedScopes, accessTokenSignAlg: 'ES256' }), await create({ jwks })];
    for (const service of made)
      assert.deepEqual(
        JSON.parse(service.jwks).keys.map(({ kid, d }: Body) => [kid, d]),
        [['mine', undefined]],
      );
    const id = made[0].apiKey;
    const client = (await at(id, '/client/create', { clientType: 'CONFIDENTIAL' })).body;
    const credentials = { clientId: client.clientIdAlias, clientSecret: client.clientSecret };
    const { jwtAccessToken } = (await at(id, '/auth/token', { parameters: 'grant_type=client_credentials', ...credentials })).body;
    await jwtVerify(jwtAccessToken, createLocalJWKSet(JSON.parse(made[0].jwks)), { issuer: made[0].issuer });
    const kids = async (body: object) => JSON.parse((await at(id, '/service/update', body)).body.jwks).keys.map(({ kid }: Body) => kid);
    assert.deepEqual(await kids({ jwks: made[0].jwks }), ['mine']);
    assert.deepEqual(await kids({ jwks }), ['mine']);
    const next = { ...generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }), kid: 'next' };
    assert.deepEqual((await kids({ jwks: JSON.stringify({ keys: [next] }) })).sort(), ['mine', 'next']);
    const signed = (await at(id, '/auth/token', { parameters: 'grant_type=client_credentials', ...credentials })).body.jwtAccessToken;
    assert.equal(headerOf(signed).kid, 'next', 'at once');
    const { d: _, ...half } = key;
    const secretKey = { kty: 'oct', k: 'abc', alg: 'HS256' };
    for (const bad of [
      '[]',
      'x',
      '{"keys":[7]}',
      '{"keys":[{}]}',
      JSON.stringify({ keys: [{ ...half, d: 'abc' }] }),
      JSON.stringify({ keys: [secretKey] }),
      JSON.stringify({ keys: [key, { ...next, kid: 'mine' }] }),
    ])
      assert.equal((await at(id, '/service/update', { jwks: bad })).body.resultCode, 'A001208', bad);
  });

  const makeToken = async (input: object): Promise<string> => {
    const response = await fetch(`${api.url}/api/v2/management-tokens`, {
      method: 'POST',
      headers: { 'coder-session-token': api.owner.api_token, 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'test', ...input }),
    });
    const body = (await response.json()) as { readonly key: string };
    assert.equal(response.status, 201, JSON.stringify(body));
    return body.key;
  };

  test('a token is good for its rights and no others', async () => {
    const calls: readonly (readonly [right: string, path: string, body?: object])[] = [
      ['view_service', '/service/get'],
      ['modify_service', '/service/update', {}],
      ['use_service', '/service/configuration'],
      ['use_service', '/auth/token', { parameters: 'a=b' }],
      ['use_introspection', '/auth/introspection', { token: 'abc' }],
    ];
    const smaller: Readonly<Record<string, readonly string[]>> = {
      modify_service: ['view_service'],
      use_service: ['use_introspection'],
      admin: ['view_service', 'modify_service', 'use_service', 'use_introspection'],
    };
    for (const right of ['view_service', 'modify_service', 'use_service', 'use_introspection', 'create_client', 'admin']) {
      const token = await makeToken({ rights: [right], ...(right === 'admin' ? {} : { service_id: 1 }) });
      for (const [needed, path, body] of calls) {
        const isAllowed = right === needed || smaller[right]?.includes(needed) === true;
        const answer = await api.call(path, body, { token });
        assert.equal(answer.status !== 403, isAllowed, `${right}: ${path} ${answer.text}`);
        if (!isAllowed) assert.equal(answer.body.resultCode, 'A001206');
      }
    }
  });

  test('a service token makes no service and deletes none; an organization token without the right neither', async () => {
    for (const token of [api.owner.service_token, await makeToken({ rights: ['use_service'] })])
      assert.equal((await deployment('create', {}, token)).body.resultCode, 'A001206');
    const { apiKey } = await create();
    const own = await makeToken({ service_id: apiKey });
    assert.equal((await api.call('/service/delete', undefined, { serviceId: apiKey, token: own, method: 'DELETE' })).status, 403);
    assert.equal((await api.call('/service/get', undefined, { token: own })).body.resultCode, 'A001204');
    const deleter = await makeToken({ service_id: apiKey, rights: ['delete_service'] });
    assert.equal((await api.call('/service/delete', undefined, { serviceId: apiKey, token: deleter, method: 'DELETE' })).status, 204);
    assert.equal((await api.call('/service/get', undefined, { serviceId: apiKey, token: deleter })).body.resultCode, 'A001203');
  });
});
