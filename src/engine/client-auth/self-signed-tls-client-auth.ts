import { type PublicJwk, thumbprintInput } from '../../protocol/jose/jwk.ts';
import type { ClientCertificate } from '../model/client-certificate.ts';
import { type ClientAuthMethod, defineClientAuthMethod } from './client-auth-method.ts';

const isKeyOf = (jwk: PublicJwk, { publicKey }: ClientCertificate): boolean =>
  publicKey !== undefined && (jwk.use === undefined || jwk.use === 'sig') && thumbprintInput(jwk) === thumbprintInput(publicKey);

/**
 * A certificate of the client's own making has a key that the client registered. Nobody vouches for it, so that nothing else in it is
 * believed; how long it is valid is the client's own business too, and is told by its keys.
 */
export const selfSignedTlsClientAuth: ClientAuthMethod = defineClientAuthMethod({
  name: 'self_signed_tls_client_auth',
  spec: 'RFC 8705 §2.2',
  clientType: 'confidential',
  family: 'self_signed_tls_client_auth',
  needs: 'keys',
  provesByConnection: true,
  read: () => undefined,
  prove: async ({ client }, _presented, { tools, certificate }) => {
    if (certificate === undefined) return { proven: false, reason: 'no client certificate' };
    const { certificateKeyId } = client.terms;
    for (const isKeyMissing of [false, true]) {
      const found = await tools.findClientKeys(client, isKeyMissing);
      if (found.outcome === 'failed') return { proven: false, reason: found.reason };
      const mayBe = ({ kid }: PublicJwk): boolean => certificateKeyId === undefined || kid === certificateKeyId;
      if (found.keys.some((jwk) => mayBe(jwk) && isKeyOf(jwk, certificate))) return { proven: true, clientSecret: undefined };
      if (client.jwksUri === undefined) break;
    }
    return { proven: false, reason: 'the client certificate has no key that the client registered' };
  },
});
