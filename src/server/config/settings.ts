import type { Secret } from '../../protocol/secret.ts';
import type { ListenAddress } from '../listen-address.ts';
import type { LogLevel } from '../logger.ts';
import { type DemandValues, demandSettings } from './demand-settings.ts';
import { type DeviceValues, deviceSettings } from './device-settings.ts';
import { type RegistrationValues, registrationSettings } from './registration-settings.ts';
import type { Setting } from './setting.ts';
import { address } from './values/address.ts';
import { text, yesOrNo } from './values/plain.ts';
import { secret } from './values/secret.ts';
import { database, logLevel, trustProxy } from './values/server.ts';
import { accessUrl } from './values/url.ts';
import { certificateFile, type GivenIssuer, httpUrl, issuers } from './values/workload.ts';

/** Every single-valued setting as the operator gives it. Providers are lists and are read beside them. */
export interface SettingValues extends DemandValues, RegistrationValues, DeviceValues {
  readonly listen: ListenAddress;
  readonly accessUrl: string | undefined;
  readonly dataDir: string;
  readonly database: string | undefined;
  readonly masterKey: Secret | undefined;
  readonly masterKeyFile: string | undefined;
  readonly trustProxy: boolean | string;
  readonly tlsCertFile: string | undefined;
  readonly tlsKeyFile: string | undefined;
  readonly tlsClientCertificates: boolean;
  readonly tlsClientCaFile: string | undefined;
  readonly tlsClientCertificateHeader: string | undefined;
  readonly logLevel: LogLevel;
  readonly workloadAwsCertificates: string | undefined;
  readonly workloadAzureRoots: string | undefined;
  readonly workloadGoogleIssuer: string;
  readonly workloadGoogleJwksUri: string;
  readonly workloadAudience: string | undefined;
  readonly workloadIssuers: readonly GivenIssuer[];
  readonly clientAllowPrivate: boolean;
  readonly webhookAllowPrivate: boolean;
}

/** The name of a setting in our code. */
export type SettingName = keyof SettingValues;

