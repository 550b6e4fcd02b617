import type { ClientOpenIdRules } from '../model/openid-rules.ts';
import type { Engine, SectorRedirectUris } from '../ports.ts';
import type { ClientInput } from './client-input.ts';

const isHttps = /^https:/i;

/**
 * Fetches what a client's `sector_identifier_uri` lists, where an input may have made it wrong: it names the URI, or other redirect URIs.
 *
 * @returns undefined if there is nothing to fetch.
 * @see OpenID Connect Dynamic Client Registration §5
 */
export async function findListedUris(
  { fetchSectorRedirectUris }: Pick<Engine, 'fetchSectorRedirectUris'>,
  { sectorIdentifierUri, redirectUris, callbackUrl }: ClientInput,
  current?: ClientOpenIdRules,
): Promise<SectorRedirectUris | undefined> {
  const isConcerned = sectorIdentifierUri !== undefined || redirectUris !== undefined || callbackUrl !== undefined;
  const uri = sectorIdentifierUri ?? current?.sectorIdentifierUri;
  return isConcerned && uri !== undefined && isHttps.test(uri) ? fetchSectorRedirectUris(uri) : undefined;
}
