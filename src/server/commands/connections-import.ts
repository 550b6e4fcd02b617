import { type Command, defineCommand } from '../../cli/command.ts';
import { CommandFailure } from '../../cli/command-failure.ts';
import { answer } from '../../cli/output/answer.ts';

/** `grantry connections import` */
export const importConnections: Command = defineCommand({
  description:
    'Reads linked accounts from JSON lines, as grantry connections export writes them, into the database of the settings; the server may run. Every line is judged first, and all of them are kept or none: if any is wrong, each that is wrong is named. Users are found by id, email address or username.',
  arguments: { file: { summary: 'The file; - is standard input.' } },
  options: {
    'on-conflict': {
      value: 'choice',
      default: 'fail',
      accepts: ['fail', 'skip', 'replace'],
      summary: 'What to do about an account that is linked already.',
    },
    'dry-run': { summary: 'Judge every line, and keep nothing.' },
  },
  examples: [
    {
      does: 'Find out what would happen, then do it:',
      lines: ['grantry connections import accounts.jsonl --dry-run', 'grantry connections import accounts.jsonl'],
    },
  ],
  run: async (typed, terminal) => {
    const isDryRun = typed['dry-run'];
    const [{ openSettingsRooms }, { openLines }, { importConnections: importAll }, { conflictChoices }] = await Promise.all([
      import('./open-settings-rooms.ts'),
      import('./open-lines.ts'),
      import('../import-connections.ts'),
      import('../../broker/transfer/decide-transfer.ts'),
    ]);
    const onConflict = conflictChoices.find((choice) => choice === typed['on-conflict']) ?? 'fail';
    const lines = await openLines(typed.file);
    const rooms = await openSettingsRooms(terminal);
    try {
      const onProgress = (count: number): void => terminal.show(`${count} lines read`);
      const done = await importAll(rooms, { lines, onConflict, isDryRun, onProgress });
      switch (done.outcome) {
        case 'imported': {
          const { created, replaced, skipped } = done;
          const text = `${created} created, ${replaced} replaced, ${skipped} skipped\n`;
          await answer(terminal, { created, replaced, skipped, dry_run: isDryRun }, text);
          if (isDryRun) terminal.say('Nothing was kept: this was a dry run.');
          return 'done';
        }
        case 'rejected':
          for (const { line, field, detail } of done.faults) terminal.say(`line ${line}: ${field}: ${detail}`);
          throw new CommandFailure('nothing was imported');
        case 'conflict':
          throw new CommandFailure('nothing was imported: accounts were linked meanwhile', 'the same command again');
      }
    } finally {
      await rooms.close();
    }
  },
});
