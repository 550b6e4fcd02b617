import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';

/** A registered application, as the REST API made it. */
export interface TestClient {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUri: string;
}

/** What the token endpoint answered. */
export interface TokenAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, string>>;
}

/** Registers an application with a secret through the REST API (seed 003). */
export async function createTestClient(
  url: string,
  apiToken: string,
  settings: Readonly<Record<string, unknown>> = {},
): Promise<TestClient> {
  const redirectUri = 'http://127.0.0.1:9876/callback';
  const headers = { 'coder-session-token': apiToken, 'content-type': 'application/json' };
  const made = await fetch(`${url}/api/v2/oauth2-provider/apps`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ name: 'Test App', callback_url: redirectUri, ...settings }),
  });
  assert.equal(made.status, 201, await made.clone().text());
  const app = (await made.json()) as { id: string };
  const secret = await fetch(`${url}/api/v2/oauth2-provider/apps/${app.id}/secrets`, {
    method: 'POST',
    headers: { 'coder-session-token': apiToken },
  });
  assert.equal(secret.status, 201, await secret.clone().text());
  const { client_secret_full } = (await secret.json()) as { client_secret_full: string };
  return { clientId: app.id, clientSecret: client_secret_full, redirectUri };
}

/** A fresh pair for PKCE with S256 (RFC 7636 §4). */
export function makePkce(): { readonly verifier: string; readonly challenge: string } {
  const verifier = randomBytes(32).toString('base64url');
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
}

/** Approves an authorization request as the token's user, without a browser, and returns where the browser would be sent. */
export async function approve(url: string, apiToken: string, parameters: Readonly<Record<string, string>>): Promise<URL> {
  const response = await fetch(`${url}/oauth2/authorize?${new URLSearchParams(parameters)}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'coder-session-token': apiToken },
  });
  assert.equal(response.status, 302, await response.clone().text());
  return new URL(response.headers.get('location') ?? '');
}

/** An authorization code for the client, with PKCE. */
export async function obtainCode(url: string, apiToken: string, client: TestClient, challenge: string): Promise<string> {
  const location = await approve(url, apiToken, {
    client_id: client.clientId,
    response_type: 'code',
    redirect_uri: client.redirectUri,
    state: 'xyz',
    code_challenge: challenge,
    code_challenge_method: 'S256',
  });
  return location.searchParams.get('code') ?? '';
}

/** Sends a form to the token endpoint with the client's credentials in it. */
export async function requestToken(url: string, client: TestClient, parameters: Readonly<Record<string, string>>): Promise<TokenAnswer> {
  const response = await fetch(`${url}/oauth2/tokens`, {
    method: 'POST',
    body: new URLSearchParams({ client_id: client.clientId, client_secret: client.clientSecret, ...parameters }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, string> };
}
