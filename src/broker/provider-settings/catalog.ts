import type { Awaitable, Commit } from '../../protocol/commit.ts';
import type { Clock } from '../../protocol/units.ts';
import type { Provider } from '../model/provider.ts';
import type { StoredProvider } from '../model/stored-provider.ts';
import type { ConfiguredProvider } from '../providers/configured-providers.ts';
import type { EffectiveProvider } from './effective-providers.ts';
import type { ProviderChange } from './provider-change.ts';

/** What is asked of the store about providers. */
export interface ProviderFacts {
  /** A number that every change of what is stored makes larger; undefined before the first. Cheap: asked once a second. */
  findProvidersVersion(): Awaitable<number | undefined>;
  /** The oldest first. */
  listStoredProviders(): Awaitable<readonly StoredProvider[]>;
  /** How many connections each provider has, by its id; those without any are left out. */
  countConnections(): Awaitable<ReadonlyMap<string, number>>;
}

/** The providers in force, and the way to change what is stored of them. */
export interface ProviderCatalog {
  readonly facts: Pick<ProviderFacts, 'countConnections'>;
  readonly commit: Commit<ProviderChange>;
  readonly clock: Clock;
  /** Those of the environment and the file. They do not change while the server runs. */
  readonly configured: readonly ConfiguredProvider[];
  /** All, those that cannot be used among them. As of the last look at the store, at most about a second ago. */
  readonly effective: readonly EffectiveProvider[];
  /** Those that can be used. A provider that did not change stays the same object. */
  readonly providers: readonly Provider[];
  /** Looks at the store now: afterwards the lists are as of this call or later. */
  reload(): Promise<void>;
}
