import { deleteService as remove } from '../../../../engine/services/delete-service.ts';
import { deleteServiceTokens } from '../../../../identity/management-tokens/delete-service-tokens.ts';
import { CallerError } from '../../caller-error.ts';
import { type EngineOperation, serviceOperation } from '../../engine-operation.ts';
import { recordEvent } from '../../record-event.ts';

/** Deletes a service. */
export const deleteService: EngineOperation = serviceOperation({
  name: 'serviceDeleteApi',
  method: 'DELETE',
  path: '/service/delete',
  command: ['service', 'delete'],
  summary: 'Delete a service with its clients, keys and tokens.',
  description: 'Nothing of it works from then on. The first service cannot be deleted.',
  right: 'delete_service',
  example: {},
  async run(call) {
    const { rooms, service } = call;
    if (service.id === rooms.serviceId) throw new CallerError('forbidden', 'The first service cannot be deleted: this deployment is it.');
    const deleted = await remove(rooms.engine, service.id);
    if (deleted.action === 'refuse') throw new CallerError('conflict', deleted.error.message);
    await deleteServiceTokens(rooms.identity, service.id);
    recordEvent(call, { event: 'service_deleted', target: `service:${service.id}`, details: { name: service.name } });
    return { status: 204 };
  },
});
