import type { TextOption } from '../../command.ts';

/** Which server, for commands without a sign-in. */
export const serverOption: TextOption = { value: 'url', env: ['GRANTRY_URL'], summary: 'The server.' };

/** Where the identity token of this job is from. */
export const identityFlags: Readonly<Record<'identity-token-file' | 'identity-audience', TextOption>> = {
  'identity-token-file': {
    value: 'path',
    env: ['GRANTRY_IDENTITY_TOKEN_FILE'],
    summary: 'A file with the JWT that is exchanged. GitHub Actions needs none.',
  },
  'identity-audience': {
    value: 'string',
    env: ['GRANTRY_IDENTITY_AUDIENCE'],
    summary: 'The audience a JWT is asked for. Left out, it is the URL of the server.',
  },
};
