import { didYouMean } from '../../cli/closest-name.ts';
import { commandVariables } from '../../cli/environment.ts';
import { ConfigurationError } from '../../protocol/configuration-error.ts';
import { type ConfigurationFile, configurationFileSetting, readConfigurationFile } from './configuration-file.ts';
import type { Setting } from './setting.ts';
import { type SettingName, type SettingValues, settings } from './settings.ts';
import type { SettingSources } from './sources.ts';

/** What was read, where each value is from, and everything that is wrong. */
export interface ReadSettings {
  readonly values: SettingValues;
  /** For each setting that was given: the variable, or the place in the file. */
  readonly origins: ReadonlyMap<SettingName, string>;
  readonly file: ConfigurationFile | undefined;
  readonly problems: readonly ConfigurationError[];
}

const names = Object.keys(settings) as readonly SettingName[]; // Object.keys forgets the type of its keys
/** What the file has besides, read by the rules of those it is about. */
const lists = ['external_auth', 'federation', 'authorization_requests'] as const;
const ourPrefix = 'GRANTRY_';

/** Variables that belong to others: providers, read by the broker's rules; the command line's own; and those of test runs. */
const isOthers = (name: string): boolean =>
  name.startsWith('GRANTRY_EXTERNAL_AUTH_') || name.startsWith('GRANTRY_TEST_') || name in commandVariables;

function* unknownNames({ environment }: SettingSources, file: ConfigurationFile | undefined): Generator<ConfigurationError> {
  const variables = [configurationFileSetting.env, ...names.map((name) => settings[name].env)];
  for (const name of Object.keys(environment)) {
    if (!name.startsWith(ourPrefix) || variables.includes(name) || isOthers(name)) continue;
    yield new ConfigurationError(name, `an unknown setting.${didYouMean(name, variables)}`, 'the settings of grantry config show');
  }
  const places = names.map((name) => settings[name].yaml);
  for (const place of file?.scalars.keys() ?? []) {
    if (places.includes(place)) continue;
    const accepted = [...places, ...lists].join(', ');
    yield new ConfigurationError(`${file?.path}: ${place}`, `an unknown setting.${didYouMean(place, [...places, ...lists])}`, accepted);
  }
}

/** Settings that only make sense together, or only without each other. */
function* contradictions(values: SettingValues): Generator<ConfigurationError> {
  const { masterKey, masterKeyFile, tlsCertFile, tlsKeyFile } = settings;
  if (values.masterKey !== undefined && values.masterKeyFile !== undefined) {
    yield new ConfigurationError(masterKey.env, `a key, and ${masterKeyFile.env} too`, 'one of the two');
  }
  if (values.registration === 'token' && values.registrationTokens.length === 0) {
    yield new ConfigurationError(
      settings.registrationTokens.env,
      `nothing, but ${settings.registration.env} is token`,
      'initial access tokens',
    );
  }
  if ((values.tlsCertFile === undefined) !== (values.tlsKeyFile === undefined)) {
    const [missing, given] = values.tlsCertFile === undefined ? [tlsCertFile, tlsKeyFile] : [tlsKeyFile, tlsCertFile];
    yield new ConfigurationError(missing.env, `nothing, but ${given.env} is set`, 'a PEM file, or neither of the two');
  }
}

/** Reads every setting from environment, file and defaults, in this order. What is wrong is collected, so that it can be said at once. */
export async function readSettings(sources: SettingSources): Promise<ReadSettings> {
  const problems: ConfigurationError[] = [];
  const origins = new Map<SettingName, string>();
  let file: ConfigurationFile | undefined;
  try {
    file = await readConfigurationFile(sources);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    problems.push(error);
  }

  const read = <Value>(name: SettingName, setting: Setting<Value>): Value => {
    const fromEnvironment = sources.environment[setting.env] || undefined;
    const text = fromEnvironment ?? file?.scalars.get(setting.yaml);
    if (text === undefined) return setting.default;
    const origin = fromEnvironment === undefined ? `${file?.path}: ${setting.yaml}` : setting.env;
    origins.set(name, origin);
    const value = setting.kind.parse(text);
    if (value !== undefined) return value;
    problems.push(
      new ConfigurationError(origin, setting.isSecret ? 'something else (not shown)' : JSON.stringify(text), setting.kind.accepted),
    );
    return setting.default;
  };
  const values = Object.fromEntries(names.map((name) => [name, read<unknown>(name, settings[name])])) as unknown as SettingValues; // `settings` has a value of its type for each name
  problems.push(...unknownNames(sources, file), ...contradictions(values));
  return { values, origins, file, problems };
}
