import { type Command, defineCommand } from '../../cli/command.ts';
import { answer } from '../../cli/output/answer.ts';
import { renderTable } from '../../cli/table.ts';
import { toRfc3339 } from '../../protocol/units.ts';

/** `grantry keys list` */
export const listKeys: Command = defineCommand({
  description: 'Lists the data keys, newest first, with the number of values each one encrypts. Keys themselves are never shown.',
  examples: [{ does: 'See which key is in use:', lines: ['grantry keys list'] }],
  run: async (_typed, terminal) => {
    const [{ withKeyring }, { keyringStatus }] = await Promise.all([
      import('./open-keyring.ts'),
      import('../../stores/keyring/keyring-status.ts'),
    ]);
    const { dataKeys } = await withKeyring(terminal, keyringStatus);
    const keys = dataKeys.map(({ id, state, createdAt, values }) => ({ id, state, created_at: toRfc3339(createdAt), values }));
    const rows = keys.map(({ id, state, created_at, values }) => [id, state, created_at, String(values)]);
    await answer(terminal, { keys }, () => renderTable(['id', 'state', 'created', 'values'], rows));
    return 'done';
  },
});
