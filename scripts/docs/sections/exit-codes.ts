import { exitCodes as codes } from '../../../src/cli/exit-codes.ts';
import { type Section, table } from '../section.ts';

/** Every status the command ends with. */
export const exitCodes: Section = {
  file: 'docs/cli.md',
  name: 'exit codes',
  render: () =>
    table(
      ['status', 'meaning'],
      Object.values(codes).map(({ status, meaning }) => [String(status), meaning]),
    ),
};
