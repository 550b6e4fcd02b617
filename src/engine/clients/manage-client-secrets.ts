import { formatCredential } from '../../protocol/credential.ts';
import { Secret } from '../../protocol/secret.ts';
import type { EpochSeconds } from '../../protocol/units.ts';
import { findClientAuthMethod } from '../client-auth/registry.ts';
import type { Refusal } from '../decision.ts';
import type { Client, ClientSecret } from '../model/client.ts';
import type { Engine } from '../ports.ts';
import { settle } from '../settle.ts';
import type { FreshToken } from '../token/fresh-token.ts';
import { type ClientNotFound, type CreateClientSecret, type DeleteClient, notFound, type RejectClient, reject } from './client-decision.ts';
import type { ClientReference } from './client-reference.ts';

type Tools = Pick<Engine, 'facts' | 'commit' | 'clock' | 'mint' | 'sha256'>;

/** How many letters of a secret are kept to tell it from others. */
export const truncatedLength = 6;
/** Live secrets a client may have: enough to rotate them, few enough to read with the client at each request. */
export const maxClientSecrets = 10;

/** A secret somebody wants a client to have. */
export interface ClientSecretCreation {
  readonly now: EpochSeconds;
  readonly client: Pick<Client, 'number' | 'clientType' | 'tokenEndpointAuthMethod'>;
  readonly liveSecrets: number;
  readonly fresh: FreshToken;
}

/** Decides a new secret beside those the client has. */
export function decideClientSecretCreation({ now, client, liveSecrets, fresh }: ClientSecretCreation): CreateClientSecret | RejectClient {
  if (client.clientType === 'public') return reject([{ field: 'client_type', detail: 'a public client cannot have a secret' }]);
  if (liveSecrets >= maxClientSecrets) {
    return reject([{ field: 'secrets', detail: `a client cannot have more than ${maxClientSecrets} secrets: delete one first` }]);
  }
  const full = formatCredential(fresh.credential);
  const clientSecret: ClientSecret = {
    id: fresh.credential.id,
    clientNumber: client.number,
    secretHash: fresh.secretHash,
    truncated: full.slice(-truncatedLength),
    createdAt: now,
    lastUsedAt: undefined,
  };
  const shown = new Secret(full);
  const kept = findClientAuthMethod(client.tokenEndpointAuthMethod)?.keepsSecrets === true ? shown : undefined;
  return { action: 'create', clientSecret, full: shown, changes: [{ change: 'insert_client_secret', secret: clientSecret, full: kept }] };
}

/** Makes a secret; its text is in the answer and nowhere else. */
export function createClientSecret(
  { facts, commit, clock, mint, sha256 }: Tools,
  { service, clientId }: ClientReference,
): Promise<CreateClientSecret | RejectClient | ClientNotFound | Refusal> {
  return settle({ commit }, async () => {
    const found = await facts.findClient(service.id, clientId);
    if (found === undefined) return notFound;
    const credential = mint.credential('clientSecret');
    const fresh = { credential, secretHash: sha256(credential.secret) };
    return decideClientSecretCreation({ now: clock(), client: found.client, liveSecrets: found.secrets.length, fresh });
  });
}

/** A client's live secrets, newest first; undefined if there is no such client. */
export async function listClientSecrets(
  { facts }: Pick<Engine, 'facts'>,
  { service, clientId }: ClientReference,
): Promise<readonly ClientSecret[] | undefined> {
  return (await facts.findClient(service.id, clientId))?.secrets;
}

/** Deletes a secret; what was obtained with it dies too. Another client's secret is rejected, and stays. */
export function deleteClientSecret(
  { facts, commit }: Tools,
  { service, clientId, secretId }: ClientReference & { readonly secretId: string },
): Promise<DeleteClient | RejectClient | ClientNotFound | Refusal> {
  return settle({ commit }, async (): Promise<DeleteClient | RejectClient | ClientNotFound> => {
    const found = await facts.findClient(service.id, clientId);
    const secret = found && (await facts.findClientSecret(secretId));
    if (found === undefined || secret === undefined) return notFound;
    const { client } = found;
    if (secret.clientNumber !== client.number) return reject([{ field: 'secret_id', detail: 'the secret belongs to another client' }]);
    return { action: 'delete', client, changes: [{ change: 'delete_client_secret', clientNumber: client.number, secretId }] };
  });
}
