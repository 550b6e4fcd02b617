import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createRemoteJWKSet, type JWTPayload, type JWTVerifyResult, jwtVerify } from 'jose';
import { makePkce, requestToken, type TestClient } from './oauth-client.ts';
import { ownerCredentials } from './server.ts';

/** An application's back-channel logout endpoint on loopback. */
export interface LogoutReceiver extends AsyncDisposable {
  readonly url: string;
  /** The logout tokens it got, in full. */
  readonly tokens: readonly string[];
  /** What came with them. */
  readonly contentTypes: readonly (string | undefined)[];
  /** Its status from now on. @default 200 */
  answer(status: number): void;
  /** The logout token for a client that tells of a session's end, once it came. */
  tokenOf(clientId: string, sid: unknown): Promise<string>;
}

/** What a JWT says, unverified. */
export const claimsOf = (jwt: string): JWTPayload => JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString());

/** Starts one. */
export async function startLogoutReceiver(port = 0): Promise<LogoutReceiver> {
  const tokens: string[] = [];
  const contentTypes: (string | undefined)[] = [];
  let status = 200;
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const piece of request) text += String(piece);
    tokens.push(new URLSearchParams(text).get('logout_token') ?? '');
    contentTypes.push(request.headers['content-type']);
    server.emit('token');
    response.writeHead(status).end();
  }).listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}/logged-out`,
    tokens,
    contentTypes,
    answer: (next) => {
      status = next;
    },
    tokenOf: async (clientId, sid) => {
      for (;;) {
        const found = tokens.find((token) => {
          const claims = claimsOf(token);
          return claims.aud === clientId && claims.sid === sid;
        });
        if (found !== undefined) return found;
        await once(server, 'token', { signal: AbortSignal.timeout(20_000) });
      }
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Begins a session, and returns its credential. */
export async function signInPerson(url: string, credentials: { readonly email: string; readonly password: string }): Promise<string> {
  const answer = await fetch(`${url}/api/v2/users/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(credentials),
  });
  assert.equal(answer.status, 201, await answer.clone().text());
  return ((await answer.json()) as { session_token: string }).session_token;
}

/** Begins a session of the owner. */
export const signInOwner = (url: string): Promise<string> => signInPerson(url, ownerCredentials);

/** What an application got when a person signed in to it. */
export interface SignedInTo {
  readonly idToken: string;
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly claims: JWTPayload;
}

/** Signs a session's person in to an application, without a browser. */
export async function signInTo(
  url: string,
  client: TestClient,
  session: string,
  scope = 'openid',
  more: Readonly<Record<string, string>> = {},
): Promise<SignedInTo> {
  const { verifier, challenge } = makePkce();
  const query = new URLSearchParams({
    client_id: client.clientId,
    response_type: 'code',
    redirect_uri: client.redirectUri,
    scope,
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ...more,
  });
  const approved = await fetch(`${url}/oauth2/authorize?${query}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'coder-session-token': session },
  });
  assert.equal(approved.status, 302, await approved.clone().text());
  const code =
    new URL(approved.headers.get('location') ?? '').searchParams.get('code') ?? assert.fail(approved.headers.get('location') ?? '');
  const { status, body } = await requestToken(url, client, {
    grant_type: 'authorization_code',
    code,
    redirect_uri: client.redirectUri,
    code_verifier: verifier,
  });
  assert.equal(status, 200, JSON.stringify(body));
  const { id_token: idToken = '', access_token: accessToken = '', refresh_token: refreshToken = '' } = body;
  return { idToken, accessToken, refreshToken, claims: idToken === '' ? {} : claimsOf(idToken) };
}

/** Checks a logout token as a client must (OpenID Connect Back-Channel Logout §2.6), by the keys that the server publishes. */
export async function verifyLogoutToken(url: string, clientId: string, token: string, issuer: string = url): Promise<JWTVerifyResult> {
  const keys = createRemoteJWKSet(new URL(`${url}/oauth2/jwks`));
  const verified = await jwtVerify(token, keys, {
    issuer,
    audience: clientId,
    typ: 'logout+jwt',
    requiredClaims: ['iat', 'exp', 'jti', 'events'],
  });
  assert.deepEqual(verified.payload.events, { 'http://schemas.openid.net/event/backchannel-logout': {} });
  assert.equal(verified.payload.nonce, undefined);
  return verified;
}
