import assert from 'node:assert/strict';
import type { ConnectionTokens } from '../../src/broker/model/connection.ts';
import { type StartedApi, startApi } from '../../src/http/testing/start-api.ts';
import { createSetupLink } from '../../src/identity/setup/setup-link.ts';
import { Secret } from '../../src/protocol/secret.ts';
import { type SetupResult, setUpOwner } from '../support/server.ts';
import { configuredOf, tokensUntil } from '../support/test-broker.ts';
import { keepConnection } from '../support/test-connection.ts';
import { startTokenIssuer, type TokenIssuer } from '../support/token-issuer.ts';
import { startWorkloadWorld, type WorkloadWorld } from '../support/workload-world.ts';

/** A Grantry server with a user, an agent of theirs, an issuer of workload identities, and a provider that honours what it issues. */
export interface GrantryScene extends AsyncDisposable {
  readonly url: string;
  readonly owner: SetupResult;
  readonly agentToken: string;
  readonly api: StartedApi;
  readonly world: WorkloadWorld;
  readonly issuer: TokenIssuer;
  /** Links the owner's account at the provider; its token is named `<account>-1` and has so many seconds left. */
  link(account: string, left: number, more?: Partial<ConnectionTokens>): Promise<void>;
}

/** Starts it with the provider `upstream`, which serves `https://git.example`, for the accounts. */
export async function startGrantryScene(...accounts: readonly string[]): Promise<GrantryScene> {
  const [issuer, world] = await Promise.all([startTokenIssuer(3600, ...accounts), startWorkloadWorld()]);
  const { upstream } = issuer;
  upstream.script('/user', (response, { headers }) => {
    const token = headers.authorization?.replace(/^\w+ /, '') ?? '';
    response.writeHead(issuer.honoured.has(token) ? 200 : 401, { 'content-type': 'application/json' }).end('{"login":"octo"}');
  });
  const provider = {
    id: 'upstream',
    type: 'custom',
    client_id: 'c',
    client_secret: 's',
    auth_url: `${upstream.url}/authorize`,
    token_url: `${upstream.url}/token`,
    validate_url: `${upstream.url}/user`,
    regex: 'git\\.example',
  };
  const api = await startApi(configuredOf(provider), world.settings);
  const owner = await setUpOwner(api.url, (await createSetupLink(api.rooms.identity))?.reveal() ?? '');
  const made = await api.call('POST', '/api/v2/agents', { token: owner.api_token, body: { name: 'builder' } });
  assert.equal(made.status, 201);
  return {
    url: api.url,
    owner,
    agentToken: made.body.token,
    api,
    world,
    issuer,
    link: async (account, left, more = {}) => {
      const first = new Secret(`${account}-1`);
      const tokens = { ...tokensUntil(api.rooms.clock() + left), accessToken: first, refreshToken: first, account };
      // Keeping a connection takes no more of a test's broker than the broker.
      const broker = { broker: api.rooms.broker } as Parameters<typeof keepConnection>[0];
      await keepConnection(broker, { ...tokens, ...more }, owner.user_id);
    },
    async [Symbol.asyncDispose]() {
      await api.close();
      await world[Symbol.asyncDispose]();
      await issuer[Symbol.asyncDispose]();
    },
  };
}
