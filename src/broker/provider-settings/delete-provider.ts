import type { ProviderCatalog } from './catalog.ts';

/** How deleting what is stored of a provider ended. */
export type DeleteOutcome =
  | { readonly outcome: 'deleted'; readonly connections: number }
  | { readonly outcome: 'not_found' }
  /** The environment or the file configure it, and nothing is stored; `spelled` names where. */
  | { readonly outcome: 'configured'; readonly spelled: string }
  | { readonly outcome: 'has_connections'; readonly connections: number }
  /** Somebody else changed it meanwhile. */
  | { readonly outcome: 'stale' };

/**
 * Deletes what is stored of a provider. Its connections stay, and work again when a provider of that id comes back; so a provider that
 * would leave some behind is deleted only by `force`.
 */
export async function deleteProvider(catalog: ProviderCatalog, id: string, force: boolean): Promise<DeleteOutcome> {
  await catalog.reload();
  const found = catalog.effective.find((provider) => provider.id === id);
  if (found === undefined) return { outcome: 'not_found' };
  const { stored, configured, settings } = found;
  if (stored === undefined) return { outcome: 'configured', spelled: settings.name('ID') };
  const connections = (await catalog.facts.countConnections()).get(id) ?? 0;
  if (configured === undefined && connections > 0 && !force) return { outcome: 'has_connections', connections };
  const { outcome } = await catalog.commit([
    { change: 'delete_provider', providerId: id, version: stored.version },
    { change: 'advance_providers' },
  ]);
  await catalog.reload();
  return outcome === 'conflict' ? { outcome: 'stale' } : { outcome: 'deleted', connections };
}
