/** Milliseconds after which everything is forgotten: how long a change made by another node takes to be seen here. */
const lifetime = 1000;
/** More than that in a second is rather read again than held. */
const capacity = 10_000;

/**
 * Answers of the store, kept for at most a second.
 *
 * Nothing outlives it, also when nobody asks any more: what was kept may be secret. An answer that was on its way when something was
 * forgotten is not kept.
 */
export class ShortMemory<Answer> {
  readonly #known = new Map<string, Answer>();
  /** Counts what was forgotten. */
  #age = 0;
  #timer: NodeJS.Timeout | undefined;

  /** The answer of that key, asked for if it is not known. Finding nothing is not remembered. */
  recall(key: string, ask: () => Answer | undefined | Promise<Answer | undefined>): Answer | undefined | Promise<Answer | undefined> {
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const age = this.#age;
    const answer = ask();
    if (!(answer instanceof Promise)) return this.#keep(key, answer);
    return answer.then((later) => (age === this.#age ? this.#keep(key, later) : later));
  }

  /** Forgets everything. */
  forget(): void {
    this.#known.clear();
    this.#age++;
  }

  #keep(key: string, answer: Answer | undefined): Answer | undefined {
    if (answer === undefined) return undefined;
    if (this.#known.size >= capacity) this.#known.clear();
    this.#known.set(key, answer);
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.forget();
    }, lifetime).unref();
    return answer;
  }
}

/** Runs a commit, and forgets what it may have changed, also when its outcome is unknown. */
export async function forgetAfter<Result>(memory: Pick<ShortMemory<unknown>, 'forget'>, commit: () => Promise<Result>): Promise<Result> {
  try {
    return await commit();
  } finally {
    memory.forget();
  }
}
