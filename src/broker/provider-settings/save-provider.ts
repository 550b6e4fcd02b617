import { ConfigurationError } from '../../protocol/configuration-error.ts';
import { providerIdOf } from '../providers/resolve-provider.ts';
import type { ProviderCatalog } from './catalog.ts';
import { decideSave, type ProviderInput, type SaveDecision } from './decide-save.ts';
import type { EffectiveProvider } from './effective-providers.ts';
import type { SettingFault } from './find-faults.ts';

/** How storing settings ended. */
export type SaveOutcome =
  | { readonly outcome: 'saved'; readonly provider: EffectiveProvider; readonly fields: readonly string[] }
  | { readonly outcome: 'rejected'; readonly faults: readonly SettingFault[] }
  /** There is one of that id already. */
  | { readonly outcome: 'exists'; readonly id: string }
  | { readonly outcome: 'not_found' }
  /** Somebody else changed it meanwhile. */
  | { readonly outcome: 'stale' };

/** The id new settings name, or what is wrong with it. */
export function idOfInput(input: ProviderInput): { readonly id: string } | { readonly fault: SettingFault } {
  const settings = { values: input, name: (key: string) => key.toLowerCase() };
  try {
    return { id: providerIdOf(settings) };
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return { fault: { field: error.setting, detail: error.message.slice(error.setting.length + 2) } };
  }
}

const findEffective = ({ effective }: ProviderCatalog, id: string): EffectiveProvider | undefined =>
  effective.find((provider) => provider.id === id);

/** Commits what was decided, and lets this node work with it at once. */
async function keep(catalog: ProviderCatalog, decision: SaveDecision): Promise<SaveOutcome> {
  switch (decision.action) {
    case 'reject':
      return { outcome: 'rejected', faults: decision.faults };
    case 'unchanged':
      return { outcome: 'saved', provider: decision.provider, fields: [] };
    case 'save': {
      const { outcome } = await catalog.commit(decision.changes);
      await catalog.reload();
      if (outcome === 'conflict') return { outcome: 'stale' };
      return { outcome: 'saved', provider: decision.provider, fields: decision.fields.map(({ field }) => field) };
    }
  }
}

/** Stores the settings of a new provider. */
export async function createProvider(catalog: ProviderCatalog, input: ProviderInput, by: string): Promise<SaveOutcome> {
  const named = idOfInput(input);
  if ('fault' in named) return { outcome: 'rejected', faults: [named.fault] };
  const { id } = named;
  await catalog.reload();
  if (findEffective(catalog, id) !== undefined) return { outcome: 'exists', id };
  const decision = decideSave({ now: catalog.clock(), by, id, input, configured: undefined, stored: undefined });
  const saved = await keep(catalog, decision);
  return saved.outcome === 'stale' ? { outcome: 'exists', id } : saved;
}

/** Which provider is changed, and how. */
export interface ProviderUpdate {
  readonly id: string;
  readonly input: ProviderInput;
  readonly by: string;
  /** The version its author saw, 0 if nothing was stored; undefined changes whatever is there. */
  readonly version: number | undefined;
}

/** Changes what is stored of a provider, or stores something of one that the environment or the file configure. */
export async function updateProvider(catalog: ProviderCatalog, { id, input, by, version }: ProviderUpdate): Promise<SaveOutcome> {
  await catalog.reload();
  const found = findEffective(catalog, id);
  if (found === undefined) return { outcome: 'not_found' };
  const { configured, stored } = found;
  if (version !== undefined && version !== (stored?.version ?? 0)) return { outcome: 'stale' };
  return keep(catalog, decideSave({ now: catalog.clock(), by, id, input, configured, stored }));
}
