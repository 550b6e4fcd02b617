import { macAlgorithmNames, signatureAlgorithmNames } from '../../protocol/jose/algorithms.ts';
import { verifyClientJws } from '../jose/verify-client-jws.ts';
import { type ClientAuthMethod, defineClientAuthMethod } from './client-auth-method.ts';
import { proveClientAssertion } from './prove-client-assertion.ts';
import { readClientAssertion } from './read-client-assertion.ts';

/** The client signs a JWT with a key whose public half it registered. Keys in the JWT's own header are nobody's. */
export const privateKeyJwt: ClientAuthMethod = defineClientAuthMethod({
  name: 'private_key_jwt',
  spec: 'RFC 7523 §2.2',
  clientType: 'confidential',
  family: 'private_key_jwt',
  needs: 'keys',
  signingAlgorithms: signatureAlgorithmNames,
  read: (source) => {
    const presented = readClientAssertion(source);
    return presented === undefined || macAlgorithmNames.includes(presented.assertion.header.alg) ? undefined : presented;
  },
  prove: ({ client }, { assertion }, context) => {
    if (assertion === undefined) return { proven: false, reason: 'client_assertion is missing' };
    return proveClientAssertion(
      {
        client,
        assertion,
        algorithms: signatureAlgorithmNames,
        verify: async (algorithms) => {
          const verification = await verifyClientJws(context.tools, client, { jws: assertion, algorithms });
          if (verification.outcome === 'verified') return { outcome: 'verified', clientSecret: undefined };
          return verification.outcome === 'no_key' ? { outcome: 'invalid', reason: 'no key of the client fits' } : verification;
        },
      },
      context,
    );
  },
});
