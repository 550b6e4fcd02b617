/** Waits, unless somebody gives up. @throws the signal's reason */
export async function wait(milliseconds: number, signal?: AbortSignal): Promise<void> {
  signal?.throwIfAborted();
  let stop: (() => void) | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(resolve, milliseconds);
      stop = () => {
        clearTimeout(timer);
        reject(signal?.reason);
      };
      signal?.addEventListener('abort', stop);
    });
  } finally {
    if (stop !== undefined) signal?.removeEventListener('abort', stop);
  }
}

/** Waits for work that goes on whether or not somebody gives up waiting. @throws the signal's reason */
export async function waitFor<Result>(work: Promise<Result>, signal: AbortSignal | undefined): Promise<Result> {
  if (signal === undefined) return await work;
  signal.throwIfAborted();
  let stop: (() => void) | undefined;
  const givenUp = new Promise<never>((_resolve, reject) => {
    stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop);
  });
  try {
    return await Promise.race([work, givenUp]);
  } finally {
    if (stop !== undefined) signal.removeEventListener('abort', stop);
  }
}
