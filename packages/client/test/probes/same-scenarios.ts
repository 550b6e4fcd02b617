import type { OAuthUserStrategyOptions } from '../../src/github-app/index.ts';
import type { Installation } from '../github/installations.ts';
import { appOptions, clientId, clientSecret, type GitHub, type GitHubOptions } from '../github/stand-in.ts';
import { newOctokit, newUserOctokit, silent } from './new-octokit.ts';
import { newRequest } from './new-request.ts';
import type { Library, Time } from './probe.ts';

/** Something both libraries do alike. */
export interface Scenario {
  readonly title: string;
  readonly gitHub?: GitHubOptions;
  /** What it comes to: a result, or an error thrown. */
  readonly run: (library: Library, gitHub: GitHub, time: Time) => Promise<unknown>;
}

const repositories = [
  { id: 1, name: 'a' },
  { id: 2, name: 'b' },
];
const rich: Installation = { id: 123, permissions: { contents: 'read', issues: 'write' }, repositories };
const withInstallation: GitHubOptions = { installations: [rich] };

/** `auth()` of the app, with these options. */
const asks = (title: string, options: object, strategy: object = {}, gitHub: GitHubOptions = withInstallation): Scenario => ({
  title: `auth(${JSON.stringify(options)}) ${title}`,
  gitHub,
  run: (library, standIn) =>
    library.createAppAuth({ ...appOptions, log: silent, request: newRequest(standIn), ...strategy })(options as { type: 'app' }),
});

/** A request of an octokit of the app's installation. */
const sends = (route: string, parameters: object = {}, gitHub: GitHubOptions = withInstallation, auth: object = {}): Scenario => ({
  title: `octokit.request('${route}')`,
  gitHub,
  run: async (library, standIn, time) => {
    const octokit = newOctokit(library, standIn, { installationId: 123, ...auth });
    const { status, data } = await time.passUntil(octokit.request(route, { ...parameters }));
    return { status, data };
  },
});

/** What is done with a user's token after it was had. */
const asUser = (
  title: string,
  kind: NonNullable<GitHubOptions['userTokens']>,
  types: readonly ('get' | 'check' | 'reset' | 'delete' | 'refresh')[],
): Scenario => ({
  title: `user of an ${kind}: ${title}`,
  gitHub: { userTokens: kind },
  run: async ({ createOAuthUserAuth }, gitHub) => {
    gitHub.users.codes.set('code', {});
    const clientType = kind === 'oauth-app' ? 'oauth-app' : 'github-app';
    const auth = createOAuthUserAuth({ clientId, clientSecret, clientType, code: 'code', request: newRequest(gitHub) });
    const results: unknown[] = [];
    for (const type of types) results.push({ ...(await auth({ type })) });
    return results;
  },
});

const existing: Partial<OAuthUserStrategyOptions> = {
  clientType: 'github-app',
  token: 'ghu_x',
  expiresAt: '2030-01-01T00:00:00.000Z',
  refreshToken: 'ghr_x',
};

