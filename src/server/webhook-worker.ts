import { createDispatcher } from '../broker/webhooks/dispatch.ts';
import type { Webhooks } from '../broker/webhooks/ports.ts';

/** How often a node looks for what others announced, and for retries that are due. */
const everyMilliseconds = 5000;

/** The part of a node that sends webhooks. */
export interface WebhookWorker {
  /** Something was announced: look now. */
  wake(): void;
  /** Begins no more attempts, and settles when none is under way. */
  stop(): Promise<void>;
}

/**
 * Starts to send webhooks: at once when this process announced something, and every few seconds what others did or what is to be tried
 * again. Which node makes an attempt, the lease on the delivery decides.
 */
export function startWebhookWorker(webhooks: Webhooks, onFailure: (error: unknown) => void): WebhookWorker {
  let isStopped = false;
  let round: Promise<void> | undefined;
  let isWanted = false;
  const dispatcher = createDispatcher(webhooks, () => wake(), onFailure);

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
