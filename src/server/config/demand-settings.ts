import type { Attester } from '../../engine/model/attestation-rules.ts';
import type { ProfileName } from '../../engine/model/profile-name.ts';
import type { Seconds } from '../../protocol/units.ts';
import type { Setting } from './setting.ts';
import { acrValues } from './values/acr-values.ts';
import { attesters } from './values/attesters.ts';
import { secondsKind, yesOrNo } from './values/plain.ts';
import { profiles } from './values/profiles.ts';

/** What the operator demands of clients and people, and whose word is good for them. */
export interface DemandValues {
  readonly clientAttesters: readonly Attester[];
  readonly clientAttestationChallenges: boolean;
  readonly dpopRequired: boolean;
  readonly dpopNonces: boolean;
  readonly profiles: readonly ProfileName[];
  readonly stepUpMaxAge: Seconds | undefined;
  readonly stepUpAcrValues: readonly string[];
}

/** The settings of {@link DemandValues}. */
export const demandSettings: { readonly [Name in keyof DemandValues]: Setting<DemandValues[Name]> } = {
  clientAttesters: {
    env: 'GRANTRY_CLIENT_ATTESTERS',
    yaml: 'client.attesters',
    kind: attesters,
    default: [],
    defaultInWords: 'none: only the keys that applications registered',
    summary: 'Who may vouch for instances of applications (attest_jwt_client_auth), beside the keys that those registered themselves.',
  },
  clientAttestationChallenges: {
    env: 'GRANTRY_CLIENT_ATTESTATION_CHALLENGES',
    yaml: 'client.attestation_challenges',
    kind: yesOrNo,
    default: false,
    summary: 'Whether the proofs of such instances must have a challenge of this server, so that none can be made in advance.',
  },
  dpopRequired: {
    env: 'GRANTRY_DPOP_REQUIRED',
    yaml: 'dpop.required',
    kind: yesOrNo,
    default: false,
    summary: 'Whether every access token must be bound to a DPoP key (RFC 9449). Clients that do not send proofs get no tokens then.',
  },
  dpopNonces: {
    env: 'GRANTRY_DPOP_NONCES',
    yaml: 'dpop.nonces',
    kind: yesOrNo,
    default: false,
    summary: 'Whether DPoP proofs must have a nonce of this server, so that none can be made in advance.',
  },
  profiles: {
    env: 'GRANTRY_PROFILES',
    yaml: 'profiles',
    kind: profiles,
    default: [],
    defaultInWords: 'none',
    summary: 'The security profiles that every application must keep (FAPI 2.0). What breaks their rules is refused.',
  },
  stepUpMaxAge: {
    env: 'GRANTRY_STEP_UP_MAX_AGE',
    yaml: 'step_up.max_age',
    kind: secondsKind,
    default: undefined,
    defaultInWords: 'any time ago',
    summary:
      'How many seconds ago a person may have signed in for an application to delete something, get a new secret or change rights with their access token (RFC 9470).',
  },
  stepUpAcrValues: {
    env: 'GRANTRY_STEP_UP_ACR_VALUES',
    yaml: 'step_up.acr_values',
    kind: acrValues,
    default: [],
    defaultInWords: 'any',
    summary: 'How the person must have signed in for that: any of these of `acr_values_supported`, with spaces between.',
  },
};