export const sameScenarios: readonly Scenario[] = [
  asks('', { type: 'app' }),
  asks('with a Client ID', { type: 'app' }, { appId: 'lv1.1234567890abcdef' }),
  asks('', { type: 'oauth-app' }),
  asks('', { type: 'installation', installationId: 123 }),
  asks('by default', { type: 'installation' }, { installationId: '123' }),
  asks('', { type: 'installation', installationId: '123', permissions: { contents: 'read' } }),
  asks('', { type: 'installation', installationId: 123, repositoryIds: [2, 1] }),
  asks('', { type: 'installation', installationId: 123, repositoryNames: ['a'] }),
  asks('', { type: 'installation', installationId: 123, refresh: true }),
  asks('suspended', { type: 'installation', installationId: 123 }, {}, { installations: [{ id: 123, suspended: true }] }),
  asks('unknown', { type: 'installation', installationId: 9 }),
  asks('without a number', { type: 'installation', installationId: 'abc' }),
  asks('', { type: 'nobody-knows' }),
  asks('with an unknown code', { type: 'oauth-user', code: 'never-issued' }),
  asks('with nothing', { type: 'oauth-user' }),
  {
    title: 'two calls share the kept token, and a plain cache holds the same text',
    gitHub: withInstallation,
    run: async ({ createAppAuth }, gitHub) => {
      const kept: Record<string, string> = {};
      const cache = {
        get: (key: string) => kept[key],
        set: (key: string, value: string) => {
          kept[key] = value;
        },
      };
      const auth = createAppAuth({ ...appOptions, cache, request: newRequest(gitHub) });
      const wish = { type: 'installation', installationId: 123 } as const;
      const answers = [await auth(wish), await auth(wish), await auth({ ...wish, permissions: { issues: 'write', contents: 'read' } })];
      return [answers, kept];
    },
  },
  {
    title: 'a factory is given the same options',
    run: async ({ createAppAuth }, gitHub) => {
      const auth = createAppAuth({ ...appOptions, extra: 1, request: newRequest(gitHub) });
      const made = await auth({ type: 'installation', installationId: '5', own: 2, factory: (options: object) => options });
      return Object.entries(made)
        .map(([name, value]) => [name, typeof value])
        .sort();
    },
  },
  sends('GET /app'),
  sends('GET /app/installations?per_page=1'),
  sends('GET /repos/{owner}/{repo}/installation', { owner: 'o', repo: 'r' }),
  sends('GET /installation/repositories'),
  sends('POST /repos/{owner}/{repo}/issues', { owner: 'o', repo: 'r', title: 't' }),
  sends('GET /nowhere'),
  sends('POST /applications/{client_id}/token', { client_id: clientId, access_token: 'unknown' }),
  sends('GET /user/repos', {}, withInstallation, { installationId: undefined }),
  sends('GET /installation/repositories', {}, { installations: [{ id: 123, lag: { milliseconds: 2500, status: 401 } }] }),
  sends('GET /installation/repositories', {}, { installations: [{ id: 123, lag: { milliseconds: 99_000, status: 401 } }] }),
  sends('GET /app', {}, { clockAheadMs: 3_600_000 }),
  sends('GET /app', {}, { clockAheadMs: -3_600_000 }),
  sends('GET /app', {}, { clockAheadMs: 3_600_000, sendsDate: false }),
  asUser('check', 'oauth-app', ['check']),
  asUser('reset', 'oauth-app', ['reset', 'get']),
  asUser('refresh', 'oauth-app', ['refresh']),
  asUser('delete', 'github-app', ['delete']),
  asUser('delete and get', 'github-app', ['delete', 'get']),
  asUser('refresh', 'github-app', ['refresh']),
  asUser('get', 'github-app with expiry', ['get']),
  asUser('refresh', 'github-app with expiry', ['get', 'refresh']),
  {
    title: 'a user known before',
    run: async ({ createOAuthUserAuth }) => ({ ...(await createOAuthUserAuth({ clientId, clientSecret, ...existing })()) }),
  },
  {
    title: 'a user whose token GitHub does not know',
    run: async (library, gitHub) => newUserOctokit(library, gitHub, { clientType: 'github-app', token: 'ghu_x' }).request('GET /user'),
  },
  ...(['oauth-app', 'github-app'] as const).map(
    (clientType): Scenario => ({
      title: `the device flow of an ${clientType}`,
      gitHub: { userTokens: clientType },
      run: async ({ createOAuthDeviceAuth }, gitHub, time) => {
        gitHub.users.deviceReplies = [{ error: 'authorization_pending' }, { error: 'slow_down' }];
        const shown: unknown[] = [];
        const request = newRequest(gitHub);
        const auth = createOAuthDeviceAuth({
          clientId,
          clientType,
          ...(clientType === 'oauth-app' ? { scopes: ['repo', 'gist'] } : {}),
          request,
          onVerification: ({ interval }) => shown.push(interval),
        });
        const start = Date.now();
        return [await time.passUntil(auth({ type: 'oauth' })), shown, Date.now() - start];
      },
    }),
  ),
];
