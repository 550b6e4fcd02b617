import type { FastifyInstance } from 'fastify';
import type { BrokerEvent } from '../broker/ports.ts';
import type { ConfiguredProvider } from '../broker/providers/configured-providers.ts';
import { createDispatcher } from '../broker/webhooks/dispatch.ts';
import type { WebhookReport } from '../broker/webhooks/ports.ts';
import { sendNotFoundPage } from '../console/console.ts';
import { createNoticeDispatcher } from '../engine/logout/dispatch-notices.ts';
import type { NoticeReport } from '../engine/logout/send-notice.ts';
import type { Attester } from '../engine/model/attestation-rules.ts';
import type { ProfileName } from '../engine/model/profile-name.ts';
import type { ServiceRequestRules } from '../engine/model/request-rules.ts';
import type { FederationPolicy } from '../identity/model/federation-policy.ts';
import type { Identity } from '../identity/ports.ts';
import { createSetupLink } from '../identity/setup/setup-link.ts';
import type { Seconds } from '../protocol/units.ts';
import { type AppOptions, makeApp } from './app.ts';
import { type ClientCertificateFiles, loadClientCertificates } from './client-certificate/load-client-certificates.ts';
import type { DeviceValues } from './config/device-settings.ts';
import type { RegistrationValues } from './config/registration-settings.ts';
import { type DeliveryWorker, startDeliveryWorker } from './delivery-worker.ts';
import { mountFaces } from './faces.ts';
import { startHousekeeping } from './housekeeping.ts';
import { chooseListenAddress, type ListenAddress, urlOf } from './listen-address.ts';
import { type LogLevel, makeLogger } from './logger.ts';
import { findMasterKey, type MasterKeySettings } from './master-key.ts';
import { type Metrics, makeMetrics } from './metrics.ts';
import { openRooms } from './rooms.ts';
import { version } from './version.ts';
import type { WorkloadSettings } from './workload/create-workload.ts';

/** What a server is started with. */
export interface ServeSettings
  extends MasterKeySettings,
    WorkloadSettings,
    Partial<ClientCertificateFiles>,
    Partial<RegistrationValues>,
    Partial<DeviceValues>,
    Pick<AppOptions, 'trustProxy' | 'tls'> {
  readonly listen: ListenAddress;
  /** The URL people and clients reach the deployment under; undefined means the address it listens on. */
  readonly accessUrl: string | undefined;
  readonly database: string;
  readonly logLevel: LogLevel;
  readonly providers: readonly ConfiguredProvider[];
  /** The trust policies of the file. */
  readonly federation?: readonly FederationPolicy[];
  /** How authorization requests must come to the first service. @default what is stored of the service */
  readonly requestRules?: ServiceRequestRules | undefined;
  /** Whether clients' `jwks_uri` may be at private addresses and over plain HTTP. @default false */
  readonly clientAllowPrivate?: boolean;
  /** Whether webhooks may go to private addresses and over plain HTTP. @default false */
  readonly webhookAllowPrivate?: boolean;
  /** Whether the first service's access tokens must be bound to DPoP keys. @default what is stored of the service */
  readonly dpopRequired?: boolean;
  /** Whether its proofs must have a nonce. @default what is stored of the service */
  readonly dpopNonces?: boolean;
  /** The profiles its clients must keep, beside those that are stored of it. @default none */
  readonly profiles?: readonly ProfileName[];
  /** How long ago a person may have signed in for an application to do what is sensitive. @default any time ago */
  readonly stepUpMaxAge?: Seconds | undefined;
  /** How they must have signed in. @default any way */
  readonly stepUpAcrValues?: readonly string[];
  /** Who may vouch for its client instances, beside what is stored of it. @default nobody */
  readonly clientAttesters?: readonly Attester[];
  /** Whether the proofs of those must have a challenge. @default what is stored of the service */
  readonly clientAttestationChallenges?: boolean;
}

