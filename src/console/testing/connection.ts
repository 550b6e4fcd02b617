import type { Connection } from '../../broker/model/connection.ts';
import { Secret } from '../../protocol/secret.ts';
import { epochSeconds } from '../../protocol/units.ts';

/** A connection that works. Tests change one field. */
export const connection: Connection = {
  id: 'con1',
  providerId: 'demo',
  userId: 'user-1',
  account: '',
  accountId: undefined,
  kind: 'oauth',
  chosenAt: epochSeconds(0),
  accessToken: new Secret('access'),
  refreshToken: new Secret('refresh'),
  expiresAt: epochSeconds(2000),
  extra: undefined,
  scopes: [],
  generation: 1,
  attempt: 1,
  lease: undefined,
  intentAt: undefined,
  failure: undefined,
  lastRefreshedAt: undefined,
  lastValidatedAt: undefined,
  lastUsedAt: undefined,
  rejectedAt: undefined,
  createdAt: epochSeconds(1000),
  updatedAt: epochSeconds(1000),
};
