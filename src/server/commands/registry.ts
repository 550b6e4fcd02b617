import type { CommandEntry, CommandList } from '../../cli/command.ts';

const groups = {
  config: 'Check and print the settings.',
  connections: 'Move linked accounts between servers.',
  keys: 'List and rotate the keys of the database.',
  'signing-keys': 'List and rotate the keys of JWTs.',
};

const entries: readonly CommandEntry[] = [
  { path: ['serve'], summary: 'Start the server.', load: async () => (await import('./serve.ts')).serveCommand },
  { path: ['setup'], summary: 'Make the first user, the owner.', load: async () => (await import('./setup.ts')).setup },
  {
    path: ['audit', 'verify'],
    summary: 'Check that the audit trail is whole.',
    load: async () => (await import('./audit-verify.ts')).verifyAudit,
  },
  {
    path: ['config', 'check'],
    summary: 'Check the settings without starting.',
    load: async () => (await import('./config-check.ts')).configCheck,
  },
  {
    path: ['config', 'show'],
    summary: 'Print every setting and where it is from.',
    load: async () => (await import('./config-show.ts')).configShow,
  },
  {
    path: ['connections', 'export'],
    summary: 'Write linked accounts with their tokens.',
    load: async () => (await import('./connections-export.ts')).exportConnections,
  },
  {
    path: ['connections', 'import'],
    summary: 'Read linked accounts with their tokens.',
    load: async () => (await import('./connections-import.ts')).importConnections,
  },
  {
    path: ['keys', 'list'],
    summary: 'List the keys that encrypt the database.',
    load: async () => (await import('./keys-list.ts')).listKeys,
  },
  {
    path: ['keys', 'rotate'],
    summary: 'Encrypt everything anew with a new key.',
    load: async () => (await import('./keys-rotate.ts')).rotateKeys,
  },
  { path: ['keys', 'status'], summary: 'Show how far rotation is.', load: async () => (await import('./keys-status.ts')).keysStatus },
  {
    path: ['provider', 'export'],
    summary: 'Write the providers as YAML.',
    load: async () => (await import('./provider-export.ts')).exportProviders,
  },
  {
    path: ['signing-keys', 'list'],
    summary: 'List the keys that sign JWTs.',
    load: async () => (await import('./signing-keys-list.ts')).listSigningKeys,
  },
  {
    path: ['signing-keys', 'rotate'],
    summary: 'Sign with a new key, with overlap.',
    load: async () => (await import('./signing-keys-rotate.ts')).rotateSigningKeys,
  },
];

/** Every command that works on the server's own settings and database. */
export const serverCommands: CommandList = { title: 'Commands on the server itself', groups, entries, isLocal: true };
