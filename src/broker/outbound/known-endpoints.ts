import type { Provider, ProviderEndpoints } from '../model/provider.ts';
import type { Broker } from '../ports.ts';

/** A provider's endpoints as far as they are known: those of its settings, while its metadata cannot be had. */
export async function knownEndpoints(broker: Pick<Broker, 'endpointsOf'>, provider: Provider): Promise<ProviderEndpoints> {
  const answer = await broker.endpointsOf(provider);
  return answer.outcome === 'found' ? answer.endpoints : provider;
}
