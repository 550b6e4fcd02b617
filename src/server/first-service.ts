import { defaultClientSettings } from '../engine/clients/default-client.ts';
import { deviceCode } from '../engine/grants/device-code.ts';
import { ensureSigningKey } from '../engine/keys/ensure-signing-key.ts';
import type { GeneratedKey } from '../engine/keys/rotate-signing-key.ts';
import { ownAlgorithm } from '../engine/keys/signing-algorithms.ts';
import type { Client } from '../engine/model/client.ts';
import type { Service } from '../engine/model/service.ts';
import type { SigningAlgorithm } from '../engine/model/signing-key.ts';
import { openIdScopes } from '../engine/oidc/openid-scopes.ts';
import type { Engine } from '../engine/ports.ts';
import { defaultServiceSettings } from '../engine/services/create-service.ts';
import { apiScopes } from '../http/api/scopes.ts';
import { generateSigningKey } from './generate-signing-key.ts';

/** The service that `/oauth2/…` and the REST API belong to. Every node knows it by this number. */
export const firstServiceId = 1;

/** The public client that `grantry login` is. */
const commandLineClientId = 'grantry-cli';

const commandLineClient = (now: Client['createdAt']): Client => ({
  ...defaultClientSettings('public'),
  number: 1,
  serviceId: firstServiceId,
  clientId: commandLineClientId,
  name: 'Grantry command line',
  clientType: 'public',
  redirectUris: ['http://127.0.0.1/callback'],
  grantTypes: [...defaultClientSettings('public').grantTypes, deviceCode.name],
  allowedScopes: undefined,
  defaultScopes: undefined,
  accessTokenFormat: 'opaque',
  source: 'static',
  createdBy: undefined,
  createdAt: now,
  updatedAt: now,
});

/**
 * Makes the first service with its signing key and the command line's client, where they do not exist yet. Nodes that start at
 * once on an empty database make one of each: the loser's insert is a conflict, and nothing is left to do.
 */
export async function ensureFirstService(engine: Engine, accessUrl: string): Promise<void> {
  const { facts, commit, clock, mint } = engine;
  if ((await facts.findService(firstServiceId)) === undefined) {
    const service: Service = {
      ...defaultServiceSettings,
      id: firstServiceId,
      name: 'Grantry',
      issuer: accessUrl,
      scopes: [...apiScopes, ...openIdScopes],
      createdAt: clock(),
      updatedAt: clock(),
    };
    await commit([{ change: 'insert_service', service }]);
  }
  const service = await facts.findService(firstServiceId);
  if (service === undefined) throw new Error('the first service was not kept');
  const generate = (algorithm: SigningAlgorithm): Promise<GeneratedKey> => generateSigningKey(mint, algorithm);
  await ensureSigningKey(engine, { service, algorithm: ownAlgorithm, generate });
  if ((await facts.findClient(firstServiceId, commandLineClientId)) === undefined) {
    await commit([{ change: 'insert_client', client: commandLineClient(clock()) }]);
  }
}
