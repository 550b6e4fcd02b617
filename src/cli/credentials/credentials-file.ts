import { chmodSync, closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { CommandFailure } from '../command-failure.ts';
import type { Environment } from '../environment.ts';

/** What is kept of one server: an API token alone, or what `grantry login` got. */
export interface Deployment {
  /** What requests are made with. */
  readonly token: string;
  readonly refresh_token?: string;
  /** When the token ends, in seconds since 1970. */
  readonly expires_at?: number;
}

/** The credentials file: servers by URL, and the one that is meant when none is named. */
export interface Credentials {
  readonly current?: string;
  readonly deployments: Readonly<Record<string, Deployment>>;
}

/** Where the credentials file is: `GRANTRY_CONFIG_HOME`, or `grantry` in the directory the XDG specification names. */
export function credentialsPath(environment: Environment): string {
  const directory = environment.GRANTRY_CONFIG_HOME || join(environment.XDG_CONFIG_HOME || join(homedir(), '.config'), 'grantry');
  return join(directory, 'credentials.json');
}

function isCredentials(value: unknown): value is Credentials {
  if (typeof value !== 'object' || value === null || !('deployments' in value)) return false;
  const { deployments } = value;
  if (typeof deployments !== 'object' || deployments === null) return false;
  return Object.values(deployments).every((each: unknown) => typeof each === 'object' && each !== null && 'token' in each);
}

/**
 * Reads the credentials file. It is replaced as a whole, so a reader needs no lock.
 *
 * @throws CommandFailure if it is there and is no credentials file: guessing would lose what it holds.
 */
export function readCredentials(path: string): Credentials {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return { deployments: {} };
    throw new CommandFailure(`${path} cannot be read: ${String(error)}`);
  }
  try {
    const value: unknown = JSON.parse(text);
    if (isCredentials(value)) return value;
  } catch {
    // said below, as for any other text
  }
  throw new CommandFailure(`${path} is not a credentials file`, `move it away, then: grantry login`);
}

/**
 * Makes the directory that only its owner may open.
 *
 * @throws CommandFailure if it cannot be there
 */
export function makeCredentialsDirectory(path: string): void {
  const directory = dirname(path);
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    chmodSync(directory, 0o700);
  } catch (cause) {
    const next = 'GRANTRY_CONFIG_HOME=<directory>, one that you may write to';
    throw new CommandFailure(`nothing can be kept in ${directory}: ${String(cause)}`, next, { cause });
  }
}

/**
 * Replaces a file at once, for its owner's eyes only: what is written is on disk before it takes the name, so that a crash leaves the
 * old file or the new one.
 */
export function replaceFile(path: string, text: string): void {
  const draft = `${path}.${process.pid}.new`;
  const file = openSync(draft, 'w', 0o600);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(draft, path);
}

/** Replaces the credentials file. Call it under the lock, with what was read under the same lock. */
export const writeCredentials = (path: string, credentials: Credentials): void =>
  replaceFile(path, `${JSON.stringify(credentials, undefined, 2)}\n`);
