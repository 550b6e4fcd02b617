import { findClientAuthMethod } from '../../../engine/client-auth/registry.ts';
import { findKeptSecret } from '../../../engine/clients/change-client-secret.ts';
import type { Client } from '../../../engine/model/client.ts';
import type { Engine } from '../../../engine/ports.ts';
import { describeClientObject } from './registry.ts';

/** Shows a client that was there before: with its secret only where the text is kept, since it is the key of an HMAC. */
export async function showClient(engine: Pick<Engine, 'facts'>, client: Client): Promise<Readonly<Record<string, unknown>>> {
  const keepsSecret = findClientAuthMethod(client.tokenEndpointAuthMethod)?.keepsSecrets === true;
  return describeClientObject(client, keepsSecret ? await findKeptSecret(engine, client.number) : undefined);
}
