import type { TObject } from 'typebox';
import type { Client } from '../../../engine/model/client.ts';
import { describeMembers, schemaOfMembers } from '../member-table.ts';
import { clientMembers } from './registry.ts';

/** The members of a client that people may see: those of `client_limited`. */
const names: readonly string[] = [
  'number',
  'clientName',
  'clientNames',
  'description',
  'descriptions',
  'clientId',
  'clientIdAlias',
  'clientIdAliasEnabled',
  'clientType',
];

const limitedMembers = clientMembers.filter(({ name }) => names.includes(name));

/** A client, as far as people may see it. */
export const limitedClient: TObject = schemaOfMembers(limitedMembers, 'EngineLimitedClient');

/** Shows as much of a client as people may see. */
export const describeLimited = (client: Client): Readonly<Record<string, unknown>> =>
  describeMembers(limitedMembers, { client, clientSecret: undefined });
