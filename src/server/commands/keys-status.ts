import { type Command, defineCommand } from '../../cli/command.ts';
import { outputOption } from '../../cli/commands/shared-options.ts';
import { renderJson, renderTable } from '../../cli/table.ts';

/** `grantry keys status` */
export const keysStatus: Command = defineCommand({
  description: 'Shows how far the latest rotation is: each encrypted column, and whether all of it is under the new key.',
  options: { output: outputOption },
  examples: [{ does: 'Watch a rotation that another terminal runs:', lines: ['watch grantry keys status'] }],
  run: async ({ output }, terminal) => {
    const [{ withKeyring }, { keyringStatus }] = await Promise.all([
      import('./open-keyring.ts'),
      import('../../stores/keyring/keyring-status.ts'),
    ]);
    const { dataKeys, columns } = await withKeyring(terminal, keyringStatus);
    const active = dataKeys.find(({ state }) => state === 'active');
    const left = dataKeys.filter(({ state }) => state !== 'active').reduce((sum, { values }) => sum + values, 0);
    const progress = columns.map(({ place, isFinished }) => ({ column: place, finished: isFinished }));
    if (output === 'json') terminal.print(renderJson({ active_key: active?.id, values_under_older_keys: left, columns: progress }));
    else {
      terminal.print(`active key               ${active?.id ?? 'none'}\nvalues under older keys  ${left}\n`);
      const rows = progress.map(({ column, finished }) => [column, finished ? 'done' : 'under way']);
      if (rows.length > 0) terminal.print(`\n${renderTable(['column', 'rotation'], rows)}`);
    }
    return 'done';
  },
});
