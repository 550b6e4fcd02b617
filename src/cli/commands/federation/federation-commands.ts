import type { CommandEntry } from '../../command.ts';

/** Every `grantry federation` command. */
export const federationCommands: readonly CommandEntry[] = [
  {
    path: ['federation', 'token'],
    summary: "Exchange this job's identity for a token.",
    load: async () => (await import('./token.ts')).exchangeToken,
  },
  {
    path: ['federation', 'explain'],
    summary: 'Say why a token would be exchanged or refused.',
    load: async () => (await import('./explain.ts')).explainToken,
  },
  {
    path: ['federation', 'policy', 'list'],
    summary: 'List the trust policies.',
    load: async () => (await import('./policy/list.ts')).listPolicies,
  },
  {
    path: ['federation', 'policy', 'show'],
    summary: 'Show a trust policy.',
    load: async () => (await import('./policy/show.ts')).showPolicy,
  },
  {
    path: ['federation', 'policy', 'create'],
    summary: 'Make a trust policy.',
    load: async () => (await import('./policy/create.ts')).createPolicy,
  },
  {
    path: ['federation', 'policy', 'update'],
    summary: 'Change a trust policy.',
    load: async () => (await import('./policy/update.ts')).updatePolicy,
  },
  {
    path: ['federation', 'policy', 'delete'],
    summary: 'Delete a trust policy.',
    load: async () => (await import('./policy/delete.ts')).deletePolicy,
  },
];
