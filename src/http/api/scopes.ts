import type { ScopeDefinition } from '../../engine/model/service.ts';

/** Every scope of the REST API, with the words the consent page shows. `all` is what a client gets that asks for none (seed 003). */
export const apiScopes: readonly ScopeDefinition[] = [
  { name: 'all', description: 'Do everything you can do in Grantry', isDefault: true },
  { name: 'user:read_personal', description: 'See your name, user name and email address', isDefault: false },
  { name: 'external_auth:read', description: 'See which accounts you have linked and whether they work', isDefault: false },
  { name: 'external_auth:update', description: 'Link and unlink your accounts at other providers', isDefault: false },
  { name: 'external_auth:access_token', description: 'Get access tokens for your linked accounts', isDefault: false },
  { name: 'github_app:access_token', description: 'Get tokens of GitHub Apps, if you are an administrator', isDefault: false },
  { name: 'oauth2_app:read', description: 'See the applications registered here and those you authorised', isDefault: false },
  { name: 'oauth2_app:update', description: 'Register and change applications, and withdraw what you authorised', isDefault: false },
  { name: 'api_key:read', description: 'See the names of your API tokens and sessions', isDefault: false },
  { name: 'api_key:update', description: 'Make and delete your API tokens, and end your sessions', isDefault: false },
  { name: 'agent:read', description: 'See your agents', isDefault: false },
  { name: 'agent:update', description: 'Make and revoke your agents', isDefault: false },
];

/** Whether granted scopes cover the one an operation needs. */
export const coversScope = (granted: readonly string[] | undefined, needed: string): boolean =>
  granted === undefined || granted.includes('all') || granted.includes(needed);
