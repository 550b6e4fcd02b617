import type { EngineChange } from '../../engine/changes.ts';
import type { AskOne, Noun, Read, Writes } from '../noun.ts';

type RegistrationChange = Extract<
  EngineChange,
  { change: 'hold_service' | 'claim_client_place' | 'claim_developer_place' | 'claim_software_id' | 'touch_client' | 'expire_client' }
>;

/**
 * The member as it is written in a description. Nothing else there can look like it, since quotes within texts are escaped. It is looked
 * for so rarely that a column and its index would cost more.
 */
const softwareMember = (softwareId: string): string => JSON.stringify({ softwareId }).slice(1, -1);

/** Whether a client that is another has the software id. */
const isOfSoftware = "c.service_id = :service_id and c.number <> :number and replace(c.description, :software, '') <> c.description";

const writes: Writes<RegistrationChange> = {
  /** A write of its own: PostgreSQL counts what was there when a statement began, and so the claim begins when the wait is over. */
  hold_service: {
    kind: 'update',
    table: 'services',
    parameters: { service_id: 'integer' },
    key: ['service_id'],
    set: 'id = :service_id',
    where: 'id = :service_id',
    expects: 'one',
    bind: ({ serviceId }) => ({ service_id: serviceId }),
  },
  claim_client_place: {
    kind: 'update',
    table: 'services',
    parameters: { service_id: 'integer', source: 'text', places: 'integer' },
    key: ['service_id'],
    set: 'id = :service_id',
    where: 'id = :service_id and (select count(*) from clients c where c.service_id = :service_id and c.source = :source) < :places',
    expects: 'one',
    bind: ({ serviceId, source, places }) => ({ service_id: serviceId, source, places }),
  },
  claim_developer_place: {
    kind: 'update',
    table: 'services',
    parameters: { service_id: 'integer', developer: 'text', places: 'integer' },
    key: ['service_id'],
    set: 'id = :service_id',
    where: 'id = :service_id and (select count(*) from clients c where c.service_id = :service_id and c.developer = :developer) < :places',
    expects: 'one',
    bind: ({ serviceId, developer, places }) => ({ service_id: serviceId, developer, places }),
  },
  claim_software_id: {
    kind: 'update',
    table: 'services',
    parameters: { service_id: 'integer', software: 'text', number: 'integer' },
    key: ['service_id'],
    set: 'id = :service_id',
    where: `id = :service_id and not exists (select 1 from clients c where ${isOfSoftware})`,
    expects: 'one',
    bind: ({ serviceId, softwareId, clientNumber }) => ({
      service_id: serviceId,
      software: softwareMember(softwareId),
      number: clientNumber,
    }),
  },
  touch_client: {
    kind: 'update',
    table: 'clients',
    parameters: { number: 'integer', at: 'integer' },
    key: ['number'],
    set: 'used_at = :at',
    where: 'number = :number and (used_at is null or used_at < :at)',
    expects: 'any',
    bind: ({ clientNumber, at }) => ({ number: clientNumber, at }),
  },
  expire_client: {
    kind: 'delete',
    table: 'clients',
    parameters: { number: 'integer', used_at: 'integer' },
    key: ['number'],
    where: 'number = :number and coalesce(used_at, 0) = :used_at',
    expects: 'one',
    bind: ({ clientNumber, lastUsedAt }) => ({ number: clientNumber, used_at: lastUsedAt ?? 0 }),
  },
};

/** What is written of clients that no operator made. */
export const registeredClients: Noun = { name: 'registered_clients', writes, sealed: [] };

/** How many clients of a service came in one way. */
export const countClients: Read<{ service_id: number; source: string }, number> = {
  parameters: { service_id: 'integer', source: 'text' },
  sql: 'select count(*) as clients from clients where service_id = :service_id and source = :source',
  columns: { clients: 'integer' },
  answer: 'one',
  record: ({ clients }) => clients,
};

/** Numbers of clients that no operator made, and that nobody used for too long; the oldest first. */
export const listUnusedClients: Read<{ service_id: number; made_before: number; used_before: number; places: number }, number> = {
  parameters: { service_id: 'integer', made_before: 'integer', used_before: 'integer', places: 'integer' },
  sql: `select number from clients where service_id = :service_id and source in ('dynamic', 'metadata_document')
      and case when used_at is null then created_at < :made_before else used_at < :used_before end
    order by number limit :places`,
  columns: { number: 'integer' },
  answer: 'many',
  record: ({ number }) => number,
};

/** One client other than that with a software id. */
const findSoftware: Read<{ service_id: number; software: string; number: number }, number> = {
  parameters: { service_id: 'integer', software: 'text', number: 'integer' },
  sql: `select c.number from clients c where ${isOfSoftware} limit 1`,
  columns: { number: 'integer' },
  answer: 'one',
  record: ({ number }) => number,
};

/** Whether a client of a service other than that has a software id. */
export async function isSoftwareIdTaken(askOne: AskOne, serviceId: number, softwareId: string, clientNumber: number): Promise<boolean> {
  const parameters = { service_id: serviceId, software: softwareMember(softwareId), number: clientNumber };
  return (await askOne(findSoftware, parameters)) !== undefined;
}
