import type { EpochSeconds } from '../../protocol/units.ts';
import type { Database } from '../database.ts';
import { listDataKeys, listResealing } from '../nouns/data-keys.ts';
import { UnknownDataKeyError } from '../sealer.ts';
import type { DataKey, KeyringChange } from './data-key.ts';
import type { Keyring } from './keyring.ts';
import { insertNewDataKey, type KeyOrigin } from './new-data-key.ts';
import { type ResealChange, rowsPerStep, type SealedColumn, type SealedValue } from './sealed-columns.ts';
import { sealedPrefix } from './sealed-text.ts';

/** The parts of a store that rotation works on. */
export interface KeyringParts {
  readonly database: Database;
  readonly keyring: Keyring;
  readonly sealedColumns: readonly SealedColumn[];
}

/** How far a rotation is: told after every step. */
export interface RotationStep {
  /** `table.column`. */
  readonly place: string;
  readonly resealed: number;
}

/** What a rotation did. */
export interface Rotation {
  readonly activeKeyId: string;
  /** Keys under which nothing is left. */
  readonly retired: readonly string[];
  /** Keys that still hold values: another process sealed with them meanwhile. Rotating again takes these over. */
  readonly retiring: readonly string[];
  readonly resealed: number;
  /** Values that do not open: altered, or copied from elsewhere. They keep their key in use. */
  readonly unreadable: number;
}

/**
 * Makes a new data key, seals every value anew with it, and retires the keys under which nothing is left.
 *
 * It works beside running servers: a value is replaced only if it is still the one that was read. Stopped in between, it goes on
 * where it was when it is called again; a new key is made only when no rotation is under way.
 */
export async function rotateDataKey(
  parts: KeyringParts,
  origin: KeyOrigin,
  onStep: (step: RotationStep) => void = () => undefined,
): Promise<Rotation> {
  const { database, keyring, sealedColumns } = parts;
  await supersedeActiveKey(parts, origin);
  await keyring.reload();
  const activeKeyId = keyring.activeKeyId;
  if (activeKeyId === undefined) throw new Error('the keyring has no active data key');

  const resealing = await database.askMany(listResealing, {});
  let resealed = 0;
  let unreadable = 0;
  for (const column of sealedColumns) {
    const progress = resealing.find(({ place, dataKeyId }) => place === column.place && dataKeyId === activeKeyId);
    // A column that was finished is walked again: writers that had not heard of the new key may have left values behind.
    let position = progress === undefined || progress.isFinished ? '' : progress.position;
    for (let isFinished = false; !isFinished; ) {
      const values = await database.askMany(column.valuesAfter, { row: position });
      isFinished = values.length < rowsPerStep;
      position = values.at(-1)?.row ?? position;
      const step = await resealValues(keyring, column, activeKeyId, values);
      const progressed: KeyringChange = {
        change: 'record_resealing',
        progress: { place: column.place, dataKeyId: activeKeyId, position, isFinished },
      };
      await database.commit([...step.changes, progressed]);
      resealed += step.changes.length;
      unreadable += step.unreadable;
      onStep({ place: column.place, resealed: step.changes.length });
    }
  }
  return { activeKeyId, resealed, unreadable, ...(await retireUnusedKeys(parts, origin.clock())) };
}

/** Begins a rotation, unless one is under way. A conflict means that another process has just begun one. */
async function supersedeActiveKey({ database, keyring }: KeyringParts, origin: KeyOrigin): Promise<void> {
  const dataKeys = await database.askMany(listDataKeys, {});
  if (dataKeys.some(({ state }) => state === 'retiring')) return;
  const active = dataKeys.find(({ state }) => state === 'active');
  const superseded: readonly KeyringChange[] = active === undefined ? [] : [{ change: 'supersede_data_key', dataKeyId: active.id }];
  await database.commit([...superseded, insertNewDataKey(keyring, origin)]);
}

/** Seals values with the active key that are not yet. */
async function resealValues(
  keyring: Keyring,
  { table, column, change }: SealedColumn,
  activeKeyId: string,
  values: readonly SealedValue[],
): Promise<{ readonly changes: readonly ResealChange[]; readonly unreadable: number }> {
  const changes: ResealChange[] = [];
  let unreadable = 0;
  for (const { row, sealed } of values) {
    if (sealed.startsWith(sealedPrefix(activeKeyId))) continue;
    const place = { table, column, row };
    try {
      const text = await openWithNewestKeys(keyring, () => keyring.open(place, sealed));
      changes.push({ change, row, old: sealed, new: keyring.seal(place, text) });
    } catch {
      unreadable += 1;
    }
  }
  return { changes, unreadable };
}

async function openWithNewestKeys(keyring: Keyring, open: () => string): Promise<string> {
  try {
    return open();
  } catch (error) {
    if (!(error instanceof UnknownDataKeyError)) throw error;
    await keyring.reload();
    return open();
  }
}

async function retireUnusedKeys(
  parts: KeyringParts,
  now: EpochSeconds,
): Promise<{ readonly retired: readonly string[]; readonly retiring: readonly string[] }> {
  const isRetiring = ({ state }: DataKey): boolean => state === 'retiring';
  const retiring = (await parts.database.askMany(listDataKeys, {})).filter(isRetiring).map(({ id }) => id);
  const retired: string[] = [];
  for (const dataKeyId of retiring) {
    if ((await countValuesUnder(parts, dataKeyId)) > 0) continue;
    const retirement: KeyringChange = { change: 'retire_data_key', dataKeyId, at: now };
    await parts.database.commit([retirement]);
    retired.push(dataKeyId);
  }
  return { retired, retiring: retiring.filter((id) => !retired.includes(id)) };
}

/** How many values are sealed with a key, in all columns. */
export async function countValuesUnder({ database, sealedColumns }: KeyringParts, keyId: string): Promise<number> {
  let count = 0;
  for (const { countWithPrefix } of sealedColumns) {
    count += (await database.askOne(countWithPrefix, { prefix: sealedPrefix(keyId) })) ?? 0;
  }
  return count;
}
