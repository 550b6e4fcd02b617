import type { Service } from '../../engine/model/service.ts';
import type { Rooms } from '../context.ts';
import { serviceUrl } from './service-url.ts';

/** Where a client's registration is managed (RFC 7592 §2). */
export const registrationUri = (rooms: Pick<Rooms, 'accessUrl' | 'serviceId'>, service: Pick<Service, 'id'>, clientId: string): string =>
  `${serviceUrl(rooms, service)}/oauth2/clients/${encodeURIComponent(clientId)}`;
