import { type Credential, formatCredential } from '../../protocol/credential.ts';
import { Secret } from '../../protocol/secret.ts';
import type { EpochSeconds } from '../../protocol/units.ts';
import type { EngineChange } from '../changes.ts';
import { findClientAuthMethod } from '../client-auth/registry.ts';
import type { Refusal } from '../decision.ts';
import type { Client, ClientSecret, KeptClientSecret } from '../model/client.ts';
import type { ClientWithSecrets, Engine } from '../ports.ts';
import { settle } from '../settle.ts';
import { type ClientNotFound, notFound, type RejectClient, reject } from './client-decision.ts';
import type { ClientReference } from './client-reference.ts';
import { isGivenSecret } from './given-secret.ts';
import { truncatedLength } from './manage-client-secrets.ts';

/** The client's one secret, in full this once. */
export interface ChangeClientSecret {
  readonly action: 'change';
  readonly client: Client;
  readonly full: Secret;
  /** The one before, where its text was kept. */
  readonly previous: Secret | undefined;
  readonly changes: readonly EngineChange[];
}

/** A secret that is to be a client's only one. */
export interface SecretChange {
  readonly now: EpochSeconds;
  readonly found: ClientWithSecrets;
  /** Those whose text is kept. */
  readonly kept: readonly KeptClientSecret[];
  readonly fresh: Credential;
  /** The text that was given for it; undefined: `fresh` is it. */
  readonly given: Secret | undefined;
  readonly sha256: Engine['sha256'];
}

/**
 * Decides a client's new secret. The newest one that it had becomes it, in place: what was obtained with that lives on. Others are deleted,
 * and what was obtained with them dies.
 */
export function decideSecretChange({ now, found, kept, fresh, given, sha256 }: SecretChange): ChangeClientSecret | RejectClient {
  const { client, secrets } = found;
  if (client.clientType === 'public') return reject([{ field: 'client_type', detail: 'a public client cannot have a secret' }]);
  if (given !== undefined && !isGivenSecret(given.reveal()))
    return reject([{ field: 'client_secret', detail: 'client_secret must be 1 to 86 letters of A–Z, a–z, 0–9, - and _' }]);
  const [current, ...others] = secrets;
  const credential = { ...fresh, id: current?.id ?? fresh.id };
  const full = given ?? new Secret(formatCredential(credential));
  const secret: ClientSecret = {
    id: credential.id,
    clientNumber: client.number,
    secretHash: sha256(given?.reveal() ?? credential.secret),
    truncated: full.reveal().slice(-truncatedLength),
    createdAt: now,
    lastUsedAt: undefined,
  };
  const keptText = findClientAuthMethod(client.tokenEndpointAuthMethod)?.keepsSecrets === true ? full : undefined;
  return {
    action: 'change',
    client,
    full,
    previous: kept.find(({ id }) => id === current?.id)?.full,
    changes: [
      { change: current === undefined ? 'insert_client_secret' : 'replace_client_secret', secret, full: keptText },
      ...others.map(({ id }): EngineChange => ({ change: 'delete_client_secret', clientNumber: client.number, secretId: id })),
    ],
  };
}

/**
 * Gives a client another secret, and no other beside it.
 *
 * @param given its text; undefined: one is made. It is only as good as it is random.
 */
export function changeClientSecret(
  { facts, commit, clock, mint, sha256 }: Pick<Engine, 'facts' | 'commit' | 'clock' | 'mint' | 'sha256'>,
  { service, clientId, given }: ClientReference & { readonly given?: Secret | undefined },
): Promise<ChangeClientSecret | RejectClient | ClientNotFound | Refusal> {
  return settle({ commit }, async (): Promise<ChangeClientSecret | RejectClient | ClientNotFound> => {
    const found = await facts.findClient(service.id, clientId);
    if (found === undefined) return notFound;
    const kept = await facts.listKeptSecrets(found.client.number);
    return decideSecretChange({ now: clock(), found, kept, fresh: mint.credential('clientSecret'), given, sha256 });
  });
}

/** A client's secret, where its text is kept: it is the key of an HMAC. */
export async function findKeptSecret({ facts }: Pick<Engine, 'facts'>, number: number): Promise<Secret | undefined> {
  return (await facts.listKeptSecrets(number))[0]?.full;
}
