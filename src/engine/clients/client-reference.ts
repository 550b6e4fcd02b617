import type { Service } from '../model/service.ts';

/** Names one client of a service. */
export interface ClientReference {
  readonly service: Service;
  /** The text or numeric id. */
  readonly clientId: string;
}
