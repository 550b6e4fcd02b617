import type { Noun } from '../noun.ts';
import { agents } from './agents.ts';
import { apiTokens } from './api-tokens.ts';
import { auditEvents } from './audit-events.ts';
import { codes } from './codes.ts';
import { connectStates } from './connect-states.ts';
import { connections } from './connections.ts';
import { managementTokens } from './management-tokens.ts';
import { rateLimits } from './rate-limits.ts';
import { sessions } from './sessions.ts';
import { setupLinks } from './setup-links.ts';
import { users } from './users.ts';

/** Everything that is kept. The drivers, the sweeper and key rotation read this list and no other. */
export const nouns: readonly Noun[] = [
  agents,
  apiTokens,
  auditEvents,
  managementTokens,
  rateLimits,
  sessions,
  setupLinks,
  users,
  codes,
  connectStates,
  connections,
];
