import type { TextOption } from '../../command.ts';

/** The flags that say which events are wanted. */
export const auditFilterOptions: { readonly event: TextOption; readonly actor: TextOption; readonly target: TextOption } = {
  event: { value: 'name', summary: 'Only this event, such as token_handed_out.' },
  actor: { value: 'actor', summary: 'Only what this one did: user:<id>, agent:<id>, client:<number>, management_token:<id> or system.' },
  target: { value: 'target', summary: 'Only what was done to this, such as connection:<id>.' },
};

/** Their values. */
export type AuditFilter = Readonly<Partial<Record<keyof typeof auditFilterOptions, string | undefined>>>;

/** The path of a page of the trail. */
export function auditPath(
  { event, actor, target }: AuditFilter,
  page: { readonly limit: string; readonly before?: string | undefined },
): string {
  const wanted = Object.entries({ event, actor, target, ...page }).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return `/api/v2/audit?${new URLSearchParams(wanted)}`;
}
