import type { Client } from '../model/client.ts';

/** A client that says anew what it is: what an operator laid down for it stays, and so does what it was known by. */
export const keepSettings = (current: Client, made: Client): Client => ({
  ...made,
  allowedScopes: made.allowedScopes ?? current.allowedScopes,
  defaultScopes: current.defaultScopes,
  pkceRequired: current.pkceRequired,
  accessTokenFormat: current.accessTokenFormat,
  profiles: current.profiles,
  isLocked: current.isLocked,
  terms: current.terms,
  description: { ...made.description, developer: current.description.developer, attributes: current.description.attributes },
  registration: current.registration,
  lastUsedAt: current.lastUsedAt,
  createdAt: current.createdAt,
});
