import assert from 'node:assert/strict';
import { openIdScopes } from '../oidc/openid-scopes.ts';
import type { TokenResponse } from '../token/encode-token-response.ts';
import { openEngine, pkcePair, type TestClient, type TestEngine } from './open-engine.ts';
import { validService } from './records.ts';

/** An engine whose service is an OpenID provider. */
export const openOpenId = (): Promise<TestEngine> => openEngine({ scopes: [...validService.scopes, ...openIdScopes] });

/** The claims of a JWT, its signature aside. */
export const claimsOf = (jwt: string | undefined): Readonly<Record<string, unknown>> =>
  JSON.parse(Buffer.from(jwt?.split('.')[1] ?? '', 'base64url').toString());

/** The header of a JWT. */
export const headerOf = (jwt: string | undefined): Readonly<Record<string, unknown>> =>
  JSON.parse(Buffer.from(jwt?.split('.')[0] ?? '', 'base64url').toString());

/** Has a person sign in at a client, to the tokens. */
export async function signIn(
  run: TestEngine,
  { client, secret }: TestClient,
  parameters: Readonly<Record<string, string>> = {},
  subject = 'user-1',
): Promise<TokenResponse> {
  const { verifier, challenge } = pkcePair();
  const asked = { scope: 'openid', code_challenge: challenge, code_challenge_method: 'S256', ...parameters };
  const code = await run.authorize({ client_id: client.clientId, ...asked }, subject);
  const credentials = { client_id: client.clientId, client_secret: secret };
  return run.obtain({ grant_type: 'authorization_code', code, code_verifier: verifier, ...credentials });
}

/** Refreshes, with the credentials of the client. */
export function refresh(run: TestEngine, { client, secret }: TestClient, tokens: TokenResponse, scope?: string): Promise<TokenResponse> {
  assert.ok(tokens.refresh_token);
  const credentials = { client_id: client.clientId, client_secret: secret };
  return run.obtain({
    grant_type: 'refresh_token',
    refresh_token: tokens.refresh_token,
    ...credentials,
    ...(scope === undefined ? {} : { scope }),
  });
}
