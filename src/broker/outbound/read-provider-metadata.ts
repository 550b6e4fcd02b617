import type { Provider } from '../model/provider.ts';
import type { EndpointsAnswer } from '../ports.ts';
import { mayFollow } from './may-follow.ts';
import { parseJson } from './parse-json.ts';

const endpointNames = [
  'authorization_endpoint',
  'token_endpoint',
  'userinfo_endpoint',
  'revocation_endpoint',
  'device_authorization_endpoint', // RFC 8628 §4
] as const;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;

/**
 * Reads a provider's metadata document and lays the operator's settings over it.
 *
 * The document must be the issuer's own (OpenID Connect Discovery 1.0 §4.3), and leads only to places an issuer may name. Userinfo
 * validates tokens only when they carry the scope it asks for (OpenID Connect Core 1.0 §5.3).
 */
export function readProviderMetadata(provider: Provider, issuer: string, body: string): EndpointsAnswer {
  const metadata = parseJson(body);
  if (!isObject(metadata)) return { outcome: 'failed', words: `the metadata of ${issuer} is not a JSON object` };
  if (metadata.issuer !== issuer) return { outcome: 'failed', words: `the metadata of ${issuer} names another issuer` };

  const endpoint = (name: (typeof endpointNames)[number]): string | undefined =>
    typeof metadata[name] === 'string' ? metadata[name] : undefined;
  const astray = endpointNames.find((name) => !mayFollow(issuer, endpoint(name) ?? issuer));
  if (astray !== undefined) return { outcome: 'failed', words: `the metadata of ${issuer} has an ${astray} it may not name` };

  const scopes = announcedScopes(provider, metadata.scopes_supported);
  const authMethods = metadata.token_endpoint_auth_methods_supported;
  const basicIsSpoken = !Array.isArray(authMethods) || authMethods.includes('client_secret_basic'); // RFC 8414 §2: the default
  return {
    outcome: 'found',
    endpoints: {
      authUrl: provider.authUrl ?? endpoint('authorization_endpoint'),
      tokenUrl: provider.tokenUrl ?? endpoint('token_endpoint'),
      validateUrl: provider.validateUrl ?? (scopes.includes('openid') ? endpoint('userinfo_endpoint') : undefined),
      revokeUrl: provider.revokeUrl ?? endpoint('revocation_endpoint'),
      scopes,
      clientAuth: provider.clientAuth ?? (basicIsSpoken ? 'client_secret_basic' : 'client_secret_post'),
      deviceCodeUrl: provider.deviceCodeUrl ?? endpoint('device_authorization_endpoint'),
      issuer,
      sendsIssuer: metadata.authorization_response_iss_parameter_supported === true,
    },
  };
}

/** The scopes to ask for: the operator's as they are; of the defaults only those that were announced, if any were. */
const announcedScopes = ({ scopes, scopesAreDefaults }: Provider, supported: unknown): readonly string[] =>
  scopesAreDefaults && Array.isArray(supported) ? scopes.filter((scope) => scope === 'openid' || supported.includes(scope)) : scopes;
