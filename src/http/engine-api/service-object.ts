import type { TObject } from 'typebox';
import { listPublishedKeys } from '../../engine/keys/list-published-keys.ts';
import type { Service } from '../../engine/model/service.ts';
import type { RejectService } from '../../engine/services/service-decision.ts';
import type { Rooms } from '../context.ts';
import { CallerError } from './caller-error.ts';
import { describeMembers, faultOfMember, schemaOfMembers, writeMembers } from './member-table.ts';
import { serviceMembers } from './service-members/registry.ts';

/** The service object. */
export const serviceSchema: TObject = schemaOfMembers(serviceMembers, 'EngineService');

/** What is sent of a service, decoded by {@link serviceSchema}. */
export type ServiceBody = Readonly<Record<string, unknown>>;

/** A service as this interface shows it, with the public halves of its keys. */
export async function describeServiceObject({ engine }: Pick<Rooms, 'engine'>, service: Service): Promise<ServiceBody> {
  const { keys } = await listPublishedKeys(engine, service.id);
  return { ...describeMembers(serviceMembers, service), ...(keys.length === 0 ? {} : { jwks: JSON.stringify({ keys }) }) };
}

/**
 * The settings of a service with what was sent of it.
 *
 * @throws CallerError naming a member that is not supported.
 */
export const writeService = (body: ServiceBody, start: Service): Service => writeMembers(serviceMembers, body, start);

/** The members that were sent, by name: their values may be secret. */
export const namesOfMembers = (body: ServiceBody): readonly string[] =>
  serviceMembers.map(({ name }) => name).filter((name) => body[name] !== undefined);

/** What is wrong with the settings, in the name of the member. */
export function rejectedService({ faults }: RejectService): CallerError {
  const [first] = faults;
  return first === undefined ? new CallerError('wrongMember', 'The service is not right.') : faultOfMember(serviceMembers, first);
}
