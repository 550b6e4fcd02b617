import type { OnCommit } from './database.ts';
import type { Migration, Noun } from './noun.ts';
import type { Sealer } from './sealer.ts';

/** What a driver is opened with, whichever it is. */
export interface DriverSettings {
  readonly nouns: readonly Noun[];
  readonly migrations: readonly Migration[];
  readonly sealer: Sealer;
  readonly onCommit?: OnCommit | undefined;
}
