import type { Provider } from '../model/provider.ts';
import type { Broker, OutboundAnswer } from '../ports.ts';
import { clientRequest } from './client-request.ts';

/** Sends parameters to a provider's token endpoint. */
export async function askTokenEndpoint(
  broker: Broker,
  provider: Provider,
  parameters: Readonly<Record<string, string>>,
): Promise<OutboundAnswer> {
  const answer = await broker.endpointsOf(provider);
  if (answer.outcome === 'failed') return { outcome: 'failed', reached: false, words: answer.words };
  const { tokenUrl, clientAuth } = answer.endpoints;
  if (tokenUrl === undefined) return { outcome: 'failed', reached: false, words: `provider ${provider.id} has no token endpoint` };
  return broker.send({ ...clientRequest(provider, tokenUrl, clientAuth, parameters), timeout: broker.times.request });
}
