import type { Agent } from './model/session.ts';
import type { User } from './model/user.ts';

/** Who makes a call, and how they proved it. */
export type Caller =
  | {
      readonly kind: 'user';
      readonly user: User;
      readonly via: 'session' | 'api_token' | 'oauth';
      /** The session's, API token's or access token's id. */
      readonly credentialId: string;
      /** undefined is everything the user may do. */
      readonly scopes: readonly string[] | undefined;
    }
  | { readonly kind: 'agent'; readonly agent: Agent; readonly user: User };
