import type { BrokerChange } from '../broker/changes.ts';
import { createBroker } from '../broker/create-broker.ts';
import { sendToPublic } from '../broker/outbound/send-to-public.ts';
import { finishSharedWork } from '../broker/shared-work.ts';
import { createWebhooks } from '../broker/webhooks/create-webhooks.ts';
import type { AuthenticationDemand } from '../engine/authentication/meets-demand.ts';
import type { Notices } from '../engine/logout/send-notice.ts';
import type { Engine } from '../engine/ports.ts';
import type { Rooms } from '../http/context.ts';
import { createAuditTrail } from '../identity/audit/trail.ts';
import { createArgon2id } from '../identity/passwords/argon2id.ts';
import type { Identity } from '../identity/ports.ts';
import type { Clock } from '../protocol/units.ts';
import { brokerFacts } from '../stores/facts/broker.ts';
import { engineFacts } from '../stores/facts/engine.ts';
import { identityFacts } from '../stores/facts/identity.ts';
import { providerFacts } from '../stores/facts/providers.ts';
import { webhookFacts } from '../stores/facts/webhooks.ts';
import { createMint, sha256 } from '../stores/mint.ts';
import { type OpenDatabase, openDatabase } from '../stores/open-database.ts';
import { announcingCommit } from './announcing-commit.ts';
import { cachedAgents } from './caches/cached-agents.ts';
import { cachedClients } from './caches/cached-clients.ts';
import { cachedConnections } from './caches/cached-connections.ts';
import { cachedManagementTokens } from './caches/cached-management-tokens.ts';
import { cachedServices } from './caches/cached-services.ts';
import { createClientCertificates, noClientCertificates } from './client-certificate/find-client-certificate.ts';
import { isAuthorityCertificate } from './client-certificate/is-authority-certificate.ts';
import { createClientDiscovery } from './client-discovery.ts';
import { createFindClientKeys, maxKeySetBytes } from './client-keys.ts';
import { endingSessionsCommit } from './ending-sessions-commit.ts';
import { ensureFirstService, firstServiceId } from './first-service.ts';
import { createGitHubApps } from './github-app/create-github-apps.ts';
import { importSigningKey } from './import-signing-key.ts';
import { createJwtSigner } from './jwt-signer.ts';
import { keyChangingCommit } from './key-changing-commit.ts';
import { leftHash } from './left-hash.ts';
import { openProviderCatalog } from './provider-catalog.ts';
import { createFetchRequestObject } from './request-objects.ts';
import type { RoomSettings } from './room-settings.ts';
import { createFetchSectorRedirectUris } from './sector-redirect-uris.ts';
import { createSendLogoutToken } from './send-logout-token.ts';
import { startSharedClock } from './shared-clock.ts';
import { createSharedMac } from './shared-mac.ts';
import { createSigningKeyMaker, type MakeSigningKey } from './signing-key-maker.ts';
import { createFindSubjectClaims, subjectClaimNames } from './subject-claims.ts';
import { createVerifySignature, verifyMac } from './verify-signature.ts';
import { createWorkload, defaultWorkloadSettings } from './workload/create-workload.ts';

/** The rooms over an open database. */
export interface OpenRooms extends Rooms {
  readonly database: OpenDatabase;
  /** What tells applications that sessions ended. */
  readonly notices: Notices;
  readonly makeSigningKey: MakeSigningKey;
  readonly clock: Clock;
  /** Finishes what is under way, and lets go of the database. */
  close(): Promise<void>;
}

const demandsNothing = (demand: AuthenticationDemand | undefined): boolean =>
  demand === undefined || (demand.maxAge === undefined && demand.acrValues.length === 0);

/**
 * Opens the database, migrates it, and builds the three middle rooms on it.
 *
 * @throws ConfigurationError when the database or the master key cannot be used.
 */
