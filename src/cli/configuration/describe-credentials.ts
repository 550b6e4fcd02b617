import type { CommandTerminal } from '../command.ts';
import { maskSecret } from './mask.ts';
import { resolveTarget, type Source } from './resolve-target.ts';

/** What commands of the engine API use, as it may be shown. */
export interface DescribedCredentials {
  readonly server: string;
  readonly serverSource: Source;
  /** Masked; empty if there is none. */
  readonly bearer: string;
  readonly source: Source;
}

/** Describes what commands of the engine API would use now. */
export async function describeCredentials(terminal: CommandTerminal): Promise<DescribedCredentials> {
  const { url, urlSource, bearer, bearerSource } = await resolveTarget(terminal);
  return { server: url, serverSource: urlSource, bearer: bearer === undefined ? '' : maskSecret(bearer), source: bearerSource };
}
