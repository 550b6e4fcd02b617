import type { Migration } from '../noun.ts';

/** What clients prove themselves with besides hashed secrets: public keys, certificates, secrets that are kept sealed. */
export const clientKeys: Migration = {
  number: 29,
  name: 'client keys',
  statements: [
    'alter table clients add column token_endpoint_auth_signing_alg text',
    'alter table clients add column jwks text',
    'alter table clients add column jwks_uri text',
    'alter table clients add column certificate_subject text',
    'alter table client_secrets add column full_secret text',
  ],
};