export async function openRooms(settings: RoomSettings): Promise<OpenRooms> {
  const { accessUrl } = settings;
  const mint = createMint();
  const database = await openDatabase({ url: settings.database, masterKey: settings.masterKey, onCommit: settings.onCommit, mint });
  const { commit, readClock } = database;
  const { clock, close: closeClock } = await startSharedClock({ readClock, onOffset: settings.onClockOffset });
  const workload = createWorkload(settings.workload ?? defaultWorkloadSettings, accessUrl, clock);

  const clients = cachedClients(engineFacts(database), commit, clock);
  const services = cachedServices(clients.facts, clients.commit, clock, accessUrl, settings);
  const { facts } = services;
  const makeSigningKey = createSigningKeyMaker({ facts, commit: services.commit, clock, mint });
  const { forgetKeys, ...signer } = createJwtSigner({ listSigningKeys: facts.listSigningKeys, clock, makeKey: makeSigningKey });
  const sendToClient = sendToPublic(settings.clientAllowPrivate ?? false, undefined, maxKeySetBytes);
  const findClientKeys = createFindClientKeys({
    send: sendToClient,
    clock,
  });
  const verifySignature = createVerifySignature();
  const engine: Engine = {
    facts,
    commit: keyChangingCommit(services.commit, forgetKeys),
    clock,
    mint,
    sha256,
    mac: createSharedMac(settings.masterKey),
    ...signer,
    verifySignature,
    verifyMac,
    isAuthorityCertificate,
    findClientKeys,
    leftHash,
    findSubjectClaims: createFindSubjectClaims(identityFacts(database)),
    subjectClaimNames,
    discoverClient: (named) => discoverClient(named),
    fetchSectorRedirectUris: createFetchSectorRedirectUris(sendToClient),
    fetchRequestObject: createFetchRequestObject(sendToClient),
  };
  const discoverClient = createClientDiscovery(engine, commit, settings.clientAllowPrivate ?? false);

  const notices: Notices = {
    ...engine,
    send: createSendLogoutToken(sendToPublic(settings.clientAllowPrivate ?? false)),
    chance: Math.random,
    report: settings.onLogoutNotice ?? (() => {}),
  };

  const everybody = identityFacts(database);
  const onEnded = settings.onSessionsEnded ?? (() => {});
  const agents = cachedAgents(everybody, endingSessionsCommit({ commit, facts: everybody, clock, onEnded }));
  const { facts: people, commit: commitPeople } = cachedManagementTokens(agents.facts, agents.commit);
  const audit = createAuditTrail({ facts: people, commit, clock, sha256, onFailure: settings.onAuditFailure ?? (() => {}) });
  const federation = { audience: settings.workload?.workloadAudience ?? accessUrl, configured: settings.federation ?? [] };
  const identity: Identity = {
    facts: people,
    federation,
    commit: commitPeople,
    clock,
    mint,
    sha256,
    passwords: createArgon2id(),
    audit,
    workload,
  };

  const commitNews = announcingCommit<BrokerChange>(commit, settings.onNews ?? (() => {}));
  const catalog = await openProviderCatalog({
    facts: providerFacts(database),
    commit,
    clock,
    configured: settings.providers,
    onProblems: settings.onProviderProblems,
    onFailure: settings.onCatalogFailure,
  });
  const connections = cachedConnections(brokerFacts(database), commitNews);
  const broker = createBroker({
    facts: connections.facts,
    commit: connections.commit,
    clock,
    mint,
    sha256,
    providers: () => catalog.providers,
    accessUrl,
    githubAppOf: createGitHubApps(),
    ...(settings.onBrokerEvent === undefined ? {} : { report: settings.onBrokerEvent }),
  });

  const webhooks = createWebhooks({
    facts: webhookFacts(database),
    commit: commitNews,
    clock,
    mint,
    ...(settings.webhookAllowPrivate === undefined ? {} : { allowPrivate: settings.webhookAllowPrivate }),
    ...(settings.onWebhookReport === undefined ? {} : { report: settings.onWebhookReport }),
  });

  await ensureFirstService(engine, accessUrl);
  return {
    engine,
    notices,
    identity,
    broker,
    catalog,
    webhooks,
    clientCertificates: createClientCertificates(settings.clientCertificates ?? noClientCertificates, clock),
    accessUrl,
    serviceId: firstServiceId,
    stepUp: demandsNothing(settings.stepUp) ? undefined : settings.stepUp,
    database,
    makeSigningKey,
    importSigningKey: (jwk) => importSigningKey(mint, jwk),
    clock,
    close: async () => {
      closeClock();
      await catalog.close();
      await finishSharedWork(broker);
      await audit.flush();
      await database.close();
    },
  };
}
