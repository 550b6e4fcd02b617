import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isJsonObject, type JsonObject, textOf } from '../api/read-answer.ts';
import { CommandFailure } from '../command-failure.ts';
import { credentialsPath, makeCredentialsDirectory, replaceFile } from '../credentials/credentials-file.ts';
import type { Environment } from '../environment.ts';

/** What the configuration file says; undefined is what it leaves out. */
export interface Configuration {
  readonly bearer: string | undefined;
  readonly serverUrl: string | undefined;
  /** Servers' URLs by the names that `--server` takes. */
  readonly servers: Readonly<Record<string, string>>;
  readonly outputFormat: string | undefined;
  readonly timeout: string | undefined;
}

/** Where the configuration file is: beside the credentials file. */
export const configurationPath = (environment: Environment): string => join(dirname(credentialsPath(environment)), 'config.yaml');

async function readDocument(path: string): Promise<JsonObject> {
  if (!existsSync(path)) return {};
  const { parse } = await import('yaml');
  try {
    const document: unknown = parse(readFileSync(path, 'utf8'));
    if (document === null) return {};
    if (isJsonObject(document)) return document;
  } catch (cause) {
    const [words = ''] = cause instanceof Error ? cause.message.split('\n') : [];
    throw new CommandFailure(`${path} cannot be read: ${words.replace(/:$/, '')}`, 'mend it, or move it away, then: grantry configure', {
      cause,
    });
  }
  throw new CommandFailure(`${path} is not a configuration file`, 'move it away, then: grantry configure');
}

const section = (document: JsonObject, name: string): JsonObject => {
  const member = document[name];
  return isJsonObject(member) ? member : {};
};

/**
 * Reads the configuration file; one that is not there says nothing.
 *
 * @throws CommandFailure if it is there and is none
 */
export async function readConfiguration(environment: Environment): Promise<Configuration> {
  const document = await readDocument(configurationPath(environment));
  const servers = section(document, 'servers');
  return {
    bearer: textOf(section(document, 'security'), 'bearer') || undefined,
    serverUrl: textOf(document, 'server_url') || undefined,
    servers: Object.fromEntries(Object.keys(servers).map((name) => [name, textOf(servers, name)])),
    outputFormat: textOf(document, 'output_format') || undefined,
    timeout: textOf(document, 'timeout') || undefined,
  };
}

/** Replaces the configuration file, for its owner's eyes only. */
export async function writeConfiguration(environment: Environment, configuration: Configuration): Promise<void> {
  const { bearer, serverUrl, servers, outputFormat, timeout } = configuration;
  const { stringify } = await import('yaml');
  const path = configurationPath(environment);
  makeCredentialsDirectory(path);
  const document = {
    version: 1,
    ...(bearer === undefined ? {} : { security: { bearer } }),
    ...(serverUrl === undefined ? {} : { server_url: serverUrl }),
    ...(Object.keys(servers).length === 0 ? {} : { servers }),
    ...(outputFormat === undefined ? {} : { output_format: outputFormat }),
    ...(timeout === undefined ? {} : { timeout }),
  };
  replaceFile(path, stringify(document, { lineWidth: 0 }));
}
