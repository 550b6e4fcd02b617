import { equalInConstantTime } from '../../protocol/constant-time.ts';
import { parseCredential } from '../../protocol/credential.ts';
import { isGivenSecret } from '../clients/given-secret.ts';
import type { ClientSecret } from '../model/client.ts';
import type { ClientWithSecrets } from '../ports.ts';
import type { ClientProof, PresentedClient, ProofContext, ProofTools } from './client-auth-method.ts';

/** A secret that whoever runs the service gave: nothing in it names the row, and its hash is of all of it. */
function proveGivenSecret(secrets: readonly ClientSecret[], secret: string, { sha256 }: Pick<ProofTools, 'sha256'>): ClientProof {
  if (!isGivenSecret(secret)) return { proven: false, reason: 'malformed client secret' };
  const hash = sha256(secret);
  const clientSecret = secrets.find(({ secretHash }) => equalInConstantTime(secretHash, hash));
  return clientSecret === undefined ? { proven: false, reason: 'wrong client secret' } : { proven: true, clientSecret };
}

/**
 * Checks a client secret: the id inside it names the row, its SHA-256 is compared in constant time. Secrets have 256 bits,
 * so no slow hash is needed.
 *
 * @see RFC 6749 §2.3.1
 */
export function proveClientSecret({ secrets }: ClientWithSecrets, { secret }: PresentedClient, { tools }: ProofContext): ClientProof {
  const credential = parseCredential(secret ?? '');
  if (credential?.kind !== 'clientSecret') return proveGivenSecret(secrets, secret ?? '', tools);
  const clientSecret = secrets.find(({ id }) => id === credential.id);
  if (clientSecret === undefined) {
    const given = proveGivenSecret(secrets, secret ?? '', tools);
    return given.proven ? given : { proven: false, reason: 'unknown or deleted client secret' };
  }
  if (!equalInConstantTime(clientSecret.secretHash, tools.sha256(credential.secret)))
    return { proven: false, reason: 'wrong client secret' };
  return { proven: true, clientSecret };
}
