import { createEmulator } from 'emulate';

/** GitHub, emulated, with an app that is installed for an organization and for a user. */
export interface EmulatedGitHub extends AsyncDisposable {
  readonly url: string;
  /** The settings of a provider that is the app. */
  readonly provider: Readonly<Record<string, string>>;
  readonly privateKey: string;
  /** Every token that was made, the oldest first. */
  listTokens(): Promise<
    readonly {
      readonly installation: { readonly id: number };
      readonly permissions: Readonly<Record<string, string>>;
      readonly repository_selection: string;
      readonly repository_ids: readonly number[];
    }[]
  >;
}

/** The installations it has. */
export const installations = { organization: 100, user: 200 } as const;

/** Starts it on a free port: `octo-org` with the repositories `app` and `site`, and `octocat` with `notes`. */
export async function startEmulatedGitHub(): Promise<EmulatedGitHub> {
  const emulator = await createEmulator({
    service: 'github',
    port: 0,
    seed: {
      github: {
        users: [{ login: 'octocat' }],
        orgs: [{ login: 'octo-org' }],
        repos: [
          { owner: 'octo-org', name: 'app' },
          { owner: 'octo-org', name: 'site' },
          { owner: 'octocat', name: 'notes' },
        ],
        apps: [
          {
            app_id: 12345,
            slug: 'grantry-ci',
            name: 'Grantry CI',
            permissions: { contents: 'write', issues: 'read', metadata: 'read' },
            installations: [
              { installation_id: installations.organization, account: 'octo-org', repository_selection: 'all' },
              { installation_id: installations.user, account: 'octocat', repository_selection: 'all' },
            ],
          },
        ],
      },
    },
  });
  const privateKey = emulator.generatedSecrets.find(({ kind }) => kind === 'github.app_private_key')?.value ?? '';
  return {
    url: emulator.url,
    privateKey,
    provider: {
      id: 'github',
      type: 'github',
      client_id: 'Iv1.emulated',
      client_secret: 'emulated-secret',
      app_id: '12345',
      app_private_key: privateKey,
      api_base_url: emulator.url,
    },
    listTokens: async () => {
      const answer = await fetch(`${emulator.url}/_emulate/installation-tokens`);
      return ((await answer.json()) as { installation_tokens: Awaited<ReturnType<EmulatedGitHub['listTokens']>> }).installation_tokens;
    },
    [Symbol.asyncDispose]: () => emulator.close(),
  };
}
