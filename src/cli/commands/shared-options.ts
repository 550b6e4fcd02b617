import type { DefaultedOption, TextOption } from '../command.ts';

/** Which server, for commands that act as the signed-in user. */
export const urlOption: TextOption = {
  value: 'url',
  env: ['GRANTRY_URL'],
  summary: 'The server. Left out, it is the one you signed in to last.',
};

/** Text for people, or JSON for programs. */
export const outputOption: DefaultedOption = {
  value: 'format',
  short: 'o',
  default: 'text',
  accepts: ['text', 'json'],
  summary: 'How the result is written.',
};
