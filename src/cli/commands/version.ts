import { type Command, defineCommand } from '../command.ts';
import { answerPlain } from '../output/answer.ts';
import { readVersion } from '../read-version.ts';

/** `grantry version` */
export const version: Command = defineCommand({
  examples: [{ does: 'Print the version:', lines: ['grantry version'] }],
  run: async (_typed, terminal) => {
    const found = readVersion();
    await answerPlain(terminal, { version: found }, `${found}\n`);
    return 'done';
  },
});
