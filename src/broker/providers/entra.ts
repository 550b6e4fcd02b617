import type { AccountSources, ProviderAccount } from './account.ts';
import { textIn } from './members.ts';

/**
 * The place of another endpoint of the same tenant: the last part of the authorization URL's path replaced, whatever stands before it.
 * undefined if the path does not end as an authorization URL's does.
 */
export function siblingOfAuthorize(authUrl: URL | undefined, name: string): string | undefined {
  if (authUrl === undefined || !/\/authorize\/?$/.test(authUrl.pathname)) return undefined;
  return authUrl.origin + authUrl.pathname.replace(/\/authorize\/?$/, `/${name}`);
}

/** Reads an account from an ID token of Microsoft Entra: the object's id is the same for every app, `sub` is not. */
export function readEntraAccount({ claims }: Pick<AccountSources, 'claims'>): ProviderAccount | undefined {
  const id = textIn(claims, 'oid', 'sub');
  return id === undefined ? undefined : { id, name: textIn(claims, 'preferred_username', 'upn', 'unique_name', 'email') ?? id };
}
