import type { IdentityChange } from '../../identity/changes.ts';
import type { AuditEvent, AuditHead } from '../../identity/model/audit-event.ts';
import type { ColumnType, Noun, Read, Row, Writes } from '../noun.ts';

type AuditChange = Extract<IdentityChange, { change: 'insert_audit_event' }>;

const columns: Readonly<Record<string, ColumnType>> = {
  sequence: 'integer',
  at: 'integer',
  event: 'text',
  actor: 'text',
  target: 'text',
  address: 'text',
  request_id: 'text',
  details: 'json',
  previous_hash: 'text',
  hash: 'text',
};

const writes: Writes<AuditChange> = {
  // Whoever knows the link at a place read the whole chain's head there: a place taken by another node is a conflict.
  insert_audit_event: {
    kind: 'insert',
    table: 'audit_events',
    parameters: columns,
    key: ['sequence'],
    expects: 'one',
    bind: ({ event }) => ({
      sequence: event.sequence,
      at: event.at,
      event: event.event,
      actor: event.actor,
      target: event.target,
      address: event.address,
      request_id: event.requestId,
      details: event.details,
      previous_hash: event.previousHash,
      hash: event.hash,
    }),
  },
};

/** The audit trail: it grows, and nothing in it changes. */
export const auditEvents: Noun = { name: 'audit_events', writes, sealed: [] };

/** The newest link. */
export const findAuditHead: Read<Record<never, never>, AuditHead> = {
  parameters: {},
  sql: 'select sequence, hash from audit_events where sequence = (select max(sequence) from audit_events)',
  columns: { sequence: 'integer', hash: 'text' },
  answer: 'one',
  record: (row: Row): AuditHead => ({ sequence: row.sequence, hash: row.hash }),
};

/** A page of the trail, newest first. What is empty is not asked for. */
export const listAuditEvents: Read<{ before: number; limit: number; event: string; actor: string; target: string }, AuditEvent> = {
  parameters: { before: 'integer', limit: 'integer', event: 'text', actor: 'text', target: 'text' },
  sql: `select sequence, at, event, actor, target, address, request_id, details, previous_hash, hash
        from audit_events where sequence < :before
          and (:event = '' or event = :event) and (:actor = '' or actor = :actor) and (:target = '' or target = :target)
        order by sequence desc limit :limit`,
  columns,
  answer: 'many',
  record: (row: Row): AuditEvent => ({
    sequence: row.sequence,
    at: row.at,
    event: row.event,
    actor: row.actor,
    target: row.target,
    address: row.address,
    requestId: row.request_id,
    details: row.details,
    previousHash: row.previous_hash,
    hash: row.hash,
  }),
};
