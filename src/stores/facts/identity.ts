import type { IdentityFacts } from '../../identity/ports.ts';
import type { Database } from '../database.ts';
import { listAgentIdentities, listAgentsOfInstance, listAgentsOfIssuer } from '../nouns/agent-identities.ts';
import { findAgentSession } from '../nouns/agent-sessions.ts';
import { findAgentWithUser, listAgents } from '../nouns/agents.ts';
import { findApiTokenWithUser, listApiTokens } from '../nouns/api-tokens.ts';
import { findAuditHead, listAuditEvents } from '../nouns/audit-events.ts';
import { listFederationPolicies } from '../nouns/federation-policies.ts';
import { findManagementToken, listManagementTokens } from '../nouns/management-tokens.ts';
import { findSessionWithUser, listSessions } from '../nouns/sessions.ts';
import { findSetupLink } from '../nouns/setup-links.ts';
import { findOwnership, findUser, findUserByLogin, listUsers } from '../nouns/users.ts';

/** What identity asks, answered by the database. */
export const identityFacts = (database: Database): IdentityFacts => ({
  hasUsers: async () => (await database.askOne(findOwnership, { singleton: 1 })) !== undefined,
  findOwnership: () => database.askOne(findOwnership, { singleton: 1 }),
  findUser: (id) => database.askOne(findUser, { id }),
  findUserByLogin: (login) => database.askOne(findUserByLogin, { login: login.toLowerCase() }),
  listUsers: () => database.askMany(listUsers, {}),
  findSessionWithUser: (id) => database.askOne(findSessionWithUser, { id }),
  listSessions: (userId) => database.askMany(listSessions, { user_id: userId }),
  findApiTokenWithUser: (id) => database.askOne(findApiTokenWithUser, { id }),
  listApiTokens: (userId) => database.askMany(listApiTokens, { user_id: userId }),
  findAgentWithUser: (id) => database.askOne(findAgentWithUser, { id }),
  listAgents: (userId) => database.askMany(listAgents, { user_id: userId }),
  listAgentIdentities: (userId) => database.askMany(listAgentIdentities, { user_id: userId }),
  listAgentsOfInstance: (platform, instanceId) => database.askMany(listAgentsOfInstance, { platform, instance_id: instanceId }),
  listAgentsOfIssuer: (issuer, subject) => database.askMany(listAgentsOfIssuer, { issuer, subject }),
  findAgentSession: (id) => database.askOne(findAgentSession, { id }),
  listFederationPolicies: () => database.askMany(listFederationPolicies, {}),
  listManagementTokens: () => database.askMany(listManagementTokens, {}),
  findManagementToken: (id) => database.askOne(findManagementToken, { id }),
  findSetupLink: (id) => database.askOne(findSetupLink, { id }),
  findAuditHead: () => database.askOne(findAuditHead, {}),
  listAuditEvents: ({ before, limit, event = '', actor = '', target = '' }) =>
    database.askMany(listAuditEvents, { before, limit, event, actor, target }),
});
