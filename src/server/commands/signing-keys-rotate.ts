import { type Command, defineCommand } from '../../cli/command.ts';
import { CommandFailure } from '../../cli/command-failure.ts';
import { outputOption } from '../../cli/commands/shared-options.ts';
import { renderJson } from '../../cli/table.ts';
import { rotateSigningKey } from '../../engine/keys/rotate-signing-key.ts';
import { toRfc3339 } from '../../protocol/units.ts';

/** `grantry signing-keys rotate` */
export const rotateSigningKeys: Command = defineCommand({
  description:
    'Makes a new signing key. It is published at once and signs an hour later, when caches know it; the old one stays published until the last token it signed has expired. The server goes on meanwhile.',
  options: { output: outputOption },
  examples: [{ does: 'Rotate:', lines: ['grantry signing-keys rotate'] }],
  run: async ({ output }, terminal) => {
    const [{ openSettingsRooms }, { generateSigningKey }] = await Promise.all([
      import('./open-settings-rooms.ts'),
      import('../jwt-signer.ts'),
    ]);
    const rooms = await openSettingsRooms(terminal);
    try {
      const { engine, serviceId } = rooms;
      const service = await engine.facts.findService(serviceId);
      if (service === undefined) throw new Error(`service ${serviceId} does not exist`);
      const decision = await rotateSigningKey(engine, { service, generated: generateSigningKey(engine.mint) });
      if (decision.action === 'refuse') throw new CommandFailure(decision.error.message);
      const { id: kid, activeFrom } = decision.key;
      const active_from = toRfc3339(activeFrom);
      terminal.print(
        output === 'json' ? renderJson({ kid, active_from }) : `The key ${kid} is published, and signs from ${active_from} on.\n`,
      );
      return 'done';
    } finally {
      await rooms.close();
    }
  },
});
