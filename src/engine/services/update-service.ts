import type { Refusal } from '../decision.ts';
import { decideKeyReplacement, listLastingKeys, type WantedKeys } from '../keys/replace-signing-keys.ts';
import type { Service } from '../model/service.ts';
import type { Engine } from '../ports.ts';
import { settle } from '../settle.ts';
import { timeOfUpdate } from '../time-of-update.ts';
import { findServiceFaults, fixedIssuerFault, takenIssuer } from './find-service-faults.ts';
import { findSignatureKeyFaults } from './find-signature-key-faults.ts';
import { type RejectService, rejectService, type SaveService, type ServiceNotFound, serviceNotFound } from './service-decision.ts';

/** A change of a service's settings. */
export interface ServiceUpdate {
  readonly serviceId: number;
  /** The service as it shall be, from how it is kept. What the operator's settings say of it is not part of it. */
  readonly write: (kept: Service) => Service;
  /** The issuer of the first service, which is where the deployment is reached; undefined for the others. */
  readonly fixedIssuer: string | undefined;
  /** The keys it shall have. @default those it has */
  readonly keys?: WantedKeys | undefined;
}

/** Changes a service, and its keys with it. Its number and when it was made stay. */
export function updateService(
  { facts, commit, clock, isAuthorityCertificate }: Pick<Engine, 'facts' | 'commit' | 'clock' | 'isAuthorityCertificate'>,
  { serviceId, write, fixedIssuer, keys }: ServiceUpdate,
): Promise<SaveService | RejectService | ServiceNotFound | Refusal> {
  return settle({ commit }, async (): Promise<SaveService | RejectService | ServiceNotFound> => {
    const kept = await facts.findStoredService(serviceId);
    if (kept === undefined) return serviceNotFound;
    const now = clock();
    const known = fixedIssuer === undefined ? kept : { ...kept, issuer: fixedIssuer };
    const service: Service = { ...write(known), id: kept.id, createdAt: kept.createdAt, updatedAt: timeOfUpdate(kept.updatedAt, now) };
    if (fixedIssuer !== undefined && service.issuer !== fixedIssuer) return rejectService([fixedIssuerFault]);
    const held = await facts.listSigningKeys(serviceId, now);
    const replacement = keys && decideKeyReplacement({ now, service, keys: held, ...keys });
    const signing = replacement?.signing ?? listLastingKeys(held);
    const faults = [...findServiceFaults(service, { isAuthorityCertificate }), ...findSignatureKeyFaults(service, kept, signing)];
    if (faults.length > 0) return rejectService(faults);
    const others = (await facts.listServices()).filter(({ id }) => id !== serviceId);
    if (others.some(({ issuer }) => issuer === service.issuer)) return rejectService([takenIssuer]);
    return {
      action: 'save',
      service,
      changes: [{ change: 'update_service', service, since: kept.updatedAt }, ...(replacement?.changes ?? [])],
    };
  });
}
