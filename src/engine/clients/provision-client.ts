import type { Secret } from '../../protocol/secret.ts';
import type { EngineChange } from '../changes.ts';
import type { Refusal } from '../decision.ts';
import type { Client } from '../model/client.ts';
import type { Service } from '../model/service.ts';
import type { Engine } from '../ports.ts';
import { settle } from '../settle.ts';
import { claimDeveloperPlace } from './claim-developer-place.ts';
import { type RejectClient, reject } from './client-decision.ts';
import type { ClientInput } from './client-input.ts';
import { decideClientCreation } from './decide-client.ts';
import { findIdFault } from './find-id-fault.ts';
import { findListedUris } from './find-listed-uris.ts';
import { decideClientSecretCreation } from './manage-client-secrets.ts';
import { withProvisionedDefaults } from './provisioned-defaults.ts';

/** The client as it is now, and its secret in full, this once. */
export interface ProvisionClient {
  readonly action: 'provision';
  readonly client: Client;
  /** undefined: it is public, and has none. */
  readonly clientSecret: Secret | undefined;
  readonly changes: readonly EngineChange[];
}

type Tools = Pick<Engine, 'facts' | 'commit' | 'clock' | 'mint' | 'sha256' | 'fetchSectorRedirectUris'>;

/**
 * Makes a client for whoever runs the engine: known by its number unless the input names it, with a secret if it can keep one. A name and
 * redirect URIs may follow later.
 */
export async function provisionClient(
  engine: Tools,
  { service, input }: { readonly service: Service; readonly input: ClientInput },
): Promise<ProvisionClient | RejectClient | Refusal> {
  const { facts, commit, clock, mint, sha256 } = engine;
  const listed = await findListedUris(engine, input);
  return settle({ commit }, async (): Promise<ProvisionClient | RejectClient> => {
    const [now, number] = [clock(), mint.number()];
    const idFault = await findIdFault(facts, service, input, number);
    if (idFault !== undefined) return reject([idFault]);
    const claimed = await claimDeveloperPlace(facts, service, input.description?.developer);
    if (claimed.action === 'reject') return claimed;
    const ids = { number, clientId: String(number) };
    const named = withProvisionedDefaults(input);
    const made = decideClientCreation({
      now,
      service,
      input: named,
      source: 'static',
      createdBy: undefined,
      listed,
      mayBeBare: true,
      ...ids,
    });
    if (made.action === 'reject') return made;
    const { client } = made;
    const changes = [...claimed.changes, ...made.changes];
    if (client.clientType === 'public') return { action: 'provision', client, clientSecret: undefined, changes };
    const credential = mint.credential('clientSecret');
    const fresh = { credential, secretHash: sha256(credential.secret) };
    const secret = decideClientSecretCreation({ now, client, liveSecrets: 0, fresh });
    if (secret.action === 'reject') return secret;
    return { action: 'provision', client, clientSecret: secret.full, changes: [...changes, ...secret.changes] };
  });
}
