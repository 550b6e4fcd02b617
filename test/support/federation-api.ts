import { type CiIssuer, startCiIssuer } from './ci-issuer.ts';
import { type EmulatedGitHub, startEmulatedGitHub } from './emulated-github.ts';
import { type OwnedApi, startOwnedApi } from './owned-api.ts';

/** The REST API with a GitHub App, and an issuer of CI jobs' tokens. */
export interface FederationApi extends AsyncDisposable {
  readonly github: EmulatedGitHub;
  readonly ci: CiIssuer;
  readonly api: OwnedApi;
  /** A policy for jobs of `octo-org/app`, with other fields if they are given. */
  policy(more?: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>>;
  /** Exchanges a token, without any other credential. */
  exchange(token: string, more?: Readonly<Record<string, unknown>>): ReturnType<OwnedApi['call']>;
  /** The events of the audit trail of one kind, the newest first. */
  audit(event: string): Promise<readonly { readonly target: string; readonly details: Readonly<Record<string, unknown>> }[]>;
}

/** Starts all three; `api.rooms` are those of the server. */
export async function startFederationApi(): Promise<FederationApi> {
  const github = await startEmulatedGitHub();
  const ci = await startCiIssuer('https://grantry.test');
  const api = await startOwnedApi(github.provider);
  return {
    github,
    ci,
    api,
    policy: (more = {}) => ({
      name: 'app-main',
      issuer: ci.issuer,
      subject: 'repo:octo-org/app:*',
      provider: 'github',
      owner: 'octo-org',
      repositories: ['app'],
      permissions: { contents: 'write', issues: 'read' },
      ...more,
    }),
    exchange: (token, more = {}) => api.call('POST', '/federation/token', { token, provider: 'github', ...more }, ''),
    audit: async (event) => {
      const { audit } = api.rooms.identity as unknown as { audit: { flush(): Promise<void> } }; // that of real rooms can be waited for
      await audit.flush();
      return (await api.call('GET', `/audit?event=${event}`)).body.events;
    },
    [Symbol.asyncDispose]: async () => {
      await api[Symbol.asyncDispose]();
      await ci[Symbol.asyncDispose]();
      await github[Symbol.asyncDispose]();
    },
  };
}
