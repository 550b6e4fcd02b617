import type { Provider } from '../../model/provider.ts';
import { clientRequest } from '../../outbound/client-request.ts';
import { withoutSecrets } from '../../outbound/without-secrets.ts';
import type { Broker } from '../../ports.ts';
import { type DeviceCode, readDeviceCode } from './read-device-code.ts';

/** A code for the person, or why there is none. */
export type DeviceFlowStart =
  | { readonly outcome: 'started'; readonly code: DeviceCode }
  /** The operator did not switch the device flow on for this provider. */
  | { readonly outcome: 'unsupported' }
  | { readonly outcome: 'failed'; readonly words: string };

/**
 * Asks a provider for a code that a person types on another device. What it answers is not kept: whoever asked redeems it.
 *
 * @see RFC 8628 §3.1: the client proves itself as at the token endpoint, and the scopes are one parameter.
 */
export async function startDeviceFlow(broker: Broker, provider: Provider): Promise<DeviceFlowStart> {
  if (!provider.deviceFlow) return { outcome: 'unsupported' };
  const resolved = await broker.endpointsOf(provider);
  if (resolved.outcome === 'failed') return { outcome: 'failed', words: resolved.words };
  const { deviceCodeUrl, clientAuth, scopes } = resolved.endpoints;
  if (deviceCodeUrl === undefined) return { outcome: 'failed', words: `provider ${provider.id} has no device authorization endpoint` };

  const parameters = scopes.length === 0 ? {} : { scope: scopes.join(' ') };
  const request = clientRequest(provider, deviceCodeUrl, clientAuth, parameters);
  const clean = (words: string): string => withoutSecrets(words, provider);
  const answer = readDeviceCode(await broker.send({ ...request, timeout: broker.times.request }), broker.clock(), clean);
  return answer.answer === 'issued' ? { outcome: 'started', code: answer.code } : { outcome: 'failed', words: answer.words };
}
