import { attestJwtClientAuth } from './attest-jwt-client-auth.ts';
import { attestJwtClientAuthDpop } from './attest-jwt-client-auth-dpop.ts';
import type { ClientAuthMethod } from './client-auth-method.ts';
import { clientSecretBasic } from './client-secret-basic.ts';
import { clientSecretJwt } from './client-secret-jwt.ts';
import { clientSecretPost } from './client-secret-post.ts';
import { none } from './none.ts';
import { privateKeyJwt } from './private-key-jwt.ts';
import { selfSignedTlsClientAuth } from './self-signed-tls-client-auth.ts';
import { tlsClientAuth } from './tls-client-auth.ts';

/** Every way for clients to authenticate. Metadata, registration, docs and the shared tests read this list and no other. */
export const clientAuthMethods: readonly ClientAuthMethod[] = [
  none,
  clientSecretBasic,
  clientSecretPost,
  clientSecretJwt,
  privateKeyJwt,
  tlsClientAuth,
  selfSignedTlsClientAuth,
  attestJwtClientAuth,
  attestJwtClientAuthDpop,
];

/** The method of a wire value. */
export const findClientAuthMethod = (name: string): ClientAuthMethod | undefined =>
  clientAuthMethods.find((method) => method.name === name);
