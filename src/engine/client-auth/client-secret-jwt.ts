import { macAlgorithmNames } from '../../protocol/jose/algorithms.ts';
import type { Jwt } from '../../protocol/jose/jws.ts';
import type { ClientWithSecrets } from '../ports.ts';
import { type ClientAuthMethod, defineClientAuthMethod, type ProofTools } from './client-auth-method.ts';
import { type AssertionSignature, proveClientAssertion } from './prove-client-assertion.ts';
import { readClientAssertion } from './read-client-assertion.ts';

/** The key is the whole text of the secret (OpenID Connect Core 1.0 §10.1); a client may have several, while it rotates them. */
async function verifyWithSecrets(
  { facts, verifyMac }: ProofTools,
  { client, secrets }: ClientWithSecrets,
  assertion: Jwt,
  algorithms: readonly string[],
): Promise<AssertionSignature> {
  if (!algorithms.includes(assertion.header.alg)) return { outcome: 'invalid', reason: 'algorithm is not allowed' };
  for (const { id, full } of await facts.listKeptSecrets(client.number)) {
    const clientSecret = secrets.find((secret) => secret.id === id);
    if (clientSecret !== undefined && (await verifyMac(assertion, full))) return { outcome: 'verified', clientSecret };
  }
  return { outcome: 'invalid', reason: 'no secret of the client fits' };
}

/** The client makes a JWT with its secret for HMAC key, so that the secret itself never travels. */
export const clientSecretJwt: ClientAuthMethod = defineClientAuthMethod({
  name: 'client_secret_jwt',
  spec: 'RFC 7523 §2.2',
  clientType: 'confidential',
  family: 'client_secret_jwt',
  signingAlgorithms: macAlgorithmNames,
  keepsSecrets: true,
  read: (source) => {
    const presented = readClientAssertion(source);
    return presented !== undefined && macAlgorithmNames.includes(presented.assertion.header.alg) ? presented : undefined;
  },
  prove: (found, { assertion }, context) => {
    if (assertion === undefined) return { proven: false, reason: 'client_assertion is missing' };
    return proveClientAssertion(
      {
        client: found.client,
        assertion,
        algorithms: macAlgorithmNames,
        verify: (algorithms) => verifyWithSecrets(context.tools, found, assertion, algorithms),
      },
      context,
    );
  },
});
