import type { Migration } from '../noun.ts';

/**
 * One newest signing key per service and algorithm, so that nodes cannot make two first ones. Where two were made, the older one stops
 * signing and stays published.
 */
export const signingAlgorithms: Migration = {
  number: 22,
  name: 'signing algorithms',
  statements: [
    `update signing_keys set retires_at = created_at + 315360000
      where retires_at is null and exists (
        select 1 from signing_keys newer
        where newer.service_id = signing_keys.service_id and newer.algorithm = signing_keys.algorithm
          and newer.retires_at is null and newer.id > signing_keys.id)`,
    'create unique index signing_keys_newest on signing_keys (service_id, algorithm) where retires_at is null',
  ],
};