/** A server that listens. */
export interface RunningServer {
  readonly url: string;
  readonly app: FastifyInstance;
  /** Stops taking requests, finishes those in flight and what providers are about to answer, and lets go of the database. */
  close(): Promise<void>;
}

const countBrokerEvent = (metrics: Metrics, event: BrokerEvent): void => {
  if (event.event === 'refreshed') metrics.providerRefresh(event.providerId, 'refreshed');
  else if (event.event === 'refresh_failed') metrics.providerRefresh(event.providerId, event.class);
  else if (event.event === 'hand_out') metrics.handOut(event.providerId, event.outcome);
};

/** A connection that only its user can mend is told of on the audit trail. */
const recordBrokerEvent = ({ audit }: Identity, event: BrokerEvent): void => {
  if (event.event !== 'token_refused' && (event.event !== 'refresh_failed' || event.class !== 'terminal')) return;
  const { connectionId, providerId, words } = event;
  audit.record({
    event: 'connection_needs_reauth',
    actor: 'system',
    target: `connection:${connectionId}`,
    details: { provider: providerId, words },
  });
};

/** An endpoint that is told of nothing any more is worth remembering. */
const recordWebhookReport = ({ audit }: Identity, report: WebhookReport): void => {
  if (report.report !== 'endpoint_disabled') return;
  const { endpointId, reason } = report;
  audit.record({ event: 'webhook_disabled', actor: 'system', target: `webhook:${endpointId}`, details: { reason } });
};

/** An application that could not be told that somebody logged out may still have them signed in. */
const recordLogoutNotice = ({ audit }: Identity, { outcome, clientId, words }: NoticeReport): void => {
  if (outcome !== 'gave_up') return;
  audit.record({ event: 'logout_untold', actor: 'system', target: `app:${clientId}`, details: { words } });
};

/** Connections that were busy when the closing began turn idle once answered, and would be kept for the next request. */
async function closeApp(app: FastifyInstance): Promise<void> {
  const timer = setInterval(() => app.server.closeIdleConnections(), 50);
  await app.close();
  clearInterval(timer);
}

/** Somebody else got the port the system had chosen for us, in the moments before it was bound. */
const isAddressInUse = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';

/**
 * Starts the server: database, rooms, faces, chores, and the address, in this order, so that it listens only when it can answer.
 *
 * @param say tells the operator something worth reading at a start.
 * @throws ConfigurationError when a setting cannot be used.
 */
