import type { BrokerEvent } from '../broker/ports.ts';
import type { ConfiguredProvider } from '../broker/providers/configured-providers.ts';
import type { WebhookReport } from '../broker/webhooks/ports.ts';
import type { AuthenticationDemand } from '../engine/authentication/meets-demand.ts';
import type { NoticeReport } from '../engine/logout/send-notice.ts';
import type { ServiceAttestationRules } from '../engine/model/attestation-rules.ts';
import type { ProfileName } from '../engine/model/profile-name.ts';
import type { ServiceRequestRules } from '../engine/model/request-rules.ts';
import type { FederationPolicy } from '../identity/model/federation-policy.ts';
import type { OnCommit } from '../stores/database.ts';
import type { DpopDemands } from './caches/cached-services.ts';
import type { ClientCertificateSettings } from './client-certificate/find-client-certificate.ts';
import type { DeviceValues } from './config/device-settings.ts';
import type { CatalogOptions } from './provider-catalog.ts';
import type { RegistrationDemands } from './registration-demands.ts';
import type { WorkloadSettings } from './workload/create-workload.ts';

/** What the rooms are built from. */
export interface RoomSettings {
  /** `sqlite:<path>` or `postgres://…`. */
  readonly database: string;
  readonly masterKey: Uint8Array;
  readonly accessUrl: string;
  /** Those of the environment and the file. */
  readonly providers: readonly ConfiguredProvider[];
  /** The trust policies of the file. @default none */
  readonly federation?: readonly FederationPolicy[];
  /** How workloads are checked. @default the settings' defaults */
  readonly workload?: WorkloadSettings;
  readonly onCommit?: OnCommit;
  /** Told by how many seconds this node's clock is ahead of the database's, by which all go, whenever that changed. */
  readonly onClockOffset?: (seconds: number) => void;
  readonly onBrokerEvent?: (event: BrokerEvent) => void;
  /** Whether clients' keys may be at private addresses. @default false */
  readonly clientAllowPrivate?: boolean;
  /** Where clients' certificates come from. @default nowhere */
  readonly clientCertificates?: ClientCertificateSettings;
  /** Whether webhooks may go to private addresses. @default false */
  readonly webhookAllowPrivate?: boolean;
  /** What the first service demands beyond what is stored of it. @default nothing */
  readonly dpop?: DpopDemands;
  /** How authorization requests must come to the first service. @default what is stored of it */
  readonly requestRules?: ServiceRequestRules | undefined;
  /** The profiles the first service's clients must keep, beside those that are stored of it. @default none */
  readonly profiles?: readonly ProfileName[];
  /** What sensitive operations of the REST API demand of the person behind an access token. @default nothing */
  readonly stepUp?: AuthenticationDemand;
  /** Who may vouch for its client instances, beside what is stored of it. @default nobody */
  readonly attestation?: ServiceAttestationRules;
  /** How applications may come to it by themselves. @default what is stored of it */
  readonly registration?: RegistrationDemands;
  /** How devices without a browser may ask it. @default what is stored of it */
  readonly device?: Partial<DeviceValues>;
  readonly onWebhookReport?: (report: WebhookReport) => void;
  /** Told of each attempt to tell an application that a session ended. */
  readonly onLogoutNotice?: (report: NoticeReport) => void;
  /** Told when sessions ended, and applications may have to be told. */
  readonly onSessionsEnded?: () => void;
  /** Told when there is something for webhooks to send. */
  readonly onNews?: () => void;
  /** Told of everything that is wrong with what is stored of providers, whenever that changed. */
  readonly onProviderProblems?: CatalogOptions['onProblems'];
  /** Told when the providers could not be read; those that are known go on. */
  readonly onCatalogFailure?: CatalogOptions['onFailure'];
  /** Told when the audit trail could not be written; it is tried again. */
  readonly onAuditFailure?: (error: unknown) => void;
}
