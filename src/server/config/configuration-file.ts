import { ConfigurationError } from '../../protocol/configuration-error.ts';
import type { SettingSources } from './sources.ts';

/** The configuration file, taken apart. */
export interface ConfigurationFile {
  readonly path: string;
  /** Every scalar by its dotted name: `tls.cert_file`. A list of scalars is joined by commas. */
  readonly scalars: ReadonlyMap<string, string>;
  /** The value of `external_auth` as it stands. */
  readonly externalAuth: unknown;
  /** The value of `federation` as it stands. */
  readonly federation: unknown;
  /** The value of `authorization_requests` as it stands. */
  readonly authorizationRequests: unknown;
}

/** The variable that names the file, and the file that is read if it is there and nothing else is named. */
export const configurationFileSetting = { env: 'GRANTRY_CONFIG', default: './grantry.yaml' } as const;

const isScalar = (value: unknown): boolean => ['string', 'number', 'boolean'].includes(typeof value);

function* scalarsOf(value: unknown, name: string): Generator<readonly [string, string]> {
  if (value === null || value === undefined) return;
  if (isScalar(value)) yield [name, String(value)];
  else if (Array.isArray(value) && value.every(isScalar)) yield [name, value.join(',')];
  else if (Array.isArray(value)) yield [name, JSON.stringify(value)];
  else for (const [member, inner] of Object.entries(value)) yield* scalarsOf(inner, name === '' ? member : `${name}.${member}`);
}

async function parse(path: string, text: string): Promise<Readonly<Record<string, unknown>>> {
  const { parseDocument } = await import('yaml'); // only a deployment with a file pays for it
  const document = parseDocument(text);
  const [error] = document.errors;
  if (error !== undefined) throw new ConfigurationError(path, error.message.split('\n')[0] ?? '', 'a YAML document');
  const value: unknown = document.toJS() ?? {};
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ConfigurationError(path, 'something else than settings by name', 'lines of the form <name>: <value>');
  }
  return { ...value };
}

/**
 * Reads the file that `GRANTRY_CONFIG` names, or `./grantry.yaml` if there is one.
 *
 * @throws ConfigurationError when the file that is named is not there, cannot be read, or is no YAML.
 */
export async function readConfigurationFile({ environment, readTextFile }: SettingSources): Promise<ConfigurationFile | undefined> {
  const named = environment[configurationFileSetting.env] || undefined;
  const path = named ?? configurationFileSetting.default;
  let text: string | undefined;
  try {
    text = readTextFile(path);
  } catch (error) {
    throw new ConfigurationError(
      configurationFileSetting.env,
      `${path}, which cannot be read (${String(error)})`,
      'a file that may be read',
    );
  }
  if (text === undefined) {
    if (named === undefined) return undefined;
    throw new ConfigurationError(configurationFileSetting.env, `${path}, which is not there`, 'the path of a YAML file');
  }
  const { external_auth: externalAuth, federation, authorization_requests: authorizationRequests, ...rest } = await parse(path, text);
  return { path, scalars: new Map(scalarsOf(rest, '')), externalAuth, federation, authorizationRequests };
}
