import type { EpochSeconds } from '../../protocol/units.ts';

/** What the audit trail tells of. */
export const auditEventNames = [
  'signed_in',
  'sign_in_failed',
  'signed_out',
  'session_ended',
  'logout_untold',
  'setup_completed',
  'user_created',
  'user_updated',
  'password_changed',
  'api_token_created',
  'api_token_deleted',
  'agent_created',
  'agent_updated',
  'agent_revoked',
  'agent_identity_added',
  'agent_identity_removed',
  'agent_identity_refused',
  'agent_session_created',
  'management_token_created',
  'management_token_revoked',
  'service_created',
  'service_updated',
  'service_deleted',
  'signing_keys_shown',
  'app_created',
  'app_registered',
  'app_updated',
  'app_deleted',
  'app_locked',
  'app_unlocked',
  'app_secret_created',
  'app_secret_replaced',
  'app_secret_deleted',
  'device_allowed',
  'device_denied',
  'grant_updated',
  'grant_revoked',
  'consent_forgotten',
  'token_created',
  'token_updated',
  'code_replayed',
  'refresh_token_reused',
  'provider_created',
  'provider_updated',
  'provider_deleted',
  'connections_exported',
  'connections_imported',
  'connection_linked',
  'connection_unlinked',
  'connection_needs_reauth',
  'token_handed_out',
  'hand_out_denied',
  'app_jwt_created',
  'installation_token_created',
  'installation_token_denied',
  'federation_policy_created',
  'federation_policy_updated',
  'federation_policy_deleted',
  'federation_token_created',
  'federation_refused',
  'webhook_created',
  'webhook_updated',
  'webhook_deleted',
  'webhook_secret_rotated',
  'webhook_disabled',
] as const;

/** The name of one kind of event. */
export type AuditEventName = (typeof auditEventNames)[number];

/** Who did it: `user:<id>`, `agent:<id>`, `client:<number>`, `management_token:<id>` (of the engine API), the server itself, or nobody known. */
export type AuditActor = `${'user' | 'agent' | 'client' | 'management_token'}:${string}` | 'system' | 'anonymous';

/** What may be told besides: plain values, never a secret. */
export type AuditDetails = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** Something worth remembering, as the room that saw it tells it. */
export interface AuditEntry {
  readonly event: AuditEventName;
  readonly actor: AuditActor;
  /** What it was done to, e.g. `api_token:<id>`. */
  readonly target?: string | undefined;
  readonly address?: string | undefined;
  readonly requestId?: string | undefined;
  readonly details?: AuditDetails | undefined;
}

/** A link of the trail: an entry, its place, and the hash of the link before it. Never changed, never deleted. */
export interface AuditEvent extends Required<AuditEntry> {
  /** 1, 2, 3 …, without gaps. */
  readonly sequence: number;
  readonly at: EpochSeconds;
  /** The hash of the event before; empty for the first. */
  readonly previousHash: string;
  /** SHA-256, base64url, over everything above. */
  readonly hash: string;
}

/** The newest link: what the next one is chained to. */
export type AuditHead = Pick<AuditEvent, 'sequence' | 'hash'>;
