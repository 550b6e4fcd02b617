import type { TextOption } from '../command.ts';

/** Which server, for commands that act as the signed-in user. */
export const urlOption: TextOption = {
  value: 'url',
  env: ['GRANTRY_URL'],
  summary: 'The server. Left out, it is the one you signed in to last.',
};
