import type { IdentityChange } from '../../identity/changes.ts';
import type { Noun, Writes } from '../noun.ts';

const table = 'federation_uses';

const writes: Writes<Extract<IdentityChange, { change: 'spend_federation_token' }>> = {
  spend_federation_token: {
    kind: 'insert',
    table,
    parameters: { key: 'text', expires_at: 'integer' },
    key: ['key'],
    expects: 'one',
    bind: ({ key, expiresAt }) => ({ key, expires_at: expiresAt }),
  },
};

/** Tokens that are good once and were exchanged, until they would be refused for their age. */
export const federationUses: Noun = {
  name: 'federation uses',
  writes,
  sealed: [],
  sweep: { table, key: 'key', where: 'expires_at < :before' },
};
