import { type Command, defineCommand } from '../../cli/command.ts';
import { CommandFailure } from '../../cli/command-failure.ts';
import { answer } from '../../cli/output/answer.ts';
import { rotateSigningKey } from '../../engine/keys/rotate-signing-key.ts';
import { signingAlgorithms } from '../../engine/keys/signing-algorithms.ts';
import { toRfc3339 } from '../../protocol/units.ts';

/** `grantry signing-keys rotate` */
export const rotateSigningKeys: Command = defineCommand({
  description:
    'Makes a new signing key for each algorithm that has one. It is published at once and signs an hour later, when caches know it; the old one stays published until the last token it signed has expired. The server goes on meanwhile.',
  options: {
    algorithm: { value: 'name', accepts: signingAlgorithms, summary: 'Rotate the key of this algorithm only.' },
  },
  examples: [
    { does: 'Rotate:', lines: ['grantry signing-keys rotate'] },
    { does: 'Replace the key that most ID tokens are signed with:', lines: ['grantry signing-keys rotate --algorithm RS256'] },
  ],
  run: async ({ algorithm: only }, terminal) => {
    const [{ openSettingsRooms }, { generateSigningKey }] = await Promise.all([
      import('./open-settings-rooms.ts'),
      import('../generate-signing-key.ts'),
    ]);
    const rooms = await openSettingsRooms(terminal);
    try {
      const { engine, serviceId } = rooms;
      const service = await engine.facts.findService(serviceId);
      if (service === undefined) throw new Error(`service ${serviceId} does not exist`);
      const before = await engine.facts.listSigningKeys(serviceId, rooms.clock());
      const algorithms = signingAlgorithms.filter((name) =>
        only === undefined ? before.some(({ algorithm }) => algorithm === name) : name === only,
      );
      const keys: { readonly kid: string; readonly alg: string; readonly active_from: string }[] = [];
      for (const alg of algorithms) {
        const decision = await rotateSigningKey(engine, { service, generated: await generateSigningKey(engine.mint, alg) });
        if (decision.action === 'refuse') throw new CommandFailure(decision.error.message);
        const { id: kid, activeFrom } = decision.key;
        keys.push({ kid, alg, active_from: toRfc3339(activeFrom) });
      }
      const lines = keys.map(({ kid, alg, active_from }) => `The ${alg} key ${kid} is published, and signs from ${active_from} on.\n`);
      await answer(terminal, { keys }, () => lines.join(''));
      return 'done';
    } finally {
      await rooms.close();
    }
  },
});
