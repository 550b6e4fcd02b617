import type { Refusal } from '../decision.ts';
import type { Engine } from '../ports.ts';
import { settle } from '../settle.ts';
import { type DeleteService, type ServiceNotFound, serviceNotFound } from './service-decision.ts';

/**
 * Deletes a service with its clients and keys. Its codes, grants and tokens are good for nothing from then on, since every use of one looks
 * for the service and the client; they go when they expire. Numbers are never used again, so nothing of it comes back to life.
 */
export function deleteService(
  { facts, commit }: Pick<Engine, 'facts' | 'commit'>,
  serviceId: number,
): Promise<DeleteService | ServiceNotFound | Refusal> {
  return settle({ commit }, async (): Promise<DeleteService | ServiceNotFound> => {
    if ((await facts.findStoredService(serviceId)) === undefined) return serviceNotFound;
    return {
      action: 'delete',
      changes: [
        { change: 'delete_service', serviceId },
        { change: 'delete_client_secrets_of_service', serviceId },
        { change: 'delete_clients_of_service', serviceId },
        { change: 'delete_signing_keys_of_service', serviceId },
      ],
    };
  });
}
