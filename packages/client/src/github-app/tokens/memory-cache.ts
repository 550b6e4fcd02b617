import type { KeptToken } from './kept-token.ts';

interface Entry {
  readonly value: unknown;
  readonly keptUntil: number;
}

/** As many tokens as an app with this many installations in use needs at once. */
const maxEntries = 15_000;

/** A token lives for an hour. */
const lifetimeMs = 59 * 60_000;

/**
 * The cache used when none is given: the 15,000 tokens used last, each for 59 minutes from when it was kept.
 *
 * A Map remembers the order of insertion, so moving an entry to its end makes its start the one unused for longest.
 */
export class MemoryCache {
  readonly #entries = new Map<string, Entry>();
  #newest: string | undefined;

  get(key: string): unknown {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    if (entry.keptUntil <= Date.now()) {
      this.#entries.delete(key);
      return undefined;
    }
    if (key !== this.#newest) this.#moveToEnd(key, entry);
    return entry.value;
  }

  set(key: string, value: unknown): void {
    this.#moveToEnd(key, { value, keptUntil: Date.now() + lifetimeMs });
    if (this.#entries.size <= maxEntries) return;
    for (const oldest of this.#entries.keys()) {
      this.#entries.delete(oldest);
      return;
    }
  }

  #moveToEnd(key: string, entry: Entry): void {
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    this.#newest = key;
  }

  delete(key: string): void {
    this.#entries.delete(key);
  }
}

/** Whether what a memory cache held is a token: factories of others may put what they like into it. */
export const isKeptToken = (value: unknown): value is KeptToken => typeof value === 'object' && value !== null && 'facts' in value;