export async function serve(settings: ServeSettings, say: (line: string) => void): Promise<RunningServer> {
  const logger = makeLogger(settings.logLevel);
  const metrics = makeMetrics();
  metrics.version(version);
  const listen = await chooseListenAddress(settings.listen);
  const accessUrl = settings.accessUrl ?? urlOf(listen, settings.tls !== undefined);
  const { masterKey, madeIn } = findMasterKey(settings);
  if (madeIn !== undefined)
    say(`Made a master key in ${madeIn}. It opens every secret in the database: keep a copy of it apart from the database's.`);

  const clientCertificates = loadClientCertificates(settings, { trustProxy: settings.trustProxy, hasTls: settings.tls !== undefined });

  let worker: DeliveryWorker | undefined;
  let logoutWorker: DeliveryWorker | undefined;
  const rooms = await openRooms({
    database: settings.database,
    masterKey,
    accessUrl,
    providers: settings.providers,
    workload: settings,
    clientCertificates,
    ...(settings.federation === undefined ? {} : { federation: settings.federation }),
    onCommit: metrics.commit,
    onClockOffset: (seconds) => {
      metrics.clockOffset(seconds);
      if (seconds === 0) logger.info("this node's clock is right again");
      else
        logger.warn(`the clock of this node is ${Math.abs(seconds)} s ${seconds > 0 ? 'ahead of' : 'behind'} the database's, which counts`);
    },
    onBrokerEvent: (event) => {
      countBrokerEvent(metrics, event);
      if (event.event === 'hand_out') return; // counted, and on the audit trail
      logger[event.event === 'refreshed' ? 'debug' : 'warn'](event, event.event);
      recordBrokerEvent(rooms.identity, event);
    },
    ...(settings.clientAllowPrivate === undefined ? {} : { clientAllowPrivate: settings.clientAllowPrivate }),
    requestRules: settings.requestRules,
    dpop: { isRequired: settings.dpopRequired === true, demandsNonces: settings.dpopNonces === true },
    attestation: { attesters: settings.clientAttesters ?? [], challengeRequired: settings.clientAttestationChallenges === true },
    ...(settings.profiles === undefined ? {} : { profiles: settings.profiles }),
    registration: settings,
    device: settings,
    stepUp: { maxAge: settings.stepUpMaxAge, acrValues: settings.stepUpAcrValues ?? [] },
    ...(settings.webhookAllowPrivate === undefined ? {} : { webhookAllowPrivate: settings.webhookAllowPrivate }),
    onWebhookReport: (report) => {
      if (report.report === 'attempted') metrics.webhookDelivery(report.outcome);
      logger[report.report === 'attempted' && report.outcome === 'delivered' ? 'debug' : 'warn'](report, 'webhook');
      recordWebhookReport(rooms.identity, report);
    },
    onNews: () => worker?.wake(),
    onSessionsEnded: () => logoutWorker?.wake(),
    onLogoutNotice: (report) => {
      logger[report.outcome === 'told' ? 'debug' : 'warn'](report, 'logout token');
      recordLogoutNotice(rooms.identity, report);
    },
    onProviderProblems: (problems) => {
      metrics.providerProblems(problems.length);
      for (const problem of problems) logger.warn(problem, 'what is stored of a provider cannot be used');
    },
    onCatalogFailure: (error) => logger.error({ err: error }, 'the providers could not be read; going on with those that are known'),
    onAuditFailure: (error) => logger.error({ err: error }, 'the audit trail could not be written; trying again'),
  });
  let isStopping = false;
  const { trustProxy, tls } = settings;
  const requestsCertificates = clientCertificates.fromTls;
  const app = makeApp({ logger, metrics, trustProxy, tls, requestsCertificates, notFoundPage: sendNotFoundPage });
  try {
    metrics.countConnections(() => rooms.broker.facts.countConnections(rooms.clock()));
    await mountFaces(app, { rooms, metrics, isStopping: () => isStopping });
    await app.listen(listen);
  } catch (error) {
    await app.close();
    await rooms.close();
    if (settings.listen.port === 0 && isAddressInUse(error)) return serve(settings, say);
    throw error;
  }
  worker = startDeliveryWorker(
    (onDone, onFailure) => createDispatcher(rooms.webhooks, onDone, onFailure),
    (error) => logger.error({ err: error }, 'webhooks could not be sent'),
  );
  logoutWorker = startDeliveryWorker(
    (onDone, onFailure) => createNoticeDispatcher(rooms.notices, onDone, onFailure),
    (error) => logger.error({ err: error }, 'logout tokens could not be sent'),
  );
  const stopHousekeeping = startHousekeeping(rooms, (chore, error) => logger.error({ err: error, chore }, 'a chore failed'));
  const setupLink = await createSetupLink(rooms.identity);
  if (setupLink !== undefined) say(`Nobody has an account yet. Become the owner: ${accessUrl}/setup?token=${setupLink.reveal()}`);
  say(`Grantry ${version} is listening on ${urlOf(listen, settings.tls !== undefined)}`);
  return {
    url: accessUrl,
    app,
    close: async () => {
      isStopping = true;
      await closeApp(app);
      await stopHousekeeping();
      await Promise.all([worker.stop(), logoutWorker.stop()]);
      await rooms.close();
    },
  };
}
