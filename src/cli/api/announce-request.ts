import type { ShownMessage } from './show-exchange.ts';
import { DryRunEnd, findWire } from './wire.ts';

/** A request as it is shown. */
export interface AnnouncedRequest extends ShownMessage {
  readonly method: string;
  readonly url: string;
}

/**
 * Shows a request that is about to be sent, if the flags want that.
 *
 * @throws DryRunEnd if it is not to be sent
 */
export async function announceRequest({ method, url, ...message }: AnnouncedRequest): Promise<void> {
  const wire = findWire();
  if (wire === undefined || !(wire.isDebug || wire.isDryRun)) return;
  const { describeDryRun, describeRequest } = await import('./show-exchange.ts');
  for (const line of (wire.isDryRun ? describeDryRun : describeRequest)(method, url, message)) wire.say(line);
  if (wire.isDryRun) throw new DryRunEnd();
}
