import type { CommandEntry, CommandList } from '../command.ts';

const groups = {
  auth: 'Keep a token for the engine API.',
  completion: 'Have your shell complete commands and flags.',
  'external-auth': 'Link accounts and get their tokens.',
  agent: 'Let workloads act for you.',
  'git-credential': 'Let git use your linked accounts.',
  provider: 'Configure where accounts can be linked.',
  'github-app': 'Get tokens of the GitHub App of a provider.',
  federation: "Exchange CI jobs' identities for tokens.",
  'federation policy': 'Say which identities are exchanged for which tokens.',
  webhook: 'Have other systems told of events.',
  'management-token': 'Make and revoke tokens of the engine API.',
  audit: 'Read who did what.',
};

const entries: readonly CommandEntry[] = [
  { path: ['login'], summary: 'Sign in to a server.', load: async () => (await import('./login.ts')).login },
  { path: ['logout'], isLocal: true, summary: 'Sign out of a server.', load: async () => (await import('./logout.ts')).logout },
  { path: ['whoami'], summary: 'Print who you are signed in as.', load: async () => (await import('./whoami.ts')).whoami },
  {
    path: ['external-auth', 'access-token'],
    summary: 'Print auth for an external provider.',
    load: async () => (await import('./external-auth/access-token.ts')).accessToken,
  },
  {
    path: ['external-auth', 'list'],
    summary: 'List your linked accounts.',
    load: async () => (await import('./external-auth/list.ts')).listExternalAuth,
  },
  {
    path: ['external-auth', 'show'],
    summary: 'Show one of your linked accounts.',
    load: async () => (await import('./external-auth/show.ts')).showExternalAuth,
  },
  {
    path: ['external-auth', 'link'],
    summary: 'Link an account, in the browser or with a code.',
    load: async () => (await import('./external-auth/link/link.ts')).linkExternalAuth,
  },
  {
    path: ['external-auth', 'unlink'],
    summary: 'Forget an account and revoke its token.',
    load: async () => (await import('./external-auth/unlink.ts')).unlinkExternalAuth,
  },
  {
    path: ['external-auth', 'refresh'],
    summary: "Renew an account's token now.",
    load: async () => (await import('./external-auth/refresh.ts')).refreshExternalAuth,
  },
  {
    path: ['external-auth', 'test'],
    summary: "Ask the provider whether an account's token works.",
    load: async () => (await import('./external-auth/try-token.ts')).testExternalAuth,
  },
  {
    path: ['external-auth', 'default'],
    summary: 'Choose the account that is meant when none is named.',
    load: async () => (await import('./external-auth/default.ts')).chooseDefault,
  },
  {
    path: ['external-auth', 'providers'],
    summary: 'List the providers.',
    load: async () => (await import('./external-auth/providers.ts')).listProviders,
  },
  {
    path: ['agent', 'create'],
    summary: 'Make an agent that acts for you.',
    load: async () => (await import('./agent/create.ts')).createAgent,
  },
  { path: ['agent', 'list'], summary: 'List your agents.', load: async () => (await import('./agent/list.ts')).listAgents },
  { path: ['agent', 'show'], summary: 'Show one of your agents.', load: async () => (await import('./agent/show.ts')).showAgent },
  {
    path: ['agent', 'update'],
    summary: 'Change what an agent may get, and which workloads are it.',
    load: async () => (await import('./agent/update.ts')).updateAgent,
  },
  { path: ['agent', 'revoke'], summary: 'Revoke an agent.', load: async () => (await import('./agent/revoke.ts')).revokeAgent },
  {
    path: ['git-credential'],
    summary: "Answer git's questions for a token.",
    load: async () => (await import('./git-credential/answer-git.ts')).answerGit,
  },
  {
    path: ['git-credential', 'install'],
    summary: 'Set git up to ask grantry.',
    load: async () => (await import('./git-credential/install.ts')).installGitCredential,
  },
  {
    path: ['git-credential', 'uninstall'],
    summary: 'Have git ask grantry no more.',
    load: async () => (await import('./git-credential/uninstall.ts')).uninstallGitCredential,
  },
  {
    path: ['git-askpass'],
    summary: "Answer git's prompts for a user name or a password.",
    load: async () => (await import('./git-askpass.ts')).gitAskpass,
  },
  {
    path: ['github-app', 'installations'],
    summary: 'List where a GitHub App is installed.',
    load: async () => (await import('./github-app/installations.ts')).listInstallations,
  },
  {
    path: ['github-app', 'installation-token'],
    summary: 'Print a token of an installation.',
    load: async () => (await import('./github-app/installation-token.ts')).createInstallationToken,
  },
  {
    path: ['github-app', 'jwt'],
    summary: 'Print a JWT of a GitHub App.',
    load: async () => (await import('./github-app/jwt.ts')).createAppJwt,
  },
  {
    path: ['audit', 'list'],
    summary: 'Read the audit trail.',
    load: async () => (await import('./audit/list.ts')).listAuditEvents,
  },
  {
    path: ['audit', 'export'],
    summary: 'Print the audit trail as JSON lines.',
    load: async () => (await import('./audit/export.ts')).exportAuditEvents,
  },
  {
    path: ['auth', 'login'],
    summary: 'Keep a token and preferences for the engine API.',
    load: async () => (await import('./configure.ts')).authLogin,
  },
  {
    path: ['auth', 'logout'],
    isLocal: true,
    summary: 'Forget the token for the engine API.',
    load: async () => (await import('./auth-logout.ts')).authLogout,
  },
  {
    path: ['auth', 'whoami'],
    summary: 'Show the token for the engine API, and where it is from.',
    load: async () => (await import('./auth-whoami.ts')).authWhoami,
  },
  {
    path: ['configure'],
    summary: 'Keep a token and preferences for the engine API.',
    load: async () => (await import('./configure.ts')).configureCommand,
  },
  {
    path: ['explore'],
    isLocal: true,
    summary: 'Look through the commands, and run one.',
    load: async () => (await import('./explore.ts')).explore,
  },
  { path: ['version'], isLocal: true, summary: 'Print the version.', load: async () => (await import('./version.ts')).version },
];

/** Every command that talks to a server. Dispatch, help and the reference are computed from this list and the server's. */
export const clientCommands: CommandList = {
  title: 'Commands',
  groups,
  entries,
  families: {
    provider: async () => (await import('./provider/provider-commands.ts')).providerCommands,
    federation: async () => (await import('./federation/federation-commands.ts')).federationCommands,
    webhook: async () => (await import('./webhook/webhook-commands.ts')).webhookCommands,
    'management-token': async () => (await import('./management-token/management-token-commands.ts')).managementTokenCommands,
    completion: async () => (await import('./completion.ts')).completionEntries,
  },
};
