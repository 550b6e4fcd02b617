import { type EpochSeconds, epochSeconds, seconds } from '../../protocol/units.ts';
import type { AuthenticatedSubject } from '../authorize/authorization-request.ts';
import { plainAnswerRules } from '../model/answer-rules.ts';
import { plainAttestationRules } from '../model/attestation-rules.ts';
import { looseClientRules, looseServiceRules } from '../model/binding-rules.ts';
import type { Client } from '../model/client.ts';
import { noDescription } from '../model/client-description.ts';
import { plainClientTerms } from '../model/client-terms.ts';
import type { DeviceAuthorization } from '../model/device-authorization.ts';
import { plainDeviceRules } from '../model/device-rules.ts';
import type { AuthorizationCode, Grant } from '../model/grant.ts';
import { noLogoutRules } from '../model/logout-rules.ts';
import { plainOfferRules } from '../model/offer-rules.ts';
import { plainOpenIdRules } from '../model/openid-rules.ts';
import { plainRegistrationRules } from '../model/registration-rules.ts';
import { plainClientRules, plainServiceRules } from '../model/request-rules.ts';
import type { Service } from '../model/service.ts';
import { plainDescription } from '../model/service-description.ts';
import { plainTokenRules } from '../model/token-rules.ts';
import type { RefreshToken } from '../model/tokens.ts';
import type { FreshToken } from '../token/fresh-token.ts';

/** The present of every rule's test. */
export const now: EpochSeconds = epochSeconds(1_800_000_000);

/** A person who signed in with a password, just now unless said otherwise. */
export const personAt = (authTime: EpochSeconds = now, subject = 'user-1'): AuthenticatedSubject => ({
  subject,
  authTime,
  acr: undefined,
  amr: ['pwd'],
  sessionId: 'session-1',
});

/** Valid records that tests start from, and change one field of. */
export const validService: Service = {
  id: 1,
  name: 'Test',
  issuer: 'https://auth.example.com',
  accessTokenFormat: 'opaque',
  codeLifetime: seconds(600),
  accessTokenLifetime: seconds(3600),
  refreshTokenLifetime: seconds(86_400),
  refreshLeeway: seconds(30),
  scopes: [
    { name: 'all', description: 'Everything', isDefault: true },
    { name: 'read', description: 'Read', isDefault: false },
    { name: 'write', description: 'Write', isDefault: false },
  ],
  resources: undefined,
  requestRules: plainServiceRules,
  bindingRules: looseServiceRules,
  profiles: [],
  attestationRules: plainAttestationRules,
  deviceRules: plainDeviceRules,
  tokenRules: plainTokenRules,
  offerRules: plainOfferRules,
  answerRules: plainAnswerRules,
  registrationRules: plainRegistrationRules,
  description: plainDescription,
  createdAt: undefined,
  updatedAt: undefined,
};

export const validClient: Client = {
  number: 7,
  serviceId: 1,
  clientId: '7b2a1c9e-0000-4000-8000-000000000007',
  name: 'App',
  icon: '',
  clientType: 'confidential',
  tokenEndpointAuthMethod: 'client_secret_post',
  tokenEndpointAuthSigningAlg: undefined,
  jwks: undefined,
  jwksUri: undefined,
  certificateSubject: undefined,
  redirectUris: ['https://app.example.com/callback'],
  grantTypes: ['authorization_code', 'refresh_token', 'client_credentials'],
  allowedScopes: undefined,
  defaultScopes: undefined,
  pkceRequired: false,
  accessTokenFormat: undefined,
  requestRules: plainClientRules,
  bindingRules: looseClientRules,
  openIdRules: plainOpenIdRules,
  profiles: [],
  authorizationSignedResponseAlg: undefined,
  introspectionSignedResponseAlg: undefined,
  logoutRules: noLogoutRules,
  isLocked: false,
  terms: plainClientTerms,
  description: noDescription,
  source: 'static',
  createdBy: undefined,
  createdAt: now,
  updatedAt: now,
};

export const validGrant: Grant = {
  id: 'grant-1',
  serviceId: 1,
  clientNumber: 7,
  subject: 'user-1',
  scopes: ['read', 'write'],
  resources: [],
  authorizationDetails: undefined,
  claimsRequest: undefined,
  clientSecretId: 'secret-1',
  confirmation: undefined,
  terms: undefined,
  grantType: undefined,
  authTime: epochSeconds(now - 60),
  acr: undefined,
  amr: ['pwd'],
  sessionId: 'session-1',
  createdAt: epochSeconds(now - 30),
  expiresAt: epochSeconds(now + 172_800),
  revokedAt: undefined,
};

export const validCode: AuthorizationCode = {
  id: 'code-1',
  secretHash: 'hash',
  grantId: 'grant-1',
  serviceId: 1,
  clientNumber: 7,
  subject: 'user-1',
  scopes: ['read'],
  resources: [],
  authorizationDetails: undefined,
  claimsRequest: undefined,
  redirectUri: 'https://app.example.com/callback',
  codeChallenge: undefined,
  nonce: undefined,
  dpopJkt: undefined,
  terms: undefined,
  authTime: epochSeconds(now - 60),
  acr: undefined,
  amr: ['pwd'],
  sessionId: 'session-1',
  createdAt: epochSeconds(now - 5),
  expiresAt: epochSeconds(now + 595),
  consumedAt: undefined,
};

export const validDevice: DeviceAuthorization = {
  id: 'device-1',
  secretHash: 'hash',
  serviceId: 1,
  clientNumber: 7,
  userCode: 'WDJBMJHT',
  scopes: ['read'],
  resources: [],
  authorizationDetails: undefined,
  claimsRequest: undefined,
  maxAge: undefined,
  acrRequest: { values: [], isEssential: false },
  interval: seconds(5),
  lastPolledAt: undefined,
  outcome: undefined,
  createdAt: epochSeconds(now - 60),
  expiresAt: epochSeconds(now + 540),
};

export const validRefreshToken: RefreshToken = {
  id: 'refresh-1',
  secretHash: 'hash',
  grantId: 'grant-1',
  accessTokenId: 'access-1',
  createdAt: epochSeconds(now - 30),
  expiresAt: epochSeconds(now + 86_370),
  rotatedAt: undefined,
};

export const freshAccessToken: FreshToken = { credential: { kind: 'accessToken', id: 'access-2', secret: 's' }, secretHash: 'h-access-2' };
export const freshRefreshToken: FreshToken = {
  credential: { kind: 'refreshToken', id: 'refresh-2', secret: 's' },
  secretHash: 'h-refresh-2',
};

/** What the test engine knows of everybody besides their user name, which is the subject. */
export const testPerson: Readonly<Record<string, unknown>> = {
  name: 'Ada Example',
  email: 'ada@example.com',
  email_verified: false,
  updated_at: 1_700_000_000,
};

/** A subject the test engine knows nothing of. */
export const goneSubject = 'user-gone';
