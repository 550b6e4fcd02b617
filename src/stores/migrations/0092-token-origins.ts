import type { Migration } from '../noun.ts';

/** How grants came to be, where it was not by a code, and which refresh token can replace an access token. */
export const tokenOrigins: Migration = {
  number: 92,
  name: 'token origins',
  statements: ['alter table grants add column grant_type text', 'alter table access_tokens add column refresh_token_id text'],
};
