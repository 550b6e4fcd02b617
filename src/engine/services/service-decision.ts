import type { EngineChange } from '../changes.ts';
import type { Service } from '../model/service.ts';

/** What is wrong with one of a service's settings. */
export interface ServiceFieldFault {
  /** The path of the setting: `tokenRules.idTokenLifetime`. */
  readonly field: string;
  /** Begins with the path. */
  readonly detail: string;
}

/** The settings are not good. */
export interface RejectService {
  readonly action: 'reject';
  readonly faults: readonly ServiceFieldFault[];
  readonly changes: readonly EngineChange[];
}

/** No such service. */
export interface ServiceNotFound {
  readonly action: 'not_found';
  readonly changes: readonly EngineChange[];
}

/** The service as it is now. */
export interface SaveService {
  readonly action: 'save';
  readonly service: Service;
  readonly changes: readonly EngineChange[];
}

/** The service is gone, with everything of it. */
export interface DeleteService {
  readonly action: 'delete';
  readonly changes: readonly EngineChange[];
}

/** Says what is wrong with the settings. */
export const rejectService = (faults: readonly ServiceFieldFault[]): RejectService => ({ action: 'reject', faults, changes: [] });

/** Says that there is no such service. */
export const serviceNotFound: ServiceNotFound = { action: 'not_found', changes: [] };
