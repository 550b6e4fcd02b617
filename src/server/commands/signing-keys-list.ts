import { type Command, defineCommand } from '../../cli/command.ts';
import { answer } from '../../cli/output/answer.ts';
import { renderTable } from '../../cli/table.ts';
import { chooseSigningKey } from '../../engine/keys/choose-signing-key.ts';
import { kidOf } from '../../engine/keys/kid-of.ts';
import type { SigningKey } from '../../engine/model/signing-key.ts';
import { toRfc3339 } from '../../protocol/units.ts';

/** `grantry signing-keys list` */
export const listSigningKeys: Command = defineCommand({
  description: 'Lists the keys that JWT access tokens and ID tokens are signed with, newest first, as /oauth2/jwks publishes them.',
  examples: [{ does: 'See which keys sign, and until when old ones are published:', lines: ['grantry signing-keys list'] }],
  run: async (_typed, terminal) => {
    const { openSettingsRooms } = await import('./open-settings-rooms.ts');
    const rooms = await openSettingsRooms(terminal);
    try {
      const now = rooms.clock();
      const published = await rooms.engine.facts.listSigningKeys(rooms.serviceId, now);
      const peersOf = (key: SigningKey): readonly SigningKey[] => published.filter(({ algorithm }) => algorithm === key.algorithm);
      const keys = published.map((key) => ({
        kid: kidOf(key),
        alg: key.algorithm,
        signs: key === chooseSigningKey(peersOf(key), now),
        active_from: toRfc3339(key.activeFrom),
        published_until: key.retiresAt === undefined ? undefined : toRfc3339(key.retiresAt),
      }));
      const rows = keys.map(({ kid, alg, signs, active_from, published_until }) => [
        kid,
        alg,
        signs ? 'yes' : 'no',
        active_from,
        published_until ?? '–',
      ]);
      await answer(terminal, { keys }, () => renderTable(['kid', 'alg', 'signs', 'active from', 'published until'], rows));
      return 'done';
    } finally {
      await rooms.close();
    }
  },
});
