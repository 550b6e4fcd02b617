import { type BrokerOptions, createBroker } from '../../src/broker/create-broker.ts';
import type { ConnectionTokens } from '../../src/broker/model/connection.ts';
import type { Provider } from '../../src/broker/model/provider.ts';
import type { Broker, BrokerEvent } from '../../src/broker/ports.ts';
import { type ConfiguredProvider, readConfiguredProviders } from '../../src/broker/providers/configured-providers.ts';
import { finishSharedWork } from '../../src/broker/shared-work.ts';
import { decodeProviderSettings } from '../../src/broker/testing/decode-provider-settings.ts';
import { Secret } from '../../src/protocol/secret.ts';
import { type EpochSeconds, epochSeconds } from '../../src/protocol/units.ts';
import { brokerFacts } from '../../src/stores/facts/broker.ts';
import { createMint, sha256 } from '../../src/stores/mint.ts';
import { openDatabase } from '../../src/stores/open-database.ts';

/** A broker over a database, whose clock the test sets. */
export interface TestBroker extends AsyncDisposable {
  readonly broker: Broker;
  readonly events: readonly BrokerEvent[];
  /** Moves the clock on. */
  pass(seconds: number): void;
  readonly now: () => EpochSeconds;
}

/** The user every test connection belongs to. */
export const userId = '5f6c7f0a-3c1d-4f5e-9d55-0c8f1f4b7a11';

/** The master key every process of a test opens the database with. */
export const testMasterKey: Buffer = Buffer.alloc(32, 7);

/** Opens one over a database of its own, or over the one of the URL. */
export async function openTestBroker(
  settings: Partial<BrokerOptions> & { readonly database?: string; readonly realClock?: boolean; readonly clockAhead?: number },
): Promise<TestBroker> {
  const { database: url = 'sqlite::memory:', realClock = false, clockAhead = 0, ...options } = settings;
  const database = await openDatabase({ url, masterKey: testMasterKey });
  let now = Math.floor(Date.now() / 1000);
  const clock = (): EpochSeconds => epochSeconds(realClock ? Math.floor(Date.now() / 1000) + clockAhead : now);
  const events: BrokerEvent[] = [];
  const broker = createBroker({
    facts: brokerFacts(database),
    commit: database.commit,
    clock,
    mint: createMint(),
    sha256,
    providers: [],
    accessUrl: 'http://grantry.test',
    report: (event) => events.push(event),
    ...options,
  });
  return {
    broker,
    events,
    now: clock,
    pass: (seconds) => {
      now += seconds;
    },
    async [Symbol.asyncDispose]() {
      await finishSharedWork(broker);
      await database.close();
    },
  };
}

/** Providers from settings, each as an operator writes it. */
export const providersOf = (...list: readonly Readonly<Record<string, unknown>>[]): readonly Provider[] =>
  decodeProviderSettings({ environment: {}, list });

/** The same for a server, which must know where each setting is from. */
export const configuredOf = (...list: readonly Readonly<Record<string, unknown>>[]): readonly ConfiguredProvider[] =>
  readConfiguredProviders({ environment: {}, list });

/** Tokens that end at `expiresAt`. */
export const tokensUntil = (expiresAt: number | undefined, refreshToken: string | undefined = 'refresh-1'): ConnectionTokens => ({
  accessToken: new Secret('access-1'),
  refreshToken: refreshToken === undefined ? undefined : new Secret(refreshToken),
  expiresAt: expiresAt === undefined ? undefined : epochSeconds(expiresAt),
  extra: undefined,
  scopes: [],
});
