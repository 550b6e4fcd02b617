import type { Secret } from '../../protocol/secret.ts';
import type { EpochSeconds } from '../../protocol/units.ts';
import type { EngineChange } from '../changes.ts';
import { clientSecretBasic } from '../client-auth/client-secret-basic.ts';
import { clientSecretJwt } from '../client-auth/client-secret-jwt.ts';
import { clientSecretPost } from '../client-auth/client-secret-post.ts';
import { decideClientSecretCreation } from '../clients/manage-client-secrets.ts';
import type { Client } from '../model/client.ts';
import type { Engine } from '../ports.ts';

const methods: ReadonlySet<string> = new Set([clientSecretBasic, clientSecretPost, clientSecretJwt].map(({ name }) => name));

/** Whether a method of client authentication goes by a secret that both sides know. */
export const isSecretMethod = (method: string): boolean => methods.has(method);

/** A secret for a client whose method needs one; nothing for another. */
export function issueClientSecret(
  { mint, sha256 }: Pick<Engine, 'mint' | 'sha256'>,
  client: Client,
  now: EpochSeconds,
): { readonly secret: Secret | undefined; readonly changes: readonly EngineChange[] } {
  if (!isSecretMethod(client.tokenEndpointAuthMethod)) return { secret: undefined, changes: [] };
  const credential = mint.credential('clientSecret');
  const fresh = { credential, secretHash: sha256(credential.secret) };
  const decision = decideClientSecretCreation({ now, client, liveSecrets: 0, fresh });
  return decision.action === 'create' ? { secret: decision.full, changes: decision.changes } : { secret: undefined, changes: [] };
}
