import type { ServiceRegistrationRules } from '../engine/model/registration-rules.ts';
import type { Sha256 } from '../protocol/mint.ts';
import { seconds } from '../protocol/units.ts';
import type { RegistrationValues } from './config/registration-settings.ts';

/** What an operator sets of registration, and whether documents may be of plain http. */
export interface RegistrationDemands extends Partial<RegistrationValues> {
  /** Whether what clients register a URL for may be of plain http. @default false */
  readonly clientAllowPrivate?: boolean;
}

const days = (count: number) => seconds(count * 86_400);

/** The rules that are stored of a service, with what the operator sets in their place. */
export function withRegistrationDemands(
  stored: ServiceRegistrationRules,
  given: RegistrationDemands,
  sha256: Sha256,
): ServiceRegistrationRules {
  const { registrationTokens = [], registrationUnusedDays, registrationIdleDays } = given;
  const { documents } = stored;
  return {
    ...stored,
    registration: given.registration ?? stored.registration,
    initialTokenHashes: [...stored.initialTokenHashes, ...registrationTokens.map((token) => sha256(token.reveal()))],
    maxClients: given.registrationMaxClients ?? stored.maxClients,
    registrationsPerHour: given.registrationPerHour ?? stored.registrationsPerHour,
    unusedLifetime: registrationUnusedDays === undefined ? stored.unusedLifetime : days(registrationUnusedDays),
    idleLifetime: registrationIdleDays === undefined ? stored.idleLifetime : days(registrationIdleDays),
    documents: {
      ...documents,
      isSupported: given.clientDocuments ?? documents.isSupported,
      httpPermitted: given.clientAllowPrivate === true || documents.httpPermitted,
      allowlist: given.clientDocumentsAllowed ?? documents.allowlist,
      policy: given.clientDocumentsPolicy ?? documents.policy,
    },
  };
}
