import type { Credential } from '../../protocol/credential.ts';
import type { AccessTokenFormat } from '../model/service.ts';
import type { Engine } from '../ports.ts';

/** A credential just minted, with the hash its row will hold. */
export interface FreshToken {
  readonly credential: Credential;
  /** SHA-256 of the secret part; empty if it has none. */
  readonly secretHash: string;
  /** Whether the caller made it: the whole text is its secret. */
  readonly isGiven?: true;
}

type Tools = Pick<Engine, 'mint' | 'sha256'>;

const mintToken = (
  { mint, sha256 }: Tools,
  kind: 'accessToken' | 'refreshToken' | 'authorizationCode' | 'authorizationTicket' | 'deviceCode',
): FreshToken => {
  const credential = mint.credential(kind);
  return { credential, secretHash: sha256(credential.secret) };
};

/** A fresh access token. A JWT gets an id only: its signature is its secret. */
export const mintAccessToken = (tools: Tools, format: AccessTokenFormat): FreshToken =>
  format === 'opaque'
    ? mintToken(tools, 'accessToken')
    : { credential: { kind: 'accessToken', id: tools.mint.id(), secret: '' }, secretHash: '' };

/** A fresh refresh token. */
export const mintRefreshToken = (tools: Tools): FreshToken => mintToken(tools, 'refreshToken');

/** A fresh authorization code. */
export const mintCode = (tools: Tools): FreshToken => mintToken(tools, 'authorizationCode');

/** A fresh ticket for an authorization request that waits. */
export const mintTicket = (tools: Tools): FreshToken => mintToken(tools, 'authorizationTicket');

/** A fresh device code. */
export const mintDeviceCode = (tools: Tools): FreshToken => mintToken(tools, 'deviceCode');
