import type { EpochSeconds, Seconds } from '../../protocol/units.ts';
import type { ServiceAnswerRules } from './answer-rules.ts';
import type { ServiceAttestationRules } from './attestation-rules.ts';
import type { ServiceBindingRules } from './binding-rules.ts';
import type { ServiceDeviceRules } from './device-rules.ts';
import type { ServiceOfferRules } from './offer-rules.ts';
import type { ProfileName } from './profile-name.ts';
import type { ServiceRegistrationRules } from './registration-rules.ts';
import type { ServiceRequestRules } from './request-rules.ts';
import type { Pair, ServiceDescription } from './service-description.ts';
import type { ServiceTokenRules } from './token-rules.ts';

/** How an access token is written. */
export type AccessTokenFormat = 'opaque' | 'jwt';

/** A scope a service knows, with the words the consent page shows. */
export interface ScopeDefinition {
  readonly name: string;
  readonly description: string;
  /** Given to a client that asks for no scope and has no defaults of its own. */
  readonly isDefault: boolean;
  /** The description in other languages, by their tags. */
  readonly descriptions?: readonly { readonly tag: string; readonly value: string }[] | undefined;
  /** Whatever its owner attached. Some keys say how long tokens with the scope live: see `scopeLifetimes`. */
  readonly attributes?: readonly Pair[] | undefined;
}

/** One authorization server configuration. */
export interface Service {
  readonly id: number;
  readonly name: string;
  /** The issuer identifier (RFC 8414 §2): an https URL without query or fragment (http on loopback). */
  readonly issuer: string;
  readonly accessTokenFormat: AccessTokenFormat;
  readonly codeLifetime: Seconds;
  readonly accessTokenLifetime: Seconds;
  readonly refreshTokenLifetime: Seconds;
  /** How long a refresh token that was just used gets the same successor again. */
  readonly refreshLeeway: Seconds;
  /** Scopes a client may ask for. Scopes outside the list are refused with `invalid_scope`. */
  readonly scopes: readonly ScopeDefinition[];
  /** Resources (RFC 8707) tokens may be for, beside the issuer itself; undefined allows any absolute URI. */
  readonly resources: readonly string[] | undefined;
  readonly requestRules: ServiceRequestRules;
  readonly bindingRules: ServiceBindingRules;
  /** The profiles that all its clients must keep. */
  readonly profiles: readonly ProfileName[];
  readonly attestationRules: ServiceAttestationRules;
  readonly deviceRules: ServiceDeviceRules;
  readonly tokenRules: ServiceTokenRules;
  readonly offerRules: ServiceOfferRules;
  readonly answerRules: ServiceAnswerRules;
  readonly registrationRules: ServiceRegistrationRules;
  readonly description: ServiceDescription;
  /** undefined for services from before this was noted. */
  readonly createdAt: EpochSeconds | undefined;
  readonly updatedAt: EpochSeconds | undefined;
}
