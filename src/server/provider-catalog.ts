import type { ProviderCatalog, ProviderFacts } from '../broker/provider-settings/catalog.ts';
import { type EffectiveProvider, effectiveProviders } from '../broker/provider-settings/effective-providers.ts';
import type { ProviderChange } from '../broker/provider-settings/provider-change.ts';
import type { ConfiguredProvider } from '../broker/providers/configured-providers.ts';
import type { Commit } from '../protocol/commit.ts';
import type { Clock } from '../protocol/units.ts';

/** Milliseconds between two looks at the store: how long another node's change takes to reach this one. */
const interval = 1000;

/** A provider that is left out, or whose stored settings are, and why. */
export interface ProviderProblem {
  readonly providerId: string;
  readonly words: string;
}

/** What a catalog is opened with. */
export interface CatalogOptions {
  readonly facts: ProviderFacts;
  readonly commit: Commit<ProviderChange>;
  readonly clock: Clock;
  readonly configured: readonly ConfiguredProvider[];
  /** Told of everything that is wrong with what is stored, whenever that changed. */
  readonly onProblems?: ((problems: readonly ProviderProblem[]) => void) | undefined;
  /** Told that the store could not be asked; what is known goes on until it can. */
  readonly onFailure?: ((error: unknown) => void) | undefined;
}

/** A catalog that follows the store until it is closed. */
export interface OpenCatalog extends ProviderCatalog {
  /** Asks nothing more. Settles when nothing is under way. */
  close(): Promise<void>;
}

const sayTheSame = (
  { settings: one, problem: first }: EffectiveProvider,
  { settings: other, problem: second }: EffectiveProvider,
): boolean =>
  first?.message === second?.message &&
  one.values.size === other.values.size &&
  [...one.values].every(([key, value]) => other.values.get(key) === value);

const problemsOf = (effective: readonly EffectiveProvider[]): readonly ProviderProblem[] =>
  effective.flatMap(({ id, problem }) => (problem === undefined ? [] : [{ providerId: id, words: problem.message }]));

/**
 * Opens the catalog of providers: what is stored, under what the environment and the file configure.
 *
 * A change made through it is in force here as soon as it is kept. Every other node looks once a second, in the background, at a number
 * that each change makes larger, and reads the settings anew only when it moved: no request ever waits for that.
 */
export async function openProviderCatalog(options: CatalogOptions): Promise<OpenCatalog> {
  const { facts, configured, onProblems = () => {}, onFailure = () => {} } = options;
  let version: number | undefined;
  let effective = effectiveProviders(configured, []);
  let providers = effective.flatMap(({ provider }) => provider ?? []);
  let problems = '[]';

  const take = (stored: Awaited<ReturnType<ProviderFacts['listStoredProviders']>>): void => {
    const before = new Map(effective.map((each) => [each.id, each]));
    effective = effectiveProviders(configured, stored).map((each) => {
      const old = before.get(each.id);
      // What is remembered of a provider, such as its metadata, is remembered of the object.
      return old !== undefined && sayTheSame(old, each) ? { ...each, provider: old.provider } : each;
    });
    providers = effective.flatMap(({ provider }) => provider ?? []);
    const found = problemsOf(effective);
    const told = JSON.stringify(found);
    if (told !== problems) onProblems(found);
    problems = told;
  };
  const look = async (): Promise<void> => {
    const current = await facts.findProvidersVersion();
    if (current === version) return;
    take(await facts.listStoredProviders()); // perhaps newer than `current`: then the next look reads it once more
    version = current;
  };
  let looking: Promise<void> = Promise.resolve();
  const reload = (): Promise<void> => {
    looking = looking.catch(() => {}).then(look);
    return looking;
  };

  await reload();
  let isIdle = true;
  let isFailing = false;
  const timer = setInterval(async () => {
    if (!isIdle) return;
    isIdle = false;
    try {
      await reload();
      isFailing = false;
    } catch (error) {
      if (!isFailing) onFailure(error); // once an outage, not once a second
      isFailing = true;
    }
    isIdle = true;
  }, interval).unref();
  return {
    facts: { countConnections: facts.countConnections },
    commit: options.commit,
    clock: options.clock,
    configured,
    get effective() {
      return effective;
    },
    get providers() {
      return providers;
    },
    reload,
    close: async () => {
      clearInterval(timer);
      await looking.catch(() => {});
    },
  };
}
