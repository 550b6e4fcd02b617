import assert from 'node:assert/strict';
import type { Connection, ConnectionTokens } from '../../src/broker/model/connection.ts';
import { type TestBroker, userId } from './test-broker.ts';

/** Keeps a connection of the test's user with `upstream`, as if it had been linked now. */
export async function keepConnection(
  { broker }: Pick<TestBroker, 'broker'>,
  tokens: ConnectionTokens & Partial<Pick<Connection, 'account' | 'chosenAt'>>,
  userOf: string = userId,
  providerId: string = 'upstream',
): Promise<Connection> {
  const now = broker.clock();
  const connection: Connection = {
    id: broker.mint.id(),
    providerId,
    userId: userOf,
    account: '',
    accountId: undefined,
    kind: 'oauth',
    chosenAt: now,
    ...tokens,
    generation: 1,
    attempt: 1,
    lease: undefined,
    intentAt: undefined,
    failure: undefined,
    lastRefreshedAt: undefined,
    lastValidatedAt: undefined,
    lastUsedAt: undefined,
    rejectedAt: undefined,
    createdAt: now,
    updatedAt: now,
  };
  assert.equal((await broker.commit([{ change: 'insert_connection', connection }])).outcome, 'committed');
  return connection;
}
