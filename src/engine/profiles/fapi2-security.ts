import { seconds } from '../../protocol/units.ts';
import { privateKeyJwt } from '../client-auth/private-key-jwt.ts';
import { selfSignedTlsClientAuth } from '../client-auth/self-signed-tls-client-auth.ts';
import { tlsClientAuth } from '../client-auth/tls-client-auth.ts';
import { defineProfile, type Profile, type ProfileRule } from './profile.ts';

const document = 'FAPI 2.0 Security Profile';
const clientAuthMethods = [tlsClientAuth, selfSignedTlsClientAuth, privateKeyJwt].map(({ name }) => name);
/** `Ed25519` is the fully specified name of `EdDSA` with that curve, which the note in §5.4.1 lets in (RFC 9864 §2.2). */
const signingAlgorithms: readonly string[] = ['PS256', 'ES256', 'EdDSA', 'Ed25519'];

/** §5.3.2.1 */
const general: readonly ProfileRule[] = [
  { clause: '§5.3.2.1 (1)', says: 'Metadata is published.' },
  { clause: '§5.3.2.1 (2)', says: 'There is no password grant.' },
  { clause: '§5.3.2.1 (3)', says: 'Clients are confidential.', demands: { confidentialClients: true } },
  { clause: '§5.3.2.1 (4), (5)', says: 'Access tokens are bound to a DPoP key or a certificate.', demands: { boundTokens: true } },
  { clause: '§5.3.2.1 (6)', says: 'Clients authenticate by private_key_jwt or a certificate.', demands: { clientAuthMethods } },
  { clause: '§5.3.2.1 (7)', says: 'Redirects lead only to registered URIs.' },
  { clause: '§5.3.2.1 (8)', says: 'The `aud` of client assertions is the issuer, as a string.' },
  { clause: '§5.3.2.1 (9)', says: 'Refresh tokens are not rotated.', demands: { keptRefreshTokens: true } },
  { clause: '§5.3.2.1 (11)', says: 'Codes live at most 60 seconds.', demands: { maxCodeLifetime: seconds(60) } },
  { clause: '§5.3.2.1 (12)', says: 'Codes can be bound to a DPoP key.' },
  {
    clause: '§5.3.2.1 (13)',
    says: 'A JWT may be 10 seconds from the future, and not more than 60.',
    demands: { maxClockTolerance: seconds(60) },
  },
];

/** §5.3.2.2 */
const authorizationEndpoint: readonly ProfileRule[] = [
  { clause: '§5.3.2.2 (1)', says: 'The response type is `code`.' },
  { clause: '§5.3.2.2 (2), (3)', says: 'Authorization requests are pushed.', demands: { pushedRequests: true } },
  { clause: '§5.3.2.2 (4)', says: 'Who pushes a request authenticates.' },
  { clause: '§5.3.2.2 (5)', says: 'PKCE with S256.', demands: { challengeMethod: 'S256' } },
  { clause: '§5.3.2.2 (6)', says: 'Pushed requests have a `redirect_uri`.', demands: { sentRedirectUri: true } },
  { clause: '§5.3.2.2 (7)', says: 'Answers have `iss`.' },
  { clause: '§5.3.2.2 (8)', says: 'Redirect URIs are https, or http on loopback.', demands: { encryptedRedirects: true } },
  { clause: '§5.3.2.2 (9)', says: 'A code is good once.' },
  { clause: '§5.3.2.2 (10), (11)', says: 'Redirects are 302 or 303, never 307.' },
  { clause: '§5.3.2.2 (12)', says: 'A `request_uri` lives less than 600 seconds.', demands: { maxPushedLifetime: seconds(599) } },
  { clause: '§5.3.2.2 (13)', says: 'Consent shows the client, and what it asks for.' },
  { clause: '§5.3.2.2 (14)', says: 'A `nonce` may have 64 letters and more.' },
];

/** §5.3.4 */
const resourceServer: readonly ProfileRule[] = [
  { clause: '§5.3.4 (1), (2)', says: 'Access tokens come in a header, never in a URL.' },
  { clause: '§5.3.4 (3), (4)', says: 'What a token is worth is looked up each time.' },
  { clause: '§5.3.4 (5)', says: 'Bound tokens are good with their key only.' },
];

/** §5.4 */
const cryptography: readonly ProfileRule[] = [
  { clause: '§5.4.1 (1)', says: 'JWTs are signed by PS256, ES256 or EdDSA with Ed25519.', demands: { signingAlgorithms } },
  { clause: '§5.4.1 (2), (3)', says: 'RSA keys have 2048 bits or more, elliptic curves 224.' },
  { clause: '§5.4.1 (4)', says: 'Credentials have 256 bits of chance.' },
];

/** The FAPI 2.0 Security Profile, as it became final in February 2025: what a server has to do. TLS is the operator's. */
export const fapi2Security: Profile = defineProfile({
  name: 'fapi2_security',
  title: document,
  mode: 'FAPI2_SECURITY',
  rules: [...general, ...authorizationEndpoint, ...resourceServer, ...cryptography].map((rule) => ({
    ...rule,
    clause: `${document} ${rule.clause}`,
  })),
});
