import { findGrantType } from '../grants/registry.ts';

/**
 * The first grant type of a list by which a client gets tokens that no person allowed. Such a client must be somebody's: of one that came by itself
 * nobody ever said that it may have them.
 */
export const findUnattended = (grantTypes: readonly string[] = []): string | undefined =>
  grantTypes.find((name) => findGrantType(name)?.publicClients === 'refused');
