import { type AuditEventName, auditEventNames } from '../../identity/model/audit-event.ts';
import { definePage, type MemberVisit, type Page, type PageAnswer } from '../page.ts';
import { type AuditFilterValues, renderAuditPage } from '../views/audit.ts';

const pageSize = 100;

const readFilter = (from: URLSearchParams): AuditFilterValues => ({
  event: from.get('event') ?? '',
  actor: (from.get('actor') ?? '').trim(),
  target: (from.get('target') ?? '').trim(),
});

const pathOf = (path: string, filter: AuditFilterValues, more: Readonly<Record<string, string>> = {}): string => {
  const wanted = Object.entries({ ...filter, ...more }).filter(([, value]) => value !== '');
  return wanted.length === 0 ? path : `${path}?${new URLSearchParams(wanted)}`;
};

const isEventName = (name: string): name is AuditEventName => auditEventNames.some((each) => each === name);

async function show({ context, frame, query }: MemberVisit): Promise<PageAnswer> {
  const { facts, clock } = context.identity;
  const typed = readFilter(query);
  const filter = { ...typed, event: isEventName(typed.event) ? typed.event : '' } as const;
  const before = Number(query.get('before') || Number.MAX_SAFE_INTEGER);
  const events = await facts.listAuditEvents({ ...filter, event: filter.event === '' ? undefined : filter.event, before, limit: pageSize });
  const last = events.length < pageSize ? undefined : events.at(-1);
  const page = renderAuditPage({
    frame,
    now: clock(),
    events,
    eventNames: auditEventNames,
    filter,
    exportPath: pathOf('/api/v2/audit/export', filter),
    olderPath: last === undefined ? undefined : pathOf('/audit', filter, { before: String(last.sequence) }),
  });
  return { answer: 'show', page };
}

/** `/audit`: the audit log. Its filter is posted like every form, and leads to an address that can be kept. */
export const auditPage: Page = definePage({
  access: 'admin',
  routes: [
    { method: 'GET', path: '/audit', run: show },
    { method: 'POST', path: '/audit', run: ({ form }) => ({ answer: 'go', to: pathOf('/audit', readFilter(form)) }) },
  ],
});
