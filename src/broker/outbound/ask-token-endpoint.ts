import type { Secret } from '../../protocol/secret.ts';
import { callbackUrl } from '../connect/authorize-url.ts';
import type { Provider } from '../model/provider.ts';
import type { Broker, OutboundAnswer } from '../ports.ts';
import { providerTypeOf } from '../providers/registry.ts';
import { clientRequest } from './client-request.ts';
import { sendWithProof } from './send-with-proof.ts';

/**
 * Sends parameters to a provider's token endpoint, as its type wants them.
 *
 * @param dpopKey what the tokens are to be bound to (RFC 9449 §5).
 */
export async function askTokenEndpoint(
  broker: Broker,
  provider: Provider,
  parameters: Readonly<Record<string, string>>,
  dpopKey?: Secret,
): Promise<OutboundAnswer> {
  const answer = await broker.endpointsOf(provider);
  if (answer.outcome === 'failed') return { outcome: 'failed', reached: false, words: answer.words };
  const { tokenUrl, clientAuth, scopes } = answer.endpoints;
  if (tokenUrl === undefined) return { outcome: 'failed', reached: false, words: `provider ${provider.id} has no token endpoint` };
  const request = providerTypeOf(provider.type).tokenRequest?.({
    provider: { ...provider, scopes },
    url: tokenUrl,
    clientAuth,
    parameters,
    redirectUri: callbackUrl(provider, broker.accessUrl),
  });
  const sent = { ...(request ?? clientRequest(provider, tokenUrl, clientAuth, parameters)), timeout: broker.times.request };
  return dpopKey === undefined ? broker.send(sent) : sendWithProof(broker, provider, sent, dpopKey);
}
