import { signingAlgorithms } from '../keys/signing-algorithms.ts';
import type { Service } from '../model/service.ts';
import { isOpenIdProvider } from '../oidc/openid-scopes.ts';
import { narrowMetadata } from '../profiles/narrow-metadata.ts';

/** What only an OpenID provider says of itself (OpenID Connect Discovery §3). */
export interface OpenIdMetadata {
  readonly userinfo_endpoint: string;
  readonly subject_types_supported: readonly string[];
  readonly id_token_signing_alg_values_supported: readonly string[];
  readonly userinfo_signing_alg_values_supported: readonly string[];
  readonly claim_types_supported: readonly string[];
  readonly claims_supported: readonly string[];
  readonly claims_parameter_supported: true;
}

/** What ID tokens say themselves. */
const idTokenClaims: readonly string[] = ['sub', 'iss', 'aud', 'exp', 'iat', 'auth_time', 'nonce', 'acr', 'amr', 'at_hash', 'sid'];

/**
 * What a service says of itself as an OpenID provider; nothing if it does not know the scope `openid`.
 *
 * @param subjectClaimNames what can be known of a person.
 */
export const openIdMetadata = (
  service: Pick<Service, 'scopes' | 'profiles'>,
  { userinfo }: { readonly userinfo: string },
  subjectClaimNames: readonly string[],
): OpenIdMetadata | Record<never, never> =>
  isOpenIdProvider(service)
    ? narrowMetadata(service, {
        userinfo_endpoint: userinfo,
        subject_types_supported: ['public', 'pairwise'],
        id_token_signing_alg_values_supported: signingAlgorithms,
        userinfo_signing_alg_values_supported: signingAlgorithms,
        claim_types_supported: ['normal'],
        claims_supported: [...idTokenClaims, ...subjectClaimNames],
        claims_parameter_supported: true as const,
      })
    : {};
