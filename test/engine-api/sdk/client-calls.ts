import { keep, kept, type SdkCall, type SdkScene } from './sdk-scene.ts';

/** Whose authorizations are asked for. */
const ann = { subjectPathParameter: 'ann', subjectQueryParameter: 'ann' };

const clientOf = (scene: SdkScene) => ({ serviceId: scene.serviceId, clientId: kept(scene, 'clientId') });

/** A client is registered for all that follows. */
export const clientCalls: readonly SdkCall[] = [
  [
    'client.create',
    (scene) =>
      keep(
        scene,
        scene.sdk.client.create({
          serviceId: scene.serviceId,
          client: {
            clientName: 'Test client',
            clientIdAlias: 'test-client',
            clientIdAliasEnabled: true,
            clientType: 'CONFIDENTIAL',
            applicationType: 'WEB',
            developer: 'dev',
            grantTypes: ['AUTHORIZATION_CODE', 'REFRESH_TOKEN', 'CLIENT_CREDENTIALS', 'PASSWORD', 'DEVICE_CODE'],
            responseTypes: ['CODE'],
            redirectUris: ['https://client.example/callback'],
            tokenAuthMethod: 'CLIENT_SECRET_BASIC',
            tosUri: 'https://client.example/terms',
          },
        }),
        ({ clientId, clientSecret }) => ({ clientId, clientSecret }),
      ),
    { clientName: 'Test client', clientIdAlias: 'test-client', clientType: 'CONFIDENTIAL', tokenAuthMethod: 'CLIENT_SECRET_BASIC' },
  ],
  ['client.get', (scene) => scene.sdk.client.get(clientOf(scene)), { clientName: 'Test client', developer: 'dev' }],
  [
    'client.update',
    async (scene) => {
      const client = await scene.sdk.client.get(clientOf(scene));
      return scene.sdk.client.update({ ...clientOf(scene), client: { ...client, description: 'For tests.' } });
    },
    { description: 'For tests.', clientName: 'Test client', redirectUris: ['https://client.example/callback'] },
  ],
  [
    'client.list',
    ({ sdk, serviceId }) => sdk.client.list({ serviceId, developer: 'dev', start: 0, end: 5 }),
    { start: 0, end: 5, totalCount: 1 },
  ],
  [
    'client.management.refreshSecret',
    (scene) =>
      keep(
        scene,
        scene.sdk.client.management.refreshSecret({ serviceId: scene.serviceId, clientIdentifier: 'test-client' }),
        ({ newClientSecret }) => ({ clientSecret: newClientSecret }),
      ),
    { resultCode: 'A148001' },
  ],
  [
    'client.management.updateSecret',
    (scene) =>
      keep(
        scene,
        scene.sdk.client.management.updateSecret({
          serviceId: scene.serviceId,
          clientIdentifier: kept(scene, 'clientId'),
          clientSecretUpdateRequest: { clientSecret: 'A'.repeat(86) },
        }),
        ({ newClientSecret }) => ({ clientSecret: newClientSecret }),
      ),
    { resultCode: 'A149001' },
  ],
  [
    'client.management.updateLockFlag',
    async ({ sdk, serviceId }) => {
      await sdk.client.management.updateLockFlag({
        serviceId,
        clientIdentifier: 'test-client',
        clientFlagUpdateRequest: { clientLocked: true },
      });
      return sdk.client.management.updateLockFlag({
        serviceId,
        clientIdentifier: 'test-client',
        clientFlagUpdateRequest: { clientLocked: false },
      });
    },
    {},
  ],
  [
    'client.management.updateRequestableScopes',
    (scene) =>
      scene.sdk.client.management.updateRequestableScopes({
        ...clientOf(scene),
        clientExtensionRequestableScopesUpdateRequest: { requestableScopes: ['openid', 'read'] },
      }),
    { requestableScopes: ['openid', 'read'] },
  ],
  [
    'client.management.getRequestableScopes',
    (scene) => scene.sdk.client.management.getRequestableScopes(clientOf(scene)),
    { requestableScopes: ['openid', 'read'] },
  ],
  ['client.management.deleteRequestableScopes', (scene) => scene.sdk.client.management.deleteRequestableScopes(clientOf(scene)), undefined],
];

/** What people allowed the client, after tokens were issued; then it goes. */
export const lastClientCalls: readonly SdkCall[] = [
  [
    'client.management.listAuthorizations',
    ({ sdk, serviceId }) => sdk.client.management.listAuthorizations({ serviceId, ...ann, start: 0, end: 5 }),
    { subject: 'ann', totalCount: 1 },
  ],
  [
    'client.management.getGrantedScopes',
    (scene) => scene.sdk.client.management.getGrantedScopes({ ...clientOf(scene), ...ann }),
    { subject: 'ann' },
  ],
  [
    'client.management.updateAuthorizations',
    (scene) =>
      scene.sdk.client.management.updateAuthorizations({
        ...clientOf(scene),
        clientAuthorizationUpdateRequest: { subject: 'ann', scopes: ['read'] },
      }),
    { resultCode: 'A138001' },
  ],
  ['client.management.deleteGrantedScopes', (scene) => scene.sdk.client.management.deleteGrantedScopes({ ...clientOf(scene), ...ann }), {}],
  [
    'client.management.deleteAuthorizations',
    (scene) => scene.sdk.client.management.deleteAuthorizations({ ...clientOf(scene), ...ann }),
    { resultCode: 'A137001' },
  ],
  ['client.delete', (scene) => scene.sdk.client.delete(clientOf(scene)), undefined],
];
