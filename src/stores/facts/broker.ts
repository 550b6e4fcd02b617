import type { BrokerFacts } from '../../broker/ports.ts';
import type { Database } from '../database.ts';
import { findConnectState } from '../nouns/connect-states.ts';
import { countConnections } from '../nouns/count-connections.ts';
import { findDeviceConnect } from '../nouns/device-connects.ts';
import { listEndingTokens } from '../nouns/ending-tokens.ts';
import {
  findChosenConnectionOf,
  findConnection,
  findConnectionOf,
  listConnections,
  listConnectionsToRefresh,
} from '../nouns/find-connections.ts';

/** What the broker asks, answered by the database. */
export const brokerFacts = (database: Database): BrokerFacts => ({
  findConnection: (id) => database.askOne(findConnection, { id }),
  findConnectionOf: (userId, providerId, account) =>
    account === undefined
      ? database.askOne(findChosenConnectionOf, { user_id: userId, provider_id: providerId })
      : database.askOne(findConnectionOf, { user_id: userId, provider_id: providerId, account }),
  listConnections: (userId) => database.askMany(listConnections, { user_id: userId }),
  listConnectionsToRefresh: (expiresBefore, usedSince, limit) =>
    database.askMany(listConnectionsToRefresh, { expires_before: expiresBefore, used_since: usedSince, limit }),
  countConnections: (now) => database.askMany(countConnections, { now }),
  listEndingTokens: (now, limit) => database.askMany(listEndingTokens, { now, limit }),
  findConnectState: (stateHash) => database.askOne(findConnectState, { state_hash: stateHash }),
  findDeviceConnect: (id) => database.askOne(findDeviceConnect, { id }),
});
