import { refusalOf, type SdkCall } from './sdk-scene.ts';

/** Features that no service has: the library reads their answers all the same. */
export const disabledCalls: readonly SdkCall[] = [
  [
    'ciba.processAuthentication',
    ({ sdk, serviceId }) =>
      sdk.ciba.processAuthentication({ serviceId, backchannelAuthenticationRequest: { parameters: 'login_hint=ann' } }),
    { action: 'BAD_REQUEST', resultCode: 'A169301' },
  ],
  [
    'ciba.issue',
    ({ sdk, serviceId }) => sdk.ciba.issue({ serviceId, backchannelAuthenticationIssueRequest: { ticket: 't' } }),
    { action: 'INVALID_TICKET' },
  ],
  [
    'ciba.fail',
    ({ sdk, serviceId }) => sdk.ciba.fail({ serviceId, backchannelAuthenticationFailRequest: { ticket: 't', reason: 'ACCESS_DENIED' } }),
    { action: 'INTERNAL_SERVER_ERROR' },
  ],
  [
    'ciba.complete',
    ({ sdk, serviceId }) =>
      sdk.ciba.complete({ serviceId, backchannelAuthenticationCompleteRequest: { ticket: 't', result: 'AUTHORIZED', subject: 'ann' } }),
    { action: 'SERVER_ERROR' },
  ],
  [
    'grantManagement.processRequest',
    ({ sdk, serviceId }) => sdk.grantManagement.processRequest({ serviceId, gMRequest: { accessToken: 'a', gmAction: 'QUERY' } }),
    { action: 'NOT_FOUND' },
  ],
  [
    'nativeSso.process',
    ({ sdk, serviceId }) => sdk.nativeSso.process({ serviceId, nativeSsoRequest: { accessToken: 'a', deviceSecret: 'd' } }),
    { action: 'CALLER_ERROR' },
  ],
  [
    'nativeSso.logout',
    ({ sdk, serviceId }) => sdk.nativeSso.logout({ serviceId, nativeSsoLogoutRequest: { sessionId: 's' } }),
    { action: 'CALLER_ERROR' },
  ],
  [
    'federation.configuration',
    ({ sdk, serviceId }) => sdk.federation.configuration({ serviceId, requestBody: {} }),
    { action: 'NOT_FOUND' },
  ],
  [
    'federation.registration',
    ({ sdk, serviceId }) => sdk.federation.registration({ serviceId, federationRegistrationRequest: { trustChain: '[]' } }),
    { action: 'NOT_FOUND' },
  ],
  [
    'hardwareSecurityKeys.create',
    ({ sdk, serviceId }) => sdk.hardwareSecurityKeys.create({ serviceId, hskCreateRequest: { kty: 'EC' } }),
    { action: 'INVALID_REQUEST' },
  ],
  ['hardwareSecurityKeys.list', ({ sdk, serviceId }) => sdk.hardwareSecurityKeys.list({ serviceId }), { action: 'INVALID_REQUEST' }],
  [
    'hardwareSecurityKeys.get',
    ({ sdk, serviceId }) => sdk.hardwareSecurityKeys.get({ serviceId, handle: 'h' }),
    { action: 'INVALID_REQUEST' },
  ],
  [
    'hardwareSecurityKeys.delete',
    ({ sdk, serviceId }) => refusalOf(sdk.hardwareSecurityKeys.delete({ serviceId, handle: 'h' })),
    { statusCode: 403, resultCode: 'A001216' },
  ],
  [
    'verifiableCredentials.getMetadata',
    ({ sdk, serviceId }) => sdk.verifiableCredentials.getMetadata({ serviceId, vciMetadataRequest: { pretty: false } }),
    { action: 'NOT_FOUND' },
  ],
  [
    'verifiableCredentials.getJwtIssuer',
    ({ sdk, serviceId }) => sdk.verifiableCredentials.getJwtIssuer({ serviceId, vciJwtissuerRequest: { pretty: false } }),
    { action: 'NOT_FOUND' },
  ],
  [
    'verifiableCredentials.getJwks',
    ({ sdk, serviceId }) => sdk.verifiableCredentials.getJwks({ serviceId, vciJwksRequest: { pretty: false } }),
    { action: 'NOT_FOUND' },
  ],
  [
    'verifiableCredentials.createOffer',
    ({ sdk, serviceId }) => sdk.verifiableCredentials.createOffer({ serviceId, vciOfferCreateRequest: {} }),
    { action: 'FORBIDDEN' },
  ],
  [
    'verifiableCredentials.getOfferInfo',
    ({ sdk, serviceId }) => sdk.verifiableCredentials.getOfferInfo({ serviceId, vciOfferInfoRequest: { identifier: 'i' } }),
    { action: 'FORBIDDEN' },
  ],
  [
    'verifiableCredentials.parse',
    ({ sdk, serviceId }) => sdk.verifiableCredentials.parse({ serviceId, vciSingleParseRequest: { accessToken: 'a' } }),
    { action: 'FORBIDDEN' },
  ],
  [
    'verifiableCredentials.issue',
    ({ sdk, serviceId }) => sdk.verifiableCredentials.issue({ serviceId, vciSingleIssueRequest: { accessToken: 'a', order: {} } }),
    { action: 'FORBIDDEN' },
  ],
  [
    'verifiableCredentials.batchParse',
    ({ sdk, serviceId }) => sdk.verifiableCredentials.batchParse({ serviceId, vciBatchParseRequest: { accessToken: 'a' } }),
    { action: 'FORBIDDEN' },
  ],
  [
    'verifiableCredentials.batchIssue',
    ({ sdk, serviceId }) => sdk.verifiableCredentials.batchIssue({ serviceId, vciBatchIssueRequest: { orders: [{}] } }),
    { action: 'FORBIDDEN' },
  ],
  [
    'verifiableCredentials.deferredParse',
    ({ sdk, serviceId }) => sdk.verifiableCredentials.deferredParse({ serviceId, vciDeferredParseRequest: { accessToken: 'a' } }),
    { action: 'FORBIDDEN' },
  ],
  [
    'verifiableCredentials.deferredIssue',
    ({ sdk, serviceId }) => sdk.verifiableCredentials.deferredIssue({ serviceId, vciDeferredIssueRequest: {} }),
    { action: 'FORBIDDEN' },
  ],
];
