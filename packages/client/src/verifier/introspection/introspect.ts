import type { JsonObject } from '../../wire/parse-object.ts';
import { fetchObject, type Upstream } from '../fetch-object.ts';
import { UpstreamError } from '../upstream-error.ts';

/** A client of the authorization server that may ask about tokens. */
export interface IntrospectionClient {
  readonly clientId: string;
  readonly clientSecret: string;
  /** @default 'client_secret_basic' */
  readonly method?: 'client_secret_basic' | 'client_secret_post';
}

/** Form-encoding, as RFC 6749 §2.3.1 has it for both halves. */
const encode = (text: string): string => new URLSearchParams({ '': text }).toString().slice(1);

/** Base64 of text that is ASCII, which form-encoded text is. */
const basic = ({ clientId, clientSecret }: IntrospectionClient): string => `Basic ${btoa(`${encode(clientId)}:${encode(clientSecret)}`)}`;

/**
 * Asks what a token is worth.
 *
 * @throws UpstreamError if there is no answer, or we may not ask.
 * @see RFC 7662 §2
 */
export async function introspect(upstream: Upstream, endpoint: string, client: IntrospectionClient, token: string): Promise<JsonObject> {
  const isPost = client.method === 'client_secret_post';
  const credentials: Record<string, string> = isPost ? { client_id: client.clientId, client_secret: client.clientSecret } : {};
  const answer = await fetchObject(upstream, endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      ...(isPost ? {} : { authorization: basic(client) }),
    },
    body: new URLSearchParams({ token, token_type_hint: 'access_token', ...credentials }).toString(),
  });
  if (answer === undefined) throw new UpstreamError('the introspection endpoint is not there (404)');
  return answer;
}
