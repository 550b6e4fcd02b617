/** What is used of `node:async_hooks`; Deno, Bun and Workers have it too. */
interface AsyncStorage {
  run<Result>(store: object, work: () => Result): Result;
  getStore(): object | undefined;
}

interface Process {
  getBuiltinModule?(name: 'node:async_hooks'): { readonly AsyncLocalStorage: new () => AsyncStorage } | undefined;
}

const newStorage = (): AsyncStorage | undefined => {
  const { process } = globalThis as { process?: Process }; // declared by no library this compiles with
  const hooks = process?.getBuiltinModule?.('node:async_hooks');
  return hooks === undefined ? undefined : new hooks.AsyncLocalStorage();
};

/**
 * Tells calls a callback makes from those of others that run meanwhile: a callback that waited for work which waits for the callback would
 * wait for ever. Where a runtime cannot tell them apart, every call counts as the callback's.
 */
export class CallbackScope {
  #storage: AsyncStorage | undefined;
  #running = 0;

  /** Runs the callback. */
  async run(callback: () => unknown): Promise<void> {
    this.#storage ??= newStorage();
    this.#running += 1;
    try {
      await (this.#storage === undefined ? callback() : this.#storage.run(this, callback));
    } finally {
      this.#running -= 1;
    }
  }

  /** Whether the callback is running, and this is called by it. */
  get isInside(): boolean {
    return this.#running > 0 && (this.#storage === undefined || this.#storage.getStore() === this);
  }
}
