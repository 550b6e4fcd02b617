import { type Clock, type Seconds, seconds } from '../../protocol/units.ts';
import { listDataKeys } from '../nouns/data-keys.ts';
import type { KeyringChange } from './data-key.ts';
import { maxKeyListAgeMilliseconds } from './keyring.ts';
import { countValuesUnder, type KeyringParts } from './rotate-data-key.ts';

/**
 * How long a key must have been retired. A process may seal with a list of keys that is {@link maxKeyListAgeMilliseconds} old; ten
 * times that leaves room for clocks that differ.
 */
export const dropDelay: Seconds = seconds((10 * maxKeyListAgeMilliseconds) / 1000);

/** What became of the wish to drop a key. */
export type DropOutcome =
  | { readonly outcome: 'dropped' }
  | { readonly outcome: 'unknown' }
  | { readonly outcome: 'in_use'; readonly values: number }
  | { readonly outcome: 'too_early'; readonly wait: Seconds };

/** Forgets a data key for ever, unless something could still need it: whatever is sealed with a dropped key is lost. */
export async function dropDataKey(parts: KeyringParts, keyId: string, clock: Clock): Promise<DropOutcome> {
  const dataKey = (await parts.database.askMany(listDataKeys, {})).find(({ id }) => id === keyId);
  if (dataKey === undefined) return { outcome: 'unknown' };
  const values = await countValuesUnder(parts, keyId);
  if (dataKey.state !== 'retired' || dataKey.retiredAt === undefined || values > 0) return { outcome: 'in_use', values };
  const wait = dataKey.retiredAt + dropDelay - clock();
  if (wait > 0) return { outcome: 'too_early', wait: seconds(wait) };
  const drop: KeyringChange = { change: 'drop_data_key', dataKeyId: keyId };
  const { outcome } = await parts.database.commit([drop]);
  return { outcome: outcome === 'committed' ? 'dropped' : 'unknown' };
}
