/** Values that are remembered until a time, and no more of them than a limit. */
export class BoundedMemory<Value> {
  readonly #entries = new Map<string, { readonly value: Value; readonly until: number }>();
  readonly #maxEntries: number;
  readonly #now: () => number;

  /** @param now the clock that `until` is compared with */
  constructor(maxEntries: number, now: () => number) {
    this.#maxEntries = maxEntries;
    this.#now = now;
  }

  /** The value, unless its time is over. */
  get(key: string): Value | undefined {
    const entry = this.#entries.get(key);
    return entry !== undefined && entry.until > this.#now() ? entry.value : undefined;
  }

  /** Remembers a value; the oldest one makes room. */
  set(key: string, value: Value, until: number): void {
    this.#entries.delete(key); // so that it goes to the end
    if (this.#entries.size >= this.#maxEntries) this.sweep();
    const [oldest] = this.#entries.keys();
    if (this.#entries.size >= this.#maxEntries && oldest !== undefined) this.#entries.delete(oldest);
    this.#entries.set(key, { value, until });
  }

  /** Forgets what is over, from the oldest on: what was remembered later is over later, or nearly so. */
  sweep(): void {
    const now = this.#now();
    for (const [key, { until }] of this.#entries) {
      if (until > now) return;
      this.#entries.delete(key);
    }
  }

  get size(): number {
    return this.#entries.size;
  }
}
