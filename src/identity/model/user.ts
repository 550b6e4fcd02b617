import type { EpochSeconds } from '../../protocol/units.ts';

/** What a user may do to the deployment. Each role includes the ones after it. */
export type Role = 'owner' | 'admin' | 'member';

/** A person. The id is the subject of their tokens. */
export interface User {
  /** A UUID. */
  readonly id: string;
  /** Lower case, unique. */
  readonly email: string;
  /** Unique; letters, digits and single hyphens, 1–32. */
  readonly username: string;
  readonly name: string;
  readonly role: Role;
  readonly status: 'active' | 'suspended';
  /** argon2id in PHC form; undefined for people who sign in elsewhere. */
  readonly passwordHash: string | undefined;
  readonly createdAt: EpochSeconds;
  readonly updatedAt: EpochSeconds;
  readonly lastSeenAt: EpochSeconds | undefined;
}
