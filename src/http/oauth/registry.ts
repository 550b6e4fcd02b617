import type { OAuthEndpoint } from './endpoint.ts';
import { approvalEndpoint, authorizationEndpoint } from './endpoints/authorize.ts';
import { challengeEndpoint } from './endpoints/challenge.ts';
import { deleteTokensEndpoint } from './endpoints/delete-tokens.ts';
import { deviceAuthorizationEndpoint } from './endpoints/device-authorization.ts';
import { endSessionByFormEndpoint, endSessionEndpoint } from './endpoints/end-session.ts';
import { introspectionEndpoint } from './endpoints/introspect.ts';
import { jwksEndpoint } from './endpoints/jwks.ts';
import { deleteRegistrationEndpoint, getRegistrationEndpoint, updateRegistrationEndpoint } from './endpoints/manage-registration.ts';
import { metadataEndpoint } from './endpoints/metadata.ts';
import { protectedResourceEndpoint } from './endpoints/protected-resource.ts';
import { pushedAuthorizationRequestEndpoint } from './endpoints/push-request.ts';
import { registrationEndpoint } from './endpoints/register.ts';
import { revocationEndpoint } from './endpoints/revoke.ts';
import { tokenEndpoint } from './endpoints/token.ts';
import { userinfoEndpoint, userinfoFormEndpoint } from './endpoints/userinfo.ts';

/** Every standard endpoint. Routes, metadata of other methods, and the API description are computed from this list. */
export const oauthEndpoints: readonly OAuthEndpoint[] = [
  authorizationEndpoint,
  approvalEndpoint,
  pushedAuthorizationRequestEndpoint,
  deviceAuthorizationEndpoint,
  tokenEndpoint,
  deleteTokensEndpoint,
  revocationEndpoint,
  introspectionEndpoint,
  challengeEndpoint,
  endSessionEndpoint,
  endSessionByFormEndpoint,
  registrationEndpoint,
  getRegistrationEndpoint,
  updateRegistrationEndpoint,
  deleteRegistrationEndpoint,
  metadataEndpoint,
  protectedResourceEndpoint,
  jwksEndpoint,
  userinfoEndpoint,
  userinfoFormEndpoint,
];
