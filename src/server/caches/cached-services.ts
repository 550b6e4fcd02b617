import type { EngineChange } from '../../engine/changes.ts';
import type { ServiceAttestationRules } from '../../engine/model/attestation-rules.ts';
import type { ServiceBindingRules } from '../../engine/model/binding-rules.ts';
import type { ProfileName } from '../../engine/model/profile-name.ts';
import type { ServiceRequestRules } from '../../engine/model/request-rules.ts';
import type { Service } from '../../engine/model/service.ts';
import type { EngineFacts } from '../../engine/ports.ts';
import type { Commit } from '../../protocol/commit.ts';
import type { Clock, EpochSeconds } from '../../protocol/units.ts';
import { sha256 } from '../../stores/mint.ts';
import type { DeviceValues } from '../config/device-settings.ts';
import { withDeviceDemands } from '../device-demands.ts';
import { firstServiceId } from '../first-service.ts';
import { type RegistrationDemands, withRegistrationDemands } from '../registration-demands.ts';

/** Seconds a service's settings are used before they are read again: how long a change takes to reach every node. */
const lifetime = 1;

/** What an operator demands of the first service's clients. */
export interface DpopDemands {
  /** Every access token is bound to a DPoP key. */
  readonly isRequired: boolean;
  /** Every proof has a nonce of ours. */
  readonly demandsNonces: boolean;
}

/** What an operator sets of the first service, in the place of what is stored of it or beside it. */
export interface ServiceDemands {
  /** @default nothing */
  readonly dpop?: DpopDemands;
  /** How authorization requests must come. @default what is stored */
  readonly requestRules?: ServiceRequestRules | undefined;
  /** Profiles beside those that are stored. @default none */
  readonly profiles?: readonly ProfileName[];
  /** Attesters beside those that are stored, and whether challenges are demanded. @default what is stored */
  readonly attestation?: ServiceAttestationRules | undefined;
  /** How applications may come by themselves. @default what is stored */
  readonly registration?: RegistrationDemands | undefined;
  /** How devices may ask. @default what is stored */
  readonly device?: Partial<DeviceValues> | undefined;
}

const withDemands = (rules: ServiceBindingRules, { isRequired, demandsNonces }: DpopDemands): ServiceBindingRules =>
  isRequired || demandsNonces
    ? {
        ...rules,
        dpopBoundAccessTokens: isRequired || rules.dpopBoundAccessTokens,
        dpopNonceRequired: demandsNonces || rules.dpopNonceRequired,
      }
    : rules;

const withAttesters = (stored: ServiceAttestationRules, given: ServiceAttestationRules | undefined): ServiceAttestationRules =>
  given === undefined
    ? stored
    : { attesters: [...stored.attesters, ...given.attesters], challengeRequired: stored.challengeRequired || given.challengeRequired };

/** The changes after which a service is another, or none. */
const concernsServices: Readonly<Partial<Record<EngineChange['change'], true>>> = { update_service: true, delete_service: true };

/** What the configuration file says of requests; of `nbf` it says nothing. */
const withRequestRules = (kept: ServiceRequestRules, demanded: ServiceRequestRules | undefined): ServiceRequestRules =>
  demanded === undefined ? kept : { ...demanded, nbfOptional: kept.nbfOptional };

/** Facts and commits that agree on which services are still as they were read. */
export interface CachedServices {
  readonly facts: EngineFacts;
  readonly commit: Commit<EngineChange>;
}

/**
 * Services as the store keeps them, read at most once a second each; a change by this process is seen at once. The first service's issuer is where the deployment is reached
 * (RFC 8414 §2), whatever it was when the service was made, and it demands what the operator demands.
 */
export function cachedServices(
  facts: EngineFacts,
  commit: Commit<EngineChange>,
  clock: Clock,
  accessUrl: string,
  {
    dpop = { isRequired: false, demandsNonces: false },
    requestRules,
    profiles = [],
    attestation,
    registration = {},
    device = {},
  }: ServiceDemands = {},
): CachedServices {
  const asConfigured = (service: Service): Service =>
    service.id === firstServiceId
      ? {
          ...service,
          issuer: accessUrl,
          bindingRules: withDemands(service.bindingRules, dpop),
          requestRules: withRequestRules(service.requestRules, requestRules),
          profiles: profiles.length === 0 ? service.profiles : [...service.profiles, ...profiles],
          attestationRules: withAttesters(service.attestationRules, attestation),
          deviceRules: withDeviceDemands(service.deviceRules, device),
          registrationRules: withRegistrationDemands(service.registrationRules, registration, sha256),
        }
      : service;
  const known = new Map<number, { readonly service: Service; readonly readAt: EpochSeconds }>();
  /** Counts what was forgotten: an answer that was asked for before that is not kept. */
  let age = 0;
  const keep = (found: Service | undefined, readAt: EpochSeconds): Service | undefined => {
    if (found === undefined) return undefined;
    const service = asConfigured(found);
    known.set(service.id, { service, readAt });
    return service;
  };
  return {
    facts: {
      ...facts,
      findService: (serviceId) => {
        const now = clock();
        const cached = known.get(serviceId);
        if (cached !== undefined && Math.abs(now - cached.readAt) <= lifetime) return cached.service;
        const askedAt = age;
        const found = facts.findService(serviceId);
        if (!(found instanceof Promise)) return keep(found, now);
        return found.then((later) => (age === askedAt ? keep(later, now) : later && asConfigured(later)));
      },
      listServices: async () => (await facts.listServices()).map(asConfigured),
    },
    commit: async (changes) => {
      if (!changes.some(({ change }) => concernsServices[change])) return commit(changes);
      try {
        return await commit(changes);
      } finally {
        known.clear(); // also when the outcome is unknown
        age++;
      }
    },
  };
}
