import type { Client, ClientSecret } from '../../engine/model/client.ts';
import type { ClientWithSecrets } from '../../engine/ports.ts';
import { epochSeconds } from '../../protocol/units.ts';
import type { ColumnType, Read, Row } from '../noun.ts';
import { clientColumns, clientRecord } from './clients.ts';

const clientList = Object.keys(clientColumns)
  .map((name) => `c.${name}`)
  .join(', ');

/** A client and its secrets in one row: a second read would cost more than taking this text apart. */
const select = `select ${clientList},
    (select string_agg(s.id || ' ' || s.secret_hash || ' ' || s.truncated || ' ' || s.created_at || ' ' || coalesce(s.last_used_at, -1), ','
        order by s.id desc)
      from client_secrets s where s.client_number = c.number) as secrets
  from clients c`;

const parseSecret = (clientNumber: number, text: string): ClientSecret => {
  const [id = '', secretHash = '', truncated = '', createdAt = '', lastUsedAt = ''] = text.split(' ');
  return {
    id,
    clientNumber,
    secretHash,
    truncated,
    createdAt: epochSeconds(Number(createdAt)),
    lastUsedAt: lastUsedAt === '-1' ? undefined : epochSeconds(Number(lastUsedAt)),
  };
};

const record = (row: Row): ClientWithSecrets => {
  const secrets: string | undefined = row.secrets;
  return {
    client: clientRecord(row),
    secrets: secrets === undefined ? [] : secrets.split(',').map((text) => parseSecret(row.number, text)),
  };
};

const columns: Readonly<Record<string, ColumnType>> = { ...clientColumns, secrets: 'text' };

/** One client by its text id. */
export const findClientByClientId: Read<{ service_id: number; client_id: string }, ClientWithSecrets> = {
  parameters: { service_id: 'integer', client_id: 'text' },
  sql: `${select} where c.service_id = :service_id and c.client_id = :client_id`,
  columns,
  answer: 'one',
  record,
};

/** One client by its number. */
export const findClientByNumber: Read<{ service_id: number; number: number }, ClientWithSecrets> = {
  parameters: { service_id: 'integer', number: 'integer' },
  sql: `${select} where c.number = :number and c.service_id = :service_id`,
  columns,
  answer: 'one',
  record,
};

/** All clients of a service by name. */
export const listClients: Read<{ service_id: number }, Client> = {
  parameters: { service_id: 'integer' },
  sql: `select ${clientList} from clients c where c.service_id = :service_id order by c.name, c.number`,
  columns: clientColumns,
  answer: 'many',
  record: clientRecord,
};

/** Whether a client is the developer's; every client is nobody's in particular. */
const isOfDeveloper = "coalesce(:developer, c.developer, '') = coalesce(c.developer, '')";

/** Clients of a service, or of one developer, in the order they were made; some of them. */
export const listClientsFrom: Read<{ service_id: number; developer: string | undefined; start: number; limit: number }, Client> = {
  parameters: { service_id: 'integer', developer: 'text', start: 'integer', limit: 'integer' },
  sql: `select ${clientList} from clients c where c.service_id = :service_id and ${isOfDeveloper}
    order by c.number limit :limit offset :start`,
  columns: clientColumns,
  answer: 'many',
  record: clientRecord,
};

/** How many of them there are. */
export const countClientsOf: Read<{ service_id: number; developer: string | undefined }, number> = {
  parameters: { service_id: 'integer', developer: 'text' },
  sql: `select count(*) as clients from clients c where c.service_id = :service_id and ${isOfDeveloper}`,
  columns: { clients: 'integer' },
  answer: 'one',
  record: ({ clients }) => clients,
};
