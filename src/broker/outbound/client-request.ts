import type { Provider, ProviderClientAuth } from '../model/provider.ts';
import type { OutboundRequest } from '../ports.ts';

/** Form encoding of one half of Basic credentials (RFC 6749 §2.3.1, appendix B). */
const formEncoded = (text: string): string => new URLSearchParams({ _: text }).toString().slice(2);

/** The `Authorization` header of a client at a provider. */
export const basicAuthorization = (clientId: string, clientSecret: string): string =>
  `Basic ${Buffer.from(`${formEncoded(clientId)}:${formEncoded(clientSecret)}`).toString('base64')}`;

type UnsentRequest = Omit<OutboundRequest, 'timeout'>;

/** A request that carries parameters as a form. */
export const formRequest = (
  url: string,
  parameters: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): UnsentRequest => ({
  method: 'POST',
  url,
  headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded', ...headers },
  body: new URLSearchParams(parameters).toString(),
});

/** A request that carries parameters as JSON, for providers that take no form. */
export const jsonRequest = (
  url: string,
  parameters: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): UnsentRequest => ({
  method: 'POST',
  url,
  headers: { accept: 'application/json', 'content-type': 'application/json', ...headers },
  body: JSON.stringify(parameters),
});

/**
 * Makes a form request of the client to one of the provider's endpoints. It proves itself as the provider's settings say (RFC 6749
 * §2.3.1): with Basic unless told otherwise, never in both ways at once (§2.3), and with its id alone if it has no secret.
 */
export function clientRequest(
  provider: Pick<Provider, 'clientId' | 'clientSecret'>,
  url: string,
  clientAuth: ProviderClientAuth | undefined,
  parameters: Readonly<Record<string, string>>,
): UnsentRequest {
  const secret = provider.clientSecret?.reveal();
  if (secret !== undefined && clientAuth !== 'client_secret_post') {
    return formRequest(url, parameters, { authorization: basicAuthorization(provider.clientId, secret) });
  }
  return formRequest(url, { ...parameters, client_id: provider.clientId, ...(secret === undefined ? {} : { client_secret: secret }) });
}
