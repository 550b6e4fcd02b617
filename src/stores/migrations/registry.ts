import type { Migration } from '../noun.ts';
import { dataKeys } from './0001-data-keys.ts';
import { codes } from './0010-codes.ts';
import { services } from './0011-services.ts';
import { clients } from './0012-clients.ts';
import { clientSecrets } from './0013-client-secrets.ts';
import { grants } from './0014-grants.ts';
import { refreshTokens } from './0015-refresh-tokens.ts';
import { accessTokens } from './0016-access-tokens.ts';
import { signingKeys } from './0017-signing-keys.ts';
import { replayMarks } from './0018-replay-marks.ts';
import { tokenBindings } from './0019-token-bindings.ts';
import { authorizationRequests } from './0020-authorization-requests.ts';
import { openid } from './0021-openid.ts';
import { signingAlgorithms } from './0022-signing-algorithms.ts';
import { authentication } from './0023-authentication.ts';
import { clientLogout } from './0025-client-logout.ts';
import { sessionClients } from './0026-session-clients.ts';
import { attestationRules } from './0027-attestation-rules.ts';
import { profiles } from './0028-profiles.ts';
import { clientKeys } from './0029-client-keys.ts';
import { users } from './0030-users.ts';
import { sessions } from './0031-sessions.ts';
import { apiTokens } from './0032-api-tokens.ts';
import { agents } from './0033-agents.ts';
import { managementTokens } from './0034-management-tokens.ts';
import { setupLinks } from './0035-setup-links.ts';
import { rateLimits } from './0036-rate-limits.ts';
import { tokenTerms } from './0037-token-terms.ts';
import { auditEvents } from './0048-audit-events.ts';
import { connections } from './0050-connections.ts';
import { connectStates } from './0051-connect-states.ts';
import { accounts } from './0052-accounts.ts';
import { rejectedTokens } from './0053-rejected-tokens.ts';
import { dpopKeys } from './0054-dpop-keys.ts';
import { providerSettings } from './0055-provider-settings.ts';
import { connectionsByProvider } from './0056-connections-by-provider.ts';
import { handOutRules } from './0060-hand-out-rules.ts';
import { agentIdentities } from './0061-agent-identities.ts';
import { agentSessions } from './0062-agent-sessions.ts';
import { webhookEndpoints } from './0070-webhook-endpoints.ts';
import { webhookEvents } from './0071-webhook-events.ts';
import { webhookDeliveries } from './0072-webhook-deliveries.ts';
import { deviceConnects } from './0075-device-connects.ts';
import { appPrivateKeys } from './0080-app-private-keys.ts';
import { federationPolicies } from './0081-federation-policies.ts';
import { endingTokens } from './0082-ending-tokens.ts';
import { sessionAuthentication } from './0083-session-authentication.ts';
import { frontEndTickets } from './0090-front-end-tickets.ts';
import { tokenOrigins } from './0092-token-origins.ts';
import { tokenBatches } from './0093-token-batches.ts';
import { deviceAuthorizations } from './0094-device-authorizations.ts';
import { commandLineDevice } from './0095-command-line-device.ts';
import { clientTerms } from './0096-client-terms.ts';
import { forgottenConsents } from './0097-forgotten-consents.ts';
import { serviceRules } from './0098-service-rules.ts';
import { managementTokenRights } from './0099-management-token-rights.ts';
import { clientRegistration } from './0100-client-registration.ts';
import { namedSigningKeys } from './0101-named-signing-keys.ts';
import { successors } from './0103-successors.ts';

/** Every migration, ascending by number. */
export const migrations: readonly Migration[] = [
  dataKeys,
  codes,
  services,
  clients,
  clientSecrets,
  grants,
  refreshTokens,
  accessTokens,
  signingKeys,
  replayMarks,
  tokenBindings,
  authorizationRequests,
  openid,
  signingAlgorithms,
  authentication,
  clientLogout,
  sessionClients,
  attestationRules,
  profiles,
  clientKeys,
  users,
  sessions,
  apiTokens,
  agents,
  managementTokens,
  setupLinks,
  rateLimits,
  tokenTerms,
  auditEvents,
  connections,
  connectStates,
  accounts,
  rejectedTokens,
  dpopKeys,
  providerSettings,
  connectionsByProvider,
  handOutRules,
  agentIdentities,
  agentSessions,
  webhookEndpoints,
  webhookEvents,
  webhookDeliveries,
  deviceConnects,
  appPrivateKeys,
  federationPolicies,
  endingTokens,
  sessionAuthentication,
  frontEndTickets,
  tokenOrigins,
  tokenBatches,
  deviceAuthorizations,
  commandLineDevice,
  clientTerms,
  forgottenConsents,
  serviceRules,
  managementTokenRights,
  clientRegistration,
  namedSigningKeys,
  successors,
];
