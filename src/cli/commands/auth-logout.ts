import { type Command, defineCommand } from '../command.ts';
import { CommandFailure } from '../command-failure.ts';
import { configurationPath, readConfiguration, writeConfiguration } from '../configuration/configuration-file.ts';

/** `grantry auth logout` */
export const authLogout: Command = defineCommand({
  description: 'Forgets the token that grantry configure keeps. Preferences stay. To end a sign-in as a person, there is grantry logout.',
  examples: [{ does: 'Forget the token:', lines: ['grantry auth logout'] }],
  run: async (_typed, terminal) => {
    const { environment } = terminal;
    const current = await readConfiguration(environment);
    if (current.bearer === undefined)
      throw new CommandFailure(`there is no token in ${configurationPath(environment)}`, 'grantry auth whoami, to see where one is from');
    await writeConfiguration(environment, { ...current, bearer: undefined });
    terminal.say(`Forgot the token in ${configurationPath(environment)}.`);
    return 'done';
  },
});
