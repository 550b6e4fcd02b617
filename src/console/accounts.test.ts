import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Provider } from '../broker/model/provider.ts';
import { resolveProvider } from '../broker/providers/resolve-provider.ts';
import { epochSeconds } from '../protocol/units.ts';
import { toAccount } from './accounts.ts';
import { connection } from './testing/connection.ts';

const provider: Provider = resolveProvider({
  name: (key) => key,
  values: new Map([
    ['ID', 'demo'],
    ['TYPE', 'generic'],
    ['CLIENT_ID', 'client'],
    ['CLIENT_SECRET', 'secret'],
    ['AUTH_URL', 'https://demo.example/authorize'],
    ['TOKEN_URL', 'https://demo.example/token'],
  ]),
});

test('an account shows its health with the provider’s own words for it', () => {
  const failure = { class: 'terminal', words: 'invalid_grant', at: epochSeconds(1100), count: 1, nextAttemptAt: undefined } as const;
  const { health, cause } = toAccount(provider, { ...connection, failure }, epochSeconds(1200), 'only');
  assert.deepEqual({ health, cause }, { health: 'needs_reauth', cause: 'invalid_grant' });
});

test('an account without a name of its own has none', () => {
  assert.equal(toAccount(provider, connection, epochSeconds(1200), 'only').login, undefined);
  assert.equal(toAccount(provider, { ...connection, account: 'ada' }, epochSeconds(1200), 'only').login, 'ada');
});
