import { keep, kept, type SdkCall, type SdkScene } from './sdk-scene.ts';

const metadata = { client_name: 'Registered', redirect_uris: ['https://registered.example/callback'] };

/** What a registered client shows for itself. */
const credentialsOf = (scene: SdkScene) => ({ token: kept(scene, 'registrationToken'), clientId: kept(scene, 'registeredClient') });

/** A client registers itself, and manages its registration (RFC 7591, RFC 7592). */
export const registrationCalls: readonly SdkCall[] = [
  [
    'dynamicClientRegistration.register',
    (scene) =>
      keep(
        scene,
        scene.sdk.dynamicClientRegistration.register({ serviceId: scene.serviceId, requestBody: { json: JSON.stringify(metadata) } }),
        ({ responseContent = '{}' }) => {
          const { client_id, registration_access_token } = JSON.parse(responseContent);
          return { registeredClient: client_id, registrationToken: registration_access_token };
        },
      ),
    { action: 'CREATED', resultCode: 'A202001' },
  ],
  [
    'dynamicClientRegistration.get',
    (scene) => scene.sdk.dynamicClientRegistration.get({ serviceId: scene.serviceId, requestBody: credentialsOf(scene) }),
    { action: 'OK', resultCode: 'A217001' },
  ],
  [
    'dynamicClientRegistration.update',
    (scene) =>
      keep(
        scene,
        scene.sdk.dynamicClientRegistration.update({
          serviceId: scene.serviceId,
          requestBody: {
            ...credentialsOf(scene),
            json: JSON.stringify({ ...metadata, client_id: kept(scene, 'registeredClient'), client_name: 'Renamed' }),
          },
        }),
        ({ responseContent = '{}' }) => ({ registrationToken: JSON.parse(responseContent).registration_access_token }),
      ),
    { action: 'UPDATED', resultCode: 'A213001' },
  ],
  [
    'dynamicClientRegistration.delete',
    (scene) => scene.sdk.dynamicClientRegistration.delete({ serviceId: scene.serviceId, requestBody: credentialsOf(scene) }),
    { action: 'DELETED', resultCode: 'A216001' },
  ],
];
