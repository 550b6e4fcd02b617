import { textOf } from '../../wire/parse-object.ts';
import { fetchObject, type Upstream } from '../fetch-object.ts';
import { UpstreamError } from '../upstream-error.ts';

/** What a resource server needs of an authorization server's metadata. */
export interface ServerMetadata {
  readonly jwksUri: string | undefined;
  readonly introspectionEndpoint: string | undefined;
}

/** Where an issuer's metadata may be: RFC 8414 §3.1 puts the path after the well-known one, OpenID Connect Discovery §4 before. */
export function metadataUrls(issuer: string): readonly string[] {
  const { origin, pathname } = new URL(issuer);
  const path = pathname.replace(/\/$/, '');
  return [`${origin}/.well-known/oauth-authorization-server${path}`, `${origin}${path}/.well-known/openid-configuration`];
}

/**
 * Fetches an issuer's metadata.
 *
 * @throws UpstreamError if there is none, or it is another issuer's (RFC 8414 §3.3).
 */
export async function discover(upstream: Upstream, issuer: string): Promise<ServerMetadata> {
  let failure = new UpstreamError(`${issuer} publishes no metadata`);
  for (const url of metadataUrls(issuer)) {
    try {
      const document = await fetchObject(upstream, url);
      if (document === undefined) continue;
      if (document.issuer !== issuer) throw new UpstreamError(`the metadata at ${url} is that of another issuer`);
      return { jwksUri: textOf(document, 'jwks_uri'), introspectionEndpoint: textOf(document, 'introspection_endpoint') };
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error;
      failure = error; // it may be at the other place
    }
  }
  throw failure;
}
