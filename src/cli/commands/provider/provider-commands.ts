import type { CommandEntry } from '../../command.ts';

/** Every `grantry provider` command. */
export const providerCommands: readonly CommandEntry[] = [
  {
    path: ['provider', 'list'],
    summary: 'List the providers and where they are configured.',
    load: async () => (await import('./list.ts')).listProviders,
  },
  {
    path: ['provider', 'show'],
    summary: 'Show a provider’s settings.',
    load: async () => (await import('./show.ts')).showProvider,
  },
  {
    path: ['provider', 'types'],
    summary: 'List the types of provider.',
    load: async () => (await import('./types.ts')).listProviderTypes,
  },
  {
    path: ['provider', 'create'],
    summary: 'Add a provider.',
    load: async () => (await import('./create.ts')).createProvider,
  },
  {
    path: ['provider', 'update'],
    summary: 'Change a provider.',
    load: async () => (await import('./update.ts')).updateProvider,
  },
  {
    path: ['provider', 'delete'],
    summary: 'Delete a provider.',
    load: async () => (await import('./delete.ts')).deleteProvider,
  },
  {
    path: ['provider', 'test'],
    summary: 'Try a provider’s settings.',
    load: async () => (await import('./try.ts')).testProvider,
  },
  {
    path: ['provider', 'import'],
    summary: 'Add and change providers from a file.',
    load: async () => (await import('./import.ts')).importProviders,
  },
];
