import { form, keep, kept, type SdkCall, type SdkScene } from './sdk-scene.ts';

const request = (more: Readonly<Record<string, string>> = {}): string =>
  form({
    response_type: 'code',
    client_id: 'test-client',
    redirect_uri: 'https://client.example/callback',
    scope: 'openid read',
    state: 's',
    ...more,
  });

/** Opens a ticket and keeps it. */
const openTicket = (scene: SdkScene, parameters: string, name = 'ticket') =>
  keep(
    scene,
    scene.sdk.authorization.processRequest({
      serviceId: scene.serviceId,
      authorizationRequest: { parameters, context: 'our own note' },
    }),
    ({ ticket }) => ({ [name]: ticket }),
  );

/** A person allows, and refuses. */
export const authorizationCalls: readonly SdkCall[] = [
  [
    'pushedAuthorization.create',
    (scene) =>
      keep(
        scene,
        scene.sdk.pushedAuthorization.create({
          serviceId: scene.serviceId,
          pushedAuthorizationRequest: { parameters: request(), clientId: 'test-client', clientSecret: kept(scene, 'clientSecret') },
        }),
        ({ requestUri }) => ({ requestUri }),
      ),
    { action: 'CREATED', resultCode: 'A245001' },
  ],
  [
    'authorization.processRequest',
    (scene) => openTicket(scene, form({ client_id: 'test-client', request_uri: kept(scene, 'requestUri') })),
    { action: 'INTERACTION', resultCode: 'A004001' },
  ],
  [
    'authorization.management.getTicketInfo',
    (scene) =>
      scene.sdk.authorization.management.getTicketInfo({
        serviceId: scene.serviceId,
        authorizationTicketInfoRequest: { ticket: kept(scene, 'ticket') },
      }),
    { action: 'OK', info: { context: 'our own note' } },
  ],
  [
    'authorization.management.updateTicket',
    (scene) =>
      scene.sdk.authorization.management.updateTicket({
        serviceId: scene.serviceId,
        authorizationTicketUpdateRequest: { ticket: kept(scene, 'ticket'), info: 'another note' },
      }),
    { action: 'OK' },
  ],
  [
    'authorization.issue',
    (scene) =>
      keep(
        scene,
        scene.sdk.authorization.issue({
          serviceId: scene.serviceId,
          authorizationIssueRequest: {
            ticket: kept(scene, 'ticket'),
            subject: 'ann',
            authTime: Math.floor(Date.now() / 1000),
            claims: JSON.stringify({ name: 'Ann' }),
            properties: [{ key: 'tenant', value: 'acme', hidden: false }],
          },
        }),
        ({ authorizationCode }) => ({ code: authorizationCode }),
      ),
    { action: 'LOCATION' },
  ],
  [
    'authorization.fail',
    async (scene) => {
      await openTicket(scene, request(), 'lostTicket');
      return scene.sdk.authorization.fail({
        serviceId: scene.serviceId,
        authorizationFailRequest: { ticket: kept(scene, 'lostTicket'), reason: 'DENIED' },
      });
    },
    { action: 'LOCATION' },
  ],
];
