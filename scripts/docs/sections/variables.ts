import { commandVariables } from '../../../src/cli/environment.ts';
import { code, type Section, table } from '../section.ts';

/** Every environment variable the command line reads as a client. */
export const variables: Section = {
  file: 'docs/cli.md',
  name: 'variables',
  render: () =>
    table(
      ['variable', 'meaning'],
      Object.entries(commandVariables).map(([name, meaning]) => [code(name), meaning]),
    ),
};
