import { after, type EpochSeconds, seconds } from '../../protocol/units.ts';
import type { Connection } from '../model/connection.ts';

/** An access token that was refreshed that recently is not refused for its age. */
const young = seconds(60);

/**
 * Whether a connection's access token was refreshed so shortly before `at` that refreshing it again would only bring another that is
 * refused, and a caller in a loop would have the provider issue one after the other.
 */
export const isYoung = ({ lastRefreshedAt }: Pick<Connection, 'lastRefreshedAt'>, at: EpochSeconds): boolean =>
  lastRefreshedAt !== undefined && after(lastRefreshedAt, young) > at;
