/** What sends from this process: webhooks to their endpoints, logout tokens to applications. */
export interface Dispatcher {
  /** Begins what is due, as far as there is room; settles once it is begun. */
  dispatch(): Promise<void>;
  /** Settles when nothing is under way. */
  finish(): Promise<void>;
}

/** Makes a process's dispatcher. `onDone` is called when there is room for more, `onFailure` when the store failed. */
export type CreateDispatcher = (onDone: () => void, onFailure: (error: unknown) => void) => Dispatcher;

/** How often a node looks for what others wrote, and for retries that are due. */
const everyMilliseconds = 5000;

/** The part of a node that sends what is due. */
export interface DeliveryWorker {
  /** Something was written that may be due: look now. */
  wake(): void;
  /** Begins no more attempts, and settles when none is under way. */
  stop(): Promise<void>;
}

/**
 * Starts to send: at once when this process wrote something, and every few seconds what others did or what is to be tried again. Which node
 * makes an attempt, the store decides.
 */
export function startDeliveryWorker(createDispatcher: CreateDispatcher, onFailure: (error: unknown) => void): DeliveryWorker {
  let isStopped = false;
  let round: Promise<void> | undefined;
  let isWanted = false;
  const dispatcher = createDispatcher(() => wake(), onFailure);

  const run = async (): Promise<void> => {
    while (isWanted && !isStopped) {
      isWanted = false;
      await dispatcher.dispatch().catch(onFailure);
    }
    round = undefined;
  };
  const wake = (): void => {
    isWanted = true;
    if (!isStopped) round ??= run();
  };
  const timer = setInterval(wake, everyMilliseconds).unref();
  wake();

  return {
    wake,
    stop: async () => {
      isStopped = true;
      clearInterval(timer);
      await round;
      await dispatcher.finish();
    },
  };
}
