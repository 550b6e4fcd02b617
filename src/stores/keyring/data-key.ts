import type { EpochSeconds } from '../../protocol/units.ts';

/**
 * What a data key is for. `active`: it seals; there is one. `retiring`: it opens what was not yet sealed anew. `retired`: nothing
 * was found under it any more; it may be dropped after a while.
 */
export type DataKeyState = 'active' | 'retiring' | 'retired';

/** A key that seals columns, as the store keeps it: wrapped by the master key. */
export interface DataKey {
  readonly id: string;
  readonly wrapped: string;
  readonly state: DataKeyState;
  readonly createdAt: EpochSeconds;
  readonly retiredAt: EpochSeconds | undefined;
}

/** How far a column is on its way to a data key. */
export interface ResealProgress {
  /** `table.column`. */
  readonly place: string;
  readonly dataKeyId: string;
  /** The primary key of the last row that was looked at. */
  readonly position: string;
  readonly isFinished: boolean;
}

/** Every write of the keyring. “If” marks a condition whose failure is a conflict. */
export type KeyringChange =
  | { readonly change: 'insert_data_key'; readonly dataKey: DataKey } // if no key is active
  | { readonly change: 'supersede_data_key'; readonly dataKeyId: string } // if it is active; it is retiring from here on
  | { readonly change: 'retire_data_key'; readonly dataKeyId: string; readonly at: EpochSeconds } // if it is retiring
  | { readonly change: 'drop_data_key'; readonly dataKeyId: string } // if it is retired
  | { readonly change: 'record_resealing'; readonly progress: ResealProgress };
