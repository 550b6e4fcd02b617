import type { Service } from '../../engine/model/service.ts';
import type { Rooms } from '../context.ts';

/** Where a service's endpoints begin: at the root for the first service, under `/s/{id}` for the others. */
export const serviceUrl = ({ accessUrl, serviceId }: Pick<Rooms, 'accessUrl' | 'serviceId'>, service: Pick<Service, 'id'>): string =>
  service.id === serviceId ? accessUrl : `${accessUrl}/s/${service.id}`;
