import type { EpochSeconds } from '../protocol/units.ts';
import type { Agent, ApiToken, ManagementToken, Session, SetupLink } from './model/session.ts';
import type { User } from './model/user.ts';

/** Every write identity's decisions may ask for. “If” marks a condition whose failure is a conflict. */
export type IdentityChange =
  | { readonly change: 'insert_first_user'; readonly user: User } // if no user exists
  | { readonly change: 'insert_user'; readonly user: User } // if email and username are free
  | { readonly change: 'update_user'; readonly user: User } // if it exists
  | { readonly change: 'insert_session'; readonly session: Session }
  | { readonly change: 'touch_session'; readonly sessionId: string; readonly at: EpochSeconds; readonly expiresAt: EpochSeconds }
  | { readonly change: 'delete_session'; readonly sessionId: string; readonly userId: string }
  | { readonly change: 'delete_sessions_of_user'; readonly userId: string }
  | { readonly change: 'insert_api_token'; readonly apiToken: ApiToken } // if the user has none of that name
  | { readonly change: 'touch_api_token'; readonly apiTokenId: string; readonly at: EpochSeconds }
  | { readonly change: 'delete_api_token'; readonly apiTokenId: string; readonly userId: string } // if it exists
  | { readonly change: 'insert_agent'; readonly agent: Agent } // if the user has no live one of that name
  | { readonly change: 'touch_agent'; readonly agentId: string; readonly at: EpochSeconds }
  | { readonly change: 'revoke_agent'; readonly agentId: string; readonly userId: string; readonly at: EpochSeconds } // if live
  | { readonly change: 'insert_management_token'; readonly managementToken: ManagementToken }
  | { readonly change: 'insert_setup_link'; readonly setupLink: SetupLink }
  | { readonly change: 'delete_setup_links' }
  /** Spends one of `limit` attempts in the window that starts at `windowStart`; a conflict means that none is left. */
  | {
      readonly change: 'spend_attempt';
      readonly key: string;
      readonly windowStart: EpochSeconds;
      readonly windowEnd: EpochSeconds;
      readonly limit: number;
    };
