import type { Secret } from '../../protocol/secret.ts';
import type { ListenAddress } from '../listen-address.ts';
import type { LogLevel } from '../logger.ts';
import type { Setting } from './setting.ts';
import { address } from './values/address.ts';
import { text } from './values/plain.ts';
import { secret } from './values/secret.ts';
import { database, logLevel, trustProxy } from './values/server.ts';
import { accessUrl } from './values/url.ts';

/** Every single-valued setting as the operator gives it. Providers are lists and are read beside them. */
export interface SettingValues {
  readonly listen: ListenAddress;
  readonly accessUrl: string | undefined;
  readonly dataDir: string;
  readonly database: string | undefined;
  readonly masterKey: Secret | undefined;
  readonly masterKeyFile: string | undefined;
  readonly trustProxy: boolean | string;
  readonly tlsCertFile: string | undefined;
  readonly tlsKeyFile: string | undefined;
  readonly logLevel: LogLevel;
}

/** The name of a setting in our code. */
export type SettingName = keyof SettingValues;

/** Every setting. A new one is one entry here and one member above. */
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
  logLevel: {
    env: 'GRANTRY_LOG_LEVEL',
    yaml: 'log_level',
    kind: logLevel,
    default: 'info',
    summary: 'How much the server says.',
  },
};
