import { callAsUser } from '../../api/call-as-user.ts';
import { isJsonObject, objectsOf, textOf } from '../../api/read-answer.ts';
import { type Command, defineCommand } from '../../command.ts';
import { answer } from '../../output/answer.ts';
import { renderTable } from '../../table.ts';
import { urlOption } from '../shared-options.ts';
import { auditFilterOptions, auditPath } from './audit-filter.ts';

const describeDetails = (details: unknown): string =>
  isJsonObject(details)
    ? Object.entries(details)
        .map(([name, value]) => `${name}=${Array.isArray(value) ? value.join(',') : String(value)}`)
        .join(' ')
    : '';

/** `grantry audit list` */
export const listAuditEvents: Command = defineCommand({
  description: 'Reads the audit trail, newest first. Administrators only.',
  options: {
    ...auditFilterOptions,
    before: { value: 'sequence', summary: 'Only what is older than this event.' },
    limit: { value: 'number', default: '50', summary: 'How many at most, up to 1000.' },
    url: urlOption,
  },
  examples: [
    {
      does: 'See which tokens an agent got:',
      lines: ['grantry audit list --event token_handed_out \\', '  --actor agent:0hQ2wJcVqa3kTz9LmB'],
    },
  ],
  run: async ({ before, limit, url, ...filter }, terminal) => {
    const { body } = await callAsUser(terminal.environment, url, { path: auditPath(filter, { limit, before }) });
    const rows = objectsOf(body, 'events').map((event) => [
      String(event.sequence),
      textOf(event, 'at'),
      textOf(event, 'event'),
      textOf(event, 'actor'),
      textOf(event, 'target'),
      textOf(event, 'address'),
      describeDetails(event.details),
    ]);
    const head = ['sequence', 'at', 'event', 'actor', 'target', 'address', 'details'];
    await answer(terminal, body, () => renderTable(head, rows));
    return 'done';
  },
});
