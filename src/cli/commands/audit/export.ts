import { callAsUser } from '../../api/call-as-user.ts';
import { objectsOf } from '../../api/read-answer.ts';
import { type Command, defineCommand } from '../../command.ts';
import { urlOption } from '../shared-options.ts';
import { auditFilterOptions, auditPath } from './audit-filter.ts';

const pageSize = 1000;

/** `grantry audit export` */
export const exportAuditEvents: Command = defineCommand({
  description: 'Prints the audit trail as JSON lines, newest first, with the hashes that chain it.',
  options: { ...auditFilterOptions, url: urlOption },
  examples: [
    {
      does: 'Keep the trail, and check that it is whole:',
      lines: ['grantry audit export > audit.jsonl', 'grantry audit verify audit.jsonl'],
    },
  ],
  run: async ({ url, ...filter }, terminal) => {
    for (let before: string | undefined; ; ) {
      const { body } = await callAsUser(terminal.environment, url, { path: auditPath(filter, { limit: String(pageSize), before }) });
      const events = objectsOf(body, 'events');
      if (events.length > 0) terminal.print(events.map((event) => `${JSON.stringify(event)}\n`).join(''));
      if (events.length < pageSize) return 'done';
      before = String(events.at(-1)?.sequence);
    }
  },
});
