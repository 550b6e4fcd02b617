/** Differences below this are what a response's way and a header of whole seconds make of equal clocks. */
const noiseInSeconds = 10;

const secondsAhead = (date: unknown): number | undefined => {
  const there = typeof date === 'string' ? Date.parse(date) : Number.NaN;
  return Number.isNaN(there) ? undefined : Math.floor((there - Date.now()) / 1000);
};

/** How GitHub's clock differs from ours, learned from the `Date` of its answers: one for each host. */
export class Clock {
  #offsetInSeconds = 0;

  /** Seconds GitHub is ahead; negative if it is behind. */
  get offsetInSeconds(): number {
    return this.#offsetInSeconds;
  }

  /** Milliseconds since the epoch, as GitHub sees it. */
  now(): number {
    return Date.now() + this.#offsetInSeconds * 1000;
  }

  /** Heeds the `Date` of any answer, if it differs by more than noise from what is believed. */
  observe(date: unknown): void {
    const offset = secondsAhead(date);
    if (offset === undefined || Math.abs(offset - this.#offsetInSeconds) < noiseInSeconds) return;
    this.#offsetInSeconds = Math.abs(offset) < noiseInSeconds ? 0 : offset;
  }

  /**
   * Believes the `Date` of an answer that found fault with our time, to the second.
   *
   * @returns the seconds GitHub is ahead, or undefined if the answer had no date
   */
  correct(date: unknown): number | undefined {
    const offset = secondsAhead(date);
    if (offset !== undefined) this.#offsetInSeconds = offset;
    return offset;
  }
}
