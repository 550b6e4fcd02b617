/** When a piece of work is given up as lost. */
export interface Deadline {
  readonly milliseconds: number;
  /** What those who wait are told. */
  failure(): Error;
}

/**
 * One piece of work that many wait for. Whoever loses patience leaves alone; when all have left, the work is told to stop.
 *
 * Each waits with a timer of its own: Workers drop the work of a request whose client goes away without a word, and a result that
 * nobody brings any more must not be waited for by the requests after it.
 */
export class Flight<Result> {
  readonly #controller = new AbortController();
  readonly #deadline: Deadline;
  readonly #endsAt: number;
  readonly #result: Promise<Result>;
  #waiting = 0;
  #hasFailed = false;
  #hasArrived = false;

  constructor(work: (signal: AbortSignal) => Promise<Result>, deadline: Deadline) {
    this.#deadline = deadline;
    this.#endsAt = Date.now() + deadline.milliseconds;
    this.#result = work(this.#controller.signal);
    this.#result.then(
      () => {
        this.#hasArrived = true;
      },
      () => {
        this.#hasFailed = true; // those who wait hear why; that nobody waits is no crash
      },
    );
  }

  /** Whether it is of no use to whoever comes now: it failed, was given up by all, or should have ended long ago. */
  get isLost(): boolean {
    return !this.#hasArrived && (this.#hasFailed || this.#controller.signal.aborted || Date.now() >= this.#endsAt);
  }

  /** Calls back when the work has ended: with its result, or with nothing if it failed. */
  onEnd(ended: (result?: Result) => void): void {
    this.#result.then(ended, () => ended());
  }

  /** Waits for the result, until the signal is aborted or the deadline is over. */
  join(signal?: AbortSignal): Promise<Result> {
    if (signal?.aborted) return Promise.reject(signal.reason);
    this.#waiting += 1;
    return new Promise<Result>((resolve, reject) => {
      const leave = (reason: unknown): void => {
        arrive();
        this.#waiting -= 1;
        reject(reason);
        if (this.#waiting === 0) this.#controller.abort(reason);
      };
      const giveUp = (): void => leave(signal?.reason);
      const timer = setTimeout(() => leave(this.#deadline.failure()), Math.max(0, this.#endsAt - Date.now()));
      const arrive = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', giveUp);
      };
      signal?.addEventListener('abort', giveUp, { once: true });
      this.#result.finally(arrive).then(resolve, reject);
    });
  }
}
