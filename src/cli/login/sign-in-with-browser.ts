import { createHash, randomBytes } from 'node:crypto';
import { callApi } from '../api/call-api.ts';
import { readAnswer, textOf } from '../api/read-answer.ts';
import { CommandFailure } from '../command-failure.ts';
import type { Deployment } from '../credentials/credentials-file.ts';
import { clientId, readTokenAnswer } from '../credentials/token-answer.ts';
import { waitForCallback } from './wait-for-callback.ts';

const random = (): string => randomBytes(32).toString('base64url');

interface Endpoints {
  readonly issuer: string;
  readonly authorize: string;
}

async function discover(url: string): Promise<Endpoints> {
  const metadata = readAnswer(url, await callApi({ url, path: '/.well-known/oauth-authorization-server' }));
  const endpoints = { issuer: textOf(metadata, 'issuer'), authorize: textOf(metadata, 'authorization_endpoint') };
  if (!URL.canParse(endpoints.authorize)) throw new CommandFailure(`${url} does not say where people sign in`);
  return endpoints;
}

/**
 * Signs a person in: the browser shows the server's pages, and comes back to a listener on loopback with a code.
 *
 * @param show - is given the URL to open
 * @see RFC 8252 for command lines, RFC 7636 for the proof that the code is ours
 */
export async function signInWithBrowser(url: string, show: (authorizationUrl: string) => void): Promise<Deployment> {
  const { issuer, authorize } = await discover(url);
  const [state, verifier] = [random(), random()];
  const listener = await waitForCallback({ state, issuer });
  try {
    const request = new URL(authorize);
    const parameters = {
      response_type: 'code',
      client_id: clientId,
      redirect_uri: listener.redirectUri,
      state,
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
    };
    for (const [name, value] of Object.entries(parameters)) request.searchParams.set(name, value);
    show(request.href);
    const code = await listener.code;
    const form = {
      grant_type: 'authorization_code',
      code,
      redirect_uri: listener.redirectUri,
      client_id: clientId,
      code_verifier: verifier,
    };
    const response = await callApi({ url, path: '/oauth2/token', method: 'POST', body: { form } });
    return readTokenAnswer(url, readAnswer(url, response), Math.floor(Date.now() / 1000));
  } finally {
    listener.close();
  }
}
