/**
 * One piece of work that many wait for. Whoever loses patience leaves alone; when all have left, the work is told to stop.
 */
export class Flight<Result> {
  readonly #controller = new AbortController();
  readonly #result: Promise<Result>;
  #waiting = 0;
  #hasFailed = false;

  constructor(work: (signal: AbortSignal) => Promise<Result>) {
    this.#result = work(this.#controller.signal);
    this.#result.catch(() => {
      this.#hasFailed = true; // those who wait hear why; that nobody waits is no crash
    });
  }

  /** Whether it is of no use to whoever comes now: it failed, or everybody left and the work was told to stop. */
  get isLost(): boolean {
    return this.#hasFailed || this.#controller.signal.aborted;
  }

  /** Calls back when the work has ended: with its result, or with nothing if it failed. */
  onEnd(ended: (result?: Result) => void): void {
    this.#result.then(ended, () => ended());
  }

  /** Waits for the result, until the signal is aborted. */
  join(signal?: AbortSignal): Promise<Result> {
    if (signal?.aborted) return Promise.reject(signal.reason);
    this.#waiting += 1;
    return new Promise<Result>((resolve, reject) => {
      const leave = (): void => {
        this.#waiting -= 1;
        reject(signal?.reason);
        if (this.#waiting === 0) this.#controller.abort(signal?.reason);
      };
      signal?.addEventListener('abort', leave, { once: true });
      const arrive = (): void => signal?.removeEventListener('abort', leave);
      this.#result.finally(arrive).then(resolve, reject);
    });
  }
}
