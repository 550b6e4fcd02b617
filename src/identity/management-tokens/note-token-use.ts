import type { EpochSeconds } from '../../protocol/units.ts';
import type { ManagementToken } from '../model/session.ts';
import type { Identity } from '../ports.ts';

const touchInterval = 3600;

const isNoted = ({ lastUsedAt }: ManagementToken, now: EpochSeconds): boolean =>
  lastUsedAt !== undefined && lastUsedAt > now - touchInterval;

/** Notes that a token was used, at most once an hour. */
export async function noteTokenUse({ commit, clock }: Pick<Identity, 'commit' | 'clock'>, token: ManagementToken): Promise<void> {
  const now = clock();
  if (!isNoted(token, now)) await commit([{ change: 'touch_management_token', id: token.id, at: now }]);
}
