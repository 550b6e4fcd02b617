import type { TextOption } from '../../command.ts';

/** Which account, for commands about one. */
export const accountOption: TextOption = {
  value: 'name',
  summary: 'Which of your accounts there. Left out, it is the default one.',
};
