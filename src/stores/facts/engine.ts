import type { TokenSelection } from '../../engine/model/token-record.ts';
import type { EngineFacts } from '../../engine/ports.ts';
import type { EpochSeconds } from '../../protocol/units.ts';
import type { Database } from '../database.ts';
import { findAccessTokenWithGrant } from '../nouns/access-tokens.ts';
import { findAuthorizationTicket } from '../nouns/authorization-tickets.ts';
import { findClientSecret, listKeptSecrets } from '../nouns/client-secrets.ts';
import { findCode } from '../nouns/codes.ts';
import { findDeviceAuthorization, findDeviceAuthorizationByUserCode } from '../nouns/device-authorizations.ts';
import { countClientsOf, findClientByClientId, findClientByNumber, listClients, listClientsFrom } from '../nouns/find-clients.ts';
import { findGrant, listConsents, listLiveGrants } from '../nouns/grants.ts';
import { findRefreshTokenWithGrant } from '../nouns/refresh-tokens.ts';
import { countClients, isSoftwareIdTaken, listUnusedClients } from '../nouns/registered-clients.ts';
import { findReplayMark } from '../nouns/replay-marks.ts';
import { findService, listServices } from '../nouns/services.ts';
import { listDueLogoutNotices } from '../nouns/session-clients.ts';
import { listSigningKeys } from '../nouns/signing-keys.ts';
import { findSuccessor } from '../nouns/successors.ts';
import { findTokenBatch } from '../nouns/token-batches.ts';
import { countTokenRecords, listTokenRecords } from '../nouns/token-records.ts';

/** A client's number, as requests write it. */
const decimal = /^[1-9][0-9]{0,15}$/;

/** Which tokens, as the reads take it. */
const select = ({ serviceId, clientNumber = 0, subject = '' }: TokenSelection, now: EpochSeconds) => ({
  service_id: serviceId,
  client_number: clientNumber,
  subject,
  now,
});

/** What the engine asks, answered by the database. */
export const engineFacts = (database: Database): EngineFacts => ({
  findService: (id) => database.askOne(findService, { id }),
  findStoredService: (id) => database.askOne(findService, { id }),
  listServices: () => database.askMany(listServices, {}),
  findClient: (serviceId, identifier) =>
    decimal.test(identifier)
      ? database.askOne(findClientByNumber, { service_id: serviceId, number: Number(identifier) })
      : database.askOne(findClientByClientId, { service_id: serviceId, client_id: identifier }),
  listClients: (serviceId) => database.askMany(listClients, { service_id: serviceId }),
  listClientsFrom: (serviceId, developer, start, limit) =>
    database.askMany(listClientsFrom, { service_id: serviceId, developer, start, limit }),
  countClientsOf: (serviceId, developer) => {
    const found = database.askOne(countClientsOf, { service_id: serviceId, developer });
    return found instanceof Promise ? found.then((count) => count ?? 0) : (found ?? 0);
  },
  countClients: (serviceId, source) => {
    const found = database.askOne(countClients, { service_id: serviceId, source });
    return found instanceof Promise ? found.then((count) => count ?? 0) : (found ?? 0);
  },
  isSoftwareIdTaken: (serviceId, softwareId, clientNumber) => isSoftwareIdTaken(database.askOne, serviceId, softwareId, clientNumber),
  listUnusedClients: (serviceId, madeBefore, usedBefore, limit) =>
    database.askMany(listUnusedClients, { service_id: serviceId, made_before: madeBefore, used_before: usedBefore, places: limit }),
  findClientSecret: (id) => database.askOne(findClientSecret, { id }),
  findAuthorizationTicket: (id) => database.askOne(findAuthorizationTicket, { id }),
  listKeptSecrets: (number) => database.askMany(listKeptSecrets, { client_number: number }),
  findCode: (id) => database.askOne(findCode, { id }),
  findDeviceAuthorization: (id) => database.askOne(findDeviceAuthorization, { id }),
  findDeviceAuthorizationByUserCode: (userCode) => database.askOne(findDeviceAuthorizationByUserCode, { user_code: userCode }),
  findGrant: (id) => database.askOne(findGrant, { id }),
  findRefreshTokenWithGrant: (id) => database.askOne(findRefreshTokenWithGrant, { id }),
  findSuccessor: (id) => database.askOne(findSuccessor, { id }),
  findAccessTokenWithGrant: (id) => database.askOne(findAccessTokenWithGrant, { id }),
  listTokenRecords: (selection, now, page) => database.askMany(listTokenRecords, { ...select(selection, now), ...page }),
  countTokenRecords: async (selection, now) => (await database.askMany(countTokenRecords, select(selection, now)))[0] ?? 0,
  findTokenBatch: (id) => database.askOne(findTokenBatch, { id }),
  listLiveGrants: (serviceId, subject, now) => database.askMany(listLiveGrants, { service_id: serviceId, subject, now }),
  listConsents: (serviceId, subject, now) => database.askMany(listConsents, { service_id: serviceId, subject, now }),
  listSigningKeys: (serviceId, now) => database.askMany(listSigningKeys, { service_id: serviceId, now }),
  listDueLogoutNotices: (now, perClient) => database.askMany(listDueLogoutNotices, { now, per_client: perClient }),
  isMarked: ({ kind, key }) => {
    const found = database.askOne(findReplayMark, { kind, key });
    return found instanceof Promise ? found.then((mark) => mark === true) : found === true;
  },
});
