import { type Command, defineCommand } from '../../cli/command.ts';
import { answer } from '../../cli/output/answer.ts';
import { epochSeconds } from '../../protocol/units.ts';

/** `grantry keys rotate` */
export const rotateKeys: Command = defineCommand({
  description:
    'Makes a new data key and encrypts every value anew with it, while the server goes on. Stopped half-way, it goes on where it was when it is started again. Old keys stay until nothing is left under them.',
  examples: [{ does: 'Rotate:', lines: ['grantry keys rotate'] }],
  run: async (_typed, terminal) => {
    const [{ withKeyring }, { rotateDataKey }, { createMint }] = await Promise.all([
      import('./open-keyring.ts'),
      import('../../stores/keyring/rotate-data-key.ts'),
      import('../../stores/mint.ts'),
    ]);
    const origin = { clock: () => epochSeconds(Math.floor(Date.now() / 1000)), mint: createMint() };
    const rotation = await withKeyring(terminal, (parts) =>
      rotateDataKey(parts, origin, ({ place, resealed }) => terminal.say(`${place}: ${resealed} values`)),
    );
    const { activeKeyId, resealed, retired, retiring, unreadable } = rotation;
    const result = { active_key: activeKeyId, resealed, retired, retiring, unreadable };
    await answer(terminal, result, `${resealed} values are under the new key ${activeKeyId}.\n`);
    if (retiring.length > 0) terminal.say(`Still in use: ${retiring.join(', ')}. Values were written under them meanwhile; rotate again.`);
    if (unreadable > 0)
      terminal.say(`${unreadable} values do not open: they were altered, or belong elsewhere. They keep their key in use.`);
    return unreadable === 0 ? 'done' : 'failed';
  },
});
