import { type KeyObject, verify } from 'node:crypto';
import { type Answer, refuse } from './answer.ts';

/** Who may sign for which app. */
export interface AppKey {
  readonly appId: number;
  readonly clientId: string;
  readonly publicKey: KeyObject;
}

/** Judges an app's JWT as GitHub does, with GitHub's words; undefined means that it is good. @param now seconds by GitHub's clock */
export function judgeJwt(authorization: string | undefined, { appId, clientId, publicKey }: AppKey, now: number): Answer | undefined {
  const [scheme, jwt = ''] = (authorization ?? '').split(' ');
  if (scheme?.toLowerCase() !== 'bearer') return refuse(401, 'A JSON web token could not be decoded');
  const [header = '', payload = '', signature = ''] = jwt.split('.');
  const isSigned = verify('sha256', Buffer.from(`${header}.${payload}`), publicKey, Buffer.from(signature, 'base64url'));
  if (!isSigned) return refuse(401, 'A JSON web token could not be decoded');
  const { iat, exp, iss } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { iat: number; exp: number; iss: unknown };
  if (String(iss) !== String(appId) && iss !== clientId) return refuse(401, 'Integration not found');
  if (iat > now) return refuse(401, "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued");
  if (exp <= now)
    return refuse(
      401,
      "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires",
    );
  if (exp > now + 600) return refuse(401, "'Expiration time' claim ('exp') is too far in the future");
  return undefined;
}
