import type { AuditEvent } from '../model/audit-event.ts';
import type { AuditFilter, IdentityFacts } from '../ports.ts';

const pageSize = 1000;

/** Reads the whole trail, newest first, a page at a time: what is recorded meanwhile is not in it. */
export async function* readAuditTrail(
  facts: Pick<IdentityFacts, 'listAuditEvents'>,
  filter: AuditFilter = {},
): AsyncGenerator<readonly AuditEvent[]> {
  for (let before = Number.MAX_SAFE_INTEGER; ; ) {
    const page = await facts.listAuditEvents({ ...filter, before, limit: pageSize });
    if (page.length > 0) yield page;
    const last = page.at(-1);
    if (last === undefined || page.length < pageSize) return;
    before = last.sequence;
  }
}
