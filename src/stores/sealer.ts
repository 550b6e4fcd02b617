/** Where a sealed value belongs. It opens nowhere else. */
export interface Place {
  readonly table: string;
  readonly column: string;
  /** The value of the row's primary key. */
  readonly row: string;
}

/** Seals and opens the columns that must be read back: what the drivers need of the keyring. */
export interface Sealer {
  /** Waits until the key that seals is known to be recent; undefined when there is nothing to wait for. Asked before every {@link seal}. */
  prepare(): Promise<void> | undefined;
  seal(place: Place, text: string): string;
  /**
   * @throws UnknownDataKeyError when the value was sealed with a key that is not known here (yet)
   * @throws Error when it was sealed for another place, or altered
   */
  open(place: Place, sealed: string): string;
  /** Learns the keys anew: another process may have rotated them. */
  reload(): Promise<void>;
}

/** A value was sealed with a data key this process has not seen: it may be newer than the list it read. */
export class UnknownDataKeyError extends Error {
  override readonly name = 'UnknownDataKeyError';

  constructor(keyId: string) {
    super(`a value is sealed with the data key ${keyId}, which is not in the keyring`);
  }
}
