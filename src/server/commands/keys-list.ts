import { type Command, defineCommand } from '../../cli/command.ts';
import { outputOption } from '../../cli/commands/shared-options.ts';
import { renderJson, renderTable } from '../../cli/table.ts';
import { toRfc3339 } from '../../protocol/units.ts';

/** `grantry keys list` */
export const listKeys: Command = defineCommand({
  description: 'Lists the data keys, newest first, with the number of values each one encrypts. Keys themselves are never shown.',
  options: { output: outputOption },
  examples: [{ does: 'See which key is in use:', lines: ['grantry keys list'] }],
  run: async ({ output }, terminal) => {
    const [{ withKeyring }, { keyringStatus }] = await Promise.all([
      import('./open-keyring.ts'),
      import('../../stores/keyring/keyring-status.ts'),
    ]);
    const { dataKeys } = await withKeyring(terminal, keyringStatus);
    const keys = dataKeys.map(({ id, state, createdAt, values }) => ({ id, state, created_at: toRfc3339(createdAt), values }));
    const rows = keys.map(({ id, state, created_at, values }) => [id, state, created_at, String(values)]);
    terminal.print(output === 'json' ? renderJson({ keys }) : renderTable(['id', 'state', 'created', 'values'], rows));
    return 'done';
  },
});
