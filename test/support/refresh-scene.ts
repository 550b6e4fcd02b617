import assert from 'node:assert/strict';
import type { BrokerOptions } from '../../src/broker/create-broker.ts';
import { type HandOut, handOut } from '../../src/broker/hand-out/hand-out.ts';
import type { Connection } from '../../src/broker/model/connection.ts';
import type { Broker } from '../../src/broker/ports.ts';
import { seconds } from '../../src/protocol/units.ts';
import { type Fault, type FaultyUpstream, json, startFaultyUpstream } from './faulty-upstream.ts';
import { openTestBroker, providersOf, type TestBroker, tokensUntil, userId } from './test-broker.ts';
import { keepConnection } from './test-connection.ts';

/** A connection whose token ended a minute ago, at a provider that answers as the test says. */
export interface RefreshScene extends AsyncDisposable {
  readonly upstream: FaultyUpstream;
  readonly opened: TestBroker;
  /** Hands the token out once. */
  ask(broker?: Broker): Promise<HandOut>;
  /** Requests the provider saw at a path. */
  calls(path?: string): number;
  connection(): Promise<Connection>;
}

/** What a scene may set besides the provider's settings. */
export interface SceneOptions extends Pick<Partial<BrokerOptions>, 'observe'> {
  /** Seconds a failing refresh is retried for. @default 0 */
  readonly retries?: number;
  /** Seconds the token has left. @default -60 */
  readonly left?: number;
  /** Whether the provider is asked about tokens, at `/validate`. @default false */
  readonly validates?: boolean;
  /** @default 'refresh-1' */
  readonly refreshToken?: 'none';
}

/** The provider's good answer to a refresh. */
export const good: Fault = json(200, { access_token: 'access-2', refresh_token: 'refresh-2', expires_in: 600 });

/** The access token of a hand-out, or what it did instead. */
export const tokenOf = (result: HandOut): string => (result.action === 'token' ? result.connection.accessToken.reveal() : result.action);

/** Sets the scene. */
export async function refreshScene(
  settings: Readonly<Record<string, unknown>> = {},
  { retries = 0, left = -60, validates = false, refreshToken, ...ports }: SceneOptions = {},
): Promise<RefreshScene> {
  const upstream = await startFaultyUpstream();
  const { url } = upstream;
  const urls = { auth_url: `${url}/authorize`, token_url: `${url}/token`, ...(validates ? { validate_url: `${url}/validate` } : {}) };
  const opened = await openTestBroker({
    providers: providersOf({ id: 'upstream', type: 'oauth2', client_id: 'c', client_secret: 's', ...urls, ...settings }),
    times: { request: seconds(1), retries: seconds(retries), lease: seconds(30) },
    ...ports,
  });
  const tokens = tokensUntil(Number.isFinite(left) ? opened.now() + left : undefined);
  await keepConnection(opened, refreshToken === 'none' ? { ...tokens, refreshToken: undefined } : tokens);
  return {
    upstream,
    opened,
    ask: (broker = opened.broker) => handOut(broker, { userId, selector: { id: 'upstream' } }),
    calls: (path = '/token') => upstream.seen.filter((seen) => seen.path === path).length,
    connection: async () => (await opened.broker.facts.findConnectionOf(userId, 'upstream')) ?? assert.fail(),
    async [Symbol.asyncDispose]() {
      await opened[Symbol.asyncDispose]();
      await upstream[Symbol.asyncDispose]();
    },
  };
}
