/** Work that several callers want done once: whoever comes while it is under way gets the same result, or the same failure. */
export class SharedWork<Result> {
  readonly #underWay = new Map<string, Promise<Result>>();

  do(key: string, work: () => Promise<Result>): Promise<Result> {
    const running = this.#underWay.get(key);
    if (running !== undefined) return running;
    const started = work().finally(() => this.#underWay.delete(key));
    this.#underWay.set(key, started);
    return started;
  }
}
