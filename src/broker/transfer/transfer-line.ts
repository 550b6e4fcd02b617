import type { EpochSeconds } from '../../protocol/units.ts';
import { toRfc3339 } from '../../protocol/units.ts';
import type { Connection, ConnectionKind, ConnectionTokens } from '../model/connection.ts';

/** One connection on its way from one deployment to another. */
export interface TransferLine extends ConnectionTokens {
  readonly providerId: string;
  /** The user's id, email address or username. */
  readonly user: string;
  readonly account: string;
  readonly accountId: string | undefined;
  readonly kind: ConnectionKind;
  readonly createdAt: EpochSeconds | undefined;
}

/** Writes a connection as one line of JSON, tokens in plain text. `user` names its user where the line will be read. */
export const encodeTransferLine = (connection: Connection, user: string): string =>
  JSON.stringify({
    provider_id: connection.providerId,
    user,
    account: connection.account,
    account_id: connection.accountId,
    kind: connection.kind,
    access_token: connection.accessToken.reveal(),
    refresh_token: connection.refreshToken?.reveal(),
    expires_at: connection.expiresAt === undefined ? undefined : toRfc3339(connection.expiresAt),
    scopes: connection.scopes,
    extra: connection.extra,
    dpop_key: connection.dpopKey === undefined ? undefined : JSON.parse(connection.dpopKey.reveal()),
    created_at: toRfc3339(connection.createdAt),
  });
