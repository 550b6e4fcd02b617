import type { EpochSeconds } from '../../protocol/units.ts';

/**
 * What claims of a token must say: every claim named must have a value that one of its patterns matches. In a pattern `*` stands for
 * any text.
 */
export type ClaimRules = Readonly<Record<string, readonly string[]>>;

/** The platforms whose machines prove which machine they are. */
export type InstancePlatform = 'aws' | 'azure' | 'google';

/** A machine, by the id its platform gives it. */
export interface InstanceIdentity {
  readonly platform: InstancePlatform;
  readonly instanceId: string;
}

/** Whoever holds a token of an issuer the operator trusts, as far as subject and claims are right. */
export interface IssuerIdentity {
  readonly platform: 'oidc';
  readonly issuer: string;
  /** A pattern for the claim `sub`; undefined leaves it to the other claims. */
  readonly subject: string | undefined;
  readonly claims: ClaimRules | undefined;
}

/** What a workload can be known by. */
export type WorkloadIdentity = InstanceIdentity | IssuerIdentity;

/** Says that the workload known by it is the agent. */
export interface AgentIdentity {
  readonly id: string;
  readonly agentId: string;
  readonly workload: WorkloadIdentity;
  readonly createdAt: EpochSeconds;
}

/** What a workload that proved its identity got: it works as the agent's token does, for a day, as long as the identity is the agent's. */
export interface AgentSession {
  readonly id: string;
  /** SHA-256 of the secret part, base64url. */
  readonly secretHash: string;
  readonly agentId: string;
  /** The identity it was given for: without it the session is over. */
  readonly identityId: string;
  readonly address: string;
  readonly createdAt: EpochSeconds;
  readonly expiresAt: EpochSeconds;
}
