import type { CommandEntry } from '../../command.ts';

/** Every `grantry management-token` command. */
export const managementTokenCommands: readonly CommandEntry[] = [
  {
    path: ['management-token', 'list'],
    summary: 'List the tokens of the engine API.',
    load: async () => (await import('./list.ts')).listManagementTokens,
  },
  {
    path: ['management-token', 'create'],
    summary: 'Make a token of the engine API.',
    load: async () => (await import('./create.ts')).createManagementToken,
  },
  {
    path: ['management-token', 'revoke'],
    summary: 'Revoke a token of the engine API.',
    load: async () => (await import('./revoke.ts')).revokeManagementToken,
  },
];
