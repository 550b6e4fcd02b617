import type { StoredProvider } from '../model/stored-provider.ts';

/** Every write to what is stored of providers. “If” marks a condition whose failure is a conflict. */
export type ProviderChange =
  /** If none of that id is stored. */
  | { readonly change: 'insert_provider'; readonly provider: StoredProvider }
  /** If what is stored is of `version` still. */
  | { readonly change: 'update_provider'; readonly provider: StoredProvider; readonly version: number }
  /** If what is stored is of `version` still. */
  | { readonly change: 'delete_provider'; readonly providerId: string; readonly version: number }
  /** Goes with every other, so that all nodes notice. Never a conflict. */
  | { readonly change: 'advance_providers' };
