import { tokenTypeOf, type UsableToken } from '../model/connection.ts';
import type { Provider } from '../model/provider.ts';
import type { Broker, OutboundAnswer, OutboundRequest } from '../ports.ts';
import { sendWithProof } from './send-with-proof.ts';

/** Sends a request that presents an access token, as its type wants it: alone (RFC 6750 §2.1) or with a proof (RFC 9449 §7.1). */
export function sendWithToken(
  broker: Broker,
  provider: Pick<Provider, 'id'>,
  request: OutboundRequest,
  token: UsableToken,
): Promise<OutboundAnswer> {
  const { accessToken, dpopKey } = token;
  const authorization = `${tokenTypeOf(token)} ${accessToken.reveal()}`;
  const presenting = { ...request, headers: { ...request.headers, authorization } };
  return dpopKey === undefined ? broker.send(presenting) : sendWithProof(broker, provider, presenting, dpopKey, accessToken);
}
