import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Secret } from '../../src/protocol/secret.ts';
import { entry, type Ran, runProgram } from '../cli/support.ts';
import { type ExternalAuthApi, startExternalAuthApi } from '../support/external-auth-api.ts';
import { type GitServer, startGitServer } from '../support/git-server.ts';
import { type Git, gitIn } from '../support/run-git.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { tokensUntil } from '../support/test-broker.ts';
import { keepConnection } from '../support/test-connection.ts';
import { startTokenIssuer, type TokenIssuer } from '../support/token-issuer.ts';

/** A forge with repositories, its authorization server, a Grantry that knows it, and a person at a machine with git. */
export interface Forge extends AsyncDisposable {
  readonly api: ExternalAuthApi;
  readonly issuer: TokenIssuer;
  readonly server: GitServer;
  /** A fresh machine: its home is empty but for the sign-in. */
  readonly home: string;
  readonly environment: Readonly<Record<string, string>>;
  /** git in the person's home. */
  readonly git: Git;
  /** Runs `grantry` in the person's home. */
  grantry(...args: readonly string[]): Promise<Ran>;
  /** Keeps a linked account of the person; its token is `<account>-1`. */
  link(account: string): Promise<void>;
  /** Lets the time of every token pass, here and at the forge. */
  expireTokens(): Promise<void>;
}

/** What a test changes about it. */
export interface ForgeOptions {
  readonly accounts?: readonly string[];
  readonly repositories?: readonly string[];
  /** Whether the authorization server tells which tokens it honours. @default false */
  readonly validates?: boolean;
  /** Settings of the provider beside those that make it reachable. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** Seconds the forge's tokens live. */
const lifetime = 3600;

/** Starts one with the account `ada` unless told otherwise; nothing is linked. */
export async function startForge(options: ForgeOptions = {}): Promise<Forge> {
  const { accounts = ['ada'], repositories = ['engine.git'], validates = false, settings } = options;
  const issuer = await startTokenIssuer(lifetime, ...accounts);
  const server = await startGitServer(repositories, ({ username, password }) => issuer.honoured.has(password || username));
  const at = issuer.upstream.url;
  const api = await startExternalAuthApi({
    id: 'upstream',
    type: 'forge',
    client_id: 'c',
    client_secret: 's',
    auth_url: `${server.url}/authorize`,
    token_url: `${at}/token`,
    ...(validates ? { validate_url: `${at}/user` } : {}),
    regex: `^${server.url.replaceAll('.', '\\.')}(/|$)`,
    ...settings,
  });
  const folder = temporaryFolder('git');
  const home = folder.path;
  mkdirSync(join(home, 'config'));
  const deployments = { [api.url]: { token: api.owner.api_token } };
  writeFileSync(join(home, 'config', 'credentials.json'), JSON.stringify({ current: api.url, deployments }));
  const environment = { HOME: home, GRANTRY_CONFIG_HOME: join(home, 'config'), GIT_CONFIG_NOSYSTEM: '1' };
  return {
    api,
    issuer,
    server,
    home,
    environment,
    git: gitIn(home, environment),
    grantry: (...args) => runProgram('sh', ['-c', 'cd "$HOME" && exec "$@"', 'sh', process.execPath, entry, ...args], environment),
    link: async (account) => {
      const token = new Secret(`${account}-1`);
      const tokens = { ...tokensUntil(api.rooms.clock() + lifetime), accessToken: token, refreshToken: token, account };
      await keepConnection(api.rooms, tokens, api.owner.user_id);
    },
    expireTokens: async () => {
      const { broker } = api.rooms;
      const at = broker.clock();
      for (const connection of await broker.facts.listConnections(api.owner.user_id)) {
        const { id: connectionId, attempt } = connection;
        const tokens = { ...connection, expiresAt: at };
        await broker.commit([
          { change: 'begin_refresh', connectionId, attempt, lease: { holder: 'test', until: at }, at },
          { change: 'store_refreshed_tokens', connectionId, attempt: attempt + 1, tokens, at },
        ]);
        issuer.forget(connection.accessToken.reveal());
      }
    },
    async [Symbol.asyncDispose]() {
      await api[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
      await issuer[Symbol.asyncDispose]();
      folder[Symbol.dispose]();
    },
  };
}
