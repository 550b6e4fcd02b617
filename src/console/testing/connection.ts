import type { Connection } from '../../broker/model/connection.ts';
import { untried } from '../../broker/model/untried.ts';
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
  ...untried,
  createdAt: epochSeconds(1000),
  updatedAt: epochSeconds(1000),
};
