import { type Command, defineCommand } from '../../cli/command.ts';
import { answer } from '../../cli/output/answer.ts';
import { renderTable } from '../../cli/table.ts';

/** `grantry keys status` */
export const keysStatus: Command = defineCommand({
  description: 'Shows how far the latest rotation is: each encrypted column, and whether all of it is under the new key.',
  examples: [{ does: 'Watch a rotation that another terminal runs:', lines: ['watch grantry keys status'] }],
  run: async (_typed, terminal) => {
    const [{ withKeyring }, { keyringStatus }] = await Promise.all([
      import('./open-keyring.ts'),
      import('../../stores/keyring/keyring-status.ts'),
    ]);
    const { dataKeys, columns } = await withKeyring(terminal, keyringStatus);
    const active = dataKeys.find(({ state }) => state === 'active');
    const left = dataKeys.filter(({ state }) => state !== 'active').reduce((sum, { values }) => sum + values, 0);
    const progress = columns.map(({ place, isFinished }) => ({ column: place, finished: isFinished }));
    const rows = progress.map(({ column, finished }) => [column, finished ? 'done' : 'under way']);
    const table = rows.length === 0 ? '' : `\n${renderTable(['column', 'rotation'], rows)}`;
    const text = `active key               ${active?.id ?? 'none'}\nvalues under older keys  ${left}\n${table}`;
    await answer(terminal, { active_key: active?.id, values_under_older_keys: left, columns: progress }, text);
    return 'done';
  },
});
