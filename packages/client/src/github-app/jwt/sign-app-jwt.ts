import { encodeBase64Url } from '../../wire/base64url.ts';
import type { Sign } from '../keys/create-signer.ts';

/** A JSON Web Token of the app, and when it ends as an ISO time. */
export interface SignedJwt {
  readonly jwt: string;
  readonly expiresAt: string;
}

/** GitHub refuses a token whose `iat` is in its future: half a minute absorbs most differences between clocks. */
const backdatedBySeconds = 30;

/** GitHub accepts no more than ten minutes. */
const lifetimeInSeconds = 600;

const utf8 = new TextEncoder();

const header = encodeBase64Url(utf8.encode('{"alg":"RS256","typ":"JWT"}'));

/**
 * Signs the token with which an app speaks for itself.
 *
 * @param now seconds since the epoch, as GitHub sees it
 * @see https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-json-web-token-jwt-for-a-github-app
 */
export function signAppJwt(appId: number | string, sign: Sign, now: number): SignedJwt | Promise<SignedJwt> {
  const iat = now - backdatedBySeconds;
  const exp = iat + lifetimeInSeconds;
  const signed = `${header}.${encodeBase64Url(utf8.encode(JSON.stringify({ iat, exp, iss: appId })))}`;
  const finish = (signature: Uint8Array): SignedJwt => ({
    jwt: `${signed}.${encodeBase64Url(signature)}`,
    expiresAt: new Date(exp * 1000).toISOString(),
  });
  const signature = sign(utf8.encode(signed));
  return signature instanceof Uint8Array ? finish(signature) : signature.then(finish);
}
