import { listDataKeys, listResealing } from '../nouns/data-keys.ts';
import type { DataKey, ResealProgress } from './data-key.ts';
import { countValuesUnder, type KeyringParts } from './rotate-data-key.ts';

/** A data key without its wrapped form, and how many values it holds. */
export interface DataKeyStatus extends Omit<DataKey, 'wrapped'> {
  readonly values: number;
}

/** What `grantry keys status` shows. */
export interface KeyringStatus {
  /** Newest first. */
  readonly dataKeys: readonly DataKeyStatus[];
  /** The columns of the latest rotation. */
  readonly columns: readonly ResealProgress[];
}

/** Counts the values under every key, and tells how far rotation is. It reads every sealed value: not for a hot path. */
export async function keyringStatus(parts: KeyringParts): Promise<KeyringStatus> {
  const dataKeys: DataKeyStatus[] = [];
  for (const { id, state, createdAt, retiredAt } of await parts.database.askMany(listDataKeys, {})) {
    dataKeys.push({ id, state, createdAt, retiredAt, values: await countValuesUnder(parts, id) });
  }
  return { dataKeys, columns: await parts.database.askMany(listResealing, {}) };
}
