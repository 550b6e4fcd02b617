import { join } from 'node:path';
import { type ConfiguredProvider, readConfiguredProviders } from '../../broker/providers/configured-providers.ts';
import type { ServiceRequestRules } from '../../engine/model/request-rules.ts';
import type { FederationPolicy } from '../../identity/model/federation-policy.ts';
import { ConfigurationError } from '../../protocol/configuration-error.ts';
import { type ReadSettings, readSettings } from './read-settings.ts';
import type { SettingName, SettingValues } from './settings.ts';
import { processSources, type SettingSources } from './sources.ts';

/** What the server is started with. */
export interface Settings extends Omit<SettingValues, 'database' | 'tlsCertFile' | 'tlsKeyFile'> {
  /** `sqlite:<path>` or `postgres://…`. */
  readonly database: string;
  readonly tls: { readonly certFile: string; readonly keyFile: string } | undefined;
  readonly providers: readonly ConfiguredProvider[];
  /** The trust policies of the file. */
  readonly federation: readonly FederationPolicy[];
  /** How authorization requests must come to the first service; undefined leaves it to what is stored. */
  readonly requestRules: ServiceRequestRules | undefined;
}

/** Settings as far as they could be read, where each is from, and everything that is wrong. */
export interface InspectedSettings {
  readonly settings: Settings;
  readonly origins: ReadonlyMap<SettingName, string>;
  readonly problems: readonly ConfigurationError[];
}

function readProviders(sources: SettingSources, { file }: ReadSettings, problems: ConfigurationError[]): readonly ConfiguredProvider[] {
  try {
    return readConfiguredProviders({ environment: sources.environment, list: file?.externalAuth });
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    problems.push(error);
    return [];
  }
}

async function readRules({ file }: ReadSettings, problems: ConfigurationError[]): Promise<ServiceRequestRules | undefined> {
  if (file?.authorizationRequests === undefined || file.authorizationRequests === null) return undefined;
  try {
    const { readRequestRules } = await import('./request-rules.ts'); // only a deployment that has some pays for it
    return readRequestRules(file.authorizationRequests);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    problems.push(error);
    return undefined;
  }
}

async function readFederation({ file }: ReadSettings, problems: ConfigurationError[]): Promise<readonly FederationPolicy[]> {
  if (file?.federation === undefined || file.federation === null) return [];
  try {
    const { readFederationPolicies } = await import('./federation-policies.ts'); // only a deployment that has some pays for it
    return readFederationPolicies(file.federation);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    problems.push(error);
    return [];
  }
}

/** Reads all settings and resolves the defaults that depend on others, without refusing any. */
export async function inspectSettings(sources: SettingSources = processSources): Promise<InspectedSettings> {
  const read = await readSettings(sources);
  const problems = [...read.problems];
  const providers = readProviders(sources, read, problems);
  const federation = await readFederation(read, problems);
  const requestRules = await readRules(read, problems);
  const { tlsCertFile, tlsKeyFile, database, ...values } = read.values;
  const settings: Settings = {
    ...values,
    database: database ?? `sqlite:${join(values.dataDir, 'grantry.db')}`,
    tls: tlsCertFile === undefined || tlsKeyFile === undefined ? undefined : { certFile: tlsCertFile, keyFile: tlsKeyFile },
    providers,
    federation,
    requestRules,
  };
  return { settings, origins: read.origins, problems };
}

/** More than one setting is wrong: each is said, so that the operator need not find them one start at a time. */
export class ConfigurationErrors extends Error {
  override readonly name = 'ConfigurationErrors';
  readonly problems: readonly ConfigurationError[];

  constructor(problems: readonly ConfigurationError[]) {
    super(problems.map(({ message }) => message).join('\n'));
    this.problems = problems;
  }
}

/**
 * Reads the settings the server starts with.
 *
 * @throws ConfigurationError naming the setting that is wrong, or {@link ConfigurationErrors} with several.
 */
export async function loadSettings(sources: SettingSources = processSources): Promise<Settings> {
  const { settings, problems } = await inspectSettings(sources);
  const [first] = problems;
  if (first !== undefined) throw problems.length === 1 ? first : new ConfigurationErrors(problems);
  return settings;
}
