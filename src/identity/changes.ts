import type { EpochSeconds } from '../protocol/units.ts';
import type { AuditEvent } from './model/audit-event.ts';
import type { StoredFederationPolicy } from './model/federation-policy.ts';
import type { HandOutRule } from './model/hand-out-rule.ts';
import type { Agent, ApiToken, ManagementToken, Session, SetupLink } from './model/session.ts';
import type { Role, User } from './model/user.ts';
import type { AgentIdentity, AgentSession } from './model/workload-identity.ts';

/** Every write identity's decisions may ask for. “If” marks a condition whose failure is a conflict. */
export type IdentityChange =
  | { readonly change: 'claim_ownership'; readonly userId: string; readonly at: EpochSeconds } // if nobody ever did: the first user's
  | { readonly change: 'advance_ownership'; readonly version: number } // if it still has that version
  | { readonly change: 'insert_user'; readonly user: User } // if email and username are free
  | {
      readonly change: 'change_user_access';
      readonly userId: string;
      readonly role: Role;
      readonly status: User['status'];
      readonly at: EpochSeconds;
    } // if it exists
  | {
      readonly change: 'replace_password';
      readonly userId: string;
      readonly from: string | undefined;
      readonly to: string;
      readonly at: EpochSeconds;
    } // if the hash is still `from`
  | { readonly change: 'touch_user'; readonly userId: string; readonly at: EpochSeconds }
  | { readonly change: 'insert_session'; readonly session: Session }
  | { readonly change: 'touch_session'; readonly sessionId: string; readonly at: EpochSeconds; readonly expiresAt: EpochSeconds }
  | { readonly change: 'delete_session'; readonly sessionId: string; readonly userId: string } // if it exists
  | { readonly change: 'delete_sessions_of_user'; readonly userId: string; readonly exceptSessionId: string | undefined }
  | { readonly change: 'insert_api_token'; readonly apiToken: ApiToken } // if the user has none of that name
  | { readonly change: 'touch_api_token'; readonly apiTokenId: string; readonly at: EpochSeconds }
  | { readonly change: 'delete_api_token'; readonly apiTokenId: string; readonly userId: string } // if it exists
  | { readonly change: 'insert_agent'; readonly agent: Agent } // if the user has no live one of that name
  | { readonly change: 'touch_agent'; readonly agentId: string; readonly at: EpochSeconds }
  | { readonly change: 'revoke_agent'; readonly agentId: string; readonly userId: string; readonly at: EpochSeconds } // if live
  | {
      readonly change: 'replace_agent_rules';
      readonly agentId: string;
      readonly userId: string;
      readonly rules: readonly HandOutRule[] | undefined;
    } // if live
  | { readonly change: 'insert_agent_identity'; readonly identity: AgentIdentity }
  | { readonly change: 'delete_agent_identity'; readonly identityId: string; readonly agentId: string } // if it exists
  | { readonly change: 'insert_agent_session'; readonly session: AgentSession }
  | { readonly change: 'insert_federation_policy'; readonly policy: StoredFederationPolicy } // if there is none of that name
  | { readonly change: 'update_federation_policy'; readonly policy: StoredFederationPolicy; readonly version: number } // if still of that version
  | { readonly change: 'delete_federation_policy'; readonly name: string } // if it exists
  | { readonly change: 'spend_federation_token'; readonly key: string; readonly expiresAt: EpochSeconds } // if it never was
  | { readonly change: 'insert_management_token'; readonly managementToken: ManagementToken }
  | { readonly change: 'revoke_management_token'; readonly id: string; readonly at: EpochSeconds } // if it is not revoked
  | { readonly change: 'delete_management_tokens_of_service'; readonly serviceId: number }
  | { readonly change: 'touch_management_token'; readonly id: string; readonly at: EpochSeconds }
  | { readonly change: 'insert_setup_link'; readonly setupLink: SetupLink }
  | { readonly change: 'redeem_setup_link'; readonly setupLinkId: string } // if it exists
  /** Spends one of `limit` attempts in the window that starts at `windowStart`; a conflict means that none is left. */
  | {
      readonly change: 'spend_attempt';
      readonly key: string;
      readonly windowStart: EpochSeconds;
      readonly windowEnd: EpochSeconds;
      readonly limit: number;
    }
  | { readonly change: 'insert_audit_event'; readonly event: AuditEvent }; // if its place is free
