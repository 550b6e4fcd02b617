import type { EngineChange } from '../../engine/changes.ts';
import type { AuthorizationTicket } from '../../engine/model/authorization-ticket.ts';
import type { ColumnType, Noun, Read, Row, Writes } from '../noun.ts';

type TicketChange = Extract<
  EngineChange,
  { change: 'insert_authorization_ticket' | 'open_authorization_ticket' | 'use_authorization_ticket' | 'update_ticket_context' }
>;

const table = 'authorization_tickets';

const columns = {
  id: 'text',
  secret_hash: 'text',
  service_id: 'integer',
  client_number: 'integer',
  parameters: 'json',
  is_pushed: 'boolean',
  is_signed: 'boolean',
  request_payload: 'text',
  context: 'text',
  created_at: 'integer',
  expires_at: 'integer',
  opened_at: 'integer',
} as const satisfies Readonly<Record<string, ColumnType>>;

const writes: Writes<TicketChange> = {
  insert_authorization_ticket: {
    kind: 'insert',
    table,
    parameters: columns,
    key: ['id'],
    expects: 'one',
    bind: ({ ticket }) => ({
      id: ticket.id,
      secret_hash: ticket.secretHash,
      service_id: ticket.serviceId,
      client_number: ticket.clientNumber,
      parameters: ticket.parameters,
      is_pushed: ticket.isPushed,
      is_signed: ticket.isSigned,
      request_payload: ticket.requestPayload,
      context: ticket.context,
      created_at: ticket.createdAt,
      expires_at: ticket.expiresAt,
      opened_at: ticket.openedAt,
    }),
  },
  open_authorization_ticket: {
    kind: 'update',
    table,
    parameters: { id: 'text', at: 'integer', expires_at: 'integer' },
    key: ['id'],
    set: 'opened_at = :at, expires_at = :expires_at',
    where: 'id = :id and opened_at is null and used_at is null',
    expects: 'one',
    bind: ({ ticketId, at, expiresAt }) => ({ id: ticketId, at, expires_at: expiresAt }),
  },
  use_authorization_ticket: {
    kind: 'update',
    table,
    parameters: { id: 'text', at: 'integer' },
    key: ['id'],
    set: 'used_at = :at',
    where: 'id = :id and used_at is null',
    expects: 'one',
    bind: ({ ticketId, at }) => ({ id: ticketId, at }),
  },
  update_ticket_context: {
    kind: 'update',
    table,
    parameters: { id: 'text', context: 'text' },
    key: ['id'],
    set: 'context = :context',
    where: 'id = :id and used_at is null',
    expects: 'one',
    bind: ({ ticketId, context }) => ({ id: ticketId, context }),
  },
};

/** Authorization requests under a `request_uri`, until they expire: afterwards an unknown one is refused as a used one is. */
export const authorizationTickets: Noun = {
  name: 'authorization tickets',
  writes,
  sealed: [],
  sweep: { table, key: 'id', where: 'expires_at < :before' },
};

/** One ticket by its id. */
export const findAuthorizationTicket: Read<{ id: string }, AuthorizationTicket> = {
  parameters: { id: 'text' },
  sql: `select id, secret_hash, service_id, client_number, parameters, is_pushed, is_signed, request_payload, context, created_at, expires_at, opened_at,
          used_at
        from authorization_tickets where id = :id`,
  columns: { ...columns, used_at: 'integer' },
  answer: 'one',
  record: (row: Row): AuthorizationTicket => ({
    id: row.id,
    secretHash: row.secret_hash,
    serviceId: row.service_id,
    clientNumber: row.client_number,
    parameters: row.parameters,
    isPushed: row.is_pushed,
    isSigned: row.is_signed,
    requestPayload: row.request_payload,
    context: row.context,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    openedAt: row.opened_at,
    usedAt: row.used_at,
  }),
};
