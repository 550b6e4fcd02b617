import { keep, kept, type SdkCall } from './sdk-scene.ts';

/** The scopes of the service the other calls work on. */
const supportedScopes = ['openid', 'profile', 'email', 'offline_access'].map((name) => ({ name, defaultEntry: false }));

/** The service is set up for all that follows, and a second one comes and goes. */
export const serviceCalls: readonly SdkCall[] = [
  ['service.get', ({ sdk, serviceId }) => sdk.service.get({ serviceId }), { apiKey: 1 }],
  [
    'service.update',
    ({ sdk, serviceId }) =>
      sdk.service.update({
        serviceId,
        service: {
          serviceName: 'Test service',
          supportedGrantTypes: ['AUTHORIZATION_CODE', 'REFRESH_TOKEN', 'CLIENT_CREDENTIALS', 'PASSWORD', 'DEVICE_CODE'],
          supportedScopes: [...supportedScopes, { name: 'read', defaultEntry: true }],
          dynamicRegistrationSupported: true,
          deviceVerificationUri: 'https://as.example/device',
          accessTokenDuration: 600,
        },
      }),
    { serviceName: 'Test service', accessTokenDuration: 600, dynamicRegistrationSupported: true },
  ],
  ['service.getConfiguration', ({ sdk, serviceId }) => sdk.service.getConfiguration({ serviceId, pretty: true }), {}],
  ['jwkSetEndpoint.serviceJwksGetApi', ({ sdk, serviceId }) => sdk.jwkSetEndpoint.serviceJwksGetApi({ serviceId }), {}],
  [
    'service.create',
    (scene) =>
      keep(scene, scene.organization.service.create({ serviceName: 'Second', issuer: 'https://second.example' }), ({ apiKey }) => ({
        secondService: apiKey,
      })),
    { serviceName: 'Second', issuer: 'https://second.example' },
  ],
  ['service.list', ({ organization }) => organization.service.list({ start: 0, end: 10 }), { totalCount: 2, start: 0, end: 10 }],
  ['service.delete', (scene) => scene.organization.service.delete({ serviceId: kept(scene, 'secondService') }), undefined],
];
