import { createHash } from 'node:crypto';
import { callApi } from '../api/call-api.ts';
import { readAnswer } from '../api/read-answer.ts';
import type { Asker } from './asker.ts';

/**
 * Tells the server that a token was refused where it was used, so that it asks the provider before it hands the token out again.
 *
 * It sends the token's SHA-256: git hands every helper what was refused, and that may be a password somebody typed.
 *
 * @throws CommandFailure if the server cannot be told
 */
export async function reportRefusedToken({ path, ...server }: Asker, accessToken: string): Promise<void> {
  const json = { access_token_sha256: createHash('sha256').update(accessToken).digest('base64url') };
  const response = await callApi({ ...server, path: `${path}/refusals`, method: 'POST', body: { json } });
  readAnswer(server.url, response, { 401: `grantry login ${server.url}` });
}
