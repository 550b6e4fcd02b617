import { Readable } from 'node:stream';
import Type from 'typebox';
import { readAuditTrail } from '../../../identity/audit/read-trail.ts';
import type { AuditFilter, IdentityFacts } from '../../../identity/ports.ts';
import { defineOperation, type Operation } from '../operation.ts';
import { auditFilter, encodeAuditEvent } from './audit-event-body.ts';

async function* linesOf(facts: IdentityFacts, filter: AuditFilter): AsyncGenerator<string> {
  for await (const page of readAuditTrail(facts, filter))
    yield page.map((event) => `${JSON.stringify(encodeAuditEvent(event))}\n`).join('');
}

/** Writes the audit trail out, as JSON lines. */
export const exportAuditEvents: Operation = defineOperation({
  name: 'exportAuditEvents',
  method: 'GET',
  path: '/api/v2/audit/export',
  tag: 'Audit',
  summary: 'Export the audit trail as JSON lines, newest first.',
  description: 'Without a filter, `grantry audit verify` can check that nothing was changed or left out.',
  authorization: { who: 'user', scope: 'all', role: 'admin' },
  query: Type.Object(auditFilter),
  answers: { 200: { description: 'One JSON object on each line, as `GET /api/v2/audit` shows them.' } },
  async run({ query, rooms: { identity } }) {
    const headers = { 'content-type': 'application/jsonl', 'content-disposition': 'attachment; filename="audit.jsonl"' };
    return { status: 200, headers, body: Readable.from(linesOf(identity.facts, query)) };
  },
});
