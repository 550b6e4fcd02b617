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
  const text = secret ?? '';
  const credential = parseCredential(text);
  if (credential?.kind !== 'clientSecret') return proveGivenSecret(secrets, text, tools);
  const clientSecret = secrets.find(({ id }) => id === credential.id);
  if (clientSecret !== undefined && equalInConstantTime(clientSecret.secretHash, tools.sha256(credential.secret)))
    return { proven: true, clientSecret };
  const given = proveGivenSecret(secrets, text, tools); // one of ours may have been given, to another client or later
  if (given.proven) return given;
  return { proven: false, reason: clientSecret === undefined ? 'unknown or deleted client secret' : 'wrong client secret' };
}