/** Every setting. A new one is one entry and one member, here or where the demands are. */
export const settings: { readonly [Name in SettingName]: Setting<SettingValues[Name]> } = {
  listen: {
    env: 'GRANTRY_LISTEN',
    yaml: 'listen',
    kind: address,
    default: { host: '127.0.0.1', port: 4600 },
    summary: 'Address and port to listen on. Port 0 takes a free one and prints it.',
  },
  accessUrl: {
    env: 'GRANTRY_URL',
    yaml: 'url',
    kind: accessUrl,
    default: undefined,
    defaultInWords: 'http(s)://<listen address>',
    summary: 'The URL people and clients reach this server under. It is the issuer of the first service.',
  },
  dataDir: {
    env: 'GRANTRY_DATA_DIR',
    yaml: 'data_dir',
    kind: text,
    default: './data',
    summary: 'Directory of the embedded database and the generated master key.',
  },
  database: {
    env: 'GRANTRY_DATABASE',
    yaml: 'database',
    kind: database,
    default: undefined,
    defaultInWords: 'sqlite:<data dir>/grantry.db',
    isSecret: true,
    summary: 'The database: embedded for one node, PostgreSQL for several.',
  },
  masterKey: {
    env: 'GRANTRY_MASTER_KEY',
    yaml: 'master_key',
    kind: secret,
    default: undefined,
    isSecret: true,
    summary: 'The key that encrypts what is kept encrypted.',
  },
  masterKeyFile: {
    env: 'GRANTRY_MASTER_KEY_FILE',
    yaml: 'master_key_file',
    kind: text,
    default: undefined,
    defaultInWords: '<data dir>/master.key, made on first start',
    summary: 'File that holds the master key, in place of GRANTRY_MASTER_KEY.',
  },
  trustProxy: {
    env: 'GRANTRY_TRUST_PROXY',
    yaml: 'trust_proxy',
    kind: trustProxy,
    default: false,
    summary: 'Whose X-Forwarded-* headers to believe.',
  },
  tlsCertFile: {
    env: 'GRANTRY_TLS_CERT_FILE',
    yaml: 'tls.cert_file',
    kind: text,
    default: undefined,
    summary: 'PEM file of the TLS certificate chain. Set together with the key.',
  },
  tlsKeyFile: {
    env: 'GRANTRY_TLS_KEY_FILE',
    yaml: 'tls.key_file',
    kind: text,
    default: undefined,
    summary: 'PEM file of the TLS private key.',
  },
  tlsClientCertificates: {
    env: 'GRANTRY_TLS_CLIENT_CERTIFICATES',
    yaml: 'tls.client_certificates',
    kind: yesOrNo,
    default: false,
    summary: 'Whether to ask clients for TLS certificates, which may prove who they are. Browsers that have one ask their users about it.',
  },
  tlsClientCaFile: {
    env: 'GRANTRY_TLS_CLIENT_CA_FILE',
    yaml: 'tls.client_ca_file',
    kind: certificateFile,
    default: undefined,
    defaultInWords: 'none: only certificates that clients registered prove something',
    summary: "PEM file with the authorities that vouch for clients' certificates.",
  },
  tlsClientCertificateHeader: {
    env: 'GRANTRY_TLS_CLIENT_CERTIFICATE_HEADER',
    yaml: 'tls.client_certificate_header',
    kind: text,
    default: undefined,
    defaultInWords: 'none',
    summary:
      "The header in which a trusted proxy passes the client's certificate on: as RFC 9440 has it (Client-Cert), URL-encoded PEM, or base64.",
  },
  logLevel: {
    env: 'GRANTRY_LOG_LEVEL',
    yaml: 'log_level',
    kind: logLevel,
    default: 'info',
    summary: 'How much the server says.',
  },
  workloadAwsCertificates: {
    env: 'GRANTRY_WORKLOAD_AWS_CERTIFICATES',
    yaml: 'workload.aws_certificates',
    kind: certificateFile,
    default: undefined,
    defaultInWords: 'none: AWS proves nothing',
    summary: "PEM file with the RSA certificates of your AWS regions, which sign instances' documents.",
  },
  workloadAzureRoots: {
    env: 'GRANTRY_WORKLOAD_AZURE_ROOTS',
    yaml: 'workload.azure_roots',
    kind: certificateFile,
    default: undefined,
    defaultInWords: 'the roots Node ships with',
    summary: "PEM file with the roots that vouch for Azure's metadata service.",
  },
  workloadGoogleIssuer: {
    env: 'GRANTRY_WORKLOAD_GOOGLE_ISSUER',
    yaml: 'workload.google_issuer',
    kind: httpUrl,
    default: 'https://accounts.google.com',
    summary: "The issuer of the tokens of Google's instances.",
  },
  workloadGoogleJwksUri: {
    env: 'GRANTRY_WORKLOAD_GOOGLE_JWKS_URI',
    yaml: 'workload.google_jwks_uri',
    kind: httpUrl,
    default: 'https://www.googleapis.com/oauth2/v3/certs',
    summary: "Where that issuer's keys are.",
  },
  workloadAudience: {
    env: 'GRANTRY_WORKLOAD_AUDIENCE',
    yaml: 'workload.audience',
    kind: text,
    default: undefined,
    defaultInWords: 'the URL of this server',
    summary: "The audience that workloads' tokens must name.",
  },
  workloadIssuers: {
    env: 'GRANTRY_WORKLOAD_ISSUERS',
    yaml: 'workload.issuers',
    kind: issuers,
    default: [],
    defaultInWords: 'none',
    summary: 'Issuers whose tokens prove who a workload is: Kubernetes clusters, GitHub Actions.',
  },
  clientAllowPrivate: {
    env: 'GRANTRY_CLIENT_ALLOW_PRIVATE',
    yaml: 'client.allow_private',
    kind: yesOrNo,
    default: false,
    summary: 'Whether what clients register a URL for, such as their keys, may be at private addresses and over plain HTTP.',
  },
  webhookAllowPrivate: {
    env: 'GRANTRY_WEBHOOK_ALLOW_PRIVATE',
    yaml: 'webhook.allow_private',
    kind: yesOrNo,
    default: false,
    summary: 'Whether webhooks may go to private addresses and over plain HTTP. Administrators can reach your network through them then.',
  },
  ...registrationSettings,
  ...deviceSettings,
  ...demandSettings,
};
