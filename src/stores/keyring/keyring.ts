import type { KeyObject } from 'node:crypto';
import type { Awaitable } from '../../protocol/commit.ts';
import { type Place, type Sealer, UnknownDataKeyError } from '../sealer.ts';
import type { DataKey } from './data-key.ts';
import { createWrappedKey, unwrapKey } from './data-key-wrapping.ts';
import { keyIdOf, openText, sealText } from './sealed-text.ts';

/**
 * How old the list of keys may be when a value is sealed. Another process may have rotated meanwhile; a key is dropped only
 * when it was retired for longer than this, so that nothing is sealed with a key that is gone.
 */
export const maxKeyListAgeMilliseconds = 60_000;

/** The data keys, unwrapped and held: sealing and opening cost microseconds. */
export class Keyring implements Sealer {
  readonly #masterKey: KeyObject;
  readonly #listDataKeys: () => Awaitable<readonly DataKey[]>;
  readonly #milliseconds: () => number;
  #keys: ReadonlyMap<string, KeyObject> = new Map();
  #active: { readonly id: string; readonly key: KeyObject } | undefined;
  #loadedAt = Number.NEGATIVE_INFINITY;
  #loading: Promise<void> | undefined;

  /**
   * @param listDataKeys - reads all data keys from the store
   * @param milliseconds - a clock that does not go back
   */
  constructor(
    masterKey: KeyObject,
    listDataKeys: () => Awaitable<readonly DataKey[]>,
    milliseconds: () => number = () => performance.now(),
  ) {
    this.#masterKey = masterKey;
    this.#listDataKeys = listDataKeys;
    this.#milliseconds = milliseconds;
  }

  /** The key that seals; undefined before the first was made. */
  get activeKeyId(): string | undefined {
    return this.#active?.id;
  }

  /** A new data key, wrapped by the master key, for the row of that id. */
  wrapNewKey(keyId: string): string {
    return createWrappedKey(this.#masterKey, keyId);
  }

  prepare(): Promise<void> | undefined {
    return this.#milliseconds() - this.#loadedAt > maxKeyListAgeMilliseconds ? this.reload() : undefined;
  }

  reload(): Promise<void> {
    this.#loading ??= this.#load().finally(() => {
      this.#loading = undefined;
    });
    return this.#loading;
  }

  async #load(): Promise<void> {
    // The list is as old as the question, not as the answer.
    const askedAt = this.#milliseconds();
    const dataKeys = await this.#listDataKeys();
    const keys = new Map(dataKeys.map(({ id, wrapped }) => [id, this.#keys.get(id) ?? unwrapKey(this.#masterKey, id, wrapped)]));
    const activeId = dataKeys.find(({ state }) => state === 'active')?.id;
    const activeKey = activeId === undefined ? undefined : keys.get(activeId);
    this.#keys = keys;
    this.#active = activeId === undefined || activeKey === undefined ? undefined : { id: activeId, key: activeKey };
    this.#loadedAt = askedAt;
  }

  seal(place: Place, text: string): string {
    if (this.#active === undefined) throw new Error('the keyring has no active data key: nothing can be sealed');
    return sealText(this.#active.id, this.#active.key, place, text);
  }

  open(place: Place, sealed: string): string {
    const keyId = keyIdOf(sealed);
    const key = this.#keys.get(keyId);
    if (key === undefined) throw new UnknownDataKeyError(keyId);
    return openText(keyId, key, place, sealed);
  }
}
