import type { SendRequest } from '../broker/ports.ts';
import type { FetchSectorRedirectUris, SectorRedirectUris } from '../engine/ports.ts';
import { seconds } from '../protocol/units.ts';
import { maxKeySetBytes } from './client-keys.ts';

const failed = (reason: string): SectorRedirectUris => ({ outcome: 'failed', reason });

function parseUris(text: string): readonly string[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.every((uri): uri is string => typeof uri === 'string') ? value : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Makes the function that reads a `sector_identifier_uri`: a JSON array of redirect URIs (OpenID Connect Core §8.1).
 *
 * @param send reaches public addresses only, reads at most {@link maxKeySetBytes}, follows no redirect, never rejects.
 */
export const createFetchSectorRedirectUris =
  (send: SendRequest): FetchSectorRedirectUris =>
  async (url) => {
    const answer = await send({ method: 'GET', url, headers: { accept: 'application/json' }, timeout: seconds(5) });
    if (answer.outcome === 'failed') return failed(answer.words);
    if (answer.status !== 200) return failed(`it answered with status ${answer.status}`);
    if (Buffer.byteLength(answer.body) >= maxKeySetBytes) return failed(`it is larger than ${maxKeySetBytes} bytes`);
    const redirectUris = parseUris(answer.body);
    return redirectUris === undefined ? failed('it is not a JSON array of URIs') : { outcome: 'found', redirectUris };
  };
