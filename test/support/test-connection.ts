import assert from 'node:assert/strict';
import type { Connection, ConnectionTokens } from '../../src/broker/model/connection.ts';
import { untried } from '../../src/broker/model/untried.ts';
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
    ...untried,
    createdAt: now,
    updatedAt: now,
  };
  assert.equal((await broker.commit([{ change: 'insert_connection', connection }])).outcome, 'committed');
  return connection;
}
