import { type Command, defineCommand } from '../../cli/command.ts';
import { CommandFailure } from '../../cli/command-failure.ts';
import type { Terminal } from '../../cli/terminal.ts';
import type { OpenRooms } from '../rooms.ts';

const connectionsPerPage = 500;

/** Writes the connections of one provider, a page at a time; returns how many. */
async function writeProvider(
  { database }: OpenRooms,
  providerId: string,
  users: ReadonlyMap<string, string>,
  terminal: Terminal,
): Promise<number> {
  const [{ listConnectionsAfter }, { encodeTransferLine }] = await Promise.all([
    import('../../stores/nouns/find-connections.ts'),
    import('../../broker/transfer/transfer-line.ts'),
  ]);
  let count = 0;
  for (let after = ''; ; ) {
    const page = await database.askMany(listConnectionsAfter, { provider_id: providerId, after, limit: connectionsPerPage });
    const last = page.at(-1);
    if (last === undefined) return count;
    const lines = page.map((connection) => `${encodeTransferLine(connection, users.get(connection.userId) ?? connection.userId)}\n`);
    terminal.print(lines.join(''));
    count += page.length;
    terminal.show(`${providerId}: ${count} accounts`);
    after = last.id;
  }
}

/** `grantry connections export` */
export const exportConnections: Command = defineCommand({
  description:
    'Writes linked accounts as JSON lines, with their tokens in plain text, from the database of the settings; the server may run. Whoever reads the file can act for everybody in it.',
  options: {
    provider: { value: 'id', summary: 'Only accounts at this provider.' },
    force: { summary: 'Write them even to a terminal.' },
  },
  examples: [
    {
      does: 'Take the accounts at GitHub to another server:',
      lines: ['umask 077 && grantry connections export --provider github > github.jsonl'],
    },
  ],
  run: async ({ provider, force }, terminal) => {
    const { isatty } = process.getBuiltinModule('node:tty');
    if (isatty(1) && !force) throw new CommandFailure('the tokens of these accounts would be shown on the terminal', '… > accounts.jsonl');
    const { openSettingsRooms } = await import('./open-settings-rooms.ts');
    const rooms = await openSettingsRooms(terminal);
    try {
      const users = new Map((await rooms.identity.facts.listUsers()).map(({ id, email }) => [id, email]));
      const providerIds = provider === undefined ? [...(await rooms.catalog.facts.countConnections()).keys()].sort() : [provider];
      let count = 0;
      for (const providerId of providerIds) count += await writeProvider(rooms, providerId, users, terminal);
      rooms.identity.audit.record({ event: 'connections_exported', actor: 'system', details: { provider: provider ?? '', count } });
      terminal.say(
        `${count} accounts, with tokens that work for whoever reads them: keep the file as you keep secrets, and delete it soon.`,
      );
      return 'done';
    } finally {
      await rooms.close();
    }
  },
});
