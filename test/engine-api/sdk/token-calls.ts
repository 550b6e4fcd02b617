import { form, keep, kept, type SdkCall, type SdkScene } from './sdk-scene.ts';

/** A token request with the client's credentials. */
const requestToken = (scene: SdkScene, parameters: Readonly<Record<string, string>>) =>
  keep(
    scene,
    scene.sdk.token.process({
      serviceId: scene.serviceId,
      tokenRequest: { parameters: form(parameters), clientId: 'test-client', clientSecret: kept(scene, 'clientSecret') },
    }),
    ({ accessToken, refreshToken, idToken, ticket }) => ({ accessToken, refreshToken, idToken, ticket }),
  );

const password = { grant_type: 'password', username: 'ann', password: 'secret', scope: 'read' };

/** Tokens are issued, looked at, used and managed. */
export const tokenCalls: readonly SdkCall[] = [
  [
    'token.process',
    (scene) =>
      requestToken(scene, { grant_type: 'authorization_code', code: kept(scene, 'code'), redirect_uri: 'https://client.example/callback' }),
    { action: 'OK', resultCode: 'A050001', subject: 'ann', clientIdAliasUsed: true },
  ],
  [
    'token.process',
    (scene) => requestToken(scene, { grant_type: 'refresh_token', refresh_token: kept(scene, 'refreshToken') }),
    { action: 'OK', subject: 'ann' },
  ],
  [
    'token.management.reissueIdToken',
    async (scene) => {
      const { sdk, serviceId } = scene;
      // Not before: this release of the library does not know the action of refreshes where it is on.
      await sdk.service.update({ serviceId, service: { idTokenReissuable: true } });
      const idtokenReissueRequest = { accessToken: kept(scene, 'accessToken'), refreshToken: kept(scene, 'refreshToken') };
      return sdk.token.management.reissueIdToken({ serviceId, idtokenReissueRequest });
    },
    { action: 'OK' },
  ],
  [
    'introspection.process',
    (scene) =>
      scene.sdk.introspection.process({
        serviceId: scene.serviceId,
        introspectionRequest: { token: kept(scene, 'accessToken'), scopes: ['read'], subject: 'ann' },
      }),
    { action: 'OK', usable: true, sufficient: true, subject: 'ann', clientIdAlias: 'test-client' },
  ],
  [
    'introspection.standardProcess',
    (scene) =>
      scene.sdk.introspection.standardProcess({
        serviceId: scene.serviceId,
        standardIntrospectionRequest: { parameters: form({ token: kept(scene, 'accessToken') }), withHiddenProperties: true },
      }),
    { action: 'OK', resultCode: 'A145001' },
  ],
  [
    'userinfo.process',
    (scene) => scene.sdk.userinfo.process({ serviceId: scene.serviceId, userinfoRequest: { token: kept(scene, 'accessToken') } }),
    { action: 'OK', resultCode: 'A091001', subject: 'ann' },
  ],
  [
    'userinfo.issue',
    (scene) =>
      scene.sdk.userinfo.issue({
        serviceId: scene.serviceId,
        userinfoIssueRequest: { token: kept(scene, 'accessToken'), claims: JSON.stringify({ name: 'Ann' }) },
      }),
    { action: 'JSON' },
  ],
  [
    'joseObject.joseVerifyApi',
    (scene) =>
      scene.sdk.joseObject.joseVerifyApi({
        serviceId: scene.serviceId,
        joseVerifyRequest: { jose: kept(scene, 'idToken'), mandatoryClaims: ['iss', 'nothing'] },
      }),
    { valid: false, signatureValid: true, missingClaims: ['nothing'] },
  ],
  ['token.process', (scene) => requestToken(scene, password), { action: 'PASSWORD', username: 'ann', password: 'secret' }],
  [
    'token.issue',
    (scene) => scene.sdk.token.issue({ serviceId: scene.serviceId, tokenIssueRequest: { ticket: kept(scene, 'ticket'), subject: 'ann' } }),
    { action: 'OK', resultCode: 'A054001', subject: 'ann' },
  ],
  [
    'token.fail',
    async (scene) => {
      await requestToken(scene, password);
      return scene.sdk.token.fail({
        serviceId: scene.serviceId,
        tokenFailRequest: { ticket: kept(scene, 'ticket'), reason: 'INVALID_RESOURCE_OWNER_CREDENTIALS' },
      });
    },
    { action: 'BAD_REQUEST', resultCode: 'A067301' },
  ],
  [
    'token.management.create',
    (scene) =>
      keep(
        scene,
        scene.sdk.token.management.create({
          serviceId: scene.serviceId,
          tokenCreateRequest: {
            grantType: 'AUTHORIZATION_CODE',
            clientId: Number(kept(scene, 'clientId')),
            subject: 'bob',
            scopes: ['read'],
            properties: [{ key: 'tenant', value: 'acme', hidden: true }],
          },
        }),
        ({ accessToken }) => ({ createdToken: accessToken }),
      ),
    { action: 'OK', resultCode: 'A109001', subject: 'bob', scopes: ['read'] },
  ],
  [
    'token.management.update',
    (scene) =>
      scene.sdk.token.management.update({
        serviceId: scene.serviceId,
        tokenUpdateRequest: { accessToken: kept(scene, 'createdToken'), properties: [{ key: 'tenant', value: 'other', hidden: false }] },
      }),
    { action: 'OK', resultCode: 'A135001' },
  ],
  [
    'token.management.list',
    ({ sdk, serviceId }) => sdk.token.management.list({ serviceId, subject: 'bob', start: 0, end: 5 }),
    { start: 0, end: 5, totalCount: 1, subject: 'bob' },
  ],
  [
    'token.management.delete',
    (scene) => scene.sdk.token.management.delete({ serviceId: scene.serviceId, accessTokenIdentifier: kept(scene, 'createdToken') }),
    undefined,
  ],
  [
    'token.management.revoke',
    async (scene) => {
      const tokenCreateRequest = { grantType: 'CLIENT_CREDENTIALS', clientId: Number(kept(scene, 'clientId')) } as const;
      const { accessToken = '' } = await scene.sdk.token.management.create({ serviceId: scene.serviceId, tokenCreateRequest });
      return scene.sdk.token.management.revoke({ serviceId: scene.serviceId, tokenRevokeRequest: { accessTokenIdentifier: accessToken } });
    },
    { count: 1 },
  ],
  [
    'revocation.process',
    async (scene) => {
      const { accessToken = '' } = await requestToken(scene, { grant_type: 'client_credentials' });
      return scene.sdk.revocation.process({
        serviceId: scene.serviceId,
        revocationRequest: { parameters: form({ token: accessToken }), clientId: 'test-client', clientSecret: kept(scene, 'clientSecret') },
      });
    },
    { action: 'OK', resultCode: 'A113001' },
  ],
];
