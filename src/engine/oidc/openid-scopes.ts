import type { ScopeDefinition } from '../model/service.ts';

/** What makes a request one for an ID token (OpenID Connect Core §3.1.2.1). */
export const openIdScope = 'openid';

/** Asks for refresh tokens (OpenID Connect Core §11). */
export const offlineAccessScope = 'offline_access';

/** The claims that each scope asks for (OpenID Connect Core §5.4). */
export const claimsByScope: Readonly<Record<string, readonly string[]>> = {
  profile: [
    'name',
    'family_name',
    'given_name',
    'middle_name',
    'nickname',
    'preferred_username',
    'profile',
    'picture',
    'website',
    'gender',
    'birthdate',
    'zoneinfo',
    'locale',
    'updated_at',
  ],
  email: ['email', 'email_verified'],
  address: ['address'],
  phone: ['phone_number', 'phone_number_verified'],
};

/** The scopes of OpenID Connect that a service of ours knows from the start, with the words the consent page shows. */
export const openIdScopes: readonly ScopeDefinition[] = [
  { name: openIdScope, description: 'Sign you in, and know when and how you signed in', isDefault: false },
  { name: 'profile', description: 'See your name and user name', isDefault: false },
  { name: 'email', description: 'See your email address', isDefault: false },
  { name: offlineAccessScope, description: 'Stay connected while you are not there', isDefault: false },
];

const names: ReadonlySet<string> = new Set([openIdScope, offlineAccessScope, ...Object.keys(claimsByScope)]);

/** Whether a scope is one of OpenID Connect's: it asks for claims, and opens no API. */
export const isOpenIdScope = (name: string): boolean => names.has(name);

/** Whether a service is an OpenID provider: it knows the scope `openid`. */
export const isOpenIdProvider = ({ scopes }: { readonly scopes: readonly Pick<ScopeDefinition, 'name'>[] }): boolean =>
  scopes.some(({ name }) => name === openIdScope);
