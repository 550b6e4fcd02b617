import { providerSettings } from '../../protocol/provider-setting.ts';
import { Secret } from '../../protocol/secret.ts';
import type { EpochSeconds } from '../../protocol/units.ts';
import type { StoredProvider } from '../model/stored-provider.ts';
import type { ConfiguredProvider } from '../providers/configured-providers.ts';
import type { SettingKey } from '../providers/setting-values.ts';
import { type EffectiveProvider, effectiveProvider } from './effective-providers.ts';
import { findFaults, type SettingFault } from './find-faults.ts';
import { mergeSettings } from './merge-settings.ts';
import type { ProviderChange } from './provider-change.ts';
import { type StoredSecretName, storedSecrets } from './stored-layer.ts';

/** Settings to be stored, as text. An empty one is taken away, so that what lies below holds again; one that is not named stays. */
export type ProviderInput = ReadonlyMap<SettingKey, string>;

/** What is asked for, and what it meets. */
export interface SaveFacts {
  readonly now: EpochSeconds;
  /** The id of the user. */
  readonly by: string;
  readonly id: string;
  readonly input: ProviderInput;
  readonly configured: ConfiguredProvider | undefined;
  readonly stored: StoredProvider | undefined;
}

/** A field that changes. Secrets are told by name alone. */
export interface FieldChange {
  readonly field: string;
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/** What storing settings comes to, said before it is done. */
export type SaveDecision =
  | {
      readonly action: 'save';
      readonly provider: EffectiveProvider;
      readonly fields: readonly FieldChange[];
      readonly changes: readonly ProviderChange[];
    }
  | { readonly action: 'unchanged'; readonly provider: EffectiveProvider }
  | { readonly action: 'reject'; readonly faults: readonly SettingFault[] };

/** Settings the environment or the file has: what is stored could never come into force. */
function findLocked({ input, configured }: SaveFacts): readonly SettingFault[] {
  if (configured === undefined) return [];
  const fixed = mergeSettings(configured.layers);
  return [...input].flatMap(([key, value]) => {
    const layer = fixed.layerOf(key);
    if (layer === undefined || key === 'ID' || fixed.values.get(key)?.trim() === value.trim()) return [];
    return [{ field: key.toLowerCase(), detail: `is set by ${layer.name(key)}, which wins` }];
  });
}

const operatorKeys: ReadonlySet<string> = new Set(
  providerSettings.flatMap((definition) => ('isForOperator' in definition ? [definition.key] : [])),
);

/** Settings that name something on the server are its operator's alone. */
const findForbidden = (facts: SaveFacts): readonly SettingFault[] =>
  [...worthStoring(facts)].flatMap(([key, value]) =>
    operatorKeys.has(key) && value !== ''
      ? [{ field: key.toLowerCase(), detail: 'is set in the environment or the configuration file only' }]
      : [],
  );

/** What is worth storing: not the id, which is the key, and not what the environment or the file says already. */
function* worthStoring({ input, configured }: SaveFacts): Generator<readonly [SettingKey, string]> {
  const fixed = configured === undefined ? undefined : mergeSettings(configured.layers);
  for (const [key, value] of input) if (key !== 'ID' && fixed?.layerOf(key) === undefined) yield [key, value.trim()];
}

type Draft = Pick<StoredProvider, 'settings' | StoredSecretName>;

function draftOf(facts: SaveFacts): Draft {
  const { stored } = facts;
  const settings = new Map(Object.entries(stored?.settings ?? {}));
  const secrets = { clientSecret: stored?.clientSecret, appPrivateKey: stored?.appPrivateKey };
  for (const [key, value] of worthStoring(facts)) {
    const secret = storedSecrets.find((each) => each.key === key);
    if (secret !== undefined) secrets[secret.member] = value === '' ? undefined : new Secret(value);
    else if (value === '') settings.delete(key.toLowerCase());
    else settings.set(key.toLowerCase(), value);
  }
  return { settings: Object.fromEntries(settings), ...secrets };
}

function changedFields(stored: StoredProvider | undefined, draft: Draft): readonly FieldChange[] {
  const before = stored?.settings ?? {};
  const names = [...new Set([...Object.keys(before), ...Object.keys(draft.settings)])];
  const fields: readonly FieldChange[] = names
    .map((field) => ({ field, from: before[field], to: draft.settings[field] }))
    .filter(({ from, to }) => from !== to);
  const secrets = storedSecrets.flatMap(({ key, member }): readonly FieldChange[] => {
    const [from, to] = [stored?.[member]?.reveal(), draft[member]?.reveal()];
    return from === to ? [] : [{ field: key.toLowerCase(), from: hidden(from), to: hidden(to) }];
  });
  return [...fields, ...secrets];
}

const hidden = (secret: string | undefined): string | undefined => (secret === undefined ? undefined : '[secret]');

/** Decides what storing settings of a provider comes to: a new one, a change of one, or nothing new at all. */
export function decideSave(facts: SaveFacts): SaveDecision {
  const { now, by, id, configured, stored } = facts;
  const untouchable = [...findLocked(facts), ...findForbidden(facts)];
  if (untouchable.length > 0) return { action: 'reject', faults: untouchable };
  const draft = draftOf(facts);
  const next: StoredProvider = {
    id,
    ...draft,
    version: (stored?.version ?? 0) + 1,
    createdAt: stored?.createdAt ?? now,
    updatedAt: now,
    updatedBy: by,
  };
  const provider = effectiveProvider(id, configured, next);
  const faults = findFaults(provider.settings);
  if (faults.length > 0) return { action: 'reject', faults };
  const fields = changedFields(stored, draft);
  if (fields.length === 0 && (stored ?? configured) !== undefined) {
    return { action: 'unchanged', provider: effectiveProvider(id, configured, stored) };
  }
  const change: ProviderChange =
    stored === undefined
      ? { change: 'insert_provider', provider: next }
      : { change: 'update_provider', provider: next, version: stored.version };
  return { action: 'save', provider, fields, changes: [change, { change: 'advance_providers' }] };
}
