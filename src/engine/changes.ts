import type { Secret } from '../protocol/secret.ts';
import type { EpochSeconds, Seconds } from '../protocol/units.ts';
import type { AuthorizationTicket } from './model/authorization-ticket.ts';
import type { Client, ClientSecret, ClientSource } from './model/client.ts';
import type { Confirmation } from './model/confirmation.ts';
import type { DeviceAuthorization, DeviceOutcome } from './model/device-authorization.ts';
import type { AuthorizationCode, Grant } from './model/grant.ts';
import type { ReplayMark } from './model/replay-mark.ts';
import type { Service } from './model/service.ts';
import type { EndedSessions, SessionClient } from './model/session-client.ts';
import type { SigningKey } from './model/signing-key.ts';
import type { TokenBatch } from './model/token-batch.ts';
import type { TokenTerms } from './model/token-terms.ts';
import type { AccessToken, Issued, RefreshToken } from './model/tokens.ts';

/** Every write the engine's decisions may ask for. “If” marks a condition whose failure is a conflict. */
export type EngineChange =
  | { readonly change: 'insert_service'; readonly service: Service } // if the id is free
  | { readonly change: 'update_service'; readonly service: Service; readonly since: EpochSeconds | undefined } // if it was not updated since, and no other has its issuer
  | { readonly change: 'delete_service'; readonly serviceId: number } // if it exists
  | { readonly change: 'delete_client_secrets_of_service'; readonly serviceId: number } // before its clients
  /** Their codes, grants and tokens die with them. */
  | { readonly change: 'delete_clients_of_service'; readonly serviceId: number }
  | { readonly change: 'delete_signing_keys_of_service'; readonly serviceId: number }
  | { readonly change: 'insert_client'; readonly client: Client } // if both ids are free
  /** If it exists, was not updated since, if a time is given, and no other has its text id; its lock stays. */
  | { readonly change: 'update_client'; readonly client: Client; readonly since?: EpochSeconds }
  | { readonly change: 'lock_client'; readonly clientNumber: number; readonly isLocked: boolean; readonly at: EpochSeconds } // if it exists
  | { readonly change: 'delete_client'; readonly clientNumber: number } // if it exists; its secrets, codes, grants and tokens die with it
  /** Until the commit nobody else holds it: claims come after it. */
  | { readonly change: 'hold_service'; readonly serviceId: number } // if it exists
  /** If the service has fewer clients than that which came in this way. */
  | { readonly change: 'claim_client_place'; readonly serviceId: number; readonly source: ClientSource; readonly places: number }
  /** If the developer has fewer clients of the service than that. */
  | { readonly change: 'claim_developer_place'; readonly serviceId: number; readonly developer: string; readonly places: number }
  /** If no other client of the service has the `software_id`. */
  | { readonly change: 'claim_software_id'; readonly serviceId: number; readonly softwareId: string; readonly clientNumber: number }
  | { readonly change: 'touch_client'; readonly clientNumber: number; readonly at: EpochSeconds } // never a conflict
  | { readonly change: 'expire_client'; readonly clientNumber: number; readonly lastUsedAt: EpochSeconds | undefined } // if it was not used since
  /** `full` is kept only where it is the key of an HMAC. */
  | { readonly change: 'insert_client_secret'; readonly secret: ClientSecret; readonly full: Secret | undefined }
  /** Its text is another from now on, and what was obtained with it lives on. */
  | { readonly change: 'replace_client_secret'; readonly secret: ClientSecret; readonly full: Secret | undefined } // if it exists
  | { readonly change: 'delete_client_secret'; readonly clientNumber: number; readonly secretId: string } // if it exists
  | { readonly change: 'touch_client_secret'; readonly secretId: string; readonly at: EpochSeconds }
  | { readonly change: 'insert_authorization_ticket'; readonly ticket: AuthorizationTicket }
  | {
      readonly change: 'open_authorization_ticket'; // if nobody opened it
      readonly ticketId: string;
      readonly at: EpochSeconds;
      readonly expiresAt: EpochSeconds;
    }
  | { readonly change: 'use_authorization_ticket'; readonly ticketId: string; readonly at: EpochSeconds } // if unused
  | { readonly change: 'update_ticket_context'; readonly ticketId: string; readonly context: string } // if unused
  | { readonly change: 'insert_code'; readonly code: AuthorizationCode }
  | { readonly change: 'consume_code'; readonly codeId: string; readonly at: EpochSeconds } // if unused
  | { readonly change: 'delete_codes_of_client_and_subject'; readonly clientNumber: number; readonly subject: string }
  | { readonly change: 'delete_codes_of_client'; readonly clientNumber: number }
  | { readonly change: 'delete_codes_of_subject'; readonly serviceId: number; readonly subject: string }
  | { readonly change: 'insert_device_authorization'; readonly device: DeviceAuthorization } // if its user code is free
  /** Never a conflict: of two polls at once the later one counts. */
  | { readonly change: 'poll_device_authorization'; readonly deviceId: string; readonly interval: Seconds; readonly at: EpochSeconds }
  | { readonly change: 'decide_device_authorization'; readonly deviceId: string; readonly outcome: DeviceOutcome } // if nobody decided
  | { readonly change: 'insert_grant'; readonly grant: Grant } // if the id is free
  | { readonly change: 'revoke_grant'; readonly grantId: string; readonly at: EpochSeconds }
  /** The grant lives on with its refresh tokens, and hangs on the secret that was used last. */
  | {
      readonly change: 'renew_grant';
      readonly grantId: string;
      readonly expiresAt: EpochSeconds;
      readonly clientSecretId: string | undefined;
      readonly confirmation: Confirmation | undefined;
      readonly terms: TokenTerms | undefined;
    }
  | {
      readonly change: 'revoke_grants_of_client_and_subject';
      readonly clientNumber: number;
      readonly subject: string;
      readonly at: EpochSeconds;
    }
  | {
      readonly change: 'update_scopes_of_grants';
      readonly clientNumber: number;
      readonly subject: string;
      readonly scopes: readonly string[];
    }
  /** The person is to be asked again; what the grants led to lives on. */
  | { readonly change: 'forget_consents'; readonly clientNumber: number; readonly subject: string }
  | { readonly change: 'revoke_grants_of_client'; readonly clientNumber: number; readonly at: EpochSeconds }
  | { readonly change: 'revoke_grants_of_subject'; readonly serviceId: number; readonly subject: string; readonly at: EpochSeconds }
  /** It ends no sooner than that. */
  | { readonly change: 'extend_grant'; readonly grantId: string; readonly expiresAt: EpochSeconds }
  /** Those that have one scope, and lack another. */
  | {
      readonly change: 'revoke_grants_of_sessions';
      readonly ended: EndedSessions;
      readonly withScope: string;
      readonly withoutScope: string;
      readonly at: EpochSeconds;
    }
  /** Those of clients that the sessions reached. */
  | { readonly change: 'delete_codes_of_sessions'; readonly ended: EndedSessions }
  /** Never a conflict. Its `reachedAt` moves on. */
  | { readonly change: 'reach_session_client'; readonly sessionClient: SessionClient }
  /** Every client they reached is to be told at once. */
  | { readonly change: 'end_session_clients'; readonly ended: EndedSessions; readonly at: EpochSeconds }
  /** If its time has come and no attempt began since `attempts` was read: counts the attempt, and dates the next one. */
  | {
      readonly change: 'claim_logout_notice';
      readonly sid: string;
      readonly clientNumber: number;
      readonly attempts: number;
      readonly at: EpochSeconds;
      readonly leaseUntil: EpochSeconds;
    }
  /** Never a conflict: of a notice that somebody else claimed meanwhile nothing changes. */
  | {
      readonly change: 'postpone_logout_notice';
      readonly sid: string;
      readonly clientNumber: number;
      readonly attempts: number;
      readonly nextAttemptAt: EpochSeconds;
    }
  /** Never a conflict, likewise. */
  | { readonly change: 'delete_logout_notice'; readonly sid: string; readonly clientNumber: number; readonly attempts: number }
  | { readonly change: 'insert_refresh_token'; readonly refreshToken: RefreshToken }
  | { readonly change: 'rotate_refresh_token'; readonly refreshTokenId: string; readonly at: EpochSeconds } // if not rotated
  /** What a rotation answered, so that it can be answered again; sealed, and gone when it expires. */
  | {
      readonly change: 'insert_successor';
      readonly refreshTokenId: string;
      readonly successor: Issued;
      readonly expiresAt: EpochSeconds;
    }
  | { readonly change: 'renew_refresh_token'; readonly refreshTokenId: string; readonly expiresAt: EpochSeconds } // if not rotated
  /** It stands beside another access token now, which ends when it is used. */
  | { readonly change: 'move_refresh_token'; readonly refreshTokenId: string; readonly accessTokenId: string } // if not rotated
  | { readonly change: 'insert_access_token'; readonly accessToken: AccessToken }
  | { readonly change: 'revoke_access_token'; readonly accessTokenId: string; readonly at: EpochSeconds }
  /** Those of a subject's live grants at a client. */
  | {
      readonly change: 'update_scopes_of_access_tokens';
      readonly clientNumber: number;
      readonly subject: string;
      readonly scopes: readonly string[];
    }
  /** Those that a client has for itself. */
  | { readonly change: 'revoke_access_tokens_of_client'; readonly clientNumber: number; readonly at: EpochSeconds }
  | { readonly change: 'update_access_token'; readonly accessToken: AccessToken } // if it is not revoked; what it is for and until when, not whose
  | { readonly change: 'insert_token_batch'; readonly batch: TokenBatch }
  | { readonly change: 'insert_signing_key'; readonly key: SigningKey }
  | { readonly change: 'retire_signing_key'; readonly keyId: string; readonly retiresAt: EpochSeconds }
  | { readonly change: 'mark_used'; readonly mark: ReplayMark }; // if it is not there
