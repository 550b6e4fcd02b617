import { equalInConstantTime } from '../../protocol/constant-time.ts';
import { parseCredential } from '../../protocol/credential.ts';
import type { ClientWithSecrets } from '../ports.ts';
import type { ClientProof, PresentedClient, ProofContext } from './client-auth-method.ts';

/**
 * Checks a client secret: the id inside it names the row, its SHA-256 is compared in constant time. Secrets have 256 bits,
 * so no slow hash is needed.
 *
 * @see RFC 6749 §2.3.1
 */
export function proveClientSecret({ secrets }: ClientWithSecrets, { secret }: PresentedClient, { tools }: ProofContext): ClientProof {
  const credential = parseCredential(secret ?? '');
  if (credential?.kind !== 'clientSecret') return { proven: false, reason: 'malformed client secret' };
  const clientSecret = secrets.find(({ id }) => id === credential.id);
  if (clientSecret === undefined) return { proven: false, reason: 'unknown or deleted client secret' };
  if (!equalInConstantTime(clientSecret.secretHash, tools.sha256(credential.secret)))
    return { proven: false, reason: 'wrong client secret' };
  return { proven: true, clientSecret };
}
