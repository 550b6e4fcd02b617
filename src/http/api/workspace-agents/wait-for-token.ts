import { type HandOut, type HandOutRequest, handOut } from '../../../broker/hand-out/hand-out.ts';
import type { Broker } from '../../../broker/ports.ts';

const everyMilliseconds = 1000;
/** After so many looks at the store, a provider that was in trouble is asked again. */
const looksWhileUnavailable = 15;

/**
 * Waits for a token until the caller goes away. It looks into the store once a second and asks a provider only about tokens it has
 * not asked about, so that a forgotten caller costs the provider nothing.
 *
 * @param decideAgain what the caller may ask for by now; rejects if that is nothing. Asked before each hand-out but the first.
 */
export async function waitForToken(
  broker: Broker,
  first: HandOutRequest,
  isGone: () => boolean,
  decideAgain: () => Promise<HandOutRequest>,
): Promise<HandOut> {
  for (let request = first; ; request = await decideAgain()) {
    const result = await handOut(broker, request);
    if (result.action !== 'link_needed' && result.action !== 'unavailable') return result;
    const { action, provider } = result;
    const generation = async (): Promise<number | undefined> =>
      (await broker.facts.findConnectionOf(request.userId, provider.id, request.account))?.generation;
    const asked = await generation();
    for (let looks = 0; action === 'link_needed' || looks < looksWhileUnavailable; looks++) {
      await broker.sleep(everyMilliseconds);
      if (isGone()) return result;
      if ((await generation()) !== asked) break;
    }
  }
}
