import type { ProviderCatalog } from './catalog.ts';
import { decideSave, type FieldChange, type ProviderInput } from './decide-save.ts';
import type { SettingFault } from './find-faults.ts';
import type { ProviderChange } from './provider-change.ts';
import { idOfInput } from './save-provider.ts';

/** What an import does with one provider. */
export interface PlannedProvider {
  readonly id: string;
  readonly action: 'create' | 'update' | 'unchanged';
  readonly fields: readonly FieldChange[];
}

/** How an import ended. */
export type ImportOutcome =
  /** Kept, or only planned if it was a dry run. */
  | { readonly outcome: 'planned'; readonly plan: readonly PlannedProvider[] }
  /** Nothing was kept; the fields are named `providers.<place>.<setting>`. */
  | { readonly outcome: 'rejected'; readonly faults: readonly SettingFault[] }
  /** Somebody else changed a provider meanwhile; nothing was kept. */
  | { readonly outcome: 'stale' };

interface Import {
  readonly inputs: readonly ProviderInput[];
  readonly by: string;
  readonly isDryRun: boolean;
}

interface Draft {
  readonly plan: readonly PlannedProvider[];
  readonly faults: readonly SettingFault[];
  readonly changes: readonly ProviderChange[];
}

const nothing: Draft = { plan: [], faults: [], changes: [] };

function draftOne(catalog: ProviderCatalog, input: ProviderInput, by: string): Draft & { readonly id?: string } {
  const named = idOfInput(input);
  if ('fault' in named) return { ...nothing, faults: [named.fault] };
  const { id } = named;
  const found = catalog.effective.find((provider) => provider.id === id);
  const decision = decideSave({ now: catalog.clock(), by, id, input, configured: found?.configured, stored: found?.stored });
  switch (decision.action) {
    case 'reject':
      return { ...nothing, id, faults: decision.faults };
    case 'unchanged':
      return { ...nothing, id, plan: [{ id, action: 'unchanged', fields: [] }] };
    case 'save': {
      const action = found === undefined ? 'create' : 'update';
      return { ...nothing, id, plan: [{ id, action, fields: decision.fields }], changes: decision.changes };
    }
  }
}

function draftAll(catalog: ProviderCatalog, { inputs, by }: Import): Draft {
  const seen = new Set<string>();
  const drafts = inputs.map((input, place): Draft => {
    const { id, ...draft } = draftOne(catalog, input, by);
    const twice: readonly SettingFault[] = id !== undefined && seen.has(id) ? [{ field: 'id', detail: `a second provider "${id}"` }] : [];
    if (id !== undefined) seen.add(id);
    const faults = [...draft.faults, ...twice].map(({ field, detail }) => ({ field: `providers.${place}.${field}`, detail }));
    return { ...draft, faults };
  });
  const changes = drafts.flatMap((draft) => draft.changes).filter(({ change }) => change !== 'advance_providers');
  return {
    plan: drafts.flatMap(({ plan }) => plan),
    faults: drafts.flatMap(({ faults }) => faults),
    changes: changes.length === 0 ? [] : [...changes, { change: 'advance_providers' }],
  };
}

/** Stores the settings of several providers, or of none if any of them is wrong. Settings that are not named stay as they are. */
export async function importProviders(catalog: ProviderCatalog, asked: Import): Promise<ImportOutcome> {
  await catalog.reload();
  const { plan, faults, changes } = draftAll(catalog, asked);
  if (faults.length > 0) return { outcome: 'rejected', faults };
  if (asked.isDryRun || changes.length === 0) return { outcome: 'planned', plan };
  const { outcome } = await catalog.commit(changes);
  await catalog.reload();
  return outcome === 'conflict' ? { outcome: 'stale' } : { outcome: 'planned', plan };
}
