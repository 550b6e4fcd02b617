import type { Noun } from '../noun.ts';
import { accessTokens } from './access-tokens.ts';
import { agentIdentities } from './agent-identities.ts';
import { agentSessions } from './agent-sessions.ts';
import { agents } from './agents.ts';
import { apiTokens } from './api-tokens.ts';
import { auditEvents } from './audit-events.ts';
import { authorizationTickets } from './authorization-tickets.ts';
import { clientSecrets } from './client-secrets.ts';
import { clients } from './clients.ts';
import { codes } from './codes.ts';
import { connectStates } from './connect-states.ts';
import { connections } from './connections.ts';
import { dataKeys } from './data-keys.ts';
import { deviceAuthorizations } from './device-authorizations.ts';
import { deviceConnects } from './device-connects.ts';
import { endingTokens } from './ending-tokens.ts';
import { federationPolicies } from './federation-policies.ts';
import { federationUses } from './federation-uses.ts';
import { grants } from './grants.ts';
import { managementTokens } from './management-tokens.ts';
import { providerSettings } from './provider-settings.ts';
import { rateLimits } from './rate-limits.ts';
import { refreshTokens } from './refresh-tokens.ts';
import { registeredClients } from './registered-clients.ts';
import { replayMarks } from './replay-marks.ts';
import { services } from './services.ts';
import { sessionClients } from './session-clients.ts';
import { sessions } from './sessions.ts';
import { setupLinks } from './setup-links.ts';
import { signingKeys } from './signing-keys.ts';
import { successors } from './successors.ts';
import { tokenBatches } from './token-batches.ts';
import { users } from './users.ts';
import { webhookDeliveries } from './webhook-deliveries.ts';
import { webhookEndpoints } from './webhook-endpoints.ts';
import { webhookEvents } from './webhook-events.ts';

/** Everything that is kept. The drivers, the sweeper and key rotation read this list and no other. */
export const nouns: readonly Noun[] = [
  dataKeys,
  agents,
  agentIdentities,
  agentSessions,
  federationPolicies,
  federationUses,
  apiTokens,
  auditEvents,
  managementTokens,
  rateLimits,
  sessions,
  setupLinks,
  users,
  services,
  clients,
  registeredClients,
  clientSecrets,
  authorizationTickets,
  codes,
  deviceAuthorizations,
  grants,
  refreshTokens,
  successors,
  tokenBatches,
  accessTokens,
  sessionClients,
  signingKeys,
  replayMarks,
  connectStates,
  deviceConnects,
  connections,
  endingTokens,
  providerSettings,
  webhookEndpoints,
  webhookEvents,
  webhookDeliveries,
];
