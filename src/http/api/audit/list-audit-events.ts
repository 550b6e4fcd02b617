import Type from 'typebox';
import { defineOperation, type Operation } from '../operation.ts';
import { auditEventBody, auditFilter, encodeAuditEvent } from './audit-event-body.ts';

/** Reads the audit trail, a page at a time. */
export const listAuditEvents: Operation = defineOperation({
  name: 'listAuditEvents',
  method: 'GET',
  path: '/api/v2/audit',
  tag: 'Audit',
  summary: 'Read the audit trail, newest first.',
  authorization: { who: 'user', scope: 'all', role: 'admin' },
  query: Type.Object({
    before: Type.Optional(Type.Integer({ minimum: 1, description: 'The sequence of the last event of the page before.' })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 100 })),
    ...auditFilter,
  }),
  answers: { 200: { description: 'The events.', body: Type.Object({ events: Type.Array(auditEventBody) }) } },
  async run({ query: { before = Number.MAX_SAFE_INTEGER, limit = 100, ...filter }, rooms: { identity } }) {
    const events = await identity.facts.listAuditEvents({ before, limit, ...filter });
    return { status: 200, body: { events: events.map(encodeAuditEvent) } };
  },
});
