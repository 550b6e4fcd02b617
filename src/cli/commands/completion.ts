import { type CommandEntry, defineCommand } from '../command.ts';
import { shellScripts } from '../completion/scripts.ts';
import { answerPlain } from '../output/answer.ts';

/** `grantry completion bash`, and the other shells. */
export const completionEntries: readonly CommandEntry[] = shellScripts.map(({ shell, install, script }) => ({
  path: ['completion', shell],
  summary: `Print the completion script for ${shell}.`,
  isLocal: true,
  load: async () =>
    defineCommand({
      description: `Prints what makes ${shell} complete commands, flags and their values. They are asked of grantry itself as you type, so that the script stays right.`,
      examples: [{ does: 'Switch it on for every shell from now on:', lines: install }],
      run: async (_typed, terminal) => {
        await answerPlain(terminal, { script }, script);
        return 'done';
      },
    }),
}));
